"""Networks as files: GraphML, GEXF with time for Gephi's timeline, and a list of edges as CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, BinaryIO

import networkx as nx

_GEPHI = "date"
_DATED = re.compile(rb"<meta lastmodifieddate=\"[^\"]*\"")


def graphml(graph: Any, stream: BinaryIO) -> None:
    """GraphML, nodes and edges in a fixed order."""
    nx.write_graphml_xml(_ordered(graph), stream, encoding="utf-8", prettyprint=True)
    stream.write(b"\n")


def gexf(graph: Any, stream: BinaryIO) -> None:
    """GEXF 1.2 with days: an edge lives from its first to its last event, an event for its own days."""
    timed = _ordered(graph)
    timed.graph["mode"] = "dynamic"
    timed.graph["timeformat"] = _GEPHI
    for *_, data in [*timed.nodes(data=True), *timed.edges(data=True)]:
        first, last = data.pop("first", ""), data.pop("last", "")
        if first:
            data["start"], data["end"] = first, last
    written = io.BytesIO()
    nx.write_gexf(timed, written, encoding="utf-8", prettyprint=True, version="1.2draft")
    # some versions of networkx write today's date; the same graph must give the same bytes
    stream.write(_DATED.sub(b"<meta", written.getvalue()) + b"\n")


def edges(graph: Any, stream: BinaryIO) -> None:
    """CSV: source, target, their labels, and every attribute of the edges in alphabetical order."""
    ordered = _ordered(graph)
    names = sorted({name for *_, data in ordered.edges(data=True) for name in data})
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["source", "target", "source_label", "target_label", *names])
    for source, target, data in ordered.edges(data=True):
        labels = [ordered.nodes[node].get("label", "") for node in (source, target)]
        writer.writerow([source, target, *labels, *(data.get(name, "") for name in names)])
    stream.write(text.getvalue().encode())


def _ordered(graph: Any) -> Any:
    """A copy with nodes and edges sorted, so that equal networks give equal bytes."""
    made = graph.__class__()
    made.add_nodes_from(
        sorted(((node, dict(data)) for node, data in graph.nodes(data=True)), key=lambda n: n[0])
    )
    if graph.is_multigraph():
        rows = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
        made.add_edges_from((a, b, key, dict(data)) for a, b, key, data in rows)
    else:
        turned = (
            edge if graph.is_directed() else (*sorted(edge[:2]), edge[2]) for edge in graph.edges(data=True)
        )
        made.add_edges_from((a, b, dict(data)) for a, b, data in sorted(turned, key=lambda edge: edge[:2]))
    return made
