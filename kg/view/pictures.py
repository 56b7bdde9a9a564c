"""Networks as still pictures (PNG, SVG), drawn by matplotlib from the data that the pages draw too."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.model import KgError
from kg.view.isolate import LRI, PDI, RLI

COLOURS = {
    "party": "#2f6fb3",
    "person": "#c0453e",
    "org": "#2f8f63",
    "place": "#8a5a44",
    "event": "#e08a1e",
    "topic": "#8562b5",
}
_OTHER = "#7d8794"
FONTS = ("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "DejaVu Sans")
"""Families in order of liking; the last one comes with matplotlib and has Arabic and Latin letters."""
FORMATS = ("png", "svg")
_MARKS = {ord(mark): None for mark in (RLI, LRI, PDI)}
_QUIET = {"actor", "place", "agent"}


def fonts() -> list[str]:
    """Those of ``FONTS`` that this machine has: matplotlib warns about each one that is missing."""
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    return [name for name in FONTS if name in known]


def plain(label: str) -> str:
    """A label for matplotlib, which orders and joins Arabic itself and would draw the isolates as boxes."""
    return label.translate(_MARKS)


def picture(data: Mapping[str, Any], *, title: str, note: str = "", format: str = "png") -> bytes:
    """Nodes and edges as a picture, the same bytes for the same data, fonts and version of matplotlib.

    Raises KgError for another format, or when there is nothing to draw.
    """
    import matplotlib
    from matplotlib.figure import Figure

    if format not in FORMATS:
        raise KgError(f"a picture is written as {' or '.join(FORMATS)}, not as {format}")
    if not data["nodes"]:
        raise KgError("nothing to draw: the store knows no events here")
    settings: Any = {"font.family": fonts(), "svg.hashsalt": "bilateral-kg", "svg.fonttype": "path"}
    with matplotlib.rc_context(settings):
        size = (11, 8) if len(data["nodes"]) > 9 else (7, 5)
        figure = Figure(figsize=size, layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(plain(title), fontsize=17, color="#1d2939")
        axes.set_axis_off()
        _draw(axes, data)
        if note:
            figure.text(0.01, 0.01, plain(note), fontsize=9, color="#5b6675")
        out = io.BytesIO()
        metadata = {"Date": None} if format == "svg" else {"Software": None}
        figure.savefig(out, format=format, dpi=130, metadata=metadata)
    return out.getvalue()


def places(data: Mapping[str, Any]) -> dict[str, Any]:
    """Where each node lies: the same for the same data."""
    graph = nx.Graph()
    graph.add_nodes_from(node["id"] for node in data["nodes"])
    graph.add_edges_from((edge["source"], edge["target"]) for edge in data["edges"])
    found: dict[str, Any] = nx.spring_layout(graph, seed=7, k=2.2 / max(len(graph), 1) ** 0.5, iterations=300)
    return found


def _draw(axes: Any, data: Mapping[str, Any]) -> None:
    at = places(data)
    arrows = [edge for edge in data["edges"] if not edge.get("plain")]
    crowded = len(data["edges"]) > 60
    for edge in data["edges"]:
        (x, y), (u, v) = at[edge["source"]], at[edge["target"]]
        style: dict[str, Any] = {
            "arrowstyle": "-|>" if edge in arrows else "-",
            "color": "#a9b4c1",
            "shrinkA": 11,
            "shrinkB": 13,
        }
        style |= {"linewidth": edge.get("width", 1.3), "connectionstyle": "arc3,rad=0.06", "alpha": 0.75}
        axes.annotate("", xy=(u, v), xytext=(x, y), arrowprops=style, zorder=1)
        if edge["label"] and edge["kind"] not in _QUIET and not crowded:
            axes.text(
                (x + u) / 2,
                (y + v) / 2,
                plain(edge["label"]),
                fontsize=8,
                color="#556170",
                ha="center",
                va="center",
                zorder=2,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
            )
    _draw_nodes(axes, data, at)
    axes.margins(0.12)


def _draw_nodes(axes: Any, data: Mapping[str, Any], at: Mapping[str, Any]) -> None:
    for node in data["nodes"]:
        x, y = at[node["id"]]
        size = node.get("size", 22)
        colour = COLOURS.get(node["kind"], _OTHER)
        marker = "s" if node["kind"] == "event" else "D" if node["kind"] == "topic" else "o"
        axes.scatter([x], [y], s=size * 12, color=colour, edgecolor="white", marker=marker, zorder=3)
        axes.annotate(
            plain(node["label"]),
            (x, y),
            xytext=(0, -size * 0.45 - 4),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=11,
            color="#1d2939",
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.7},
        )
