"""What somebody may have meant: the nearest of the names that there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches


def folded(name: str) -> str:
    """A name without case, marks, hyphens and spaces at its ends, for comparing."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("-", " ").replace("_", " ").split())


def nearest(name: str, known: Iterable[str] | Mapping[str, str]) -> str:
    """``, did you mean X or Y?`` as the middle of a message; "" when nothing is near.

    ``known`` maps names to what is to be written, or is a set of names that are written as they are.
    """
    written = known if isinstance(known, Mapping) else {item: item for item in known}
    shown: dict[str, str] = {}
    for item, value in sorted(written.items()):
        shown.setdefault(folded(item), value if isinstance(value, str) else item)
    close = get_close_matches(folded(name), list(shown), n=6, cutoff=0.6)
    best = list(dict.fromkeys(shown[item] for item in close))[:3]
    return f", did you mean {' or '.join(best)}?" if best else ""
