"""Templates: Jinja with everything escaped, and the few functions that they know."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.query.nodes import local
from kg.view.isolate import defused, isolate
from kg.view.labels import direction, href
from kg.view.texts import LANGUAGES, texts

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the pages."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "isolate": isolate,
        "defused": defused,
        "href": href,
        "local": local,
        "direction": direction,
        "thousands": lambda number: f"{number:,}",
        "amount": lambda value: f"{float(value):,.6g}" if float(value) % 1 else f"{float(value):,.0f}",
    }
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    made.globals["languages"] = LANGUAGES
    return made


def render(template: str, lang: str, **values: Any) -> str:
    """A page in ``lang``; ``t`` is the table of its words."""
    return environment().get_template(template).render(t=texts(lang), lang=lang, **values)
