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
# # Reading the graph
#
# Twelve short articles, invented for these notebooks, are read into a graph. This notebook asks it questions,
# looks at the words behind an answer, and draws one article. For a graph of your own, replace `ready.graph()`
# by `kg.open("my-store")`.

# %%
import ready
from IPython.display import Image

from kg.view.drawings import drawing

graph = ready.graph()

# %% [markdown]
# ## A named question
#
# `kg ask --list` shows all of them; names of parties may be codes, Arabic or English.

# %%
graph.ask("events-of-pair", pair=("Egypt", "اليونان"), lang="ar", limit=8)[
    ["when", "kind", "state", "articles", "confidence"]
]

# %% [markdown]
# ## SPARQL
#
# The usual prefixes need no declaration. Who says what of the drill, through whom, in which words?

# %%
graph.query("""
SELECT DISTINCT ?who ?via ?words WHERE {
  ?event a kg:Event ; kg:type type:joint-exercise ; kg:actor/kg:code "EG", "GR" .
  ?claim kg:about ?event ; kg:speaker/skos:prefLabel ?who ; kg:evidence/nif:anchorOf ?words .
  OPTIONAL { ?claim kg:via/skos:prefLabel ?via }
} ORDER BY ?who ?words
""")

# %% [markdown]
# ## Why is it in the graph?
#
# `explain` gives the rule, the confidence, the articles that tell it and why they were joined, and the exact
# words, with their offsets (code points).

# %%
[[iri]] = graph.query("""
SELECT ?event WHERE { ?event a kg:Event ; kg:type type:joint-exercise ; kg:articleCount 3 } LIMIT 1
""").values
print(graph.explain(iri))

# %% [markdown]
# ## One article as a picture
#
# `kg serve` shows the same beside the text: a click on an edge lights up the words.

# %%
Image(drawing(graph.view, "article", ["n06"], lang="ar"), width=760)
