# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The network of countries and its communities
#
# `graph.network()` gives a networkx MultiDiGraph of party codes: one edge per kind of event, with the number of
# events, the mean PLOVER score, the first and the last day. All of networkx works on it; `kg export` writes it
# as GraphML or GEXF.

# %%
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
import ready

ready.pictures()
graph = ready.graph()
parties = graph.network()
print(parties)

# %%
ties = pd.DataFrame(
    [(a, b, kind, told["weight"], told["score"]) for a, b, kind, told in parties.edges(keys=True, data=True)],
    columns=["from", "to", "kind", "events", "score"],
)
ties.sort_values(["events", "from", "to", "kind"], ascending=[False, True, True, True]).head(8)

# %% [markdown]
# ## Who is in the middle
#
# One undirected tie between two parties; its weight is the number of events, its sign the mean score.

# %%
simple = nx.Graph()
for (a, b), rows in ties.groupby(ties.apply(lambda row: tuple(sorted((row["from"], row["to"]))), axis=1)):
    simple.add_edge(
        a,
        b,
        weight=int(rows["events"].sum()),
        score=float((rows["score"] * rows["events"]).sum() / rows["events"].sum()),
    )
label = dict(
    graph.query(
        'SELECT ?code ?name { ?p kg:code ?code ; skos:prefLabel ?name FILTER(LANG(?name) = "ar") }'
    ).values
)
middle = pd.DataFrame(
    {
        "party": {code: label.get(code, code) for code in simple},
        "partners": dict(simple.degree()),
        "events": dict(simple.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(simple),
    }
)
middle.sort_values(["betweenness", "events"], ascending=False).round(2)

# %% [markdown]
# ## Communities
#
# Parties that have more to do with each other than with the rest (greedy modularity, weighted by events).
# Green ties are cooperative on the mean, red ones are not.

# %%
communities = nx.community.greedy_modularity_communities(simple, weight="weight")
for number, members in enumerate(communities, 1):
    print(number, "، ".join(label.get(code, code) for code in sorted(members)))

# %%
palette = ["#2f6fb3", "#e08a1e", "#8562b5", "#8a5a44"]
group = {code: number for number, members in enumerate(communities) for code in members}
place = nx.spring_layout(simple, seed=3, k=1.1, iterations=300)
figure, axes = plt.subplots(figsize=(8, 5))
nx.draw_networkx_edges(
    simple,
    place,
    ax=axes,
    width=[1 + told["weight"] for *_, told in simple.edges(data=True)],
    edge_color=["#7cc0a4" if told["score"] >= 0 else "#e08a80" for *_, told in simple.edges(data=True)],
)
nx.draw_networkx_nodes(
    simple, place, ax=axes, node_size=420, node_color=[palette[group[n] % 4] for n in simple]
)
for code, (x, y) in place.items():
    axes.annotate(
        label.get(code, code), (x, y), xytext=(0, -13), textcoords="offset points", ha="center", va="top"
    )
axes.margins(0.12)
axes.set_axis_off()
plt.show()
