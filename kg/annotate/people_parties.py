"""The parties of officials whose words name none: their other mentions, the list, the story's country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import PersonMention, Token
from kg.text.letters import fold

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
_MAX_GAP = 4


def settle(
    found: Sequence[PersonMention], tokens: Sequence[Token], lexicon: Lexicon, default: str | None
) -> tuple[PersonMention, ...]:
    """``found`` with a party for every named official: as told, else well known, else implied."""
    return tuple(_Settler(found, tokens, lexicon, default).settled())


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
        self, found: Sequence[PersonMention], tokens: Sequence[Token], lexicon: Lexicon, default: str | None
    ) -> None:
        self.found, self.tokens, self.lexicon, self.default = found, tokens, lexicon, default

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
                code = (
                    self._leader_in(mention)
                    or told.get(last)
                    or self._neighbour(mention, settled)
                    or self._implied(mention)
                )
                if code is not None:
                    told.setdefault(last, code)
            settled.append(mention._replace(code=code))
        return settled

    def _implied(self, mention: PersonMention) -> str | None:
        """The story's own country; princes without a country are Saudi unless that is a monarchy."""
        if mention.office in _COURT and self.default not in _MONARCHIES:
            return "SA"
        return self.default

    def _leader_in(self, mention: PersonMention) -> str | None:
        span = mention.name_span
        if span is None:
            return None
        for k in range(mention.first, mention.last):
            if span.start <= self.tokens[k].start < span.end:
                code = self._leader(k)
                if code:
                    return code
        return None

    def _neighbour(self, mention: PersonMention, settled: list[PersonMention]) -> str | None:
        """The party of the official just before in a list."""
        before = next((m for m in reversed(settled) if m.name and m.office), None)
        if before is None or not 0 <= mention.first - before.last <= _MAX_GAP:
            return None
        between = self.tokens[before.last : mention.first]
        joined = self.tokens[mention.first].form.startswith("و") or any(t.text in "،," for t in between)
        return (
            before.code
            if joined and all(t.kind == "punct" or t.form in self.lexicon.people.titles for t in between)
            else None
        )

    def _leader(self, i: int) -> str | None:
        hit = self.lexicon.parties.longest(self.tokens, i)
        return hit.value.code if hit is not None and hit.value.kind == "leader" else None
