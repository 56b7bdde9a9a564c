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
# # One relation through time: Greece and Türkiye
#
# PLOVER gives every kind of event a score from −10 (conflict) to +10 (cooperation). What was denied or
# cancelled is left out of the mean.

# %%
import matplotlib.pyplot as plt
import pandas as pd
import ready

ready.pictures()
graph = ready.graph()
A, B = "GR", "TR"

# %%
events = graph.ask("events-of-pair", pair=(A, B), lang="ar")
events[["when", "kind", "doer", "state", "confidence"]]

# %% [markdown]
# Not every event has a day: what the text does not tell stays open. Such an event is placed here by the day on
# which its article came out; the graph itself never guesses so.

# %%
told = graph.query("""
SELECT ?event ?kind ?score (MIN(?issued) AS ?day) WHERE {
  ?event a kg:Event ; sem:hasActor/kg:code "GR", "TR" ; kg:type/skos:prefLabel ?kind ;
    kg:ploverCategory/kg:ploverScore ?score .
  FILTER(LANG(?kind) = "ar")
  FILTER NOT EXISTS { ?event kg:status ?unreal VALUES ?unreal { status:denied status:cancelled } }
  ?article kg:mentions ?event ; dcterms:issued ?issued .
} GROUP BY ?event ?kind ?score ORDER BY ?day ?event
""")
told["day"] = pd.to_datetime(told["day"])
told["score"] = told["score"].astype(float)
told[["day", "kind", "score"]]

# %%
figure, axes = plt.subplots()
colours = ["#1f7a5a" if score >= 0 else "#c0392b" for score in told["score"]]
axes.vlines(told["day"], 0, told["score"], color=colours, alpha=0.5)
axes.scatter(told["day"], told["score"], color=colours, zorder=3)
for (day, score), row in told.groupby(["day", "score"]):
    last = day == told["day"].max()
    side = {"ha": "right", "xytext": (-9, 0)} if last else {"ha": "left", "xytext": (9, 0)}
    axes.annotate("، ".join(row["kind"]), (day, score), textcoords="offset points", va="center", **side)
axes.axhline(0, color="#5b6675", linewidth=0.8)
axes.set_ylim(-11, 11)
axes.set_ylabel("PLOVER")
axes.set_title("اليونان – تركيا")
plt.show()

# %% [markdown]
# ## By month and kind

# %%
table = pd.crosstab(told["kind"], told["day"].dt.strftime("%Y-%m"))
figure, axes = plt.subplots(figsize=(7, 3.2))
axes.imshow(table, cmap="Blues", vmin=0, vmax=2 * table.values.max(), aspect="auto")
axes.set_xticks(range(len(table.columns)), table.columns)
axes.set_yticks(range(len(table)), table.index)
for y, row in enumerate(table.values):
    for x, count in enumerate(row):
        if count:
            axes.text(x, y, count, ha="center", va="center", color="#1d2939")
axes.set_title("الأحداث بحسب النوع والشهر")
plt.show()

# %% [markdown]
# `kg pair GR TR -o dossier.html` writes the same and more into one file for printing and sending.
