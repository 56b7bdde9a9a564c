"""The graph as networks for networkx: parties, the surroundings of one, events, people and offices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from kg.model import KgError
from kg.query.answers import run, shown
from kg.query.named import ask
from kg.query.records import EventRecord, records
from kg.query.selection import select
from kg.query.suggest import nearest
from kg.query.values import code, labels, party
from kg.store.protocol import View

KINDS = ("parties", "ego", "events", "people")
_UNREAL = ("denied", "cancelled")
_PARTIES = """SELECT ?code ?label (LANG(?label) AS ?lang) WHERE {
  ?party kg:code ?code ; skos:prefLabel ?label .
} ORDER BY ?code ?lang ?label"""


def network(
    view: View,
    kind: str = "parties",
    *,
    ego: str | None = None,
    radius: int = 1,
    params: Mapping[str, str] | None = None,
    **more: str,
) -> Any:
    """A network of the events that ``params`` and ``more`` (those of the question ``events``) let pass.

    - ``parties``: MultiDiGraph of codes; an edge per type with ``weight`` (events), ``articles``, ``score``
      (mean PLOVER score), ``first`` and ``last`` day. Symmetric ties run both ways.
    - ``ego``: the same, of the party ``ego`` and all within ``radius`` steps of it.
    - ``events``: Graph of events and parties (``kind`` tells), an edge per part with its ``role``.
    - ``people``: Graph of people and offices with their ``party``; an edge has the ``first`` and the
      ``last`` day on which an article says so.

    What was denied or cancelled is no tie, unless ``status`` asks for it. All attributes are plain numbers
    and strings, so that every writer of networkx takes them. Raises KgError for an unknown kind or value.
    """
    if kind not in KINDS:
        raise KgError(f"no network {kind!r}{nearest(kind, KINDS)}: there are {', '.join(KINDS)}")
    params = {**(params or {}), **more}
    if kind == "people":
        return _people(view, params)
    selected = select(view, params)
    found = [record for record in records(selected) if params.get("status") or record.status not in _UNREAL]
    if kind == "events":
        return _events(found, _labels(view))
    graph = _parties(found, _labels(view))
    if kind == "parties":
        return graph
    if not ego:
        raise KgError("an ego network needs the party at its centre: ego='CN'")
    centre = code(view, party(view, "ego", ego))
    if centre not in graph:
        graph.add_node(centre, **_labels(view).get(centre, {}), kind="party")
    return nx.ego_graph(graph, centre, radius=radius, undirected=True)


def _parties(found: list[EventRecord], labels: Mapping[str, dict[str, str]]) -> Any:
    graph = nx.MultiDiGraph()
    for event in found:
        for source, target, directed in event.dyads():
            if target:
                _tie(graph, source, target, event)
                if not directed:
                    _tie(graph, target, source, event)
    for node in graph:
        graph.nodes[node].update(labels.get(node, {}), kind="party")
    for *_, edge in graph.edges(data=True):
        scores = edge.pop("scores")
        edge["score"] = round(sum(scores) / len(scores), 2) if scores else 0.0
    return graph


def _tie(graph: Any, source: str, target: str, event: EventRecord) -> None:
    """One more event of its type from one party to the other."""
    if not graph.has_edge(source, target, event.type):
        fresh: dict[str, Any] = {"weight": 0, "articles": 0, "scores": [], "first": "", "last": ""}
        graph.add_edge(source, target, key=event.type, type=event.type, **fresh)
    edge = graph[source][target][event.type]
    edge["weight"] += 1
    edge["articles"] += event.articles
    edge["scores"] += [] if event.score is None else [event.score]
    if event.first:
        edge["first"] = min(edge["first"] or event.first, event.first)
        edge["last"] = max(edge["last"], event.last)


def _events(found: list[EventRecord], labels: Mapping[str, dict[str, str]]) -> Any:
    graph = nx.Graph()
    for event in found:
        name = event.iri.rpartition("/")[2]
        graph.add_node(
            name,
            kind="event",
            label=event.name or event.type,
            type=event.type,
            status=event.status,
            first=event.first,
            last=event.last,
            articles=event.articles,
        )
        for role, codes in (("actor", event.actors), ("recipient", event.recipients)):
            for member in codes:
                graph.add_node(member, kind="party", **labels.get(member, {}))
                graph.add_edge(name, member, role=role)
    return graph


def _people(view: View, params: Mapping[str, str]) -> Any:
    takes = {name: value for name, value in params.items() if name in ("party", "office", "since", "until")}
    if takes.keys() != params.keys():
        left = sorted(params.keys() - takes.keys())
        raise KgError(f"the network of people takes party, office, since and until, not {left[0]}")
    rows = ask(view, "offices-over-time", takes, named=False).rows
    nodes = sorted({cell for row in rows for cell in row if isinstance(cell, NamedNode)}, key=str)
    names = {node.value: label for node, label in labels(view, nodes, "ar").items()}
    graph = nx.Graph()
    for row in rows:
        holder, office, person, first, last, articles = (shown(cell) for cell in row)
        post = f"{office.rpartition('/')[2]} {holder.rpartition('/')[2]}"
        who = person.rpartition("/")[2]
        graph.add_node(who, kind="person", label=names.get(person, who))
        graph.add_node(post, kind="office", label=names.get(office, post), party=names.get(holder, ""))
        graph.add_edge(who, post, first=first, last=last, articles=int(articles))
    return graph


def _labels(view: View) -> Mapping[str, dict[str, str]]:
    """Code of a party to its labels: ``label`` in Arabic, or what there is, and ``label_en``."""
    found: dict[str, dict[str, str]] = {}
    for party_code, label, lang in run(view, _PARTIES).rows:
        names = found.setdefault(shown(party_code), {})
        names["label_en" if shown(lang) == "en" else "label"] = shown(label)
    for names in found.values():
        names.setdefault("label", names.get("label_en", ""))
        names.setdefault("label_en", names["label"])
    return found
