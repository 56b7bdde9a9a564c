"""What a word group of the parse depends on: the open clauses, and how groups and verbs join them."""

from __future__ import annotations

from kg.extract.clauses import Clauses
from kg.extract.syntax import Clause, Edge, Group
from kg.model import Analysis
from kg.text.forms import TA


class Attachment:
    """The groups, steps and open clauses of one sentence while it is walked (``kg.extract.parse``)."""

    def __init__(self, view: Clauses, triggers: frozenset[int]) -> None:
        self.triggers = triggers
        self.view, self.tokens, self.lexicon = view, view.ann.tokens, view.lexicon
        self.groups: list[Group] = []
        self.edges: list[list[Edge]] = []
        self.home: dict[int, int] = {}
        self.clauses: list[Clause] = [Clause(-1, "")]
        self.prep = ""
        self.relative = self.joined = self.comma = False

    def _new(self, group: Group) -> int:
        number = len(self.groups)
        self.groups.append(group)
        self.edges.append([])
        for i in range(group.first, group.last):
            self.home.setdefault(i, number)
        return number

    def _link(self, parent: int, child: int, label: str) -> None:
        if parent < 0:
            return
        group = self.groups[child]
        if group.parent < 0:
            group.parent, group.label = parent, label
        self.edges[parent].append((child, f">{label}"))
        self.edges[child].append((parent, f"<{label}"))

    def _reset(self) -> None:
        self.prep = ""
        self.joined = self.comma = self.relative = False

    # --- nouns ---

    def _attach(self, number: int, prep: str, joined: bool, i: int) -> None:
        group = self.groups[number]
        group.prep = prep
        clause = self.clauses[-1]
        previous = number - 1
        adjacent = previous >= 0 and not self.groups[previous].verb and self.groups[previous].last == i
        if prep and not (joined and not self.prep and not group.prep):
            self._govern(number, prep, previous, i)
        elif adjacent and self.groups[previous].construct and not joined:
            group.prep = self.groups[previous].prep
            self._link(previous, number, "gen")
        elif joined and self._coordinate(number):
            pass
        elif clause.verb < 0:
            if clause.fronted < 0:
                clause.fronted = number
                self._link(clause.parent, number, "topic")
            else:
                self._link(clause.fronted, number, "next")
        elif adjacent and self._nominal_object(number, previous):
            pass
        elif clause.subject < 0 and self._agrees(clause.verb, number):
            clause.subject = number
            self._link(clause.verb, number, "subj")
        elif clause.object < 0:
            clause.object = number
            self._link(clause.verb, number, "obj")
        elif previous >= 0:
            self._link(previous, number, "next")

    def _govern(self, number: int, prep: str, previous: int, i: int) -> None:
        """Attach a prepositional phrase to the noun that it touches, to the nearest noun of action
        before it, and to the clause's verb: which of them it belongs to, word order does not tell."""
        verb = self.clauses[-1].verb
        if previous >= 0 and not self.groups[previous].verb and self.groups[previous].last >= i - 2:
            self._link(previous, number, prep)
            head = self._head(previous)
            if head != previous:
                self._link(head, number, prep)
        for other in range(number - 1, verb, -1):
            if self.groups[other].first in self.triggers and not self.groups[other].verb:
                if all(there != other for there, _ in self.edges[number]):
                    self._link(other, number, prep)
                break
        if verb >= 0:
            self._link(verb, number, prep)
        elif previous >= 0 and not self.edges[number]:
            self._link(previous, number, prep)

    def _head(self, number: int) -> int:
        """The noun that a chain of genitives and adjectives hangs on."""
        while self.groups[number].label in ("gen", "adj") and self.groups[number].parent >= 0:
            number = self.groups[number].parent
        return number

    def _coordinate(self, number: int) -> bool:
        """Join to the nearest group of the same sort, taking over what it depends on."""
        group = self.groups[number]
        floor = max(self.clauses[-1].verb, 0)
        mentions = bool(group.mentions)
        for other in range(number - 1, floor - 1, -1):
            candidate = self.groups[other]
            if candidate.verb or (candidate.label == "adj" and not mentions):
                continue
            if mentions != bool(candidate.mentions) and number - other < 4:
                continue
            group.prep = candidate.prep
            self._link(other, number, "and")
            for parent, label in list(self.edges[other]):
                if label.startswith("<") and label != "<and":
                    self._link(parent, number, label[1:])
            return True
        return False

    def _nominal_object(self, number: int, previous: int) -> bool:
        """The object of a noun of action that has its doer in the genitive: «the arrest by X of 480 Y»."""
        head = self._head(previous)
        if head == previous or self.groups[head].first not in self.triggers:
            return False
        self._link(head, number, "nobj")
        return True

    def _agrees(self, verb: int, number: int) -> bool:
        """False when the verb's gender forbids the noun behind it as its subject."""
        analysis = self.view.verbs.get(self.groups[verb].first)
        group = self.groups[number]
        if analysis is None or not group.gender:
            return True
        form = self.tokens[self.groups[verb].first].form
        feminine = form.endswith(TA) if analysis.aspect == "p" else analysis.gender == "f"
        if group.gender == "m":
            return not feminine
        # A masculine verb may stand before a feminine noun only when something comes between.
        return feminine or group.first > self.groups[verb].last or analysis.number == "p"

    # --- verbs ---

    def _verb(self, i: int, verb: Analysis) -> None:
        clause = self.clauses[-1]
        number = self._new(Group(i, i + 1, True, gender=verb.gender))
        last = number - 1
        indefinite = (
            last >= 0
            and not self.groups[last].verb
            and self.groups[last].last == i
            and not self.groups[last].definite
            and not verb.conj
        )
        if self.relative or (indefinite and clause.verb >= 0):
            self._relative(number, verb, self._antecedent(number))
        elif clause.verb < 0:
            clause.verb = number
            self._link(clause.parent, number, clause.label)
            if clause.fronted >= 0:
                self._subject_first(clause, number, verb)
            elif clause.subject >= 0:
                self._link_once(number, clause.subject)
        else:
            self._sequel(number, verb)
        self._reset()

    def _antecedent(self, number: int) -> int:
        """The noun before a relative clause: the head of its chain, a named party as it stands."""
        last = number - 1
        while last >= 0 and self.groups[last].verb:
            last -= 1
        if last < 0 or (self.groups[last].mentions and self.groups[last].label != "adj"):
            return last
        return self._head(last)

    def _relative(self, number: int, verb: Analysis, antecedent: int) -> None:
        clause = Clause(antecedent, "rel", verb=number, relative=True, antecedent=antecedent)
        if antecedent >= 0:
            if verb.pronoun:
                clause.object = antecedent
                self._link(number, antecedent, "obj")
            else:
                clause.subject = antecedent
                self._link(number, antecedent, "subj")
            # After the role: of two steps between the same groups, a path takes the first.
            self._link(antecedent, number, "rel")
        self.clauses.append(clause)

    def _subject_first(self, clause: Clause, number: int, verb: Analysis) -> None:
        clause.subject = clause.fronted
        self._link(number, clause.fronted, "subj")
        for other in range(clause.fronted + 1, number):
            joined = any(label == "<and" for _, label in self.edges[other])
            if joined and self.groups[other].parent == clause.fronted:
                self._link(number, other, "subj")

    def _sequel(self, number: int, verb: Analysis) -> None:
        """A further verb: after a relative clause the main verb goes on, else a joined clause begins."""
        while len(self.clauses) > 1 and self.clauses[-1].relative and not verb.conj:
            self.clauses.pop()
            clause = self.clauses[-1]
            if clause.verb < 0 and clause.fronted >= 0:
                clause.verb = number
                self._link(clause.parent, number, clause.label)
                self._subject_first(clause, number, verb)
                return
        clause = self.clauses[-1]
        fresh = Clause(clause.parent, clause.label, verb=number, relative=clause.relative)
        self._link(clause.verb, number, "then")
        if clause.subject >= 0:
            self._link_once(number, clause.subject)
        self.clauses[-1] = fresh

    def _link_once(self, verb: int, subject: int) -> None:
        """Note that the subject of a verb is one that was said before."""
        self.edges[verb].append((subject, ">same"))
        self.edges[subject].append((verb, "<same"))
