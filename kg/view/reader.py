"""The evidence reader: an article's words beside its graph, as the data that the page's script draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.query.article import Issue, Reading, Tenure
from kg.query.events import Claim, Event
from kg.text.names import occurrences
from kg.view.isolate import defused
from kg.view.labels import Labels, href

MOST_NODES = 150
_COLOURED = ("party", "person", "org", "place")

Json = dict[str, Any]


@dataclass(slots=True)
class _Graph:
    """Nodes and edges under way; an edge between two nodes is one line, however many items it stands for."""

    labels: Labels
    nodes: dict[str, Json] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Json] = field(default_factory=dict)

    def node(self, iri: str, *, kind: str = "", label: str = "") -> None:
        self.nodes.setdefault(
            iri,
            {
                "id": iri,
                "label": label or self.labels.isolated(iri, most=32),
                "kind": kind or self.labels.kind(iri) or "other",
                "url": href(iri),
            },
        )

    def edge(self, source: str, target: str, kind: str, label: str, item: str) -> None:
        key = (source, target, kind)
        known = self.edges.setdefault(
            key,
            {
                "id": f"edge{len(self.edges)}",
                "source": source,
                "target": target,
                "kind": kind,
                "label": label,
                "items": [],
            },
        )
        if item not in known["items"]:
            known["items"].append(item)


def opening(text: str, most: int = 80) -> str:
    """The first words of a text, for an article without a title."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0] + " …"


def payload(reading: Reading, labels: Labels, texts: Mapping[str, str]) -> Json:
    """What ``reader.js`` needs: text, graph, items with their offsets, and where names stand.

    Offsets are code points; ``items`` are events, claims, tenures and issues by IRI.
    """
    graph = _Graph(labels=labels)
    items = {event.iri: _event_item(event, reading, labels, texts) for event in reading.events}
    items |= {claim.iri: _claim_item(claim, reading, labels, texts) for claim in reading.claims}
    for event in reading.events:
        _draw_event(graph, event, labels, texts)
    for tenure in reading.tenures:
        items[tenure.iri] = _tenure_item(tenure, labels, texts)
        if tenure.person and tenure.party:
            graph.node(tenure.person)
            graph.node(tenure.party)
            label = labels.text(tenure.office) if tenure.office else tenure.office_words
            graph.edge(tenure.person, tenure.party, "tenure", label, tenure.iri)
    for claim in reading.claims:
        _draw_claim(graph, claim, labels, texts)
    items |= {issue.iri: _issue_item(issue, texts) for issue in reading.issues}
    kept = set(list(graph.nodes)[:MOST_NODES])
    return {
        "text": defused(reading.text),
        "nodes": [node for iri, node in graph.nodes.items() if iri in kept],
        "edges": [e for e in graph.edges.values() if e["source"] in kept and e["target"] in kept],
        "all": len(graph.nodes),
        "items": items,
        "mentions": _mentions(reading, labels),
        "texts": {key: texts[key] for key in texts if key.startswith("js-")},
    }


def _row(name: str, labels: Labels, *iris: str) -> list[str]:
    """``[name, words, address]`` of a fact; the address only when one node is meant."""
    shown = [labels.isolated(iri, most=80) for iri in iris if iri]
    return [
        name,
        ("، " if labels.lang == "ar" else ", ").join(shown),
        href(iris[0]) if len(iris) == 1 else "",
    ]


def _sides(event: Event, labels: Labels) -> str:
    """The parties of an event: all of one rank, or from actors to recipients."""
    arrow = " ← " if labels.lang == "ar" else " → "
    return arrow.join(_row("", labels, *side)[1] for side in (event.actors, event.recipients) if side)


def _event_item(event: Event, reading: Reading, labels: Labels, texts: Mapping[str, str]) -> Json:
    tellings = [claim for claim in reading.claims if claim.about == event.iri]
    rows = [
        _row(texts["actors"], labels, *event.actors),
        _row(texts["recipients"], labels, *event.recipients),
        _row(texts["agents"], labels, *event.agents),
        [texts["name"], event.name, ""],
        [texts["when"], event.when, ""],
        _row(texts["place"], labels, *event.places),
        [texts["status"], labels.word("status", event.status), ""],
        _row(texts["topic"], labels, *event.topics),
    ]
    return {
        "kind": "event",
        "title": f"{labels.text(event.type)}: {_sides(event, labels)}",
        "status": event.status,
        "triggers": [
            [s.begin, s.end] for s in sorted(reading.spans[x] for x in event.evidence if x in reading.spans)
        ],
        "spans": [[claim.span.begin, claim.span.end] for claim in tellings],
        "related": [claim.iri for claim in tellings],
        "rows": [row for row in rows if row[1]],
        "rule": event.rule,
        "confidence": event.confidence,
        "url": href(event.iri),
    }


def _claim_item(claim: Claim, reading: Reading, labels: Labels, texts: Mapping[str, str]) -> Json:
    chain = [*(labels.isolated(via) for via in claim.via)]
    chain += [labels.isolated(claim.speaker)] if claim.speaker else []
    cited = next((c for c in reading.claims if c.iri == claim.cites), None)
    if cited is not None and cited.speaker:
        chain.append(labels.isolated(cited.speaker))
    about = next((event for event in reading.events if event.iri == claim.about), None)
    rows = [
        [texts["chain"], " ← ".join(chain) if labels.lang == "ar" else " → ".join(chain), ""],
        _row(texts["speaker"], labels, claim.speaker),
        [texts["act"], labels.word("act", claim.act), ""],
        [texts["about"], labels.text(about.type) if about else "", href(claim.about)],
        [texts["status"], labels.word("status", claim.status), ""],
        [texts["when"], claim.when, ""],
        [texts["said-on"], claim.said_on, ""],
        [texts["quoted"], texts["yes"] if claim.quoted else "", ""],
        _row(texts["topic"], labels, *claim.topics),
    ]
    who = labels.isolated(claim.speaker) if claim.speaker else texts["article-tells"]
    what = labels.text(about.type) if about else labels.word("act", claim.act)
    return {
        "kind": "claim",
        "title": f"{who} — {what}" if what else who,
        "status": claim.status,
        "spans": [[claim.span.begin, claim.span.end]],
        "related": [claim.about] if claim.about else [],
        "rows": [row for row in rows if row[1]],
        "rule": claim.rule,
        "confidence": claim.confidence,
        "url": href(claim.iri),
    }


def _tenure_item(tenure: Tenure, labels: Labels, texts: Mapping[str, str]) -> Json:
    label = labels.text(tenure.office) if tenure.office else tenure.office_words
    return {
        "kind": "tenure",
        "title": f"{labels.isolated(tenure.person)} — {label}",
        "spans": [[tenure.span.begin, tenure.span.end]],
        "rows": [
            _row(texts["person"], labels, tenure.person),
            [texts["office"], tenure.office_words or label, href(tenure.office)],
            _row(texts["party"], labels, tenure.party),
        ],
        "url": href(tenure.iri),
    }


def _issue_item(issue: Issue, texts: Mapping[str, str]) -> Json:
    return {
        "kind": "issue",
        "title": texts.get(f"issue-{issue.kind}", issue.kind),
        "spans": [[issue.span.begin, issue.span.end]],
        "rows": [],
        "url": href(issue.iri),
    }


def _draw_event(graph: _Graph, event: Event, labels: Labels, texts: Mapping[str, str]) -> None:
    label = labels.isolated(event.type, most=32)
    graph.node(event.iri, kind="event", label=label)
    for actor in event.actors:
        graph.node(actor)
        graph.edge(actor, event.iri, "actor", texts["edge-actor"], event.iri)
    for recipient in event.recipients:
        graph.node(recipient)
        graph.edge(event.iri, recipient, "recipient", texts["edge-recipient"], event.iri)
    for agent in event.agents:
        graph.node(agent)
        graph.edge(agent, event.iri, "agent", texts["edge-agent"], event.iri)
    for place in event.places:
        graph.node(place)
        graph.edge(event.iri, place, "place", texts["edge-place"], event.iri)


def _draw_claim(graph: _Graph, claim: Claim, labels: Labels, texts: Mapping[str, str]) -> None:
    sources = [claim.speaker, *claim.via] if claim.speaker else list(claim.via)
    if not sources:
        return
    act = labels.word("act", claim.act) or texts["edge-says"]
    for target in [claim.about] if claim.about else claim.topics:
        graph.node(sources[0])
        graph.node(target)
        graph.edge(sources[0], target, "claim", act, claim.iri)
    for via in claim.via if claim.speaker else ():
        if via != claim.speaker and claim.speaker in graph.nodes:
            graph.node(via)
            graph.edge(via, claim.speaker, "via", texts["edge-via"], claim.iri)


def _mentions(reading: Reading, labels: Labels) -> list[list[Any]]:
    """``[begin, end, kind, node]`` of every place where a known spelling stands."""
    owner: dict[str, str] = {}
    for kind in reversed(_COLOURED):
        for node, spelt in reading.spellings.items():
            if labels.kind(node) == kind:
                owner.update(dict.fromkeys(spelt, node))
    return [
        [begin, end, labels.kind(owner[name]), owner[name]]
        for begin, end, name in occurrences(reading.text, owner)
    ]
