"""Places: names of the gazetteer and of states, and whether the words say that something is there."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.words import best
from kg.lexicon import Lexicon
from kg.lexicon.seen import Readings
from kg.model import PersonMention, PlaceMention, Token
from kg.text.forms import AND, BI, CONJUNCTIONS, KA, LI, without_clitics

_PARTICLES = CONJUNCTIONS + BI + LI + KA
"""First letters of an unknown word that may be a particle: then it is no sure name."""
_TANWIN = "\u064b"
_QUOTES = frozenset("«»\"“”'(")
_MARKS = _QUOTES | {"،", ","}


def find_places(
    tokens: Sequence[Token], people: Sequence[PersonMention], lexicon: Lexicon
) -> tuple[PlaceMention, ...]:
    """Place mentions in reading order; weak names only after a place noun or «in»."""
    named = {i for p in people if p.name_span for i in range(p.first, p.last) if _in(tokens[i], p)}
    found: list[PlaceMention] = []
    i = 0
    while i < len(tokens):
        mention = None
        if i not in named:
            mention = _mention(tokens, i, lexicon)
        if mention is not None:
            joined = found and found[-1].located and found[-1].last == i and tokens[i].form.startswith(AND)
            found.append(mention._replace(located=True) if joined else mention)
        i = mention.last if mention is not None else i + 1
    return tuple(found)


def _mention(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> PlaceMention | None:
    _, territory, proper, listed = _traits(tokens[i], lexicon)
    mention = _territory(tokens, i, lexicon) if territory else None
    if mention is None and listed:
        mention = _at(tokens, i, lexicon)
    return mention or (_unlisted(tokens, i, lexicon) if proper else None)


def _in(token: Token, person: PersonMention) -> bool:
    return person.name_span is not None and person.name_span.start <= token.start < person.name_span.end


def _at(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> PlaceMention | None:
    place = lexicon.places.longest(tokens, i)
    party = lexicon.parties.longest(tokens, i)
    if (place is None and party is None) or _TANWIN in tokens[i].text:
        return None  # no name, or an adverb that folds to one («always», Duma)
    if (
        party is not None
        and party.value.kind in ("name", "capital")
        and (place is None or party.length >= place.length)
        and not (place is not None and lexicon.classes.get(party.value.code) != "State")
    ):
        if lexicon.classes.get(party.value.code) != "State":
            return None
        last = i + party.length
        name = _name(tokens, i, last, len(party.conj + party.prep))
        located = _located(tokens, i, party.prep, lexicon) and not party.conj
        return PlaceMention(i, last, name, party.value.code, None, located)
    if place is None or (place.length == 1 and not place.article and _heads(tokens, i, lexicon)):
        return None
    located = _located(tokens, i, place.prep, lexicon) and not place.conj
    if place.value.weak and not located:
        return None
    last = i + place.length
    name = _name(tokens, i, last, len(place.conj + place.prep))
    return PlaceMention(i, last, name, place.value.code, place.value.geonames, located)


def _territory(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> PlaceMention | None:
    """«the Qatari capital», «the Syrian border»: a noun of place with a state's adjective, no name behind."""
    if i + 1 >= len(tokens) or not _is_territory(tokens[i], lexicon):
        return None
    first = best(tokens[i])
    owner = lexicon.parties.longest(tokens, i + 1)
    if (
        first is None
        or not first.article
        or owner is None
        or owner.value.kind != "demonym"
        or owner.conj
        or owner.prep
    ):
        return None
    if i and _is_territory(tokens[i - 1], lexicon):
        return None
    located = _located(tokens, i, first.prep, lexicon)
    last = i + 1 + owner.length
    behind = last + 1 if last < len(tokens) and tokens[last].text in _MARKS else last
    if lexicon.classes.get(owner.value.code) != "State" or _named(tokens, behind, lexicon):
        return None
    name = _name(tokens, i, last, len(first.conj + first.prep))
    return PlaceMention(i, last, name, owner.value.code, None, located)


def _named(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True when a name of a place begins at token ``i``."""
    return i < len(tokens) and (_at(tokens, i, lexicon) or _unlisted(tokens, i, lexicon)) is not None


def _unlisted(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> PlaceMention | None:
    """A name that no list has, after a place noun: the words themselves say that it is a place."""
    if i == 0 or not _proper(tokens[i], lexicon):
        return None
    quoted = tokens[i - 1].text in _QUOTES and i > 1
    before = tokens[i - 2] if quoted else tokens[i - 1]
    head = best(before)
    if head is None or head.pos != "noun" or head.article or not _is_territory(before, lexicon):
        return None
    last = i + 1
    if last < len(tokens) and _proper(tokens[last], lexicon) and not tokens[last].form.startswith(AND):
        last += 1
    return PlaceMention(i, last, _name(tokens, i, last, 0), None, None, True)


def _proper(token: Token, lexicon: Lexicon) -> bool:
    return _traits(token, lexicon)[2]


def _is_proper(token: Token, lexicon: Lexicon) -> bool:
    """True for a word that is most likely a name and that the dictionary does not translate."""
    first = best(token)
    return (
        token.kind == "word"
        and first is not None
        and first.pos == "noun_prop"
        and not first.gloss
        and not first.prep
        and not first.conj
        and token.form not in lexicon.prepositions
        and token.form[0] not in _PARTICLES
    )


def _name(tokens: Sequence[Token], first: int, last: int, clitics: int) -> str:
    words = [t.text for t in tokens[first:last]]
    words[0] = without_clitics(words[0], clitics)
    return " ".join(words)


def _is_territory(token: Token, lexicon: Lexicon) -> bool:
    """True for a noun of place, or the bare adjective of a direction («north of»)."""
    return _traits(token, lexicon)[1]


def _traits(token: Token, lexicon: Lexicon) -> tuple[Readings, bool, bool, bool]:
    """What the word alone tells: see ``Seen.places``."""
    known = lexicon.seen.places.get(token.text)
    if known is None or known[0] is not token.analyses:
        listed = lexicon.places.may_begin(token.form) or lexicon.parties.may_begin(token.form)
        known = token.analyses, _says_place(token, lexicon), _is_proper(token, lexicon), listed
        lexicon.seen.places[token.text] = known
    return known


def _says_place(token: Token, lexicon: Lexicon) -> bool:
    word = best(token)
    if word is None or word.pos not in ("noun", "noun_prop", "adj"):
        return False
    if word.pos == "adj":
        return not word.article and lexicon.heads.get(word.lemma) == "territory"
    return any(a.pos == "noun" and lexicon.heads.get(a.lemma) == "territory" for a in token.analyses[:3])


def _heads(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True for a noun of place that is also a name, with a noun behind it that it governs."""
    word = best(tokens[i])
    behind = best(tokens[i + 1]) if i + 1 < len(tokens) else None
    owned = behind is not None and behind.pos in ("noun", "noun_prop", "adj") and not behind.prep
    return word is not None and not word.article and _is_territory(tokens[i], lexicon) and owned


def _located(tokens: Sequence[Token], i: int, prep: str, lexicon: Lexicon) -> bool:
    """True after «in», «at», or a place noun, an adjective or a mark between them allowed."""
    if prep == BI:
        return True
    if prep or i == 0:
        return False
    if tokens[i - 1].form.lstrip(AND) in lexicon.closed["here"] or _is_territory(tokens[i - 1], lexicon):
        return True
    adjectives = 0
    for back in range(i - 1, max(-1, i - 4), -1):
        token = tokens[back]
        if _is_territory(token, lexicon):
            return adjectives > 0 or tokens[i - 1].text in _QUOTES
        described = bool(token.analyses) and token.analyses[0].pos == "adj"
        described = described or lexicon.parties.longest(tokens, back) is not None
        adjectives += described
        if not (described or token.text in _MARKS):
            return token.form.lstrip(AND) in lexicon.closed["here"] and tokens[i - 1].text in _QUOTES
    return False
