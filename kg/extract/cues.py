"""Where a sentence uses a cue: a word or a sequence of words that tells an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.words import best
from kg.extract.clauses import Clauses
from kg.lexicon import Lexicon
from kg.lexicon.cues import NOTHING, Cue, Part
from kg.model import Analysis, Token
from kg.text.forms import TA, TA_MARBUTA


class CueHit(NamedTuple):
    """A cue found in a sentence: the tokens of its parts and the reading of the first."""

    cue: Cue
    at: tuple[int, ...]
    analysis: Analysis | None


Spots = tuple[tuple[Analysis | None, tuple[Cue, ...]], ...]
Known = tuple[tuple[Analysis, ...], Spots, frozenset[str]]


def find_cues(clauses: Clauses) -> list[CueHit]:
    """Cues of one sentence in reading order; a word serves the longest cue that it begins or is in.

    Of cues of one length each type is found: «support» may be aid or endorsement, which its company tells.
    A cue of no type (a penalty kick) serves itself: its words tell nothing.
    """
    tokens = clauses.ann.tokens
    inside = {i for m in clauses.mentions if m.kind != "demonym" for i in range(m.first, m.last)}
    hits: list[CueHit] = []
    taken: set[int] = set()
    written = tokens[clauses.sentence.first : clauses.sentence.last]
    known = [_known(token, clauses.lexicon) for token in written]
    present: frozenset[str] = frozenset().union(*(words for _, _, words in known))
    for i, (_, spots, _) in enumerate(known, clauses.sentence.first):
        if not spots or i in taken or i in inside or tokens[i].kind != "word":
            continue
        found = _longest(clauses, i, spots, present)
        taken.update(*(hit.at for hit in found))
        hits += [hit for hit in found if hit.cue.type != NOTHING]
    return hits


def _known(token: Token, lexicon: Lexicon) -> Known:
    """The cues that each reading of a word may begin; its form, lemmas and stems: a cue with a part that is
    none of those of the sentence cannot be there."""
    known = lexicon.seen.cues.get(token.text)
    if known is None or known[0] is not token.analyses:
        readings = [(None, token.form), *((a, a.lemma) for a in token.analyses)]
        found = ((reading, lexicon.cues.get(word, ())) for reading, word in readings)
        fitting = ((reading, tuple(cue for cue in cues if _fits(cue, reading))) for reading, cues in found)
        spots = tuple((reading, cues) for reading, cues in fitting if cues)
        words = {token.form}.union(*((a.lemma, a.stem) for a in token.analyses))
        known = lexicon.seen.cues[token.text] = (token.analyses, spots, frozenset(words))
    return known


def _longest(clauses: Clauses, i: int, spots: Spots, present: frozenset[str]) -> list[CueHit]:
    """The longest cues that begin at ``i``, the first of each type."""
    token = clauses.ann.tokens[i]
    verb = clauses.verbs.get(i)
    found: dict[str, CueHit] = {}
    length = 0
    for analysis, cues in spots:
        if analysis is not None and not _possible(analysis, verb, clauses.ann.tokens, i):
            continue
        unlikely = analysis is not None and _unlikely(analysis, verb)
        for cue in cues:
            if len(cue.parts) < length:
                break
            if cue.type in found and len(cue.parts) == length:
                continue
            if unlikely and len(cue.parts) == 1:
                continue
            rest = cue.parts[1:]
            if any(part.words.isdisjoint(present) for part in rest):
                continue
            at = _rest(clauses, i, rest)
            if at is not None:
                if len(cue.parts) > length:
                    found.clear()
                    length = len(cue.parts)
                read = analysis or (token.analyses[0] if token.analyses else None)
                found[cue.type] = CueHit(cue, (i, *at), read)
    return list(found.values())


def _possible(analysis: Analysis, verb: Analysis | None, tokens: Sequence[Token], i: int) -> bool:
    """Whether a reading of ``tokens[i]`` may be meant; ``verb`` is its likeliest one as a finite verb.

    The first ta of a verb may be for «she» where a name or a feminine follows, not for the reflexive.
    A word in ta marbuta or one that is mostly an adverb is no verb, a relational adjective no noun with
    a pronoun.
    """
    token = tokens[i]
    first = token.analyses[0]
    if analysis.pos == "verb":
        if verb is None or first.pos == "adv" or token.text.endswith(TA_MARBUTA):
            return False
        if analysis.lemma == verb.lemma or analysis.aspect == verb.aspect:
            return True
        return verb.lemma.startswith(TA) and analysis.aspect == "i" and _she(analysis, tokens, i + 1)
    if verb is not None and first.pos == "verb":
        return False
    return analysis.pos != "noun" or first.pos != "adj" or analysis.lemma == first.lemma


def _she(verb: Analysis, tokens: Sequence[Token], after: int) -> bool:
    """True when the verb before ``after`` has an object written onto it, or a likely feminine subject."""
    word = best(tokens[after]) if after < len(tokens) else None
    if word is None or word.prep:
        return bool(verb.pronoun)
    feminine = word.pos == "noun" and (word.gender == "f" or word.number == "p")
    return bool(verb.pronoun) or word.pos == "noun_prop" or feminine


def _unlikely(analysis: Analysis, verb: Analysis | None) -> bool:
    """True for a verb that is written like a likelier one: only its company could show that it is meant.

    Another verb that cuts the word differently («and he called», «he left») is no such one.
    """
    return (
        analysis.pos == "verb"
        and verb is not None
        and analysis.lemma != verb.lemma
        and analysis.aspect == verb.aspect
        and analysis.conj == verb.conj
    )


def _fits(cue: Cue, analysis: Analysis | None) -> bool:
    if analysis is None:
        return cue.parts[0].literal
    if cue.parts[0].literal:
        return False
    if cue.pos == "verb":
        return analysis.pos == "verb"
    if cue.pos in ("noun", "phrase"):
        return analysis.pos in ("noun", "noun_prop", "adj") or (
            cue.pos == "phrase" and analysis.pos != "verb"
        )
    return analysis.pos in ("adj", "noun")


def _rest(clauses: Clauses, i: int, parts: tuple[Part, ...]) -> tuple[int, ...] | None:
    tokens, end = clauses.ann.tokens, clauses.sentence.last
    at: list[int] = []
    here = i
    for part in parts:
        reach = min(end, here + 2 + (part.gap or _adjectives(tokens, here + 1)))
        found = next((j for j in range(here + 1, reach) if _is(tokens[j], part)), None)
        if found is None or (part.gap and clauses.blocked(here + 1, found, verbs=True)):
            return None
        at.append(found)
        here = found
    return tuple(at)


def _adjectives(tokens: Sequence[Token], i: int) -> int:
    """How many adjectives (at most two) stand at ``i``: they may come between a noun and its fellow."""
    n = 0
    while n < 2 and i + n < len(tokens) and tokens[i + n].analyses and tokens[i + n].analyses[0].pos == "adj":
        n += 1
    return n


def _is(token: Token, part: Part) -> bool:
    if token.form in part.words:
        return True
    if part.literal:
        return False
    return any(a.lemma in part.words or a.stem in part.words for a in token.analyses)
