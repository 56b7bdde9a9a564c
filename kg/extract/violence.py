"""Whether an attack or a protest that names few parties is really told, or only spoken of.

News is full of words of violence that report no event: the fight against terror, a possible strike, the
anniversary of a killing, an attack in a speech or on a pitch. A sentence tells an attack when one of its own
clauses asserts it as done: that rule is one feature beside the words around the cue in a logistic regression,
which ``make learn`` fits to labelled cues. Its weights are in ``ontologies/linker.json``.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.words import best
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.drawn import Drawn
from kg.extract.linker import Linker
from kg.lexicon.features import Crossed, chance
from kg.model import Analysis
from kg.text.forms import BI

VIOLENT = ("attack", "protest")
"""Types that are events even when the text names no party to them."""
ASSERTED = 0.4
"""Chance above which violence is taken as told without two parties."""
KNOWN = 0.9
"""Chance above which two parties make an event of violence that a text refers to without asserting it."""

_DONE = ("", "happened", "ongoing")
_REACH = 12
"""Words between a noun of action and the verb that carries it."""
_CLAUSE = 24
"""Words between two cues that may tell one event."""
_HEADS = frozenset(":-–*•")
"""Marks after which a heading begins."""


def violence(drawn: Drawn, linker: Linker) -> float:
    """The chance that the violent cue of ``drawn`` tells violence as done, whoever took part.

    None that its clause does not assert: what a text only refers to needs parties to be an event.
    """
    if not told(drawn, named=False):
        return 0.0
    return chance(linker.violence_table, evidence(drawn))


def evidence(drawn: Drawn) -> Crossed:
    """What speaks for it: the rule with and without parties at hand, the company of the cue."""
    bare, named = (told(drawn, named=named) for named in (False, True))
    full = _full(drawn.hit)
    own = (
        f"told {bare} {named}",
        f"told {bare} {named} full {full}",
        f"told {bare} {named} status {drawn.status}",
        f"joined {_joined(drawn.hit, drawn.hits)} {full}",
        *drawn.around,
    )
    return Crossed("", drawn.hit.cue.type, own)


def told(drawn: Drawn, *, named: bool) -> bool:
    """True when the words around the cue assert it: no wish, plan, memory, charge or figure of speech.

    ``named`` says whether a party to it is told.
    """
    view, hit = drawn.view, drawn.hit
    if drawn.status not in _DONE or _known(view, hit):
        return False
    if hit.cue.pos != "verb":
        return _phrase(view, hit, named=named)
    verb = view.verbs.get(hit.at[0])
    if verb is None or not _past(verb) or _masdar(view, hit.at[0], verb):
        return False
    return named or _full(hit) or _joined(hit, drawn.hits)


def _full(hit: CueHit) -> bool:
    """True for a cue that holds the parts of a clause: (an) attack … caused … dead."""
    return any(part.gap for part in hit.cue.parts)


def _past(verb: Analysis) -> bool:
    return verb.aspect == "p" and (verb.person == "3" or verb.number == "s")


def _known(view: Clauses, hit: CueHit) -> bool:
    """True in a relative clause, or a verb joined to one: the sentence takes such an event as known."""
    first = hit.at[0]
    if _relative(view, first):
        return True
    verb = view.verbs.get(first)
    before = [i for i in view.verbs if i < first]
    return bool(verb and verb.conj and before) and _relative(view, max(before))


def _relative(view: Clauses, i: int) -> bool:
    """True when a relative pronoun stands right before ``i``, with or without a particle between."""
    forms = [view.ann.tokens[j].form for j in range(max(view.sentence.first, i - 2), i)]
    return any(form in view.lexicon.relatives or form[1:] in view.lexicon.relatives for form in forms)


def _masdar(view: Clauses, i: int, verb: Analysis) -> bool:
    """True after a bare noun, where a verb's letters spell its masdar: a crime (of) killing."""
    if i == view.sentence.first or verb.conj or verb.gender == "f" or verb.number not in ("s", ""):
        return False
    before = best(view.ann.tokens[i - 1])
    return before is not None and before.pos == "noun" and not before.article and not before.pronoun


def _joined(hit: CueHit, hits: Sequence[CueHit]) -> bool:
    """True when another word of the same kind of event stands near: killed in an attack."""
    return any(
        other.cue.type == hit.cue.type and other is not hit and abs(hit.at[0] - other.at[0]) <= _CLAUSE
        for other in hits
    )


def _phrase(view: Clauses, hit: CueHit, *, named: bool) -> bool:
    """True for a noun that is the subject of its own past verb, or news that a past verb brings."""
    own = [view.verbs[i] for i in hit.at[1:] if i in view.verbs]
    if own:
        return _past(own[0]) and not _governed(view, hit.at[0])
    if _full(hit):
        return _headline(view, hit.at[0]) or _carried(view, hit, named=named)
    return named and not _governed(view, hit.at[0]) and _carried(view, hit, named=True)


def _headline(view: Clauses, i: int) -> bool:
    """True at the head of a sentence or a heading: (the) death of three in a raid."""
    return i == view.sentence.first or view.ann.tokens[i - 1].text in _HEADS


def _governed(view: Clauses, i: int) -> bool:
    """True after a preposition: since the attack, the inquiry into the killing."""
    word = best(view.ann.tokens[i])
    if word is not None and word.prep:
        return True
    if i == view.sentence.first:
        return False
    before = best(view.ann.tokens[i - 1])
    form = view.ann.tokens[i - 1].form
    return (before is not None and before.pos == "prep") or form in view.lexicon.prepositions


def _reported(view: Clauses, i: int) -> bool:
    """True when the noun is object of a report: with no preposition, or with "bi" or "an"."""
    word = best(view.ann.tokens[i])
    if word is not None and word.prep:
        return word.prep == BI
    return not _governed(view, i) or view.ann.tokens[i - 1].form in view.lexicon.closed["about"]


def _carried(view: Clauses, hit: CueHit, *, named: bool) -> bool:
    """True when the verb before the noun lends itself to it (did, goes on doing) or reported it."""
    lexicon = view.lexicon
    for i in range(hit.at[0] - 1, max(view.sentence.first, hit.at[0] - _REACH) - 1, -1):
        if i in view.breaks:
            return False
        verb = view.verbs.get(i)
        if verb is None or verb.lemma in lexicon.auxiliaries:
            continue
        if verb.lemma in lexicon.light and not _governed(view, hit.at[0]):
            return _past(verb) or (named and not verb.future)
        return (
            _past(verb) and verb.lemma in lexicon.speech.verbs and _full(hit) and _reported(view, hit.at[0])
        )
    return False
