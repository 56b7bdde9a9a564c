"""News agencies, papers, stations and sites: where a text names one."""

from __future__ import annotations

from typing import NamedTuple

from kg.annotate.words import best
from kg.extract.statements_words import CLOSE, NAME_QUOTE, OPEN, Words
from kg.model import Token


class Medium(NamedTuple):
    """A news agency, paper, station or site named in tokens ``[first, last)``."""

    first: int
    last: int
    prep: str
    """Clitic preposition on its first word, or the token before it if that is a lone clitic."""
    name_first: int
    name_last: int
    code: str | None
    name: str
    """Canonical name of a known agency, else ""."""


class Media(Words):
    """Finds the media of one article."""

    def medium(self, i: int, limit: int) -> Medium | None:
        """The medium named at ``i``: a known one, a head noun (agency, paper) with its name, or a
        quoted name right after the preposition li-."""
        if i >= limit:
            return None
        token = self.tokens[i]
        if token.kind == "punct":
            return self._quoted_carrier(i, limit)
        if self._without_and(token.form) in self.speech.dative:
            return self._dative(i, limit)
        known = self.agency(i)
        if known is not None and i + known[0] <= limit:
            length, name, code, prep = known
            last = self._glossed(i + length, limit)
            return Medium(i, last, prep, i, last, code, name)
        if self.head_kind(i) != "medium" or self.in_name(i):
            return None
        return self._headed(i, limit)

    def _quoted_carrier(self, i: int, limit: int) -> Medium | None:
        """A quoted name right after a verb of carrying or receiving (a statement that «X» received)."""
        close = self.quote_end.get(i)
        if (
            close is None
            or i == 0
            or close - i - 1 > NAME_QUOTE
            or close >= limit
            or not self.carried_by(i - 1)
        ):
            return None
        return Medium(i, close + 1, "", i + 1, close, self._code(i + 1), self._known(i + 1))

    def carried_by(self, i: int) -> bool:
        """True for a verb whose subject carries or received the words of another."""
        return any(
            a.pos == "verb"
            and (a.lemma in self.speech.receive or (a.pronoun and a.lemma in self.speech.carry))
            for a in self.tokens[i].analyses
        )

    def issues(self, i: int) -> bool:
        """True for a verb that says who made the document before it (a statement that X issued)."""
        return any(
            a.pos == "verb" and a.pronoun and a.lemma in self.speech.make for a in self.tokens[i].analyses
        )

    def _glossed(self, i: int, limit: int) -> int:
        """Past the name in quotation marks or brackets that follows a medium's description at once."""
        if i < limit and self.tokens[i].text in OPEN:
            close = self.quote_end.get(i) or self._close(i, limit)
            if close is not None and close - i - 1 <= NAME_QUOTE and close < limit:
                return close + 1
        j = i
        while j < limit and j < i + 2 and self._adjective(j):
            j += 1
        known = self.agency(j) if j < limit else None
        if known is not None and not known[3] and j + known[0] <= limit:
            return j + known[0]
        return i

    def _adjective(self, i: int) -> bool:
        first = best(self.tokens[i])
        return first is not None and first.pos == "adj" and first.article

    def _dative(self, i: int, limit: int) -> Medium | None:
        j = i + 1
        if j >= limit:
            return None
        if self.tokens[j].text in OPEN | CLOSE:
            close = self.quote_end.get(j) or self._close(j, limit)
            if close is not None and 0 < close - j - 1 <= NAME_QUOTE:
                return Medium(
                    i,
                    min(close + 1, limit),
                    self.tokens[i].form,
                    j + 1,
                    close,
                    self._code(j + 1),
                    self._known(j + 1),
                )
            return None
        inner = self.medium(j, limit)
        return inner._replace(first=i, prep=self.tokens[i].form) if inner is not None else None

    def _close(self, j: int, limit: int) -> int | None:
        return next(
            (k for k in range(j + 1, min(j + NAME_QUOTE + 2, limit)) if self.tokens[k].text in CLOSE), None
        )

    def _known(self, i: int) -> str:
        known = self.agency(i)
        return known[1] if known else ""

    def _code(self, i: int) -> str | None:
        known = self.agency(i)
        return known[2] if known else None

    def _headed(self, i: int, limit: int) -> Medium | None:
        stop = self.end(i, limit)
        prep, weak = self.clitic(i), self.head_lemma(i) in self.speech.weak
        after = {a.lemma for a in self.tokens[i + 1].analyses} if i + 1 < len(self.tokens) else set()
        if after & self.speech.body:
            return None
        for j in range(i + 1, min(stop + 1, limit)):
            known = self.agency(j)
            if known is not None and not known[3]:
                last = self._glossed(j + known[0], limit)
                return Medium(i, max(stop, last), prep, j, last, known[2], known[1])
            close = (self.quote_end.get(j) or self._close(j, limit)) if self.tokens[j].text in OPEN else None
            if close is not None and close - j - 1 <= NAME_QUOTE:
                after_close = min(close + 1, limit)
                first, last = (i, after_close) if j - i > 2 else (j + 1, close)
                return Medium(
                    i, max(stop, after_close), prep, first, last, self._code(j + 1), self._known(j + 1)
                )
        if weak and not (after & self.speech.news or self._named(i + 1, stop) or (prep and stop > i + 1)):
            return None
        return Medium(i, stop, prep, i, stop, None, "")

    def _named(self, i: int, stop: int) -> bool:
        if i in self.party_at:
            return False
        return i < stop and (
            self.tokens[i].kind == "latin"
            or (bool(self.tokens[i].analyses) and self.tokens[i].analyses[0].pos == "noun_prop")
        )

    def _worth(self, token: Token) -> bool:
        """False for nearly all words: they can begin no name and no description of a medium."""
        known = self.lexicon.seen.media.get(token.text)
        if known is None:
            known = (
                token.kind == "punct"
                or self._without_and(token.form) in self.speech.dative
                or self.agencies.may_begin(token.form)
                or self.speech.media.may_begin(token.form)
                or any(self.speech.heads.get(a.lemma) == "medium" for a in token.analyses)
            )
            self.lexicon.seen.media[token.text] = known
        return known

    def media(self, first: int, last: int) -> list[Medium]:
        """All media named in tokens ``[first, last)``, outside quoted speech."""
        found: list[Medium] = []
        i = first
        while i < last:
            if not self._worth(self.tokens[i]):
                i += 1
                continue
            medium = None if i in self.quoted else self.medium(i, last)
            if medium is not None:
                found.append(medium)
            i = medium.last if medium is not None else i + 1
        return found
