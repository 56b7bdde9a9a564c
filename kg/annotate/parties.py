"""Which words of an article stand for a party: names, organs, people, adjectives, anaphors.

A name or a relational adjective is an anchor; the nouns before it decide what the phrase is. With an
organ, an office or people as head the phrase stands for the party («القوات الروسية»); behind any other
noun it tells whose thing that is: ``prep`` "adj" for the adjective of a noun of action («الغارات
الروسية»), "gen" for a genitive («قصف روسيا»), else the preposition before the thing («بالقرار الكوري»).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.parties_anaphors import Referents, Story, means, stems
from kg.annotate.parties_phrases import ADJECTIVE, GENITIVE, STANDING, Chain, Phrases
from kg.annotate.words import best, is_nominal
from kg.lexicon import Lexicon
from kg.lexicon.names import NameHit
from kg.lexicon.parties import PartyName
from kg.model import PartyMention, PersonMention, Sentence, Token
from kg.text.forms import ALIF, AND, ARTICLE, BI, FEMININE_NISBA, LI, LI_THE, SOUND_PLURALS, YA
from kg.text.letters import fold

_APART, _TERRITORY, _ATTRIBUTE = "apart", "territory", "attribute"
"""Classes of nouns whose adjective or genitive tells of no party (a language), of places, of things."""

_KINDS = {"organ": "organ", "group": "organ", "office": "person", "people": "people"}

_STATE = "state"


def find_parties(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    people: Sequence[PersonMention],
    lexicon: Lexicon,
    home: str | None = None,
) -> tuple[PartyMention, ...]:
    """All party mentions in reading order; ``home`` is the state whose paper tells the story."""
    found: list[PartyMention] = []
    by_first = {person.first: (n, person) for n, person in enumerate(people)}
    story = Story(tokens, lexicon, home)
    referents = Referents(tokens, lexicon, story, found)
    taken = frozenset(i for _, p in by_first.values() for i in range(p.first, p.last))
    for sentence in sentences:
        _Finder(tokens, sentence, by_first, taken, lexicon, story, referents, found).run()
    return tuple(found)


class _Finder:
    """One sentence's walk; ``found`` is shared, so that anaphors see what came before."""

    def __init__(
        self,
        tokens: Sequence[Token],
        sentence: Sentence,
        people: dict[int, tuple[int, PersonMention]],
        taken: frozenset[int],
        lexicon: Lexicon,
        story: Story,
        referents: Referents,
        found: list[PartyMention],
    ) -> None:
        self.tokens, self.sentence, self.people = tokens, sentence, people
        self.lexicon, self.story, self.referents, self.found = lexicon, story, referents, found
        self.phrases = Phrases(tokens, sentence.first, lexicon, taken)
        self.start = len(found)
        self.agency_end = -1
        """The token after the last agency: an adjective there tells the agency's home."""

    def run(self) -> None:
        i = self.sentence.first
        while i < self.sentence.last:
            i = self._at(i)

    def _at(self, i: int) -> int:
        if i in self.people:
            number, person = self.people[i]
            if person.code is not None:
                prep = self._governor(i)
                prep = "" if prep == GENITIVE else prep
                self._add(PartyMention(i, person.last, person.code, "person", i, prep, number))
                return max(person.last, i + 1)
        if not self._worth(self.tokens[i].form):
            return i + 1
        name = self.lexicon.parties.longest(self.tokens, i)
        agency = self.lexicon.agencies.longest(self.tokens, i)
        if agency is not None and (name is None or name.length < agency.length):
            self.agency_end = i + agency.length
            return self.agency_end
        if name is not None and self._is_surname(i):
            return i + name.length
        if name is None or self._is_longer(i, name.length):
            return self._anaphor(i) or (self._town(i) if name is None else self._anchor(i, name))
        if name.value.kind == "weak":
            return self._weak(i, name)
        return self._anchor(i, name)

    def _worth(self, form: str) -> bool:
        """False for nearly all words: they can begin no name, agency, town or anaphor."""
        known = self.lexicon.seen.parties.get(form)
        if known is None:
            lexicon = self.lexicon
            names = (lexicon.parties, lexicon.agencies, lexicon.places)
            known = any(n.may_begin(form) for n in names) or bool(stems(lexicon, form))
            self.lexicon.seen.parties[form] = known
        return known

    def _is_surname(self, i: int) -> bool:
        """True for what ends a person's name, «… son of Muhammad al-Suwayd»."""
        return i - 2 >= self.sentence.first and self.tokens[i - 2].form in self.lexicon.closed["son"]

    # --- anchors ---

    def _anchor(self, i: int, hit: NameHit[PartyName]) -> int:
        end = i + hit.length
        code, kind = hit.value
        if hit.length == 1 and (meaning := means(self.lexicon, self.tokens, i)) is not None:
            code = self.story.likeliest(meaning.value) or code  # a name of two parties
        if kind == "demonym" or self._is_adjective(i, hit):
            self._demonym(i, end, code, hit)
        else:
            self._name(i, end, PartyName(code, kind), hit)
        return end

    def _weak(self, i: int, hit: NameHit[PartyName]) -> int:
        """A name in context only: the party must be named without doubt elsewhere in the article."""
        anaphor = self._anaphor(i)
        if anaphor is not None:
            return anaphor
        if self.story.counts[hit.value.code]:
            return self._anchor(i, hit)
        return i + 1

    def _is_adjective(self, i: int, hit: NameHit[PartyName]) -> bool:
        """True for a state's name that is its feminine adjective too, behind a definite noun."""
        form = self.tokens[i].form
        if hit.length > 1 or hit.prep or not form.endswith(FEMININE_NISBA) or i == self.sentence.first:
            return False
        if form[len(hit.conj) :].removeprefix(ARTICLE) + ALIF not in self.lexicon.parties:
            return False
        before = best(self.tokens[i - 1])
        if hit.conj:
            other = self.lexicon.parties.longest(self.tokens, i - 1)
            return other is not None and other.value.kind == "demonym" and not other.prep
        return before is not None and before.article and before.pos in ("noun", "adj")

    def _name(self, i: int, end: int, name: PartyName, hit: NameHit[PartyName]) -> None:
        code, kind = name
        if hit.prep or hit.conj:
            if hit.prep == LI and self.phrases.is_place(i - 1):
                self._add(PartyMention(i, end, code, kind, i, GENITIVE))  # «positions of the PKK»
                return
            prep = self._governor(i, conj=hit.conj)
            self._add(PartyMention(i, end, code, kind, i, hit.prep or prep))
            return
        chain = self.phrases.before_name(i)
        if chain.standing in STANDING:
            self._stand(chain, end, code)
        elif chain.nearest == _APART or (kind == "capital" and self._after_its_state(i, code)):
            return
        elif chain.nearest == _TERRITORY and self.lexicon.classes.get(code) != "State":
            outer = chain.outer  # who strikes the positions of a movement strikes the movement
            self._add(PartyMention(outer, end, code, kind, outer, self._place(chain)))
        elif chain.nearest == _TERRITORY:
            self._add(PartyMention(i, end, code, kind, i, self._place(chain)))
        else:
            self._add(PartyMention(i, end, code, kind, i, self._governor(i, name=True)))

    def _stand(self, chain: Chain, end: int, code: str) -> None:
        kind = _KINDS[chain.standing or ""]
        sender = self.phrases.sender(chain.first)
        first, head = (chain.first, chain.head) if sender is None else (sender, sender)
        self._add(PartyMention(first, end, code, kind, head, self._governor(first)))

    def _place(self, chain: Chain) -> str:
        """What governs a place of the party: the preposition before the place, else "gen"."""
        return self._governor(chain.outer) or GENITIVE

    def _after_its_state(self, i: int, code: str) -> bool:
        """True for a capital in apposition to «the Sudanese capital»: a city, not a government."""
        hit = self.lexicon.parties.longest(self.tokens, i - 1) if i > self.sentence.first else None
        return hit is not None and hit.value.kind == "demonym" and hit.value.code == code

    # --- adjectives ---

    def _demonym(self, i: int, end: int, code: str, hit: NameHit[PartyName]) -> None:
        """A relational adjective: the noun that it describes decides what the phrase is."""
        if i == self.agency_end or self._tells_home(i):
            return
        noun = None if hit.prep else self.phrases.described(i)
        if noun is None:
            self._alone(i, end, code, hit)
            return
        if self.tokens[noun].form in self.lexicon.prepositions:  # «under Russian leadership»
            slot = self.lexicon.prepositions[self.tokens[noun].form]
            self._add(PartyMention(i, end, code, "demonym", i, slot))
            return
        place = self.lexicon.places.longest(self.tokens, noun)
        if place is not None and noun + place.length >= end:
            return  # «the Indian Ocean»
        chain = self.phrases.around(noun)
        if chain.standing is None:
            chain = self.phrases.listed(noun, i) or chain
        if chain.standing in STANDING:
            self._stand(chain, end, code)
        elif chain.nearest != _APART:
            noun = self.phrases.agreeing(noun, i)
            self._add(PartyMention(i, end, code, "demonym", i, self._owned(noun, chain)))

    def _tells_home(self, i: int) -> bool:
        """True right behind a movement's or a body's own name: «the Lebanese Hezbollah»."""
        if len(self.found) == self.start or self.found[-1].last != i:
            return False
        before = self.found[-1]
        state = self.lexicon.classes.get(before.code) == "State"
        return before.kind in ("name", "organ", "people") and not state

    def _owned(self, noun: int, chain: Chain) -> str:
        """What governs the thing that an adjective gives a party: see ``PartyMention.prep``."""
        if chain.nearest == _TERRITORY:
            found = self._governor(chain.outer)
            return found or ADJECTIVE
        if self.phrases.is_action(noun):
            return ADJECTIVE
        return self._governor(noun) or ADJECTIVE

    def _alone(self, i: int, end: int, code: str, hit: NameHit[PartyName]) -> None:
        form = self.tokens[i].form
        if form.endswith(SOUND_PLURALS) or not form.endswith((YA, FEMININE_NISBA)):
            self._name(i, end, PartyName(code, "people"), hit)
        elif self.phrases.definite(i):
            if not hit.prep:
                self._add(PartyMention(i, end, code, "demonym", i, ADJECTIVE))
        elif hit.prep or (i > self.sentence.first and not is_nominal(self.tokens[i - 1])):
            self._name(i, end, PartyName(code, "people"), hit)  # «a Tunisian was arrested»

    # --- places ---

    def _town(self, i: int) -> int:
        """A town for its state, where the words say that something is or goes there."""
        hit = self.lexicon.places.longest(self.tokens, i)
        if hit is None:
            return i + 1
        code, end = hit.value.code, i + hit.length
        common = hit.length == 1 and (hit.article or self.phrases.class_of(i) is not None)
        if code is None or hit.value.weak or common or self.lexicon.classes.get(code) != "State":
            return end
        if hit.prep == LI and not hit.article and LI_THE in self.tokens[i].form[:3]:
            return end  # «for the pilgrimage», not «for» a town that begins with lam
        chain = self.phrases.before_name(i)
        prep = hit.prep or self._governor(i if chain.nearest != _TERRITORY else chain.outer)
        foreign = not self.story.counts[code] and code != self.story.home
        contested = fold(hit.value.name) in self.lexicon.closed["contested"]
        if foreign and not contested and prep not in self.lexicon.closed["goal"]:
            return end  # where something is, in a state that the article never names
        if prep in self.lexicon.closed["town"]:
            self._add(PartyMention(i, end, code, "capital", i, self.phrases.place if prep == BI else prep))
        return end

    # --- what governs a phrase ---

    def _governor(self, i: int, *, conj: str = "", name: bool = False) -> str:
        """What governs the phrase that starts at ``i``, following coordination back; ``name`` is one word."""
        if clitic := self.phrases.clitic(i):
            return clitic
        joined = bool(conj) or any(reading.conj == AND for reading in self.tokens[i].analyses[:2])
        here = self.found[self.start :]
        if here:
            before = here[-1]
            listed = name and before.last == i - 1 and self.tokens[i - 1].text in "،,"
            if joined and before.last >= i - 1:
                # «on the PKK in Iraq and the fighters …»: a place is no fellow of what follows.
                fellow = (
                    before
                    if conj
                    else next((m for m in reversed(here) if m.prep != self.phrases.place), before)
                )
                if fellow.prep not in (ADJECTIVE, self.phrases.place) or conj:
                    return "" if fellow.prep == ADJECTIVE else fellow.prep
            if listed and before.prep not in (ADJECTIVE, GENITIVE) and before.kind in ("name", "capital"):
                return before.prep
        if conj:
            return ""
        return self.phrases.governor(i)

    # --- anaphors ---

    def _is_longer(self, i: int, length: int) -> bool:
        meaning = means(self.lexicon, self.tokens, i)
        return meaning is not None and meaning.length > length

    def _anaphor(self, i: int) -> int | None:
        """The token after an anaphor at ``i``, None if there is none."""
        meaning = means(self.lexicon, self.tokens, i)
        if meaning is None:
            return None
        end = i + meaning.length
        before = best(self.tokens[i - 1]) if i > self.sentence.first else None
        affairs = before is not None and before.article and before.pos == "noun"
        # «Ministry of Foreign Affairs»: the adjective alone would be a ministry too.
        if meaning.value == _STATE and affairs and not self.phrases.clitic(i):
            chain = self.phrases.around(i - 1)
            if chain.standing is None or chain.nearest != _ATTRIBUTE:
                return None
        else:
            chain = self.phrases.before_name(i)
        first, head = (chain.first, chain.head) if chain.standing in STANDING else (i, i)
        prep = self.phrases.clitic(i) if first == i else ""
        if prep == LI and self.phrases.is_place(i - 1):
            prep = GENITIVE
        prep = prep or self._governor(first)
        for code in self.referents.of(i, meaning, self.sentence.first):
            self._add(PartyMention(first, end, code, "anaphor", head, prep))
        return end

    def _add(self, mention: PartyMention) -> None:
        while (
            len(self.found) > self.start
            and self.found[-1].first >= mention.first
            and self.found[-1].kind in ("name", "capital", "demonym")
            and mention.kind not in ("demonym", "name", "anaphor")
        ):
            self.found.pop()
        self.found.append(mention)
