"""What stands around a cue and around a place or time: closed classes of words, never the article's own.

The features of ``circumstances`` are made of these answers. Each is a short string.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.lexicon.features import Crossed
from kg.model import PlaceMention, TimeMention
from kg.text.forms import AND

DONE_BY_SAYING = frozenset(("accuse", "condemn", "reject", "request", "threaten", "pledge", "endorse"))
"""Types of event that words make: their time and place are those of the speaking."""
_STEPS = (0, 1, 2, 4, 7, 11, 16, 24)
_BACK = 8
"""Words between a verb and what it may govern."""
_MOST = 12
"""Places or times of a sentence that a cue looks at: the nearest ones."""

Placed = TypeVar("Placed", PlaceMention, TimeMention)


def within(mentions: Sequence[Placed], first: int, last: int) -> Sequence[Placed]:
    """The mentions that begin in the tokens ``[first, last)``; ``mentions`` are in reading order."""
    start = bisect_left(mentions, first, key=lambda mention: mention.first)
    return mentions[start : bisect_left(mentions, last, key=lambda mention: mention.first)]


def nearest(view: Clauses, hit: CueHit, mentions: Sequence[Placed]) -> Sequence[Placed]:
    """The mentions of the sentence, in reading order; of very many those around the cue."""
    here = within(mentions, view.sentence.first, view.sentence.last)
    if len(here) <= _MOST:
        return here
    at = bisect_left(here, hit.at[0], key=lambda mention: mention.first)
    return here[max(at - _MOST // 2, 0) : at + _MOST // 2]


class Scene(NamedTuple):
    """A cue where it stands."""

    view: Clauses
    hit: CueHit
    hits: Sequence[CueHit]
    """All cues of the sentence."""
    number: int
    """Of the sentence in the article."""
    status: str
    """By rule (``kg.extract.status``)."""


class Way(NamedTuple):
    """The way from a cue to other words of its sentence."""

    side: str
    gap: int
    """Bucket of the number of words between."""
    wall: str
    """What must be crossed: open, comma, that or rel (a relative clause)."""
    verbs: int
    cues: int
    """Other cues between."""
    nearest: bool
    """True when no other cue is nearer to those words."""

    def features(self) -> list[str]:
        """Each answer with its side, and those that belong together."""
        side, gap, wall, verbs, cues, nearest = self
        return [
            f"{side} gap {gap}",
            f"{side} {wall} verbs {verbs}",
            f"{side} cues {cues} nearest {nearest}",
            f"{side} {wall} verbs {verbs} cues {cues} gap {gap // 3}",
        ]


def way(scene: Scene, first: int, last: int) -> Way:
    """How the words ``[first, last)`` are reached from the cue of ``scene``."""
    view, hit, hits = scene.view, scene.hit, scene.hits
    if first > hit.at[-1]:
        side, a, b = "after", hit.at[-1] + 1, first
    elif last <= hit.at[0]:
        side, a, b = "before", last, hit.at[0]
    else:
        side, a, b = "inside", first, first
    tokens = view.ann.tokens
    verbs = sum(i in view.verbs and view.verbs[i].lemma not in view.lexicon.auxiliaries for i in range(a, b))
    breaks = [tokens[i].form for i in range(a, b) if i in view.breaks]
    commas = any(tokens[i].kind == "punct" for i in range(a, b))
    relative = any(form in view.lexicon.relatives for form in breaks)
    others = [h for h in hits if h.at[0] != hit.at[0]]
    cues = sum(a <= h.at[0] < b for h in others)
    gaps = [max(first - h.at[-1], h.at[0] - last + 1) for h in others]
    return Way(
        side,
        sum(step < b - a for step in _STEPS),
        "rel" if relative else "that" if breaks else "comma" if commas else "open",
        min(verbs, 2),
        min(cues, 2),
        all(gap > b - a for gap in gaps),
    )


def host(scene: Scene, at: int) -> str:
    """The verb before token ``at`` in its clause: the cue itself, one of speech, one that lends itself"""
    view, hit = scene.view, scene.hit
    cued = {i for h in scene.hits for i in h.at}
    for i in range(at - 1, max(view.sentence.first, at - 3 * _BACK) - 1, -1):
        if i in hit.at:
            return f"own {hit.cue.pos}"
        if i in cued:
            return "cue verb" if i in view.verbs else "cue"
        if i in view.breaks:
            return "that"
        if i in view.verbs:
            return verb_class(view, i)
    return "none"


def voiced(scene: Scene) -> bool:
    """True when somebody speaks the words of the cue."""
    return any(a <= scene.hit.at[0] < b for a, b, _ in scene.view.voices)


def crossed(scene: Scene, own: Sequence[str]) -> Crossed:
    """``own`` features, by themselves, with the form and status of the cue, and with its type."""
    hit = scene.hit
    verb = scene.view.verbs.get(hit.at[0]) if hit.cue.pos == "verb" else None
    base = f"{hit.cue.pos}{verb.aspect + verb.voice if verb is not None else ''} {scene.status}"
    return Crossed(base, hit.cue.type, tuple(dict.fromkeys(own)))


def verb_class(view: Clauses, i: int) -> str:
    """Class and tense of the verb at token ``i``: speech, light, aux, status word or any other."""
    verb, lexicon = view.verbs[i], view.lexicon
    if verb.lemma in lexicon.auxiliaries:
        kind = "aux"
    elif verb.lemma in lexicon.light:
        kind = "light"
    elif verb.lemma in lexicon.speech.verbs:
        kind = "speech"
    else:
        kind = "status" if verb.lemma in lexicon.status else "verb"
    return f"{kind} {verb.aspect}{verb.voice}{'f' if verb.future else ''}"


def word_class(view: Clauses, i: int) -> str:
    """The word at token ``i`` if it is a preposition or particle, else what sort of word it is."""
    if not view.sentence.first <= i < view.sentence.last:
        return "edge"
    token = view.ann.tokens[i]
    if token.kind != "word":
        return token.text if token.kind == "punct" else token.kind
    form = token.form.removeprefix(AND)
    if form in view.lexicon.prepositions or i in view.breaks or form in view.lexicon.closed["will"]:
        return form
    if i in view.verbs:
        return verb_class(view, i)
    word = token.analyses[0]
    if view.lexicon.heads.get(word.lemma) == "territory":
        return "territory"
    if word.pos in ("prep", "conj", "part"):
        return word.lemma
    return f"{word.pos}{' the' if word.article else ''}{' ' + word.prep if word.prep else ''}"


def is_time_word(view: Clauses, i: int, kind: str) -> bool:
    """True when a word of ``kind`` in ``times.tsv`` begins at token ``i``."""
    forms = [token.form for token in view.ann.tokens[max(i, 0) : i + 3]]
    return i >= view.sentence.first and view.lexicon.times.find(forms, 0, kind) is not None


def time_words(view: Clauses, i: int) -> str:
    """The kind of word of ``times.tsv`` (since, beside, during, had) that ends before token ``i``."""
    for kind in ("since", "beside", "during", "had", "spoken-at", "to-place", "on-place"):
        for back in (1, 2, 3):
            at = i - back
            forms = [token.form for token in view.ann.tokens[max(at, 0) : i]]
            found = view.lexicon.times.find(forms, 0, kind) if at >= view.sentence.first else None
            if found is not None and found.length == back:
                return kind
    return "none"
