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
# # From the graph to event data
#
# Event data sets such as GDELT count reports: a row for each sentence or page that tells something. The graph
# keeps apart what happened (an *event*) and its tellings (*claims*), so that both can be counted.

# %%
import matplotlib.pyplot as plt
import ready

ready.pictures()
graph = ready.graph()

# %% [markdown]
# ## One row per event and dyad
#
# `graph.events()`, or `kg export` into a `.csv` or `.parquet` file: PLOVER's categories, CAMEO's roots, scores,
# and names beside codes.

# %%
rows = graph.events()
rows.columns.tolist()

# %%
rows.iloc[:8, :8]

# %% [markdown]
# ## Counting reports
#
# The same events, counted as a machine that reads sentence by sentence would: each telling of an event by an
# article is a report.

# %%
counts = graph.query("""
SELECT ?kind (COUNT(DISTINCT ?event) AS ?events) (COUNT(DISTINCT ?claim) AS ?tellings) WHERE {
  ?event a kg:Event ; kg:type/skos:prefLabel ?kind . ?claim kg:about ?event . FILTER(LANG(?kind) = "ar")
} GROUP BY ?kind ORDER BY DESC(?tellings) ?kind
""").set_index("kind")
counts["reports per event"] = (counts["tellings"] / counts["events"]).round(1)
counts.head(10)

# %%
total = counts[["events", "tellings"]].sum()
print(
    f"{total['tellings']} tellings of {total['events']} events: {total['tellings'] / total['events']:.1f} for each"
)

# %%
axes = (
    counts[["events", "tellings"]]
    .iloc[::-1]
    .plot.barh(figsize=(8, 5), color=["#2f6fb3", "#e0b46a"], width=0.8)
)
axes.set_ylabel("")
axes.set_title("الأحداث ورواياتها")
plt.show()

# %% [markdown]
# ## Several articles, one event
#
# Two papers of this little corpus tell the signing of one agreement; three articles tell one drill, first
# planned, then begun. The graph has joined them, and says why (`kg explain` of the event). A count of reports
# takes each for an event of its own.

# %%
joined = graph.query("""
SELECT ?kind ?when ?articles ?sources (GROUP_CONCAT(DISTINCT ?id; SEPARATOR=" ") AS ?told) WHERE {
  ?event a kg:Event ; kg:type/skos:prefLabel ?kind ; kg:articleCount ?articles ; kg:sourceCount ?sources .
  FILTER(LANG(?kind) = "ar" && ?articles > 1)
  OPTIONAL { ?event kg:when ?when }
  ?article kg:mentions ?event ; dcterms:identifier ?id .
} GROUP BY ?event ?kind ?when ?articles ?sources ORDER BY DESC(?articles) ?kind
""")
joined

# %%
reports = graph.query("""
SELECT (COUNT(*) AS ?reports) (COUNT(DISTINCT ?event) AS ?events) WHERE {
  SELECT DISTINCT ?article ?event WHERE { ?article a kg:Article ; kg:mentions ?event . ?event a kg:Event }
}
""").iloc[0]
print(f"{reports['reports']} reports by article, {reports['events']} events")
