"""The walk that parses a sentence: one pass from left to right with a stack of open clauses."""

from __future__ import annotations

from kg.annotate.words import best
from kg.extract.agreement import gender_of_mention
from kg.extract.attachment import Attachment
from kg.extract.clauses import Clauses
from kg.extract.syntax import Clause, Group, Syntax, gender_of
from kg.model import Analysis, PartyMention
from kg.text.forms import ALIF, AND, ARTICLE, HA


def parse(view: Clauses, triggers: frozenset[int] = frozenset()) -> Syntax:
    """The shallow parse of the sentence of ``view``; nouns at ``triggers`` govern as verbs do."""
    return _Walk(view, triggers).run()


class _Walk(Attachment):
    def __init__(self, view: Clauses, triggers: frozenset[int]) -> None:
        super().__init__(view, triggers)
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
