"""Labels that read right beside labels of the other direction: marks put in at display time only.

Browsers' canvas and SVG text, terminals and pictures order a label of Arabic and Latin words by what stands
around it. A label is wrapped in an isolate of its own direction (Unicode UAX 9), never in stored data.
"""

from __future__ import annotations

import unicodedata

RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"
_CONTROLS = dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8206, 8207, 1564))
_HIDDEN = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), 847)


def right_to_left(text: str) -> bool:
    """Whether a text runs right to left: whether it has a letter that does.

    >>> right_to_left("West / \\u062a\\u0627\\u0633"), right_to_left("West / Interaction-2021")
    (True, False)
    """
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def isolate(text: str, *, most: int = 120) -> str:
    """``text`` in one line as an isolate of its own direction; direction marks of its own are taken out.

    More than ``most`` characters are cut, with an ellipsis.

    >>> isolate("West / Interaction-2021") == "\\u2066West / Interaction-2021\\u2069"
    True
    """
    clean = " ".join(text.translate(_CONTROLS).split())
    if len(clean) > most:
        clean = clean[: most - 1].rstrip() + "…"
    return f"{RLI if right_to_left(clean) else LRI}{clean}{PDI}" if clean else ""


def defused(text: str) -> str:
    """``text`` with overrides and embeddings made harmless, each by one invisible character: offsets hold.

    >>> defused("ab\\u202ecd") == "ab\\u034fcd"
    True
    """
    return text.translate(_HIDDEN)
