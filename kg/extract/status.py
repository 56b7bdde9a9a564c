"""Whether what a cue tells happened: by tense, negation, and the words that govern it."""

from __future__ import annotations

from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.lexicon.status import StatusCue
from kg.model import Token

_BACK = 8
_MODIFIER = 4


def status_of(clauses: Clauses, hit: CueHit) -> str:
    """happened, ongoing, planned, proposed, denied or cancelled; "" when the words leave it open.

    The cue's own status wins; then a modifier after it; then what governs it within its clause;
    then the verb's tense (a future is planned, a present goes on when nothing else is told).
    """
    if hit.cue.status:
        return hit.cue.status
    modifier = _modifier(clauses, hit)
    governor = _governor(clauses, hit)
    if governor in ("denied", "cancelled"):
        return governor
    if modifier:
        return modifier
    if _future(clauses, hit):
        return "planned"
    return governor or ("happened" if _told(clauses, hit) else "")


def _told(clauses: Clauses, hit: CueHit) -> bool:
    """True when a verb in the past carries the event; a bare noun of action does not say so much."""
    first = hit.at[0]
    for i in range(first, max(clauses.sentence.first, first - _BACK) - 1, -1):
        verb = clauses.verbs.get(i)
        if verb is not None:
            return verb.aspect == "p" or i == first
        if i in clauses.breaks:
            return False
    return False


def _future(clauses: Clauses, hit: CueHit) -> bool:
    """True when the cue's own verb, or the verb that carries its noun, is in the future."""
    first = hit.at[0]
    for i in range(first, max(clauses.sentence.first, first - _BACK) - 1, -1):
        if i in clauses.breaks and i != first:
            return False
        verb = clauses.verbs.get(i)
        if verb is None:
            continue
        if verb.future or (i > clauses.sentence.first and clauses.ann.tokens[i - 1].form in ("سوف", "وسوف")):
            return True
        if verb.lemma not in clauses.lexicon.auxiliaries:
            return False
    return False


def _modifier(clauses: Clauses, hit: CueHit) -> str:
    tokens, end = clauses.ann.tokens, clauses.sentence.last
    for i in range(hit.at[-1] + 1, min(end, hit.at[-1] + 1 + _MODIFIER)):
        token = tokens[i]
        if token.kind != "word":
            break
        for cue in _cues_at(clauses, token):
            if cue.scope == "modifier" and any(a.pos in ("adj", "noun") for a in token.analyses):
                return cue.status
        if token.analyses[0].pos not in ("adj", "noun", "noun_prop"):
            break
    return ""


def _governor(clauses: Clauses, hit: CueHit) -> str:
    """The status cue nearest before the hit that governs it; a full verb of another kind ends the search."""
    tokens, first = clauses.ann.tokens, hit.at[0]
    near_only = carried = False
    for i in range(first - 1, max(clauses.sentence.first, first - _BACK) - 1, -1):
        token = tokens[i]
        if token.kind == "punct" and token.text not in '«»"“”،':
            break
        for cue in _cues_at(clauses, token):
            if cue.scope != "complement" or not _whole(clauses, i, cue):
                continue
            if cue.status == "denied" and cue.pos not in ("verb",) and first - i > 2:
                continue
            if near_only and cue.pos != "verb":
                continue
            return cue.status
        if i in clauses.verbs and clauses.verbs[i].lemma not in clauses.lexicon.auxiliaries:
            # «it is planned that they hold talks»: the verb that carries the noun is itself governed.
            if i - 1 not in clauses.breaks or carried or i == first:
                break
            carried = True
            continue
        near_only = near_only or (i in clauses.breaks and not carried)
    return ""


def _cues_at(clauses: Clauses, token: Token) -> list[StatusCue]:
    index = clauses.lexicon.status
    found = list(index.get(token.form, ()))
    for analysis in token.analyses[:3]:
        found += [c for c in index.get(analysis.lemma, ()) if (c.pos == "verb") == (analysis.pos == "verb")]
    return found


def _whole(clauses: Clauses, i: int, cue: StatusCue) -> bool:
    here = i
    for part in cue.parts[1:]:
        reach = here + 2 + (4 if part.gap else 0)
        here = next(
            (
                j
                for j in range(here + 1, min(reach, clauses.sentence.last))
                if clauses.ann.tokens[j].form in part.words
                or any(a.lemma in part.words for a in clauses.ann.tokens[j].analyses)
            ),
            -1,
        )
        if here < 0:
            return False
    return True
