"""A relation in one file: everything inside, no script, fit for printing and for sending."""

from __future__ import annotations

import base64
import re

from kg import __version__
from kg.model import KgError
from kg.query import profile
from kg.query.values import party
from kg.store.protocol import View
from kg.view.html import STATIC, render
from kg.view.pictures import picture
from kg.view.relations import pair_data, years
from kg.view.texts import texts

_TOLD = 40


def dossier(view: View, one: str, other: str, lang: str) -> str:
    """The relation of two parties, by code or name, as one HTML file that needs nothing else.

    Raises KgError when there is no such party, or both are the same.
    """
    a, b = (party(view, name, written).value for name, written in (("A", one), ("B", other)))
    if a == b:
        raise KgError(f"{one} and {other} are one party: name two")
    data = pair_data(view, a, b, lang, told=_TOLD)
    drawn = ""
    if data["network"]["nodes"]:
        title = f"{data['l'].text(a)} – {data['l'].text(b)}"
        svg = picture(data["network"], title=title, format="svg")
        drawn = base64.b64encode(svg).decode()
    return render(
        "dossier.html",
        lang,
        **data,
        style=_style(),
        drawn=drawn,
        span=years(data["events"].rows),
        made=texts(lang)["dossier-made"].format(
            articles=f"{profile.counts(view)['Article']:,}", version=__version__
        ),
    )


def _style() -> str:
    """The pages' style with its letter forms inside."""
    css = (STATIC / "pages.css").read_text(encoding="utf-8")
    font = base64.b64encode((STATIC / "vendor/noto-naskh-arabic.woff2").read_bytes()).decode()
    return re.sub(r'url\("/static/vendor/[^"]+"\)', lambda _: f'url("data:font/woff2;base64,{font}")', css)
