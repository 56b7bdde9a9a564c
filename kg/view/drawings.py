"""What ``kg draw`` and the notebooks draw: a pair, an ego network, an article, all parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.graph.iris import article_iri
from kg.model import KgError
from kg.query import profile
from kg.query.article import reading
from kg.query.values import party
from kg.store.protocol import View
from kg.view.labels import Labels
from kg.view.networks import network
from kg.view.pictures import picture
from kg.view.reader import opening, payload
from kg.view.relations import STATUSES, ego_network, labelled, pair_data
from kg.view.texts import texts


def drawing(view: View, what: str, names: Sequence[str], *, lang: str = "ar", format: str = "png") -> bytes:
    """The picture of ``pair`` (two parties), ``ego`` (a party), ``article`` (an identifier) or ``parties``.

    Raises KgError when a name is not known or there is nothing to draw.
    """
    data, title = _DATA[what](view, names, lang)
    t = texts(lang)
    note = ""
    if len(data["nodes"]) < data["all"]:
        note = f"{t['showing']} {len(data['nodes'])} {t['of']} {data['all']:,}"
    return picture(data, title=title, note=note, format=format)


def _pair(view: View, names: Sequence[str], lang: str) -> tuple[dict[str, Any], str]:
    a, b = (party(view, "party", name).value for name in names)
    data = pair_data(view, a, b, lang, told=0)
    return data["network"], f"{data['l'].text(a)} – {data['l'].text(b)}"


def _ego(view: View, names: Sequence[str], lang: str) -> tuple[dict[str, Any], str]:
    node = party(view, "party", names[0]).value
    ties, count = ego_network(view, node, profile.partners(view, node))
    labels = labelled(view, lang, {n for tie in ties for n in (tie.source, tie.target)} | {node})
    return network(ties, labels) | {"all": count}, labels.text(node)


def _article(view: View, names: Sequence[str], lang: str) -> tuple[dict[str, Any], str]:
    read = reading(view, article_iri(names[0]).value)
    if read is None:
        raise KgError(f"{names[0]}: no such article in the store")
    labels = Labels.of(view, lang, read.names, [*STATUSES, *(("act", c.act) for c in read.claims)])
    return payload(read, labels, texts(lang)), read.title or opening(read.text, 60)


def _parties(view: View, names: Sequence[str], lang: str) -> tuple[dict[str, Any], str]:
    ties = profile.pairs(view)
    labels = labelled(view, lang, {n for tie in ties for n in (tie.source, tie.target)})
    return network(ties, labels), texts(lang)["nav-overview"]


_DATA = {"pair": _pair, "ego": _ego, "article": _article, "parties": _parties}
