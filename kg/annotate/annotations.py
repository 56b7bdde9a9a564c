"""The traveller between annotate/ and extract/: an article with everything found in it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Article, PartyMention, PersonMention, PlaceMention, Sentence, Span, TimeMention, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """One article's words and mentions; mentions are in reading order, token ranges half-open."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[int, int], ...] = ()
    """Token ranges inside quotation marks, marks excluded."""
    people: tuple[PersonMention, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()

    def span(self, first: int, last: int) -> Span:
        """Characters that the tokens ``[first, last)`` cover."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """The article's exact words under the tokens ``[first, last)``."""
        return self.article.text[self.tokens[first].start : self.tokens[last - 1].end]
