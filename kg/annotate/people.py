"""People and offices: who is named, what office the words give, for which party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.names import begins, name_at
from kg.annotate.words import best, reading
from kg.lexicon.people import plain
from kg.model import PersonMention, Sentence, Span, Token

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_MAX_OFFICE = 14
_STATE_KINDS = ("name", "capital", "seat", "demonym", "leader")
_HOSTING = ("في", "لدى", "لدي", "الي")
_COUNTERPART = "counterpart"


def find_people(
    tokens: Sequence[Token], sentences: Sequence[Sentence], lexicon: Lexicon, *, default_code: str | None = None
) -> tuple[PersonMention, ...]:
    """Named persons and offices that stand for their holders, in reading order.

    ``default_code`` is the party of an office whose words name none (the story's own country).
    """
    finder = _Finder(tokens, lexicon, default_code)
    for sentence in sentences:
        finder.sentence(sentence)
    return tuple(finder.found)


class _Finder:
    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, default: str | None) -> None:
        self.tokens, self.lexicon, self.default = tokens, lexicon, default
        self.words = lexicon.people
        self.found: list[PersonMention] = []
        self.by_last: dict[str, PersonMention] = {}

    def sentence(self, sentence: Sentence) -> None:
        i = sentence.first
        while i < sentence.last:
            mention = self._office_first(i, sentence) or self._name_first(i, sentence) or self._again(i, sentence)
            if mention is None:
                i += 1
                continue
            self.found.append(mention)
            self._remember(mention)
            i = max(mention.last, i + 1)

    # --- office, then name ---

    def _office_first(self, i: int, sentence: Sentence) -> PersonMention | None:
        if not self._is_head(i):
            return None
        end, code, host = self._office(i, sentence.last)
        begin = self._skip_titles(end, sentence.last)
        name_end = name_at(self.tokens, begin, sentence.last, self.lexicon, office=True)
        office = self._office_id(i, end)
        words = self._text(i, end)
        if office == _COUNTERPART:
            office, words = self._counterpart(words)
        if name_end > begin:
            after, later = self._after(name_end, sentence.last)
            after, second = self._second_office(after, sentence.last)
            name = self._text(begin, name_end)
            told = code or later or second or self._leader_code(begin) or self._implied(i, office)
            return PersonMention(i, after, name, self._span(begin, name_end), office, words, told, host)
        return self._unnamed(i, end, office, words, code, host)

    def _is_head(self, i: int) -> bool:
        token = self.tokens[i]
        if token.kind != "word":
            return False
        first = best(token)
        noun = reading(token, "noun", "adj")
        if first is None or noun is None or first.pos in ("verb", "prep"):
            return False
        if self.lexicon.parties.longest(self.tokens, i) is not None:
            return False
        lemma = noun.lemma if noun.lemma in self.words.heads else plain(noun.stem)
        if lemma not in self.words.heads:
            return False
        return noun.number != "p"

    def _office(self, i: int, end: int) -> tuple[int, str | None, str | None]:
        """Where the office phrase that starts at ``i`` ends, its party and, for envoys, the host state."""
        code: str | None = None
        host: str | None = None
        j = i + 1
        while j < end and j - i < _MAX_OFFICE:
            hit = self.lexicon.parties.longest(self.tokens, j)
            if hit is not None and hit.value.kind == "leader":
                code = code or hit.value.code
                break
            if hit is not None and hit.value.kind in _STATE_KINDS and not (hit.conj and code):
                if code is None:
                    code = hit.value.code
                elif host is None and self.tokens[j - 1].form in _HOSTING or hit.prep:
                    host = hit.value.code
                j += hit.length
                continue
            place = self.lexicon.places.longest(self.tokens, j)
            if place is not None and not begins(self.tokens, j, self.lexicon):
                code = code or place.value.code
                j += place.length
                continue
            if not self._continues(j, end):
                break
            j += 1
        while j > i + 1 and self.tokens[j - 1].form in _HOSTING:
            j -= 1
        return j, code, host

    def _continues(self, j: int, end: int) -> bool:
        token = self.tokens[j]
        first = best(token)
        if token.form == "باسم":
            return True
        if token.form in _HOSTING and j + 1 < end:
            hit = self.lexicon.parties.longest(self.tokens, j + 1) or self.lexicon.places.longest(self.tokens, j + 1)
            return hit is not None
        if first is None or token.form in self.words.titles and begins_after(self.tokens, j, end, self.lexicon):
            return False
        if first.pos in ("verb", "prep", "conj", "part", "pron", "num", "noun_prop") and not (first.article and first.pos == "noun_prop" and not first.gloss.endswith("day") and first.gloss):
            return False
        if first.prep and token.form != "باسم" and first.prep != "ل" and not (first.prep == "ب" and first.article):
            return False
        if begins(self.tokens, j, self.lexicon):
            return False
        if first.article or first.pos == "adj":
            return True
        known = self.lexicon.heads.get(first.lemma) or first.lemma in self.words.heads
        before = best(self.tokens[j - 1])
        in_chain = before is not None and not before.article and before.pos != "adj"
        return bool(known) or (in_chain and self._construct(j, end))

    def _construct(self, j: int, end: int) -> bool:
        """An indefinite noun belongs to the office when a definite one (its genitive) follows."""
        if j + 1 >= end:
            return False
        after = best(self.tokens[j + 1])
        if after is None:
            return False
        hit = self.lexicon.parties.longest(self.tokens, j + 1)
        return after.article or hit is not None or self.lexicon.heads.get(after.lemma) is not None

    def _skip_titles(self, i: int, end: int) -> int:
        while i < end and (self.tokens[i].form in self.words.titles or self.tokens[i].text in "/." and self.tokens[i - 1].form in self.words.titles):
            i += 1
        if i < end and self.tokens[i].text in ("،", ",", "\"", "«", ":") and begins(self.tokens, i + 1, self.lexicon) if i + 1 < end else False:
            j = name_at(self.tokens, i + 1, end, self.lexicon)
            if j - i > 2 and self.tokens[i].text != ":":
                return i + 1
        return i

    def _after(self, i: int, end: int) -> tuple[int, str | None]:
        """A country's adjective that follows the name («… ظريف الإيراني») ends the mention."""
        hit = self.lexicon.parties.longest(self.tokens, i) if i < end else None
        if hit is not None and hit.value.kind == "demonym" and self.tokens[i].form.startswith("ال"):
            return i + hit.length, hit.value.code
        return i, None

    def _second_office(self, i: int, end: int) -> tuple[int, str | None]:
        """A further office in apposition after the name, with the party that it names."""
        at = i + 1 if i < end and self.tokens[i].text in ("،", ",") else i
        if at >= end or not self._is_head(at) or self.tokens[at].form.startswith("و"):
            return i, None
        last, code, _ = self._office(at, end)
        if code is None and at > i:
            return i, None
        if name_at(self.tokens, self._skip_titles(last, end), end, self.lexicon, office=True) > last:
            return i, None
        return last, code

    def _leader_code(self, i: int) -> str | None:
        hit = self.lexicon.parties.longest(self.tokens, i)
        return hit.value.code if hit is not None and hit.value.kind == "leader" else None

    # --- name, then office ---

    def _name_first(self, i: int, sentence: Sentence) -> PersonMention | None:
        begin = self._skip_titles(i, sentence.last)
        end = name_at(self.tokens, begin, sentence.last, self.lexicon)
        if end - begin < 2:
            return None
        at = end
        if at < sentence.last and self.tokens[at].text in ("،", ",", "(", "-", "–"):
            at += 1
        if at < sentence.last and self._is_head(at) and not (best(self.tokens[at]) or self.tokens[at].analyses[0]).conj:
            last, code, host = self._office(at, sentence.last)
            office = self._office_id(at, last)
            if last - at > 1 or code:
                return PersonMention(i, last, self._text(begin, end), self._span(begin, end), office, self._text(at, last),
                                     code or self._implied(i, office), host)
        leader = self.lexicon.parties.longest(self.tokens, begin)
        earlier = self._known(begin, end)
        if earlier is not None:
            return earlier._replace(first=i, last=end, name=self._text(begin, end), name_span=self._span(begin, end), resolved=True)
        if leader is not None and leader.value.kind == "leader":
            return PersonMention(i, end, self._text(begin, end), self._span(begin, end), None, None, leader.value.code)
        return None

    # --- second mentions ---

    def _again(self, i: int, sentence: Sentence) -> PersonMention | None:
        token = self.tokens[i]
        if token.kind != "word" or len(token.form) < 4:
            return None
        known = self.by_last.get(token.form)
        if known is None or self.lexicon.parties.longest(self.tokens, i) is not None and not self._leader(i):
            return None
        return known._replace(first=i, last=i + 1, name=token.text, name_span=self._span(i, i + 1), resolved=True)

    def _leader(self, i: int) -> bool:
        hit = self.lexicon.parties.longest(self.tokens, i)
        return hit is not None and hit.value.kind == "leader"

    def _known(self, begin: int, end: int) -> PersonMention | None:
        known = self.by_last.get(self.tokens[end - 1].form)
        if known is None or known.name is None:
            return None
        words = {plain(w) for w in known.name.split()}
        return known if {plain(t.form) for t in self.tokens[begin:end]} & words else None

    def _unnamed(
        self, i: int, end: int, office: str | None, words: str, code: str | None, host: str | None
    ) -> PersonMention | None:
        """An office alone: its holder if told before, else the office for its party."""
        for known in reversed(self.found):
            if known.name and known.office and self._same_office(known, office) and (code is None or known.code == code):
                return known._replace(first=i, last=end, office=office, office_words=words, resolved=True, name_span=None)
        if code is None and end - i < 2:
            return None
        return PersonMention(i, end, None, None, office, words, code, host)

    def _same_office(self, known: PersonMention, office: str | None) -> bool:
        if known.office is None or office is None:
            return False
        return known.office == office or known.office.endswith(office)

    def _counterpart(self, words: str) -> tuple[str | None, str]:
        for known in reversed(self.found):
            if known.office:
                return known.office, known.office_words or words
        return _COUNTERPART, words

    def _implied(self, i: int, office: str | None) -> str | None:
        hit = self.lexicon.parties.longest(self.tokens, i)
        if hit is not None and hit.value.kind == "leader":
            return hit.value.code
        return self.default

    def _remember(self, mention: PersonMention) -> None:
        if mention.name and not mention.resolved and mention.code:
            words = mention.name.split()
            last = self.tokens[[t.end for t in self.tokens].index(mention.name_span.end)].form if mention.name_span else ""
            if len(last) >= 4 or len(words) == 1:
                self.by_last[last] = mention

    def _office_id(self, i: int, end: int) -> str | None:
        words: set[str] = set()
        for token in self.tokens[i:end]:
            words.add(plain(token.form.removeprefix("و")))
            words.add(plain(token.form))
            words.update(plain(a.stem) for a in token.analyses[:2])
            words.update(a.lemma for a in token.analyses[:1])
        first = self.tokens[i].analyses
        heads = {a.lemma for a in first} | {plain(a.stem) for a in first}
        return next((office for label, office in self.words.offices if label <= words and label & heads), None)

    def _text(self, first: int, last: int) -> str:
        words = []
        for k, token in enumerate(self.tokens[first:last]):
            glued = k and token.start == self.tokens[first + k - 1].end
            words.append(token.text if glued or not k else " " + token.text)
        text = "".join(words)
        head = best(self.tokens[first])
        clitics = len(head.conj + head.prep) if head is not None and head.pos != "verb" else 0
        if clitics and text.startswith(("لل", "ولل")):
            return "ال" + text[clitics + 1 :]
        return text[clitics:] if len(text) > clitics + 1 else text

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def begins_after(tokens: Sequence[Token], j: int, end: int, lexicon: Lexicon) -> bool:
    """True when a name follows the title at ``j``, maybe after further titles."""
    while j < end and tokens[j].form in lexicon.people.titles:
        j += 1
    return j < end and begins(tokens, j, lexicon)
