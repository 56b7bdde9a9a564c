"""Pages of relations: a party with its partners, a pair through time, all parties in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.query import profile
from kg.query.events import Claim, Event, nodes_of
from kg.query.nodes import facts
from kg.store.protocol import View
from kg.view import charts
from kg.view.html import render
from kg.view.labels import Labels
from kg.view.networks import network, pair_href
from kg.view.texts import texts

STATUSES = [("status", s) for s in ("happened", "ongoing", "planned", "proposed", "denied", "cancelled")]
CHARTED = 1500
"""Events that a page counts and draws at most; beyond, the newest ones are taken and the page says so."""
LISTED, TOLD = 25, 12
_MATRIX = 22
_TIES = 12


def labelled(view: View, lang: str, nodes: Iterable[str], told: Sequence[Claim] = ()) -> Labels:
    """Labels of nodes, of all statuses, and of the acts of claims."""
    return Labels.of(view, lang, nodes, [*STATUSES, *(("act", claim.act) for claim in told)])


def overview(view: View, lang: str) -> str:
    """All parties against all: the busiest in a table, and as a network."""
    ties = profile.pairs(view)
    weight: dict[str, int] = {}
    for tie in ties:
        for node in (tie.source, tie.target):
            weight[node] = weight.get(node, 0) + tie.count
    parties = sorted(weight, key=lambda node: (-weight[node], node))[:_MATRIX]
    drawn = {node for tie in ties for node in (tie.source, tie.target)}
    labels = labelled(view, lang, drawn)
    table = {"parties": parties, "all": len(weight), "rows": _matrix(ties, parties, labels)}
    return render("overview.html", lang, l=labels, table=table, network=network(ties, labels))


def _matrix(
    ties: Sequence[profile.Tie], parties: Sequence[str], labels: Labels
) -> list[tuple[str, list[Any]]]:
    counts = {frozenset((tie.source, tie.target)): tie.count for tie in ties}
    most = ties[0].count if ties else 1
    rows = []
    for one in parties:
        cells = []
        for other in parties:
            count = counts.get(frozenset((one, other)), 0) if one != other else 0
            cells.append(
                {
                    "count": count,
                    "shade": charts.shade(count, most),
                    "url": pair_href(labels, one, other) if count else "",
                    "title": f"{labels.isolated(one)} – {labels.isolated(other)}: {count}",
                }
            )
        rows.append((one, cells))
    return rows


def party(view: View, iri: str, lang: str) -> str | None:
    """A party: partners, network, events, who holds its offices, what is said for it."""
    if not facts(view, [iri]):
        return None
    t, listed = texts(lang), profile.of_party(view, iri, CHARTED)
    partners, said = profile.partners(view, iri), profile.said_for(view, iri, 6)
    ego, around = ego_network(view, iri, partners)
    offices = sorted(
        {
            (of["kg:person"][0], of.get("kg:office", ("",))[0])
            for of in profile.tenures(view, party=iri)
            if of.get("kg:person")
        },
        key=lambda pair: (not pair[1], pair),
    )
    named = {x for row in offices for x in row if x} | {tie.target for tie in partners}
    labels = labelled(view, lang, {iri} | named | nodes_of(listed.rows, said.rows), said.rows)
    return render(
        "party.html",
        lang,
        l=labels,
        iri=iri,
        numbers=[(t["events"], listed.all), (t["partners"], len(partners)), (t["statements"], said.all)],
        partners=[
            {"target": tie.target, "count": tie.count, "url": pair_href(labels, iri, tie.target)}
            for tie in partners
        ],
        network=network(ego, labels) | {"all": around},
        timeline=charts.timeline(listed.rows),
        types=charts.by_count([event.type for event in listed.rows]),
        latest=profile.Listed(rows=listed.rows[:LISTED], all=listed.all),
        charted=len(listed.rows),
        offices=offices,
        said=said,
        articles=profile.articles(view, [claim.span.article for claim in said.rows]),
    )


def ego_network(view: View, node: str, partners: Sequence[profile.Tie]) -> tuple[list[profile.Tie], int]:
    """A party's strongest ties, those of its partners among each other, and how many nodes there would be."""
    nearest = list(partners[:_TIES])
    return [*nearest, *_ties_among(view, [tie.target for tie in nearest])], len(partners) + 1


def _ties_among(view: View, nodes: Sequence[str]) -> list[profile.Tie]:
    return profile.among(view, nodes) if len(nodes) > 1 else []


def pair_data(view: View, a: str, b: str, lang: str, *, told: int = TOLD) -> dict[str, Any]:
    """All that the page, and the dossier, of two parties (IRIs) show."""
    listed = profile.between(view, a, b, CHARTED)
    claims = profile.told_between(view, a, b, told)
    third = profile.third_parties(view, a, b)[:_TIES]
    partners = [t for one in (a, b) for t in profile.partners(view, one)[:_TIES]]
    around = sorted({tie.target for tie in (*third, *partners)} - {a, b})
    where = profile.countries(view, listed.rows)
    labels = labelled(view, lang, {a, b, *around, *where, *nodes_of(listed.rows, claims.rows)}, claims.rows)
    wanted = {tie.target for tie in third} or set(around)
    ties = [tie for tie in _ties_among(view, [a, b, *sorted(wanted)]) if {tie.source, tie.target} & {a, b}]
    return {
        "l": labels,
        "a": a,
        "b": b,
        "events": listed,
        "told": claims,
        "timeline": charts.timeline(listed.rows),
        "heat": charts.heat(listed.rows),
        "types": charts.by_count([event.type for event in listed.rows]),
        "latest": profile.Listed(rows=listed.rows[:LISTED], all=listed.all),
        "network": network(ties, labels),
        "world": charts.world(),
        "atlas": atlas(where, labels, a, b),
        "articles": profile.articles(view, [claim.span.article for claim in claims.rows]),
    }


def pair_of(view: View, one: str, other: str, lang: str) -> str | None:
    """The page of two parties by their codes; None when there is no such party, or only one."""
    a, b = profile.party(view, one), profile.party(view, other)
    if a is None or b is None or a == b:
        return None
    return render("pair.html", lang, **pair_data(view, a, b, lang))


def atlas(where: dict[str, int], labels: Labels, a: str, b: str) -> dict[str, Any]:
    """The part of the world to show, and a circle in the middle of each country that has events."""
    middles = charts.world()["middles"]
    most = max(where.values(), default=1)
    codes = [labels.name(node).code for node in (a, b, *where)]
    box = charts.window([middles[code] for code in codes if code in middles])
    scale = box[2] / charts.world()["width"]
    found = []
    for node, count in sorted(where.items(), key=lambda pair: (-pair[1], pair[0])):
        middle = middles.get(labels.name(node).code)
        if middle:
            radius = round((4 + 8 * (count / most) ** 0.5) * scale, 2)
            found.append(
                {"x": middle[0], "y": middle[1], "r": radius, "count": count, "label": labels.isolated(node)}
            )
    return {"box": " ".join(f"{part:g}" for part in box), "spots": found}


def years(events: Sequence[Event]) -> tuple[str, str]:
    """First and last day of dated events; empty strings when there are none."""
    days = sorted(day for event in events for day in (event.day, event.last) if day)
    return (days[0], days[-1]) if days else ("", "")
