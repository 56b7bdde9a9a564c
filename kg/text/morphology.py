"""Morphology: every reading of a word, from the database that ``kg setup`` installs.

camel-tools parses the database once; what the reader needs of it is kept beside it in a compact
table, which loads eight times faster and is keyed on folded letters, so that a word without its
hamza or with a final ya for an alif is still known. The combination of prefix, stem and suffix by
compatibility classes is the method of Buckwalter (2002), as in camel-tools' own analyser.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import Analysis
from kg.text.letters import bare, fold
from kg.text.tokens import splits

FORMAT = 3
"""Raised whenever the compact table changes, so that an old one is made anew."""

_MAX_ANALYSES = 6
_POS = {
    "noun_quant": "noun",
    "noun_num": "num",
    "adj_comp": "adj",
    "adj_num": "num",
    "verb_pseudo": "part",
    "conj_sub": "conj",
    "abbrev": "noun",
    "adv_rel": "conj",
    "adv_interrog": "part",
    "digit": "num",
}
_CONJ = {"wa_conj": "و", "fa_conj": "ف", "wa_sub": "و", "fa_sub": "ف", "wa_part": "و", "fa_rc": "ف"}
_PREP = {"bi_prep": "ب", "li_prep": "ل", "ka_prep": "ك", "la_prep": "ل", "li_jus": "ل"}
_NONE = ("", "na", "-", "u", "0")

_ALIFS = str.maketrans("أإآٱ", "اااا")

_MAX_GAP = 5.0
"""Log-odds below the best reading at which a reading is dropped."""

_UNATTESTED = -8.9
"""Log-probability of a stem that no text bore out: a word of only such stems is likely a foreign name."""

_VARIANT = -9.0
"""Log-odds below which a reading takes too much spelling licence to bear a word out."""

_PREFIX_COST = 1.5
"""Log-odds against a split that takes letters off a word which is known whole."""


class _Affix(NamedTuple):
    category: str
    conj: str
    prep: str
    article: bool
    future: bool
    person: str
    aspect: str
    gender: str
    number: str
    pronoun: str
    surface: str


class _Stem(NamedTuple):
    category: str
    lemma: str
    pos: str
    aspect: str
    voice: str
    person: str
    gender: str
    number: str
    gloss: str
    surface: str
    score: float


class Morphology:
    """Readings of Arabic words, cached by their written form."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._prefixes = {k: [_Affix(*row) for row in rows] for k, rows in tables["prefixes"].items()}
        self._suffixes = {k: [_Affix(*row) for row in rows] for k, rows in tables["suffixes"].items()}
        self._stems: dict[str, list[Any]] = tables["stems"]
        self._ab, self._bc, self._ac = (
            {key: frozenset(fits) for key, fits in tables[name].items()} for name in ("ab", "bc", "ac")
        )
        self._cache: dict[str, tuple[Analysis, ...]] = {}
        self._most_prefix = max(map(len, self._prefixes))
        self._most_suffix = max(map(len, self._suffixes))

    @classmethod
    def load(cls, database: Path) -> Morphology:
        """Load the compact table of ``database``, making it first if it is missing or outdated."""
        compact = database.with_suffix(".compact.json")
        if compact.exists():
            with compact.open(encoding="utf-8") as stream:
                tables = json.load(stream)
            if tables.get("format") == FORMAT:
                return cls(tables)
        tables = compile_tables(database)
        scratch = compact.with_suffix(f".{os.getpid()}.tmp")
        scratch.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
        scratch.replace(compact)
        return cls(tables)

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Readings of ``word`` as written, best first; an unknown word is a name in every split."""
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = self._analyse(word)
        return found

    def _analyse(self, word: str) -> tuple[Analysis, ...]:
        plain, folded = bare(word), fold(word)
        scored: dict[Analysis, float] = {}
        attested = False
        for score, known, analysis in self._readings(plain, folded):
            attested = attested or known
            if score > scored.get(analysis, -1e9):
                scored[analysis] = score
        if not scored:
            return _unknown(folded)
        best = max(scored.values())
        floor = best - _MAX_GAP
        ranked = sorted((a for a in scored if scored[a] >= floor), key=lambda a: (-scored[a], a))
        if not attested:
            return _unknown(folded)[:1] + tuple(ranked[: _MAX_ANALYSES - 1])
        return tuple(ranked[:_MAX_ANALYSES])

    def _readings(self, plain: str, folded: str) -> Iterable[tuple[float, bool, Analysis]]:
        size = len(folded)
        for begin in range(min(self._most_prefix, size - 1) + 1):
            prefixes = self._prefixes.get(folded[:begin])
            if prefixes is None:
                continue
            for end in range(max(begin + 1, size - self._most_suffix), size + 1):
                stems = self._stems.get(folded[begin:end])
                if stems is None:
                    continue
                suffixes = self._suffixes.get(folded[end:])
                if suffixes is not None:
                    yield from self._combine(plain, prefixes, stems, suffixes)

    def _combine(
        self, plain: str, prefixes: list[_Affix], stems: list[Any], suffixes: list[_Affix]
    ) -> Iterable[tuple[float, bool, Analysis]]:
        nothing: frozenset[str] = frozenset()
        for row in stems:
            stem = _Stem(*row)
            after = self._bc.get(stem.category, nothing)
            for prefix in prefixes:
                if stem.category not in self._ab.get(prefix.category, nothing):
                    continue
                allowed = self._ac.get(prefix.category, nothing)
                for suffix in suffixes:
                    if suffix.category in after and suffix.category in allowed:
                        score = _score(plain, prefix, stem, suffix)
                        known = stem.score > _UNATTESTED and score > _VARIANT
                        yield score, known, _merge(prefix, stem, suffix)


def _merge(prefix: _Affix, stem: _Stem, suffix: _Affix) -> Analysis:
    return Analysis(
        lemma=stem.lemma,
        pos=stem.pos,
        stem=fold(stem.surface + (suffix.surface if not suffix.pronoun else "")),
        conj=prefix.conj,
        prep=prefix.prep,
        article=prefix.article,
        future=prefix.future,
        pronoun=suffix.pronoun,
        aspect=prefix.aspect or suffix.aspect or stem.aspect if stem.pos == "verb" else "",
        voice=stem.voice if stem.pos == "verb" else "",
        person=prefix.person or suffix.person or stem.person if stem.pos == "verb" else "",
        gender=suffix.gender or prefix.gender or stem.gender,
        number="p" if stem.number == "p" else suffix.number or prefix.number or stem.number,
        gloss=stem.gloss,
    )


def _score(plain: str, prefix: _Affix, stem: _Stem, suffix: _Affix) -> float:
    """Log-odds of a reading: its frequency, less what news hardly ever means.

    The penalties were set by hand on the observations in the notes on UD_Arabic-PUD: spelling
    variants, false duals, commands, passives and speech in the first and second person are rare.
    """
    score = stem.score
    written = prefix.surface + stem.surface + suffix.surface
    if written != plain:
        score -= 0.5 if written.translate(_ALIFS) == plain.translate(_ALIFS) else 3.0
    if prefix.surface and not (prefix.article and not prefix.prep):
        score -= _PREFIX_COST
    if prefix.surface.endswith("ل") and not (prefix.prep or prefix.article):
        score -= 3.0  # the emphatic lam is rare in news, the preposition everywhere
    if suffix.pronoun:
        score -= 1.5
    if stem.pos == "verb":
        aspect = prefix.aspect or suffix.aspect or stem.aspect
        score -= 6.0 if aspect == "c" else 0.0
        score -= 2.0 if (prefix.person or suffix.person or stem.person) in ("1", "2") else 0.0
        score -= 2.0 if stem.voice == "p" else 0.0
        score -= 2.5 if "d" in (prefix.number, suffix.number) and prefix.aspect == "i" else 0.0
    elif suffix.number == "d" and suffix.surface == "ا":
        score -= 5.0
    return score


def _unknown(form: str) -> tuple[Analysis, ...]:
    return tuple(
        Analysis(lemma=s.stem, pos="noun_prop", stem=s.stem, conj=s.conj, prep=s.prep, article=s.article)
        for s in splits(form)
    )


# --- compiling -----------------------------------------------------------------------------------


def compile_tables(database: Path) -> dict[str, Any]:
    """Parse ``database`` with camel-tools and keep what the reader needs, keyed on folded letters."""
    os.environ.setdefault("CAMELTOOLS_DATA", str(database.parents[3]))
    from camel_tools.morphology.database import MorphologyDB

    parsed = MorphologyDB(str(database), "a")
    return {
        "format": FORMAT,
        "prefixes": _affixes(parsed.prefix_hash),
        "suffixes": _affixes(parsed.suffix_hash),
        "stems": _stems(parsed.stem_hash),
        "ab": _pairs(parsed.prefix_stem_compat),
        "bc": _pairs(parsed.stem_suffix_compat),
        "ac": _pairs(parsed.prefix_suffix_compat),
    }


def _pairs(table: dict[str, Iterable[str]]) -> dict[str, list[str]]:
    return {key: sorted(values) for key, values in sorted(table.items())}


def _affixes(table: dict[str, list[Any]]) -> dict[str, list[_Affix]]:
    rows: dict[str, set[_Affix]] = defaultdict(set)
    for surface, entries in table.items():
        for category, feats in entries:
            rows[fold(surface)].add(_affix(category, bare(surface), feats))
    return {key: sorted(values) for key, values in sorted(rows.items())}


def _affix(category: str, surface: str, feats: dict[str, str]) -> _Affix:
    def of(*names: str) -> str:
        values = (feats.get(name, "") for name in names)
        return next((v for v in values if v not in _NONE), "")

    enclitic = of("enc0")
    return _Affix(
        category,
        _CONJ.get(of("prc2"), ""),
        _PREP.get(of("prc1"), ""),
        of("prc0") == "Al_det",
        of("prc1") == "sa_fut",
        of("per"),
        of("asp"),
        of("form_gen", "gen"),
        of("form_num", "num"),
        enclitic.partition("_")[0] if enclitic.endswith(("_poss", "_dobj", "_pron")) else "",
        surface,
    )


def _stems(table: dict[str, list[Any]]) -> dict[str, list[_Stem]]:
    rows: dict[str, dict[tuple[str, ...], _Stem]] = defaultdict(dict)
    for surface, entries in table.items():
        for category, feats in entries:
            stem = _stem(category, bare(surface), feats)
            rows[fold(surface)][stem[:-1]] = stem
    return {key: sorted(values.values()) for key, values in sorted(rows.items())}


def _stem(category: str, surface: str, feats: dict[str, str]) -> _Stem:
    def of(name: str) -> str:
        value = feats.get(name, "")
        return "" if value in _NONE else value

    raw = feats.get("pos", "other")
    pos = _POS.get(raw, "pron" if raw.startswith("pron") else "part" if raw.startswith("part") else raw)
    score = max(float(feats.get("pos_lex_logprob", -99)), -9.0)
    if feats.get("source") == "spvar":
        score -= 2.0
    return _Stem(
        category,
        fold(feats.get("lex", "").split("_")[0].split("-")[0]),
        pos,
        of("asp"),
        of("vox"),
        of("per"),
        of("gen") or of("form_gen"),
        of("num") or of("form_num"),
        feats.get("gloss", "").split(";")[0],
        surface,
        round(score, 3),
    )
