"""The parties of officials whose words name none: their other mentions, the list, the story's country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kg.annotate.country import Country
from kg.annotate.name_words import leader
from kg.lexicon.people import plain
from kg.model import PersonMention, Token
from kg.text.forms import AND, LI
from kg.text.letters import fold
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_COURT = frozenset(("prince", "crown-prince"))
_MONARCHIES = frozenset(
    (
        "SA",
        "JO",
        "MA",
        "BH",
        "KW",
        "QA",
        "AE",
        "OM",
        "GB",
        "ES",
        "NL",
        "BE",
        "SE",
        "NO",
        "DK",
        "JP",
        "MY",
        "TH",
    )
)
_KINGDOMS_OF_DECREE = frozenset(("SA", "OM"))
"""States without a president or an elected parliament: their papers name another state's."""
_OF_REPUBLICS = frozenset(
    (
        "president",
        "interim-president",
        "vice-president",
        "presidency-spokesperson",
        "prime-minister",
        "deputy-prime-minister",
        "speaker-of-parliament",
        "deputy-speaker-of-parliament",
        "member-of-parliament",
    )
)
_GROUPS = frozenset(("NonStateGroup",))
_BODIES = frozenset(("NonStateGroup", "IntergovernmentalOrganization", "Organization"))
_MAX_GAP = 4
_OF_ORGAN = 3
"""Words behind a body in which its party is named."""
_NAMED = frozenset(("name", "capital", "seat", "demonym"))


def settle(
    found: Sequence[PersonMention], tokens: Sequence[Token], lexicon: Lexicon, country: Country
) -> tuple[PersonMention, ...]:
    """``found`` with a party for every named official: as told, else well known, else implied."""
    return tuple(_Settler(found, tokens, lexicon, country).settled())


def folded_name(tokens: Sequence[Token], mention: PersonMention) -> list[str]:
    """The folded words of the name where the mention's own tokens hold it, else of the name told before."""
    told = fold(mention.name or "").split() or [""]
    span = mention.name_span
    if span is None:
        return told
    inside = tokens[mention.first : mention.last]
    return [t.form for t in inside if span.start <= t.start < span.end] or told


class _Settler:
    def __init__(
        self, found: Sequence[PersonMention], tokens: Sequence[Token], lexicon: Lexicon, country: Country
    ) -> None:
        self.found, self.tokens, self.lexicon, self.country = found, tokens, lexicon, country

    def settled(self) -> list[PersonMention]:
        """The mentions with every party that another mention, the list or the story's country tells."""
        told: dict[str, str] = {}
        settled: list[PersonMention] = []
        for m in self.found:
            if m.name and m.code:
                told.setdefault(folded_name(self.tokens, m)[-1], m.code)
        for mention in self.found:
            code = mention.code
            if code is None and mention.name:
                last = folded_name(self.tokens, mention)[-1]
                code = self._leader_in(mention) or told.get(last) or self._implied(mention, settled)
                if code is not None:
                    told.setdefault(last, code)
            settled.append(mention._replace(code=code))
        return settled

    # --- what the surroundings tell ---

    def _implied(self, mention: PersonMention, settled: list[PersonMention]) -> str | None:
        """The party that the list, the side, the body last spoken of or the story's country implies."""
        if mention.office in self.lexicon.people.private:
            return None
        return (
            self._body(mention)
            or self._organ(mention)
            or self._neighbour(mention, settled)
            or self._side(mention)
            or self._country(mention)
        )

    def _country(self, mention: PersonMention) -> str | None:
        """The likeliest state; princes without a country are Saudi unless the paper is of a monarchy."""
        home = self.country.home
        if mention.office in _COURT and home not in _MONARCHIES:
            return "SA"
        return self.country.of(
            mention.first,
            mention.last,
            unfit=home in _KINGDOMS_OF_DECREE and self._republican(mention),
            court=home in _MONARCHIES and mention.office in _COURT,
        )

    def _republican(self, mention: PersonMention) -> bool:
        """An office of a republic; the president of a thing (a company, a city) is not meant."""
        people = self.lexicon.people
        words = {plain(word) for word in (mention.office_words or "").split()}
        if words & people.kinds["republic"]:
            return True
        if mention.office != "president":
            return mention.office in _OF_REPUBLICS
        told = [plain(word) for word in (mention.office_words or "").split()[1:2]]
        labels = {word for words, office in people.offices if office == mention.office for word in words}
        return all(word in labels or word in people.kinds["quality"] for word in told)

    def _body(self, mention: PersonMention) -> str | None:
        """«The organisation's secretary», «the militant N»: the body or group last spoken of."""
        if not mention.office_words:
            return None
        words = self.lexicon.people.kinds
        told = fold(mention.office_words).split()
        if mention.office == "envoy" and words["world"] & set(told):
            return "UN"
        bodies = {plain(split.stem) for split in splits(told[-1]) if split.article} & words["body"]
        bare = len(told) == 1 and mention.office == "leader"
        if not bodies and not bare:
            return None
        kinds = (
            ("NonStateGroup",) if bare else ("IntergovernmentalOrganization", "NonStateGroup", "Organization")
        )
        return next(
            (
                code
                for i, code in reversed(self._named)
                if i < mention.first and self.lexicon.classes[code] in kinds
            ),
            None,
        )

    def _organ(self, mention: PersonMention) -> str | None:
        """«The head of … in the ministry»: the party of the ministry that was told in full before."""
        words = (mention.office_words or "").split()
        if len(words) < 2:
            return None
        told = fold(words[-1])
        stems = {split.stem for split in splits(told) if split.article and len(split.stem) > 2}
        for i in range(mention.first - 1, -1, -1):
            if not stems & {split.stem for split in splits(self.tokens[i].form)}:
                continue
            if not any(
                a.lemma in self.lexicon.heads and a.pos == "noun" for a in self.tokens[i].analyses[:1]
            ):
                return None
            near = (code for at, code in self._named if i < at <= i + _OF_ORGAN)
            code = next(near, None)
            if code is not None:
                return code
        return None

    def _side(self, mention: PersonMention) -> str | None:
        """«On the French side: the minister …, the adviser …»: the side named last in the sentence."""
        for k in range(mention.first - 1, max(mention.first - 60, -1), -1):
            if self.tokens[k].text in ".؟!":
                return None
            if plain(self.tokens[k].form.lstrip(LI)) in self.lexicon.people.kinds["side"]:
                hit = self.lexicon.parties.longest(self.tokens, k + 1)
                if hit is not None and hit.value.kind == "demonym":
                    return hit.value.code
        return None

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Every party that the text names, with its place."""
        found = []
        for i in range(len(self.tokens)):
            hit = self.lexicon.parties.longest(self.tokens, i)
            if hit is not None and hit.value.kind in _NAMED and hit.value.code in self.lexicon.classes:
                found.append((i, hit.value.code))
        return found

    def _leader_in(self, mention: PersonMention) -> str | None:
        span = mention.name_span
        if span is None:
            return None
        for k in range(mention.first, mention.last):
            if span.start <= self.tokens[k].start < span.end:
                code = leader(self.tokens, k, self.lexicon)
                if code:
                    return code
        return None

    def _neighbour(self, mention: PersonMention, settled: list[PersonMention]) -> str | None:
        """The party of the official just before in a list."""
        before = next((m for m in reversed(settled) if m.office), None)
        if before is None or not 0 <= mention.first - before.last <= _MAX_GAP:
            return None
        between = self.tokens[before.last : mention.first]
        joined = self.tokens[mention.first].form.startswith(AND) or any(t.text in "،," for t in between)
        return (
            before.code
            if joined and all(t.kind == "punct" or t.form in self.lexicon.people.titles for t in between)
            else None
        )
