"""Words that tell what a text is about (``topic_words.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.lexicon.tables import rows
from kg.model import KgError, Token
from kg.text.forms import without_article
from kg.text.letters import fold

_TYPE, _OFFICE = "type:", "office:"

Weights = tuple[tuple[str, float], ...]
"""Pairs of topic and weight, by topic."""
Hit = tuple[int, str, Weights]
"""Token at which a listed word or sequence begins, its key, its topics."""
Hits = tuple[list[Hit], list[Hit], list[Hit]]
"""All hits of an article; the first of each key in the lead; the first of each behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """Topics of words, word sequences, event types and offices; words are folded lemmas without article."""

    words: dict[str, Weights]
    sequences: dict[str, tuple[tuple[tuple[str, ...], Weights], ...]]
    """By first word: the words after it, and their topics; longest first."""
    types: dict[str, tuple[str, ...]]
    offices: dict[str, tuple[str, ...]]
    known: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Cache of the extractor: written word to the keys under which it is listed."""
    recent: list[tuple[Sequence[Token], Hits]] = field(default_factory=list, compare=False, repr=False)
    """Cache of the extractor: the last article's tokens and what was found in them."""


def load_topics(path: Path) -> TopicWords:
    """Read the words of ``path``; raises KgError for a weight that is no number."""
    found: dict[tuple[str, ...], dict[str, float]] = {}
    types: dict[str, list[str]] = {}
    offices: dict[str, list[str]] = {}
    for row in rows(path):
        lemma, topic = row["lemma"], row["topic"]
        if lemma.startswith((_TYPE, _OFFICE)):
            kind, _, name = lemma.partition(":")
            (types if kind + ":" == _TYPE else offices).setdefault(name, []).append(topic)
            continue
        weights = found.setdefault(tuple(map(without_article, fold(lemma).split())), {})
        weights[topic] = max(weights.get(topic, 0.0), _number(row["weight"], path))
    return TopicWords(
        words={key[0]: tuple(sorted(w.items())) for key, w in sorted(found.items()) if len(key) == 1},
        sequences=_sequences(found),
        types={name: tuple(topics) for name, topics in sorted(types.items())},
        offices={name: tuple(topics) for name, topics in sorted(offices.items())},
    )


def _number(text: str, source: Path) -> float:
    try:
        return float(text)
    except ValueError:
        raise KgError(f"{source.name}: weight {text!r} is no number") from None


def _sequences(
    found: dict[tuple[str, ...], dict[str, float]],
) -> dict[str, tuple[tuple[tuple[str, ...], Weights], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], Weights]]] = {}
    for key, weights in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        if len(key) > 1:
            index.setdefault(key[0], []).append((key[1:], tuple(sorted(weights.items()))))
    return {first: tuple(rest) for first, rest in sorted(index.items())}
