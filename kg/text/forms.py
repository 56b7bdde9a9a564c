"""What the letters of a word tell by themselves: the article, clitics and endings of folded forms.

These are the only Arabic strings that code names; words, also those of grammar, are in ``ontologies/``.
"""

from __future__ import annotations

from kg.text.letters import bare, behind

ARTICLE = "ال"
AND, SO = "و", "ف"
BI, LI, KA = "ب", "ل", "ك"
CONJUNCTIONS = AND + SO
LI_THE, BI_THE, KA_THE, AND_THE = "لل", "بال", "كال", "وال"
MADDA = "آ"
"""The long alif that begins a word: folding makes it a plain one."""
ALIF, YA, HA, TA = "ا", "ي", "ه", "ت"
"""Endings: indefinite accusative; relational adjective; feminine (folded) or pronoun; feminine of a verb."""
TA_MARBUTA = "ة"
"""The feminine ending as written."""
FEMININE_NISBA = "يه"
OBLIQUE, DUAL, FEMININE_DUAL, FEMININE_PLURAL = "ين", "ان", "تان", "ات"
SOUND_PLURALS = ("ون", OBLIQUE, DUAL)
"""Endings of the masculine plural and of the dual."""
NISBA_ENDINGS = ("", HA, *SOUND_PLURALS, FEMININE_DUAL, "تين", FEMININE_PLURAL, ALIF)
"""What a relational adjective in -i may end in: gender, number, case."""

_LETTER_NAMES = (
    "اي ايه بي سي دي اف في جي اتش جاي جيه كيه كي كاي ال ام ان او بيه كيو ار اس تي يو دبليو اكس واي زد زي"
)
SPELLED = frozenset(_LETTER_NAMES.split())
"""Folded names of Latin letters, of which acronyms are made (B.B.C.)."""
DOMAINS = frozenset(("نت", "كوم", "اورج", "اورغ"))
"""Folded ends of the addresses of sites (al-Arabiya.net)."""


def spelled(name: str) -> tuple[str, ...]:
    """The acronym ``name`` as written with a stop behind each letter, () for other names.

    >>> spelled("بي بي سي"), spelled("رويترز")
    (('بي . بي . سي',), ())
    """
    words = name.split()
    if len(words) > 1 and all(word in SPELLED or len(word) == 1 for word in words):
        return (" . ".join(words),)
    return ()


def definite(form: str) -> bool:
    """True when a folded form is written with the article (or begins like it: a name may)."""
    return form.startswith(ARTICLE)


def without_article(form: str) -> str:
    """A folded form without the article; a short word may only begin like it and is kept.

    >>> without_article("الجمهوريه"), without_article("الله")
    ('جمهوريه', 'الله')
    """
    return form[2:] if form.startswith(ARTICLE) and len(form) > 4 else form


def without_clitics(written: str, count: int) -> str:
    """Words as ``written`` without their first ``count`` letters, the article restored behind li-.

    >>> without_clitics("وللصين", 2), without_clitics("بالصين", 1), without_clitics("الصين", 0)
    ('الصين', 'الصين', 'الصين')
    """
    if not count:
        return written
    if bare(written[behind(written, count - 1) :]).startswith(LI_THE):
        return ARTICLE + written[behind(written, count + 1) :]
    return written[behind(written, count) :]
