"""The walk that parses a sentence: one pass from left to right with a stack of open clauses."""

from __future__ import annotations

from kg.annotate.words import best
from kg.extract.agreement import gender_of_mention
from kg.extract.clauses import Clauses
from kg.extract.syntax import Clause, Edge, Group, Syntax, gender_of
from kg.model import Analysis, PartyMention
from kg.text.forms import ALIF, AND, ARTICLE, HA, TA


def parse(view: Clauses, triggers: frozenset[int] = frozenset()) -> Syntax:
    """The shallow parse of the sentence of ``view``; nouns at ``triggers`` govern as verbs do."""
    return _Walk(view, triggers).run()


class _Walk:
    def __init__(self, view: Clauses, triggers: frozenset[int]) -> None:
        self.triggers = triggers
        self.view, self.tokens, self.lexicon = view, view.ann.tokens, view.lexicon
        self.groups: list[Group] = []
        self.edges: list[list[Edge]] = []
        self.home: dict[int, int] = {}
        self.clauses: list[Clause] = [Clause(-1, "")]
        self.prep = ""
        self.relative = self.joined = self.comma = False
        self.starts: dict[int, list[PartyMention]] = {}
        for mention in view.mentions:
            self.starts.setdefault(mention.first, []).append(mention)
        self.skipped = {
            i
            for time in view.ann.times
            if view.sentence.first <= time.first < view.sentence.last
            for i in range(time.first, time.last)
        }

    def run(self) -> Syntax:
        i = self.view.sentence.first
        while i < self.view.sentence.last:
            i = self._step(i)
        return Syntax(self.groups, self.edges, self.home)

    # --- one token or mention ---

    def _step(self, i: int) -> int:
        token = self.tokens[i]
        if i in self.starts:
            return self._mention(i)
        if i in self.skipped:
            self._close()
            return i + 1
        if token.kind == "punct":
            self._mark(token.text)
            return i + 1
        if token.form in self.lexicon.relatives:
            self.relative = True
            return i + 1
        if i in self.view.breaks:
            self._subordinate()
            self._taken_up(best(token))
            return i + 1
        word = best(token)
        verb = self.view.verbs.get(i)
        if verb is not None:
            if verb.lemma not in self.lexicon.auxiliaries:
                self._verb(i, verb)
            return i + 1
        form = token.form
        if form in self.lexicon.prepositions or (
            word is not None and word.conj and form[1:] in self.lexicon.prepositions
        ):
            return self._preposition(i)
        if token.kind == "word" and word is not None:
            if word.pronoun and any(a.lemma in self.lexicon.prepositions for a in token.analyses[:3]):
                return i + 1
            if word.pos == "prep":
                self.prep = "" if word.pronoun else self.lexicon.prepositions.get(word.lemma, word.lemma)
                return i + 1
            if word.pos in ("part", "conj", "adv", "pron", "other"):
                self.joined = self.joined or word.pos == "conj" or form == AND
                return i + 1
        if form == AND:
            self.joined = True
            return i + 1
        self._noun(i, word)
        return i + 1

    def _mark(self, text: str) -> None:
        if text in "،,()-–:;؛":
            self._close()
            self.comma = True
            if text in ":;؛":
                self._subordinate()
            elif self.clauses[-1].relative and self.clauses[-1].verb >= 0 and len(self.clauses) > 1:
                self.clauses.pop()

    def _close(self) -> None:
        if self.groups:
            self.groups[-1].construct = False

    def _preposition(self, i: int) -> int:
        form = self.tokens[i].form
        pair = f"{form} {self.tokens[i + 1].form}" if i + 1 < self.view.sentence.last else ""
        known = self.lexicon.prepositions
        for key, length in ((pair, 2), (pair[1:], 2), (form, 1), (form[1:], 1)):
            if key in known and (i + 1 not in self.starts or length == 1):
                self.prep = known[key]
                return i + length
        return i + 1

    def _subordinate(self) -> None:
        clause = self.clauses[-1]
        parent = clause.verb if clause.verb >= 0 else (len(self.groups) - 1)
        self.clauses.append(Clause(parent, "that"))
        self.comma = self.relative = False
        self.prep = ""
        self._close()

    def _taken_up(self, particle: Analysis | None) -> None:
        """«That he …»: the subject of the clause before, or what agrees, is the subject of the new one."""
        if particle is None or not particle.pronoun.startswith("3") or len(self.clauses) < 2:
            return
        wanted = "f" if "f" in particle.pronoun else "m"
        subject = self.clauses[-2].subject
        for number in (subject, *range(len(self.groups) - 1, -1, -1)):
            if number < 0:
                continue
            group = self.groups[number]
            if group.verb or not (group.mentions or number == subject):
                continue
            if not group.gender or group.gender == wanted or particle.pronoun.endswith("p"):
                self.clauses[-1].subject = number
                return

    # --- groups ---

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

    def _mention(self, i: int) -> int:
        mentions = self.starts[i]
        last = max(m.last for m in mentions)
        mention = mentions[0]
        word = best(self.tokens[i])
        joined = word is not None and word.conj == AND and word.pos != "verb"
        describes = mention.kind == "demonym"
        noun = self._before(i)
        number = self._new(Group(i, last, False, mentions, definite=True))
        self.groups[number].gender = gender_of_mention(self.view, mention).replace("p", "")
        if describes and noun >= 0:
            target = noun
            if self.groups[noun].label == "adj" and self.groups[noun].parent >= 0:
                target = self.groups[noun].parent
            self._link(target, number, "adj")
            self.groups[number].prep = self.groups[target].prep
        else:
            prep = self.prep
            if not prep and mention.prep not in ("", "adj", "gen") and not joined:
                prep = mention.prep
            self._attach(number, prep, joined or self.joined, i)
        self._reset()
        return max(last, i + 1)

    def _before(self, i: int) -> int:
        """The noun group that ends where ``i`` begins, or -1."""
        if not self.groups or self.groups[-1].verb:
            return -1
        return len(self.groups) - 1 if self.groups[-1].last == i else -1

    def _noun(self, i: int, word: Analysis | None) -> None:
        noun = self._before(i)
        plain = word is not None and not word.conj and not word.prep and not self.prep
        if word is not None and word.pos == "adj" and noun >= 0 and plain:
            self.groups[noun].last = i + 1
            self.groups[noun].construct = False
            self.home[i] = noun
            return
        if self._circumstance(i, word):
            return
        article = word is not None and (word.article or self.tokens[i].form.startswith(ARTICLE))
        number = self._new(
            Group(
                i,
                i + 1,
                False,
                definite=article or bool(word and (word.pronoun or word.pos == "noun_prop")),
                gender=gender_of(word),
                construct=word is None
                or not (
                    article or word.pronoun or self.tokens[i].form.endswith(ALIF) or word.pos == "noun_prop"
                ),
            )
        )
        self._attach(
            number,
            self.prep or (word.prep if word else ""),
            self.joined or bool(word and word.conj),
            i,
        )
        self._reset()

    def _reset(self) -> None:
        self.prep = ""
        self.joined = self.comma = self.relative = False

    def _circumstance(self, i: int, word: Analysis | None) -> bool:
        """A participle behind a comma (mu'akkidan, mushiratan): a clause with the subject of the last."""
        if not (self.comma and word and word.pos in ("adj", "noun") and not word.article and not self.prep):
            return False
        if not self.tokens[i].form.endswith((ALIF, HA)) or word.pronoun or word.prep:
            return False
        subject = next((c for c in self.clauses if c.subject >= 0 and c.label != "hal"), None)
        if subject is None:
            return False
        while len(self.clauses) > 1 and self.clauses[-1] is not subject:
            self.clauses.pop()
        number = self._new(Group(i, i + 1, True))
        self.clauses.append(Clause(subject.verb, "hal", verb=number, subject=subject.subject))
        self._link(subject.verb, number, "hal")
        self._link(number, subject.subject, "subj")
        self._reset()
        return True

    # --- attachment ---

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
