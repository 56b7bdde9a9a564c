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
# # Evaluating the reader
#
# `gold.jsonl` says by hand what the twelve articles tell. An event counts as found when its type and all its
# parties, each in its role, are right. These articles were written for the notebooks, in sentences plainer
# than those of newspapers, for which the README has the figures.

# %%
import json

import matplotlib.pyplot as plt
import pandas as pd
import ready

ready.pictures()
graph = ready.graph()


def key(article, type, actors, recipients):
    return article, type, frozenset(actors), frozenset(recipients)


lines = (ready.HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
gold = {key(**json.loads(line)) for line in lines}

# %%
read = graph.query("""
SELECT ?article ?event ?type ?actor ?recipient ?confidence WHERE {
  ?in kg:mentions ?event ; dcterms:identifier ?article .
  ?event a kg:Event ; kg:type ?kind ; kg:actor/kg:code ?actor ; kg:confidence ?confidence .
  OPTIONAL { ?event kg:recipient/kg:code ?recipient }
  BIND(STRAFTER(STR(?kind), "/type/") AS ?type)
}
""")
found = {}
for (article, _, type), rows in read.groupby(["article", "event", "type"]):
    found[key(article, type, rows["actor"], rows["recipient"].dropna())] = float(rows["confidence"].iloc[0])

# %%
right = gold & found.keys()
precision, recall = len(right) / len(found), len(right) / len(gold)
pd.Series(
    {
        "by hand": len(gold),
        "found": len(found),
        "right": len(right),
        "precision": round(precision, 2),
        "recall": round(recall, 2),
        "F1": round(2 * precision * recall / (precision + recall), 2),
    },
    dtype=object,
).to_frame("events")

# %% [markdown]
# ## What was missed, and what was too much


# %%
def table(events):
    rows = [(a, t, " ".join(sorted(x)), " ".join(sorted(y))) for a, t, x, y in events]
    return pd.DataFrame(sorted(rows), columns=["article", "type", "actors", "recipients"])


table(gold - found.keys())

# %%
table(found.keys() - gold)

# %% [markdown]
# ## Does the confidence mean something?
#
# Confidence is the chance that an event is right. With so few events this is only a look; `make score`
# compares it on hundreds of articles.

# %%
sure = pd.DataFrame({"confidence": found.values(), "right": [event in gold for event in found]})
sure["band"] = pd.cut(sure["confidence"], [0.2, 0.6, 0.8, 1.0])
bands = sure.groupby("band", observed=True)["right"].agg(["size", "mean"])
axes = bands["mean"].plot.bar(color="#2f6fb3", rot=0, figsize=(6, 3))
for place, (size, mean) in enumerate(bands.values):
    axes.text(place, mean, f"{mean:.0%} of {size:.0f}", ha="center", va="bottom")
axes.set_ylim(0, 1.12)
axes.set_ylabel("right")
axes.set_xlabel("confidence")
plt.show()
