"""Whether what a cue tells happened: by negation, the words that govern it, tense, and what it is."""

from __future__ import annotations

import datetime

from kg.annotate.times import resolve
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.lexicon.cues import Part
from kg.lexicon.status import StatusCue
from kg.model import Analysis
from kg.text.forms import ALIF, AND, BI, HA, LI, SO

_BACK = 14
"""Words between a verb and what it governs: its subject, its object and their titles."""
_NEAR = 4
"""Words between a noun and what it governs."""
_MODIFIER = 8
_ADVERB = 5
_OCCASIONS = frozenset(("talks", "visit", "phone-call", "joint-exercise", "protest"))
_STATES = frozenset(
    (
        "cooperation", "economic-cooperation", "security-cooperation", "military-cooperation",
        "energy-cooperation", "trade",
    )
)  # fmt: skip
"""Types whose noun names what goes on, unless it is what is discussed or to be furthered."""
_DEEDS = frozenset(("attack", "aid", "coerce", "visit", "mobilize", "military-cooperation", "mediation"))
"""Types that go on while they are told in the present; the others are done by saying them."""
_CALLED_OFF = (
    _OCCASIONS | _STATES | {"agreement", "ceasefire", "invitation", "arms-deal", "withdrawal", "release"}
)
_SPOKEN = frozenset(("accuse", "condemn", "reject", "threaten", "request", "endorse", "pledge"))


def status_of(clauses: Clauses, hit: CueHit) -> str:
    """happened, ongoing, planned, proposed, denied or cancelled; "" when the words leave it open.

    The cue's own status wins; then what denies, cancels or describes it; then the future; then what
    governs it; then a present or past verb; last what the event is.
    """
    if hit.cue.status:
        return hit.cue.status
    governor = _governor(clauses, hit)
    if governor in ("denied", "cancelled"):
        return governor
    modifier = _modifier(clauses, hit)
    if modifier:
        return modifier
    carrier = _carrier(clauses, hit)
    topic = hit.cue.type in _STATES and _topic(clauses, hit)
    if carrier is not None and _is_future(clauses, carrier) and not topic:
        uttered = carrier == hit.at[0] and hit.cue.type in ("threaten", "pledge", "reject")
        return "happened" if uttered else "planned"
    return governor or _by_tense(clauses, hit, carrier)


def _by_tense(clauses: Clauses, hit: CueHit, carrier: int | None) -> str:
    verb = clauses.verbs[carrier] if carrier is not None else None
    past = verb is not None and carrier is not None and (verb.aspect == "p" or _was(clauses, carrier))
    own = carrier == hit.at[0]
    told = past and verb is not None and (own or _lends(clauses, verb))
    if _adverb(clauses, hit):
        return "ongoing"
    if hit.cue.type in _OCCASIONS and not past and _ahead(clauses, hit, today=own):
        return "planned"
    if verb is None or carrier is None or past:
        return _by_type(clauses, hit) or ("happened" if told else _purpose(clauses, hit))
    if _may(clauses, carrier):
        return "proposed"
    now = [c.status for c in clauses.lexicon.status.get(verb.lemma, ()) if c.scope == "present"]
    if hit.cue.type in _OCCASIONS and not own and now:
        return now[0]
    if hit.cue.type in _DEEDS and (own or _lends(clauses, verb)):
        return "ongoing"
    if hit.cue.type in _OCCASIONS and not own:
        return _purpose(clauses, hit)
    meets = own and hit.cue.type == "talks" and verb.person == "3"
    return "planned" if meets else _by_type(clauses, hit)


def _purpose(clauses: Clauses, hit: CueHit) -> str:
    """Planned when somebody comes or goes «to hold» the talks; open otherwise."""
    i = hit.at[0] - 1
    before = clauses.ann.tokens[i].analyses[:1] if i >= clauses.sentence.first else ()
    ahead = any(a.prep == LI and a.pos == "noun" for a in before)
    return "planned" if ahead and hit.cue.type == "talks" else ""


def _may(clauses: Clauses, verb: int) -> bool:
    """True behind «qad», with which a present tells what may be."""
    return any(c.scope == "may" for c in _cues_at(clauses, verb - 1))


def _was(clauses: Clauses, verb: int) -> bool:
    """True for a present that tells the past: behind «was», or in the line of a chronicle («1956 - …»)."""
    if clauses.ann.tokens[clauses.sentence.first].kind == "number":
        return True
    before = range(verb - 1, max(clauses.sentence.first, verb - _BACK) - 1, -1)
    found = next((clauses.verbs.get(i) for i in before if i in clauses.verbs or i in clauses.breaks), None)
    return found is not None and found.aspect == "p" and found.lemma in clauses.lexicon.auxiliaries


def _by_type(clauses: Clauses, hit: CueHit) -> str:
    """What a bare noun of a standing relation says; nothing for the nouns of deeds."""
    together = hit.analysis is not None and hit.analysis.prep == BI
    wanted = hit.analysis is not None and hit.analysis.prep == LI
    if wanted and hit.cue.type in _STATES | {"diplomatic-ties"} and not _is_verb(clauses, hit):
        return "proposed"
    heading = hit.at[0] == clauses.sentence.first
    if hit.cue.type not in _STATES or _is_verb(clauses, hit) or together or heading:
        return ""
    return "proposed" if _topic(clauses, hit) else "ongoing"


def _lends(clauses: Clauses, verb: Analysis) -> bool:
    """True for a verb that only lends its noun a subject («carries out», «takes place»)."""
    return verb.lemma in clauses.lexicon.light


def _carrier(clauses: Clauses, hit: CueHit) -> int | None:
    """The verb of the hit: itself, the one whose subject or object it is, before it or behind it."""
    first, preps = hit.at[0], 0
    if _is_verb(clauses, hit):
        return first
    for i in range(first - 1, max(clauses.sentence.first, first - _BACK) - 1, -1):
        token = clauses.ann.tokens[i]
        if i in clauses.breaks:
            break
        verb = clauses.verbs.get(i)
        if verb is not None and (verb.future or verb.lemma not in clauses.lexicon.auxiliaries):
            return i if (_lends(clauses, verb) and preps < 2) or first - i <= _NEAR else None
        preps += bool(token.analyses) and token.analyses[0].pos == "prep"
    for i in range(hit.at[-1] + 1, min(clauses.sentence.last, hit.at[-1] + _BACK)):
        if i in clauses.breaks:
            return None
        verb = clauses.verbs.get(i)
        if verb is not None and verb.lemma not in clauses.lexicon.auxiliaries:
            return i if _lends(clauses, verb) else None
    return None


def _is_future(clauses: Clauses, verb: int) -> bool:
    """True with the prefix sa- or the particle sawfa, on the verb or the auxiliary before it."""
    for i in range(verb, max(clauses.sentence.first, verb - 2) - 1, -1):
        found = clauses.verbs.get(i)
        if found is not None and found.future:
            return True
        if i < verb and clauses.ann.tokens[i].form.removeprefix(AND) in clauses.lexicon.closed["will"]:
            return True
        if i < verb and (found is None or found.lemma not in clauses.lexicon.auxiliaries):
            return False
    return False


def _ahead(clauses: Clauses, hit: CueHit, *, today: bool) -> bool:
    """True when a time in the clause of the hit lies after publication (or, with ``today``, on that day)."""
    published = clauses.ann.article.published
    if published is None:
        return False
    day = datetime.date.fromisoformat(published)
    for time in clauses.ann.times:
        a, b = sorted((time.first, hit.at[0]))
        if clauses.sentence.first <= time.first < clauses.sentence.last and not _cut(clauses, a + 1, b):
            start = (resolve(time, day, future=False) or "").split("/")[0]
            if start > published or (today and start == published):
                return True
    return False


def _cut(clauses: Clauses, first: int, last: int) -> bool:
    """True when a clause begins between the two that is not the one that describes the hit."""
    relatives = clauses.lexicon.relatives
    return any(
        i in clauses.breaks and clauses.ann.tokens[i].form not in relatives for i in range(first, last)
    )


def _modifier(clauses: Clauses, hit: CueHit) -> str:
    """The status of an adjective behind the hit or its genitive, or of the clause that describes it."""
    tokens, end = clauses.ann.tokens, clauses.sentence.last
    timed = {i for t in clauses.ann.times for i in range(t.first, t.last)}
    if _is_verb(clauses, hit):
        return ""
    for i in range(hit.at[-1] + 1, min(end, hit.at[-1] + 1 + _MODIFIER)):
        token = tokens[i]
        if token.form in clauses.lexicon.relatives:
            return _described(clauses, hit, i + 1)
        if token.kind != "word" or i in clauses.verbs or i in clauses.breaks:
            break
        if i in timed:
            continue
        for cue in _cues_at(clauses, i):
            if cue.scope == "modifier" and _can_govern(hit, cue) and _agrees(clauses, hit, i):
                return cue.status
    return ""


def _agrees(clauses: Clauses, hit: CueHit, i: int) -> bool:
    """True when the adjective at ``i`` can describe the hit: next to it, or of its gender."""
    if i == hit.at[-1] + 1 or hit.analysis is None:
        return True
    adjective = next((a for a in clauses.ann.tokens[i].analyses if a.pos in ("adj", "noun")), None)
    if adjective is None:
        return False
    broken = hit.analysis.number == "p"
    feminine = adjective.gender == "f" or clauses.ann.tokens[i].form.endswith(HA)
    return broken or feminine == (hit.analysis.gender == "f")


def _described(clauses: Clauses, hit: CueHit, first: int) -> str:
    """«… that will be held», «… that it is planned to hold»: the status of a relative clause."""
    for i in range(first, min(first + 3, clauses.sentence.last)):
        if i in clauses.verbs:
            if _is_future(clauses, i):
                return "planned"
            now = "ongoing" if hit.cue.type in _DEEDS else ""
            return "happened" if clauses.verbs[i].aspect == "p" else now
        for cue in _cues_at(clauses, i):
            if (
                cue.scope == "complement"
                and cue.status in ("planned", "proposed")
                and _whole(clauses, i, cue, clauses.sentence.last) is not None
            ):
                return cue.status
    return ""


def _adverb(clauses: Clauses, hit: CueHit) -> bool:
    """True when «now» stands in the clause of the hit, close by."""
    first = max(clauses.sentence.first, hit.at[0] - _ADVERB)
    for i in range(first, min(clauses.sentence.last, hit.at[-1] + _ADVERB)):
        a, b = sorted((i, hit.at[0]))
        if any(c.scope == "adverb" for c in _cues_at(clauses, i)) and not clauses.blocked(
            a + 1, b, verbs=False
        ):
            return True
    return False


def _topic(clauses: Clauses, hit: CueHit) -> bool:
    """True when the noun is what is discussed, or what is to grow."""
    for i in range(hit.at[0] - 1, max(clauses.sentence.first, hit.at[0] - _BACK) - 1, -1):
        scopes = {c.scope for c in _cues_at(clauses, i)}
        if i in clauses.breaks or ("standing" in scopes and i >= hit.at[0] - 2):
            return False
        if "topic" in scopes:
            return True
    return False


def _governor(clauses: Clauses, hit: CueHit) -> str:
    """The status of the nearest word before the hit that governs it, across one «that» at most."""
    tokens, first = clauses.ann.tokens, hit.at[0]
    near, preps, crossed, comma = first, 0, False, False
    carried = verbal = _is_verb(clauses, hit)
    # An indefinite accusative noun is the object of the verb before it, even behind a stray comma.
    object_ = hit.cue.pos == "noun" and tokens[first].form.endswith(ALIF)
    for i in range(first - 1, max(clauses.sentence.first, first - _BACK) - 1, -1):
        token = tokens[i]
        # A phrase behind a comma («…, reaffirming its support») is not what the words before govern.
        if token.kind == "punct" and (
            token.text not in '«»"“”،,()' or (i == first - 1 and token.text in "،," and not object_)
        ):
            break
        for cue in _cues_at(clauses, i):
            end = _whole(clauses, i, cue, first) if cue.scope == "complement" else None
            if end is None or not _can_govern(hit, cue) or _part_of_longer(clauses, i, first):
                continue
            if cue.pos == "verb":
                runs_on = comma and cue.status == "ongoing"
                if preps <= 1 and not runs_on and (crossed or not verbal):
                    return _unless_negated(clauses, i, cue)
                continue
            within = _NEAR if crossed or not verbal else 1
            if near - end <= within and not comma and _carries(clauses, end + 1, first):
                return _unless_negated(clauses, i, cue)
        if i in clauses.breaks:
            if crossed or token.form in clauses.lexicon.relatives:
                break
            crossed, near, preps, comma = True, i, 0, False
        elif i in clauses.verbs and clauses.verbs[i].lemma not in clauses.lexicon.auxiliaries:
            if carried or crossed:
                break
            # «it is planned that they hold talks»: the verb that carries the noun is itself governed.
            carried, near, preps, comma = True, i, 0, False
        elif token.kind == "punct":
            comma = comma or token.text in "،,"
        elif token.analyses and token.analyses[0].pos == "prep":
            preps += 1
    return ""


def _unless_negated(clauses: Clauses, i: int, cue: StatusCue) -> str:
    """The status of ``cue``, turned round by a «not» before it: who does not plan denies, and back."""
    before = i - 1 if i > clauses.sentence.first else i
    if cue.pos == "form" or not any(c.scope == "not" for c in _cues_at(clauses, before)):
        return cue.status
    return {"planned": "denied", "proposed": "denied", "denied": "proposed"}.get(cue.status, "")


def _part_of_longer(clauses: Clauses, i: int, first: int) -> bool:
    """True when the word at ``i`` ends a status phrase («unless» is no «not»)."""
    longer = (c for c in _cues_at(clauses, i - 1) if len(c.parts) > 1) if i > clauses.sentence.first else ()
    return any(_whole(clauses, i - 1, c, first) == i for c in longer)


def _carries(clauses: Clauses, i: int, first: int) -> bool:
    """False for a verb behind the governing word that says something else of the hit («will not hurt»)."""
    verb = clauses.verbs.get(i)
    return verb is None or i == first or _lends(clauses, verb) or verb.lemma in clauses.lexicon.auxiliaries


def _is_verb(clauses: Clauses, hit: CueHit) -> bool:
    """True when the hit is a finite verb; a noun is one also where the dictionary would read a verb.

    A heading («cooperation in energy») has a noun before its preposition, not a verb without a subject.
    """
    first, behind = hit.at[0], clauses.ann.tokens[hit.at[0] + 1 : hit.at[0] + 2]
    heading = first == clauses.sentence.first and hit.cue.type in _STATES
    if heading and any(token.form in clauses.lexicon.prepositions for token in behind):
        return False
    return first in clauses.verbs and hit.cue.pos != "noun"


def _can_govern(hit: CueHit, cue: StatusCue) -> bool:
    """False for what makes no sense: words are not continued, blame is not called off."""
    if cue.status == "denied":
        return hit.cue.type != "accuse"
    if cue.status == "cancelled":
        return hit.cue.type in _CALLED_OFF
    return not (cue.status == "ongoing" and hit.cue.type in _SPOKEN | {"agreement"})


def _cues_at(clauses: Clauses, i: int) -> list[StatusCue]:
    """The status words that the token at ``i`` begins, in the reading that its clause gives it."""
    known = clauses.status.get(i)
    if known is None:
        known = clauses.status[i] = _look_up(clauses, i)
    return known


def _look_up(clauses: Clauses, i: int) -> list[StatusCue]:
    index, token = clauses.lexicon.status, clauses.ann.tokens[i]
    if i in clauses.told:  # «Lou» is no «if»
        return []
    found = [c for c in index.get(token.form, ()) if c.pos == "form"]
    if not token.analyses:
        return found
    if not found and token.form[0] in (AND, SO):
        found = [c for c in index.get(token.form[1:], ()) if c.pos == "form"]
    verb = clauses.verbs.get(i)
    if verb is not None:
        found += [c for c in index.get(verb.lemma, ()) if c.pos == "verb"]
    if verb is not None and token.analyses[0].pos == "verb":
        return found
    lemmas = dict.fromkeys(a.lemma for a in token.analyses[:3] if a.pos in ("noun", "adj"))
    return found + [c for lemma in lemmas for c in index.get(lemma, ()) if c.pos == "noun"]


def _whole(clauses: Clauses, i: int, cue: StatusCue, before: int) -> int | None:
    """Where the last part of ``cue`` stands when all stand before token ``before``, else None."""
    here = i
    for part in cue.parts[1:]:
        reach = min(here + 2 + (_BACK if part.gap else 0), before)
        found = (j for j in range(here + 1, reach) if _is(clauses, j, part))
        here = next(found, -1)
        if here < 0:
            return None
    return here


def _is(clauses: Clauses, i: int, part: Part) -> bool:
    token = clauses.ann.tokens[i]
    return token.form in part.words or any(a.lemma in part.words for a in token.analyses)
