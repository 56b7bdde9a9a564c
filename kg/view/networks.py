"""Networks of parties as the data that ``graph.js`` draws; never more than can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.query.profile import Tie
from kg.view.labels import Labels, href

MOST_NODES = 60
MOST_EDGES = 150


def network(ties: Sequence[Tie], labels: Labels, pair_url: str = "/pair/{}/{}") -> dict[str, Any]:
    """Nodes and edges of the strongest ties, with how many there are in all."""
    kept: list[Tie] = []
    nodes: dict[str, int] = {}
    for tie in ties:
        new = {tie.source, tie.target} - nodes.keys()
        if len(nodes) + len(new) > MOST_NODES or len(kept) == MOST_EDGES:
            continue
        kept.append(tie)
        for node in (tie.source, tie.target):
            nodes[node] = nodes.get(node, 0) + tie.count
    most = max(nodes.values(), default=1)
    heaviest = max((tie.count for tie in kept), default=1)
    return {
        "nodes": [
            {
                "id": node,
                "label": labels.isolated(node, most=28),
                "kind": labels.kind(node) or "party",
                "url": href(node),
                "size": round(18 + 26 * (count / most) ** 0.5, 1),
            }
            for node, count in sorted(nodes.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "edges": [
            {
                "id": f"tie{at}",
                "source": tie.source,
                "target": tie.target,
                "kind": "tie",
                "plain": True,
                "label": str(tie.count),
                "width": round(1 + 7 * (tie.count / heaviest) ** 0.5, 1),
                "url": pair_href(labels, tie.source, tie.target, pair_url),
            }
            for at, tie in enumerate(kept)
        ],
        "all": len({node for tie in ties for node in (tie.source, tie.target)}),
        "ties": len(ties),
    }


def pair_href(labels: Labels, a: str, b: str, pattern: str = "/pair/{}/{}") -> str:
    """The address of the page of a pair."""
    from urllib.parse import quote

    one, other = sorted(labels.name(node).code for node in (a, b))
    return pattern.format(quote(one, safe=":"), quote(other, safe=":")) if one and other else ""
