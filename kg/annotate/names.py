"""Personal names of any origin: where one begins, and up to which word it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.name_words import (
    arabic_name,
    is_country,
    is_name_word,
    is_place,
    is_preposition,
    joined,
    leader,
    opens_office,
    rather_verb,
)
from kg.annotate.words import best
from kg.model import Token
from kg.text.forms import (
    ALIF,
    AND,
    ARTICLE,
    BI_THE,
    FEMININE_DUAL,
    FEMININE_NISBA,
    FEMININE_PLURAL,
    HA,
    LI_THE,
    MADDA,
    SO,
    SOUND_PLURALS,
    YA,
)
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_MAX_WORDS = 7
TANWIN = "\u064b"
"""The accusative ending of indefinite words: never written on a name."""
_PLURALS = (FEMININE_PLURAL, *SOUND_PLURALS[:2])
_INFLECTED = (ALIF, *_PLURALS)
"""Endings that names do not bear."""
_DASHES = frozenset("-–‑")
_OPEN, _CLOSE = frozenset('(«"“'), frozenset(')»"”')


def skip_titles(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> int:
    """The first token from ``i`` on that is no title, rank or mark of an abbreviated title."""
    titles = lexicon.people.titles
    begin = i
    if i < end and tokens[i].form not in titles and _title_inside(tokens[i].form, titles):
        i += 1
    while i < end and (tokens[i].form in titles or (i > begin and tokens[i].text in "./")):
        i += 1
    return i


def _title_inside(form: str, titles: frozenset[str]) -> bool:
    """True for a title behind a conjunction or a preposition (and Dr., to Mr.)."""
    inside = (s for s in splits(form)[1:] if s.conj or s.prep)
    return any((ARTICLE + s.stem if s.article else s.stem) in titles for s in inside)


def name_at(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon, *, expected: bool = False) -> int:
    """The end of the name that starts at ``i`` (``i`` itself when there is none), at most ``end``.

    ``expected`` tells that an office or a title stands before: a common word may then be a name.
    """
    if i >= end:
        return i
    led = lexicon.people.may_lead(tokens[i].form)
    hit = lexicon.parties.longest(tokens, i) if led else None
    if hit is not None and hit.value.kind == "leader" and not hit.prep and (expected or not hit.conj):
        return _rest(tokens, i, i + hit.length, end, lexicon)
    if not begins(tokens, i, end, lexicon, expected=expected):
        return i
    return _rest(tokens, i, i + 1, end, lexicon)


def joined_name(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> int:
    """The end of a name behind «and» («… and Adel …») that starts at ``i``, ``i`` if there is none."""
    token = tokens[i]
    first = best(token)
    if token.kind != "word" or first is None or not token.form.startswith(AND) or len(token.form) < 4:
        return i
    rest = token.form[1:]
    kinds = lexicon.people.kinds
    if (
        rest not in kinds["given"]
        and rest not in kinds["particle"]
        and not (first.conj and first.pos == "noun_prop")
        and not (i + 1 < end and tokens[i + 1].form in lexicon.people.kinds["child"])
    ):
        return i
    readings = tuple(a for a in token.analyses if a.conj) or token.analyses
    bare = token._replace(form=rest, analyses=tuple(a._replace(conj="") for a in readings))
    view = (*tokens[:i], bare, *tokens[i + 1 : min(end, i + 12)])
    return name_at(view, i, min(end, len(view)), lexicon)


def begins(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon, *, expected: bool = False) -> bool:
    """True when a name can start at ``i``."""
    token = tokens[i]
    words = lexicon.people.kinds
    if token.kind == "latin":
        return expected and token.text[:1].isupper()
    form = token.form
    first = best(token)
    if first is None or form in words["stop"] or len(form) < 2 or form in lexicon.people.titles:
        return False
    if TANWIN in token.text or is_preposition(token):
        return False
    if form in words["bridge"] and not (i + 1 < end and is_name_word(tokens[i + 1], lexicon)):
        return False
    if (
        form in words["given"]
        or _child_follows(tokens, i, end, lexicon)
        or _of_faith(tokens, i, end, lexicon)
    ):
        return True
    if expected and first.conj == SO and first.pos == "noun" and _unread(tokens, i + 1, end):
        return True
    if (not expected and first.pos != "noun_prop" and form not in words["particle"]) or _glued(
        tokens, i, lexicon
    ):
        return False
    if lexicon.people.head_of(form) and not (
        expected and form in words["common"] and tokens[i - 1].form in lexicon.people.titles
    ):
        return False
    if form in words["particle"] or (form in words["part"] and expected):
        return i + 1 < end and (is_name_word(tokens[i + 1], lexicon) or form in words["servant"])
    if first.article or first.pos in ("prep", "conj", "part", "pron", "num", "adv"):
        return False
    if is_country(tokens, i, lexicon) or is_place(tokens, i, lexicon) or rather_verb(token):
        return False
    if first.pos == "noun_prop":
        if not first.gloss and form.startswith(ARTICLE):
            described = form.endswith(YA) and i > 0 and tokens[i - 1].form.startswith(ARTICLE)
            if described or not _definite_name(tokens, i, end, lexicon):
                return False
        if (
            not first.gloss
            and form.startswith(AND)
            and (form[1:] in words["common"] or not (i + 1 < end and is_name_word(tokens[i + 1], lexicon)))
        ):
            return False
        return not joined(token, lexicon)
    return expected and _common_name(tokens, i, end, lexicon)


def _unread(tokens: Sequence[Token], i: int, end: int) -> bool:
    """True for a word that the dictionary does not have."""
    return i < end and tokens[i].kind == "word" and not any(a.gloss for a in tokens[i].analyses)


def _common_name(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> bool:
    """A common word that is a given name after an office when more of a name follows."""
    token = tokens[i]
    known = token.form in lexicon.people.kinds["common"] or any(
        a.pos == "noun_prop" and a.gloss for a in token.analyses
    )
    if i and token.form.endswith(ALIF) and tokens[i - 1].form.endswith(ALIF):
        return False
    if i + 1 >= end or token.form.startswith(ARTICLE) or (token.form.endswith(ALIF) and not known):
        return False
    after, reading = tokens[i + 1], best(token)
    bare = reading is not None and not (reading.prep or reading.conj)
    if known and bare and (is_name_word(after, lexicon) or _is_family(tokens, i + 1, lexicon)):
        return True
    first = best(token)
    return (
        first is not None
        and first.pos in ("noun", "adj")
        and not first.prep
        and not first.pronoun
        and not first.conj
        and lexicon.heads.get(first.lemma) in (None, "attribute")
        and after.form not in lexicon.people.kinds["stop"]
        and not is_country(tokens, i + 1, lexicon)
        and not joined(after, lexicon)
        and any(a.pos == "noun_prop" for a in after.analyses[:1])
    )


def _definite_name(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> bool:
    """An unknown word with the article is a name when it is one without it, or when a name follows."""
    known = any(a.article and a.pos == "noun_prop" and a.gloss for a in tokens[i].analyses)
    return known or (i + 1 < end and is_name_word(tokens[i + 1], lexicon))


def _glued(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, surname: bool = False) -> bool:
    """True when an unknown word is a preposition with a definite word or a well-known name.

    ``surname``: right behind a given name an unknown word is rather the rest of the name.
    """
    token = tokens[i]
    if token.form.startswith((LI_THE, BI_THE)) and token.form not in lexicon.people.given:
        return True
    if token.form in lexicon.people.given:
        return False
    kinds = lexicon.people.kinds
    if any(s.prep and (s.stem in kinds["given"] or s.stem in kinds["stop"]) for s in splits(token.form)):
        return True
    first = best(token)
    if first is not None and not first.gloss:
        rest = surname and first.pos == "noun_prop" and not token.form.endswith(HA)
        if not rest and any(a.prep and a.gloss for a in token.analyses):
            return True
        place = lexicon.places.longest(tokens, i)
        if place is not None and place.prep and not rest:
            return True
    if not lexicon.people.may_lead(token.form):
        return False
    hit = lexicon.parties.longest(tokens, i)
    return hit is not None and hit.value.kind == "leader" and bool(hit.prep)


def _rest(tokens: Sequence[Token], begin: int, j: int, end: int, lexicon: Lexicon) -> int:
    """How far the name that starts at ``begin`` and has reached ``j`` goes."""
    words = lexicon.people.kinds
    family = any(t.form.startswith(ARTICLE) and t.form not in words["given"] for t in tokens[begin + 1 : j])
    while j < end and j - begin < _MAX_WORDS:
        token, before = tokens[j], tokens[j - 1]
        if (
            token.text in _DASHES
            and j + 1 < end
            and tokens[j + 1].kind == "word"
            and not joined(tokens[j + 1], lexicon)
        ):
            if token.start > before.end and tokens[j + 1].start > token.end:
                break
            j += 2
            continue
        if token.kind == "latin" and before.kind == "latin":
            j += 1
            continue
        if token.kind != "word" or token.form in words["stop"] or _second(tokens, begin, j, lexicon):
            break
        after_particle = _particle(before, words)
        if token.form in words["part"] and token.form.startswith(ARTICLE) and not family:
            j += 1
        elif token.form in words["particle"]:
            if (j + 1 >= end or tokens[j + 1].kind != "word") and _particle(token, words):
                break
            j += 1
        elif after_particle and not is_preposition(token):
            closes = before.form not in words["servant"] and before.form not in words["kunya"]
            family = family or (token.form.startswith(ARTICLE) and closes)
            j += 1
        elif token.form.startswith(ARTICLE) and not joined(token, lexicon):
            arabic = tokens[begin].form in words["given"] or tokens[begin].form in words["particle"]
            first_only = j - begin == 1 and arabic_name(tokens[begin], lexicon)
            if family or not _is_family(tokens, j, lexicon, alone=first_only, arabic=arabic):
                break
            family = token.form not in words["given"]
            j += 1
        elif not family and _continues(tokens, begin, j, end, lexicon):
            j += 1
        else:
            break
    while j > begin + 1 and (_particle(tokens[j - 1], words) or tokens[j - 1].text in _DASHES):
        j -= 1
    return j


def _second(tokens: Sequence[Token], begin: int, j: int, lexicon: Lexicon) -> bool:
    """True for the name of a well-known person right behind that of another state's (Trump asked Putin)."""
    codes = [leader(tokens, k, lexicon) for k in (j - 1, begin, j)]
    return codes[2] is not None and any(code not in (None, codes[2]) for code in codes[:2])


def _particle(token: Token, words: dict[str, frozenset[str]]) -> bool:
    """True for a word that joins names; one written with the long alif is a family name (Abe)."""
    return token.form in words["particle"] and not (
        token.text.startswith(MADDA) and token.form in words["kunya"]
    )


def _continues(tokens: Sequence[Token], begin: int, j: int, end: int, lexicon: Lexicon) -> bool:
    """A further word without article: a name, or a common word right after an Arabic given name."""
    token = tokens[j]
    kinds = lexicon.people.kinds
    if token.form in kinds["given"] or token.form in kinds["part"]:
        return not (is_preposition(token) or opens_office(tokens, j, end, lexicon))
    first = best(token)
    at = j - begin - (tokens[begin].form in kinds["servant"] or tokens[begin].form in kinds["particle"])
    arabic = arabic_name(tokens[begin], lexicon)
    if first is not None and arabic and at == 1 and token.form in kinds["common"] and not first.article:
        return TANWIN not in token.text
    if (
        first is None
        or TANWIN in token.text
        or _glued(tokens, j, lexicon, surname=at == 1)
        or joined(token, lexicon)
        or is_preposition(token)
        or token.form in lexicon.people.titles
    ):
        return False
    if lexicon.people.head_of(token.form) or is_country(tokens, j, lexicon):
        return False
    if token.form.endswith(YA) and (token.form[:-1] in kinds["given"] or token.form[:-1] in kinds["common"]):
        return True
    if first.pos == "noun_prop":
        return not first.conj and not first.prep and not rather_verb(token)
    if token.form in kinds["common"] and at <= 2:
        return first.pos != "verb" or at == 1
    if at == 2 and token.form.endswith(YA) and first.pos in ("noun", "adj"):
        return not (first.conj or first.prep) and token.form not in kinds["quality"]
    if at != 1 or first.prep or first.conj or first.pronoun:
        return False
    plain_noun = first.pos in ("noun", "adj") and not token.form.endswith(
        (ALIF, FEMININE_PLURAL, *SOUND_PLURALS[:2])
    )
    return (
        arabic
        and plain_noun
        and token.form not in kinds["quality"]
        and lexicon.heads.get(first.lemma) is None
    )


def _is_family(
    tokens: Sequence[Token], j: int, lexicon: Lexicon, *, alone: bool = True, arabic: bool = False
) -> bool:
    """A family name with the article.

    ``alone`` (right after one given name) lets in any noun or adjective, ``arabic`` (anywhere in an
    Arabic name) a country's adjective.
    """
    token = tokens[j]
    kinds = lexicon.people.kinds
    if token.kind != "word" or not token.form.startswith(ARTICLE) or token.form in kinds["stop"]:
        return False
    if (
        token.form in lexicon.relatives
        or token.form in lexicon.people.titles
        or token.form[2:] in kinds["quality"]
    ):
        return False
    if token.form in kinds["quality"] or lexicon.people.head_of(token.form):
        return False
    hit = lexicon.parties.longest(tokens, j)
    if hit is not None and hit.value.kind != "leader":
        return (
            (alone or arabic) and hit.value.kind == "demonym" and hit.length == 1 and token.form.endswith(YA)
        )
    first = best(token)
    if first is None or first.pos not in ("noun", "adj", "noun_prop"):
        return False
    if first.pos == "noun_prop" or (alone and any(a.pos == "noun_prop" for a in token.analyses)):
        return True
    if token.form.endswith((*_PLURALS, FEMININE_DUAL, FEMININE_NISBA)):
        return False
    return alone or (first.pos == "adj" and token.form.endswith(YA))


def _child_follows(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> bool:
    """True when «son of» follows: nothing but a name stands before it."""
    first = best(tokens[i])
    if i + 2 >= end or first is None or first.pos in ("prep", "conj", "part"):
        return False
    return (
        tokens[i + 1].form in lexicon.people.kinds["child"]
        and not joined(tokens[i], lexicon)
        and not lexicon.people.head_of(tokens[i].form)
    )


def _of_faith(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> bool:
    """True for a noun that is a name too before «of the faith» (Izz al-Din) and a family name."""
    faith = lexicon.people.kinds["faith"]
    if i + 2 >= end or tokens[i + 1].form not in faith or tokens[i].form.startswith(ARTICLE):
        return False
    named = any(a.pos == "noun_prop" for a in tokens[i].analyses)
    return named and (is_name_word(tokens[i + 2], lexicon) or _unread(tokens, i + 2, end))
