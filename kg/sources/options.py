"""What the doors share: the user's options, the bounds of hostile input, the errors of single articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kg.model import Article, KgError

_LONGEST = 500
"""Characters of an error."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

Warn = Callable[[str], None]
"""Told one line about each input that was understood only in part."""


class BadArticle(KgError):
    """One article that cannot be read; the others can. Hostile bytes in the message are tamed."""

    def __init__(self, message: str) -> None:
        super().__init__(_UNPRINTABLE.sub(" ", message)[:_LONGEST])


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one input may cost; what is beyond is reported in one line and not read."""

    article: int = 8 << 20
    """Bytes of one article: a page, a text, a line of JSON, a cell of a table."""
    file: int = 256 << 20
    """Bytes of one file that must be there whole before its articles come (PDF, Parquet, zip in zip)."""
    ratio: int = 200
    """How many times compressed bytes may grow (JSON lines grow 4 to 15 times, gzip's limit is 1,032)."""
    slack: int = 32 << 20
    """Bytes that may come out before the ratio counts."""
    members: int = 1_000_000
    """Members of one archive."""
    depth: int = 3
    """Archives within archives."""
    seconds: float = 30
    """Wall-clock time of an outside program for one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says about all inputs."""

    date: str | None = None
    source: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    """Our field to the input's name for it."""
    kind: str | None = None
    """What sort of input it is (``html``, ``csv`` …) when neither its name nor its first bytes tell."""
    any_language: bool = False
    """Whether articles that are not Arabic are read, too."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One call of ``read_inputs``: its options, whom to tell, and what was passed over."""

    options: Options
    warn: Warn
    skipped: Counter[str] = field(default_factory=Counter)
    """Why articles were passed over without being failures, with counts."""


Items = Iterator[Article | BadArticle]


def unknown(error: ImportError, door: str) -> KgError:
    """The error of a door whose library is not installed."""
    return KgError(f"{door} needs the library {error.name}: pip install 'bilateral-kg[doors]'")


@contextmanager
def fenced(where: str, what: str) -> Iterator[None]:
    """Turn whatever a foreign parser raises on hostile bytes into the error of this one article.

    Raises BadArticle for every Exception but KgError; MemoryError and RecursionError are among them.
    """
    try:
        yield
    except KgError:
        raise
    except ImportError as error:
        raise unknown(error, what) from error
    except Exception as error:
        why = getattr(error, "strerror", None) or str(error)[:200] or type(error).__name__
        raise BadArticle(f"{where}: {what} cannot be read: {why}") from error
