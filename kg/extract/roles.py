"""Who did it, and to whom: the slots of a cue's frame filled with the parties of its clause."""

from __future__ import annotations

from typing import NamedTuple

from kg.annotate.words import best
from kg.extract.clauses import REACH, Clauses
from kg.extract.cues import CueHit
from kg.extract.syntax import Syntax
from kg.model import PartyMention
from kg.text.forms import AND

_NEAR = 7
"""Words a noun of action may stand from a party that it governs."""


_OWNED = 6
"""Words into a phrase at which its owner may stand."""


class Filled(NamedTuple):
    """The parties of one telling by role, each with the mention that showed it."""

    actors: tuple[PartyMention, ...]
    recipients: tuple[PartyMention, ...]


def fill(slots: Slots) -> Filled:
    """Fill the frame of a cue; a mention serves one role only, the first slot that claims it."""
    roles: dict[str, list[PartyMention]] = {"actor": [], "recipient": []}
    used: set[int] = set()
    cue, symmetric = slots.hit.cue, slots.clauses.lexicon.symmetric
    for slot, role in cue.frame:
        fresh = [m for m in slots.get(slot) if id(m) not in used]
        if slot in ("light", "pron") and roles[role] and cue.type not in symmetric:
            continue
        used.update(id(m) for m in fresh)
        roles[role].extend(fresh)
    return Filled(tuple(roles["actor"]), tuple(roles["recipient"]))


class Slots:
    """Slots of one cue, found when asked for."""

    def __init__(self, clauses: Clauses, hit: CueHit, syntax: Syntax) -> None:
        self.clauses, self.hit, self.syntax = clauses, hit, syntax
        self.tokens, self.closed = clauses.ann.tokens, clauses.lexicon.closed
        self.first, self.last = hit.at[0], hit.at[-1]
        analysis = hit.analysis
        self.passive = (
            bool(analysis and analysis.pos == "verb" and analysis.voice == "p") and hit.cue.pos == "verb"
        )

        self.known: dict[str, tuple[PartyMention, ...]] = {}

    def get(self, slot: str) -> tuple[PartyMention, ...]:
        """The parties in ``slot``: subj, obj, gen, gen2, adj, light, pron, carrier, any or a preposition."""
        found = self.known.get(slot)
        if found is None:
            found = self.known[slot] = self._find(slot)
        return found

    def _find(self, slot: str) -> tuple[PartyMention, ...]:
        if slot == "subj":
            return self._object() if self.passive else self._subject()
        if slot == "obj":
            return self._subject() if self.passive else self._object()
        if slot in ("gen", "gen2"):
            return self._genitive(second=slot == "gen2")
        if slot == "adj":
            return self._adjectives()
        if slot == "light":
            return self._light()
        if slot == "pron":
            return self._pronoun()
        if slot == "carrier":
            return self._carrier()
        if slot == "any":
            return self._any()
        return self._governed(slot)

    def _subject(self) -> tuple[PartyMention, ...]:
        if self.hit.cue.pos != "verb":
            return self._light()
        return self._doer()

    def _doer(self) -> tuple[PartyMention, ...]:
        """The subject of the cue's verb as the parse has it, else as the words around it suggest."""
        return self._parsed(">subj") or self._parsed(">same") or self.clauses.subject(self.first)

    def _parsed(self, label: str) -> tuple[PartyMention, ...]:
        """The parties that the parse puts at the end of a step ``label`` from the cue."""
        if self.hit.analysis is not None and self.hit.analysis.person == "1":
            return ()
        home = self.syntax.home.get(self.first, -1)
        if home < 0:
            return ()
        groups = [self.syntax.groups[there] for there, way in self.syntax.edges[home] if way == label]
        return tuple(dict.fromkeys(m for group in groups for m in group.mentions))

    def _object(self) -> tuple[PartyMention, ...]:
        if self.passive:
            return self._governed(*self.closed["agent"])
        parsed = self._parsed(">obj")
        if parsed and self.hit.cue.pos == "verb":
            return parsed
        subject = {id(m) for m in self._doer()}
        for n, mention in enumerate(self.clauses.mentions):
            if mention.first <= self.first or id(mention) in subject or mention.prep != "":
                continue
            if mention.first - self.first > 2 * REACH or self._cut(self.first + 1, mention.first):
                return ()
            return tuple(m for m in self.clauses.together(n) if id(m) not in subject)
        return self._owner(self.last + 1, subject)

    def _owner(self, start: int, subject: set[int]) -> tuple[PartyMention, ...]:
        """The party inside a phrase that is no party itself: condemned the *Iranian* interference.

        Such a phrase begins after the subject; the first party told by an adjective, a genitive or a
        relative clause in it answers for the thing.
        """
        spoken = [m.last for m in self.clauses.mentions if id(m) in subject and m.first >= start]
        begin = max([start, *spoken])
        for n, mention in enumerate(self.clauses.mentions):
            if mention.first < begin or id(mention) in subject:
                continue
            if mention.first - begin > _OWNED or any(
                i in self.clauses.breaks
                for i in range(begin, mention.first)
                if self.tokens[i].form not in self.clauses.lexicon.relatives
            ):
                return ()
            if mention.prep in ("adj", "gen", "", *self.closed["owner"]):
                return tuple(m for m in self.clauses.together(n) if id(m) not in subject)
            return ()
        return ()

    def _cut(self, first: int, last: int) -> bool:
        return self.clauses.blocked(first, last)

    def _genitive(self, *, second: bool) -> tuple[PartyMention, ...]:
        near = [(n, m) for n, m in enumerate(self.clauses.mentions) if m.first > self.first]
        for n, mention in near:
            if mention.first > self.first + 1 and not (second and mention.first - self.first <= _NEAR + 3):
                return ()
            if second:
                if (
                    mention.prep in ("", "gen")
                    and mention.first > self.first + 1
                    and not self._cut(self.first + 1, mention.first)
                ):
                    return self.clauses.together(n)
                continue
            if mention.prep in ("gen", "") or mention.kind in ("organ", "person", "people"):
                return tuple(m for m in self.clauses.together(n) if m.prep in ("gen", "", mention.prep))
            return ()
        return ()

    def _adjectives(self) -> tuple[PartyMention, ...]:
        found: list[PartyMention] = []
        edge = self.last + 1
        for mention in self.clauses.mentions:
            if mention.first < self.first + 1 or mention.prep != "adj":
                continue
            if mention.first - edge > 2 or self._cut(self.first + 1, mention.first):
                break
            found.append(mention)
            edge = mention.last
        return tuple(found)

    def _light(self) -> tuple[PartyMention, ...]:
        """The subject of the nearest verb before a noun of action that lends itself as support."""
        for i in range(self.first - 1, max(self.clauses.sentence.first, self.first - REACH) - 1, -1):
            if i in self.clauses.breaks:
                return ()
            verb = self.clauses.verbs.get(i)
            if verb is None or verb.lemma in self.clauses.lexicon.auxiliaries:
                continue
            lights = self.clauses.lexicon.light.get(verb.lemma, [])
            if any(light.voice == "event" for light in lights):
                return ()
            if not lights:
                return ()
            return self.clauses.subject(i)
        return ()

    def _pronoun(self) -> tuple[PartyMention, ...]:
        if self.hit.analysis is None or not self.hit.analysis.pronoun.startswith("3"):
            return ()
        for n in range(len(self.clauses.mentions) - 1, -1, -1):
            mention = self.clauses.mentions[n]
            if mention.last <= self.first and mention.prep in ("", "gen"):
                return self.clauses.together(n)
        return ()

    def _governed(self, prep: str) -> tuple[PartyMention, ...]:
        for n, mention in enumerate(self.clauses.mentions):
            if mention.first <= self.first or mention.prep != prep:
                continue
            if mention.first - self.last > 2 * REACH or self._cut(self.last + 1, mention.first):
                break
            return tuple(m for m in self.clauses.together(n) if m.prep == prep)
        return self._behind(prep)

    def _behind(self, prep: str) -> tuple[PartyMention, ...]:
        """The party that owns what the preposition governs: condemned (bi-) the *Israeli* raids."""
        if prep not in self.closed["thing"]:
            return ()
        for i in range(self.last + 1, min(self.clauses.sentence.last, self.last + 1 + REACH)):
            if i in self.clauses.breaks or (i in self.clauses.verbs and i > self.last + 1):
                return ()
            word = best(self.tokens[i])
            if word is None:
                continue
            if (word.prep == prep and word.pos != "verb") or (self.tokens[i].form.lstrip(AND) == prep):
                return self._owner(
                    i,
                    {id(m) for m in self._doer()} if self.hit.cue.pos == "verb" else set(),
                )
        return ()

    def _any(self) -> tuple[PartyMention, ...]:
        found: list[PartyMention] = []
        among, with_ = self.closed["mutual"]
        for slot in ("adj", "gen", among, with_, "light", "pron"):
            for mention in self.get(slot):
                if all(m is not mention for m in found):
                    found.append(mention)
        if len({m.code for m in found}) == 1 and self._governed(with_):
            found.extend(m for m in self._carrier() if all(m is not f for f in found))
        return tuple(found)

    def _carrier(self) -> tuple[PartyMention, ...]:
        """The subject of whatever verb precedes a noun that says «with»: entered into talks with."""
        for i in range(self.first - 1, max(self.clauses.sentence.first, self.first - REACH) - 1, -1):
            if i in self.clauses.breaks:
                return ()
            if (
                i in self.clauses.verbs
                and self.clauses.verbs[i].lemma not in self.clauses.lexicon.auxiliaries
            ):
                return self.clauses.subject(i)
        return ()


def complete(slots: Slots, filled: Filled) -> Filled | None:
    """``filled`` with its one empty role given to the only other party of the sentence, if there is one."""
    clauses, type_ = slots.clauses, slots.hit.cue.type
    actors = {m.code for m in filled.actors}
    recipients = {m.code for m in filled.recipients}
    elsewhere = clauses.lexicon.closed["circumstance"]
    rest: dict[str, PartyMention] = {}
    for mention in clauses.mentions:
        if mention.prep not in elsewhere and mention.code not in actors | recipients:
            rest.setdefault(mention.code, mention)
    others = tuple(rest.values())
    if type_ in clauses.lexicon.symmetric:
        if len(actors) < 2 and len(others) + len(actors) == 2:
            return Filled(filled.actors + others, ())
    elif len(others) == 1 and bool(actors) != bool(recipients):
        return Filled(filled.actors or others, filled.recipients if not actors else others)
    return None
