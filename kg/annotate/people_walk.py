"""A walk over the words of an office, from its head to where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.names import begins, name_at, skip_titles
from kg.annotate.office_words import concept, is_nisba, national
from kg.annotate.parties_anaphors import KINGDOMS, stripped
from kg.annotate.words import best
from kg.model import Analysis, Token
from kg.text.forms import ARTICLE, BI, BI_THE, LI, LI_THE, YA, without_article
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

ENVOYS = frozenset(
    (
        "ambassador",
        "envoy",
        "consul",
        "charge-daffaires",
        "attache",
        "permanent-representative",
        "representative",
    )
)
"""Offices that are sent to a state: the party after the preposition is the host."""
_MAX_WORDS = 18
_MAX_QUOTED = 6
_STATE_KINDS = frozenset(("name", "capital", "seat", "demonym"))


class Walk:
    """A walk over the words after the head; ``last`` is where the office ends."""

    def __init__(
        self,
        tokens: Sequence[Token],
        i: int,
        end: int,
        lexicon: Lexicon,
        home: str | None,
        *,
        article: bool,
        dual: bool,
        long: bool,
    ) -> None:
        self.tokens, self.begin, self.end, self.lexicon = tokens, i, end, lexicon
        self.home, self.dual, self.long = home, dual, long
        self.words = lexicon.people.kinds
        self.code: str | None = None
        self.host: str | None = None
        self.place: str | None = None
        self.last = i + 1
        self.open = not article
        """True while a genitive is awaited: the last word is a noun without article."""
        self.bridge = False
        """True right after a preposition."""
        self.hosting = False
        self.own = False
        self.organ = False
        """True once a body was named, whose name may go on after its party (the French Union for Work)."""
        head = lexicon.people.head_of(tokens[i].form)
        self.head = head[0] if head else None
        labels = lexicon.people.by_head[head[0]] if head else ()
        self.labels = (
            frozenset(word for label, _ in labels for word in label if word != head[0])
            if head
            else frozenset()
        )
        """Words that labels of this office hold beside the head."""

    def run(self) -> None:
        j = self.begin + 1
        while j < self.end and j - self.begin < _MAX_WORDS:
            step = self._step(j)
            if not step:
                break
            j += step
            if not self.bridge:
                self.last = j

    def _step(self, j: int) -> int:
        """How many tokens from ``j`` on belong to the office; 0 ends it."""
        token = self.tokens[j]
        if token.kind == "punct":
            return self._quoted(j)
        if token.kind != "word":
            return 0
        if token.form in self.words["stop"] and token.form not in self.words["bridge"] and not self.open:
            return 0
        if self._another(j):
            return 0
        return self._party(j) or self._word(j)

    def _closed(self) -> bool:
        """True when the phrase could end here and has named its party: what follows is rarely part of it."""
        return self.code is not None and not (self.open or self.bridge or self.long)

    def _another(self, j: int) -> bool:
        """True when the word at ``j`` begins something else: a second party or office, a holder.

        Only envoys have a second party, the one they are sent to.
        """
        if self._second_office(j):
            return True
        if self.code is None or self.open or self.long:
            return False
        hit = self.lexicon.parties.longest(self.tokens, j)
        if hit is not None and hit.value.kind in ("name", "capital") and not self.bridge:
            return not hit.prep or not self._sent()
        word = best(self.tokens[j])
        if word is not None and word.prep == BI and word.article:
            return not self._sent()
        return False

    def _second_office(self, j: int) -> bool:
        """True for «his counterpart», and behind a told party for an office that is another person's.

        Two offices in a row are one person's («the crown prince, minister of defence N») only when a
        name follows and the second tells no party of its own; a sovereign has no second office.
        """
        people = self.lexicon.people
        head = people.head_of(self.tokens[j].form)
        if head is None or head[1] or self.open or self.bridge:
            return False
        if people.by_head[head[0]][0][1] == "counterpart":
            return True
        if self.code is None or head[2] or self.tokens[j].form in people.titles:
            return False
        second = Walk(
            self.tokens, j, self.end, self.lexicon, self.home, article=head[3], dual=False, long=self.long
        )
        second.run()
        if second.code not in (None, self.code):
            return True
        return self._ruler() or not self._ends_before(second.last)

    def _ruler(self) -> bool:
        office = self._concept()
        return office in ("king", "emir", "sultan", "emperor", "president", "head-of-state")

    def _concept(self) -> str | None:
        if self.head is None:
            return None
        return concept(self.tokens, self.begin, max(self.last, self.begin + 1), self.head, self.lexicon)

    def _sent(self) -> bool:
        """True for offices that are held towards another party: ambassador, consul, envoy."""
        return self._concept() in ENVOYS

    def _quoted(self, j: int) -> int:
        """A name in quotation marks after a noun that awaits it (the movement «…»)."""
        if not self.open or self.tokens[j].text not in '"«“(':
            return 0
        for k in range(j + 2, min(j + _MAX_QUOTED, self.end)):
            if self.tokens[k].text in '"»”)':
                self.open = self.bridge = False
                return k + 1 - j
        return 0

    def _party(self, j: int) -> int:
        hit = self.lexicon.parties.longest(self.tokens, j)
        form = self.tokens[j].form
        led = hit is not None and hit.value.kind == "leader" and self.open
        if hit is not None and led and (self.lexicon.people.head_of(form) or j > self.begin + 1):
            self._told(hit.value.code, preposition=False)
            return hit.length
        if hit is None or hit.value.kind not in _STATE_KINDS:
            kingdom = self._kingdom(j)
            if kingdom is None:
                return 0
            self._told(kingdom, preposition=self.bridge or form.startswith((LI_THE, BI_THE)))
            return 1
        code, kind = hit.value
        if national(self.tokens, j + hit.length, self.end, code, self.lexicon):
            return 0
        if hit.conj and not (self.dual and kind != "demonym"):
            return 0
        if kind == "demonym":
            if self.open and form.startswith(ARTICLE) and j == self.begin + 1 and not self._counterpart():
                return 0
            if not (form.startswith(ARTICLE) or self.open) or begins(self.tokens, j, self.end, self.lexicon):
                return 0
        elif not (self.open or self.bridge or hit.prep or is_nisba(form)):
            return 0
        if self.dual and self.code is not None:
            return 0
        self._told(code, preposition=self.bridge or bool(hit.prep))
        if kind == "demonym":
            self.open = self.open and not form.startswith(ARTICLE)
        return hit.length

    def _counterpart(self) -> bool:
        return self.head is not None and self.lexicon.people.by_head[self.head][0][1] == "counterpart"

    def _kingdom(self, j: int) -> str | None:
        if self.lexicon.anaphors.get(stripped(self.tokens[j].form)) != "kingdom":
            return None
        return self.home if self.home in KINGDOMS else KINGDOMS[0]

    def _told(self, code: str, *, preposition: bool) -> None:
        if preposition and (self.hosting or self.code is not None or self.bridge):
            self.host = self.host or code
        elif self.code is None:
            self.code = code
        self.open = self.bridge = self.hosting = False

    def _word(self, j: int) -> int:
        token = self.tokens[j]
        first = best(token)
        form = token.form
        if first is None:
            return 0
        if (form in self.words["bridge"] or (form in self.words["host"] and self._sent())) and not (
            form in self.words["given"] and token.text.endswith(YA)
        ):
            return self._preposition(j)
        if form in self.words["quality"] or without_article(form) in self.words["quality"]:
            self.bridge = False
            return 1
        if self._ends_before(j):
            return 0
        if (
            self.open
            and form in self.lexicon.people.titles
            and not form.startswith(ARTICLE)
            and j + 1 < self.end
        ):
            return 1
        if (
            self.open
            and form in self.labels
            and self._named_after(j) == 0
            and not self.lexicon.people.head_of(form)
        ):
            self.open, self.bridge = not form.startswith(ARTICLE), False
            return 1
        named = self._named_after(j)
        if named:
            self.open = self.bridge = False
            return named
        place = self.lexicon.places.longest(self.tokens, j)
        if (
            place is not None
            and (self.open or self.bridge or place.prep)
            and not place.conj
            and not place.value.weak
        ):
            self.place = self.place or place.value.code
            self.open = self.bridge = False
            return place.length
        head = self.lexicon.people.head_of(form)
        if head is not None and not head[1]:
            if head[2] and head[2] != LI:
                return 0
            if not (self.open or head[2] or self.bridge) and head[3] and form in self.lexicon.people.titles:
                return 0
            self.open, self.bridge = not head[3], False
            return 1
        return self._noun(j)

    def _named_after(self, j: int) -> int:
        """Length of the title and name that a thing inside the office bears (… of the King … Centre)."""
        things = self.words["namesake"]
        if not any(split.stem in things for split in splits(self.tokens[j - 1].form) if not split.article):
            return 0
        at = skip_titles(self.tokens, j, self.end, self.lexicon)
        return name_at(self.tokens, at, self.end, self.lexicon, expected=True) - j if at > j else 0

    def _ends_before(self, j: int) -> bool:
        """True when a name starts at ``j``, maybe after titles."""
        if self.open or self.bridge:
            return False
        at = skip_titles(self.tokens, j, self.end, self.lexicon)
        return at < self.end and name_at(self.tokens, at, self.end, self.lexicon, expected=True) > at

    def _preposition(self, j: int) -> int:
        if self.bridge or j + 1 >= self.end:
            return 0
        if self.tokens[j].form in self.words["host"] and not self._sent() and self._elsewhere(j + 1):
            return 0
        after = best(self.tokens[j + 1])
        hit = self.lexicon.parties.longest(self.tokens, j + 1)
        place = self.lexicon.places.longest(self.tokens, j + 1)
        if hit is not None and hit.value.kind == "leader":
            return 0
        hosting = self.tokens[j].form in self.words["host"]
        organ = after is not None and self.lexicon.heads.get(after.lemma) in (
            "organ",
            "group",
            "territory",
            "attribute",
        )
        next_form = self.tokens[j + 1].form
        organ = organ or (not hosting and self.lexicon.people.head_of(next_form) is not None)
        organ = organ or next_form in self.words["namesake"]
        known = hit is not None or place is not None or organ or self._kingdom(j + 1) is not None
        if not known and (hosting or after is None or not after.article):
            return 0
        self.bridge, self.hosting, self.open = (
            True,
            hosting and (hit is not None or self._kingdom(j + 1) is not None),
            True,
        )
        return 1

    def _elsewhere(self, j: int) -> bool:
        """True when the words from ``j`` on tell where something happens, not what the office is of."""
        if self.long:
            return False
        if self.code is not None and not self.open:
            return True
        hit = self.lexicon.parties.longest(self.tokens, j)
        if j != self.begin + 2:
            return False
        if hit is not None:
            return self.lexicon.classes.get(hit.value.code) == "State"
        return self.lexicon.places.longest(self.tokens, j) is not None

    def _noun(self, j: int) -> int:
        """A noun or adjective of the office: definite, or construct before something definite."""
        token = self.tokens[j]
        first = best(token)
        if first is None or first.pos in ("prep", "conj", "part", "pron", "adv", "num"):
            return 0
        if first.pos == "verb" and not any(a.pos in ("noun", "adj") for a in token.analyses):
            return 0
        noun = next((a for a in token.analyses if a.pos in ("noun", "adj", "noun_prop")), first)
        joined = next((a for a in token.analyses[:4] if a.prep == LI and a.pos == "noun"), None)
        if not noun.prep and not noun.article and joined is not None and not self.open:
            noun = joined
        if noun.prep and self.lexicon.agencies.longest(self.tokens, j) is not None:
            return 0
        if noun.conj and not self._conjunct(j):
            return 0
        if self._new_phrase(noun):
            return 0
        if noun.prep and not (
            noun.prep in (LI, BI)
            and (
                noun.article
                or self.long
                or without_article(token.form) in self.labels
                or self._organ(noun.lemma)
                or self._definite(j + 1)
            )
        ):
            return 0
        if noun.pronoun and not (self.open or self._organ(noun.lemma)):
            return 0
        if not (self.open or self.bridge or noun.article or noun.prep or noun.conj):
            return 0
        if noun.pos == "verb" or (
            noun.pos == "noun_prop" and noun.article and not noun.conj and not self.open
        ):
            return 0
        self.own = self.own or bool(noun.pronoun)
        self.organ = self.organ or (noun.pos == "noun" and self._organ(noun.lemma))
        self.open = not noun.article and noun.pos == "noun" and not noun.pronoun
        self.bridge = False
        return 1

    def _new_phrase(self, noun: Analysis) -> bool:
        """True for a word that, the party told, belongs to the sentence: «to the journalists», «the file»."""
        if not self._closed() or noun.conj:
            return False
        if noun.prep:
            field = noun.stem in self.words["field"] or noun.lemma in self.words["field"]
            return not (field or (noun.article and self.organ and not self._standing(noun.lemma)))
        return noun.pos == "noun" and noun.article

    def _conjunct(self, j: int) -> bool:
        """«… and information»: a second field of the office, not a second person or event."""
        token = self.tokens[j]
        if self.open or self.bridge or self.lexicon.people.head_of(token.form) or j - self.begin < 2:
            return False
        first = best(token)
        if (
            first is None
            or not (first.pos in ("noun", "adj") or first.article)
            or (self._standing(first.lemma) and not self.long)
        ):
            return False
        if first.article or (self._definite(j + 1) and not first.pronoun):
            return not self.lexicon.parties.longest(self.tokens, j)
        return False

    def _definite(self, j: int) -> bool:
        return j < self.end and self.tokens[j].form.startswith(ARTICLE)

    def _organ(self, lemma: str) -> bool:
        return self.lexicon.heads.get(lemma) in ("organ", "attribute", "territory", "group")

    def _standing(self, lemma: str) -> bool:
        return self.lexicon.heads.get(lemma) in ("people", "office")
