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
# # Who speaks for whom
#
# What is said and who said it are two nodes. A *claim* has a speaker, the agency that carried the words, and
# the words; a *tenure* says which office a person holds for which party, and where that is told.

# %%
import matplotlib.pyplot as plt
import networkx as nx
import ready

ready.pictures()
graph = ready.graph()

# %%
offices = graph.query("""
SELECT DISTINCT ?person ?office ?party WHERE {
  ?tenure a kg:Tenure ; kg:person/skos:prefLabel ?person ; kg:party/skos:prefLabel ?party .
  ?tenure kg:office/skos:prefLabel ?office . FILTER(LANG(?party) = "ar" && LANG(?office) = "ar")
} ORDER BY ?party ?person ?office
""")
offices

# %% [markdown]
# ## Statements by party and act
#
# Whoever holds an office of a party speaks for it; organs and agencies speak for their own.

# %%
said = graph.query("""
SELECT ?party ?act (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim kg:speaker ?who ; kg:act/skos:prefLabel ?act . ?who kg:party? ?for .
  ?for kg:code ?code ; skos:prefLabel ?party . FILTER(LANG(?party) = "ar" && LANG(?act) = "ar")
} GROUP BY ?party ?act ORDER BY ?party ?act
""")
table = said.pivot_table(index="party", columns="act", values="claims", fill_value=0).astype(int)
table = table.loc[table.sum(axis=1).sort_values().index]
axes = table.plot.barh(stacked=True, figsize=(8, 4), colormap="tab20", width=0.75)
axes.set_ylabel("")
axes.set_xlabel("أقوال")
axes.legend(title="", fontsize=8, ncols=2, loc="lower right")
plt.show()

# %% [markdown]
# ## Whose words go through whom
#
# An arrow from a carrier to a speaker: the agency reported the words.

# %%
carried = graph.query("""
SELECT ?via ?who (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim kg:via/skos:prefLabel ?via ; kg:speaker/skos:prefLabel ?who .
} GROUP BY ?via ?who ORDER BY ?via ?who
""")
carried

# %%
network = nx.DiGraph()
for row in offices.itertuples():
    network.add_node(row.party, kind="party")
    network.add_node(row.person, kind="person")
    network.add_edge(row.person, row.party)
for row in carried.itertuples():
    network.add_node(row.via, kind="agency")
    if row.who in network:
        network.add_edge(row.via, row.who)
colour = {"party": "#2f6fb3", "person": "#c0453e", "agency": "#2f8f63"}
# People stand beside their party: three columns, which never cross more than they must.
people = list(dict.fromkeys(offices["person"]))
place = {name: (1, -at) for at, name in enumerate(people)}
for name in network:
    beside = [place[n][1] for n in (*network.predecessors(name), *network.successors(name)) if n in place]
    if name not in place:
        place[name] = (2 if network.nodes[name]["kind"] == "party" else 0, sum(beside) / max(len(beside), 1))
figure, axes = plt.subplots(figsize=(8.5, 5.5))
nx.draw_networkx_edges(network, place, ax=axes, edge_color="#b3bcc8", node_size=220)
nx.draw_networkx_nodes(
    network, place, ax=axes, node_size=220, node_color=[colour[network.nodes[n]["kind"]] for n in network]
)
for name, (x, y) in place.items():
    axes.annotate(name, (x, y), xytext=(0, -9), textcoords="offset points", ha="center", va="top")
axes.margins(0.12)
axes.set_axis_off()
plt.show()
