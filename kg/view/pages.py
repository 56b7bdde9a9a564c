"""The pages, by what was asked for: each takes a view and gives HTML, or None for no such node."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.graph.iris import article_iri
from kg.graph.vocabulary import PREFIXES
from kg.query import profile
from kg.query.article import reading
from kg.query.events import events, nodes_of
from kg.query.examples import examples
from kg.query.explain import explain
from kg.query.nodes import Facts, Words, facts, is_iri, local
from kg.query.nodes import words as spans_of
from kg.query.resource import exists, resource
from kg.query.search import search
from kg.store.protocol import View
from kg.view.charts import by_count
from kg.view.html import render
from kg.view.labels import Labels
from kg.view.networks import pair_href
from kg.view.reader import opening, payload
from kg.view.relations import STATUSES, labelled, pair_of, party
from kg.view.texts import texts

Page = Callable[[View, str, str], str | None]
"""View, IRI and language to HTML; None when the store knows no such node."""


def article(view: View, iri: str, lang: str) -> str | None:
    """The evidence reader."""
    read = reading(view, iri)
    if read is None:
        return None
    acts = [("act", claim.act) for claim in read.claims]
    labels = Labels.of(view, lang, read.names, [*STATUSES, *acts])
    data = payload(read, labels, texts(lang))
    return render("article.html", lang, reading=read, heading=read.title or opening(read.text), data=data)


def home(view: View, lang: str) -> str:
    """The front page: how much there is, the busiest pairs, the newest events, who speaks most."""
    t, counted = texts(lang), profile.counts(view)
    ties, latest, spoken = profile.pairs(view)[:14], profile.newest(view, 15), profile.speakers(view, 14)
    nodes = nodes_of(latest.rows) | {n for tie in ties for n in (tie.source, tie.target)}
    labels = labelled(view, lang, nodes | {tie.target for tie in spoken})
    named = (("articles", "Article"), ("events", "Event"), ("claims", "Claim"), ("people", "Person"))
    return render(
        "home.html",
        lang,
        l=labels,
        numbers=[(t[key], counted[name]) for key, name in named],
        ties=[
            {
                "source": tie.source,
                "target": tie.target,
                "count": tie.count,
                "url": pair_href(labels, tie.source, tie.target),
            }
            for tie in ties
        ],
        speakers=spoken,
        latest=latest,
    )


def results(view: View, asked: str, lang: str) -> str:
    """What a search found."""
    t, found = texts(lang), search(view, asked)
    listed = events(view, found.events)
    nodes = {*found.parties, *found.people, *found.organizations, *nodes_of(listed)}
    groups = ((t["parties"], found.parties), (t["people"], found.people), (t["org"], found.organizations))
    labels = labelled(view, lang, nodes)
    return render("results.html", lang, l=labels, asked=asked, found=found, groups=groups, events=listed)


def event(view: View, iri: str, lang: str) -> str | None:
    """An event: all tellings side by side, contradictions marked."""
    rows = events(view, [iri])
    if not rows:
        return None
    t, shown, told = texts(lang), rows[0], profile.told_of(view, iri)
    statuses = {claim.status for claim in told.rows}
    amounts = list(facts(view, shown.quantities).values())
    units = {unit for amount in amounts for unit in amount["kg:unit"]}
    labels = labelled(view, lang, nodes_of([shown], told.rows) | units, told.rows)
    roles = (
        (t["actors"], shown.actors),
        (t["recipients"], shown.recipients),
        (t["agents"], shown.agents),
        (t["place"], shown.places),
        (t["topic"], shown.topics),
    )
    return render(
        "event.html",
        lang,
        l=labels,
        event=shown,
        facts=roles,
        told=told,
        quantities=amounts,
        spans=sorted(spans_of(view, shown.evidence).values()),
        mentions=explain(view, iri).mentions,
        article_iri=article_iri,
        clash=bool(statuses & profile.UNREAL and statuses - profile.UNREAL - {""}),
        pair=pair_href(labels, *shown.parties) if len(shown.parties) == 2 else "",
        articles=profile.articles(view, [claim.span.article for claim in told.rows]),
    )


def speaker(view: View, iri: str, lang: str) -> str | None:
    """A person or an organisation: offices, statements, what they do."""
    of = facts(view, [iri]).get(iri)
    if of is None:
        return None
    said, acts = profile.said_by(view, iri, 24), profile.of_agent(view, iri, 20)
    held = profile.tenures(view, person=iri)
    words = spans_of(view, [span for tenure in held for span in tenure.get("kg:evidence", ())])
    parties = of.get("kg:party", ())
    offices = _offices(held, words)
    topics = by_count([topic for claim in said.rows for topic in claim.topics])
    nodes = {iri, *parties, *nodes_of(acts.rows, said.rows), *(x for row in offices for x in row[:2] if x)}
    return render(
        "person.html",
        lang,
        l=labelled(view, lang, nodes, said.rows),
        iri=iri,
        also=of.get("skos:altLabel", ())[:12],
        offices=offices,
        parties=parties,
        topics=topics,
        said=said,
        acts=acts,
        articles=profile.articles(view, [claim.span.article for claim in said.rows]),
    )


def _offices(held: Sequence[Facts], words: Mapping[str, Words]) -> list[tuple[str, str, str, str, int]]:
    """``(office, party, words, span, times told)``, most told first; without a known office by its words."""
    told: dict[tuple[str, str], list[Words]] = {}
    spelt: dict[tuple[str, str], str] = {}
    for of in held:
        office, written = (of.get(name, ("",))[0] for name in ("kg:office", "kg:officeWords"))
        key = (office or written, of.get("kg:party", ("",))[0])
        spelt.setdefault(key, written)
        told.setdefault(key, []).extend(words[s] for s in of.get("kg:evidence", ()) if s in words)
    rows = [
        (
            office if is_iri(office) else "",
            party,
            spelt[office, party],
            min(spans).iri if spans else "",
            len(spans),
        )
        for (office, party), spans in told.items()
    ]
    return sorted(rows, key=lambda row: (-row[4], row))


def node(view: View, iri: str, lang: str) -> str | None:
    """Any other node: what is said of it, and what points to it."""
    found = resource(view, iri)
    if found is None:
        return None
    concept = next((p for s, p in _CONCEPTS.items() if iri.startswith(PREFIXES[s])), "")
    listed = profile.of_concept(view, concept, iri, 30) if concept else profile.Listed(rows=(), all=0)
    values = {value for prop in found.facts.values() for value in prop if is_iri(value)}
    labels = labelled(view, lang, {iri, *values, *(s for _, s in found.inverse), *nodes_of(listed.rows)})
    told = [(prop, [(value, is_iri(value)) for value in of]) for prop, of in found.facts.items()]
    return render(
        "node.html",
        lang,
        l=labels,
        iri=iri,
        kinds=[local(kind) for kind in found.facts.get("rdf:type", ())],
        facts=told,
        inverse=() if listed.rows else found.inverse,
        inverse_all=found.inverse_all,
        events=listed,
    )


def sparql(view: View, lang: str) -> str:
    """The page where one writes SPARQL."""
    shown = [{"title": title, "query": query} for title, query in examples(view, lang)]
    return render("sparql.html", lang, examples=shown, prefixes=PREFIXES)


_CONCEPTS = {"type": "kg:type", "topic": "kg:topic", "place": "kg:place", "status": "kg:status"}
_BY_KIND: Mapping[str, Page] = {
    "article": article,
    "event": event,
    "person": speaker,
    "org": speaker,
    "party": party,
}


def page(view: View, iris: Sequence[str], lang: str) -> str | None:
    """The page of a node of the store, of which ``iris`` are the spellings that an address may mean."""
    iri = exists(view, iris)
    if iri is None:
        return None
    made = next((made for prefix, made in _BY_KIND.items() if iri.startswith(PREFIXES[prefix])), node)
    return made(view, iri, lang) or node(view, iri, lang)


def pair(view: View, a: str, b: str, lang: str) -> str | None:
    """The page of two parties by their codes."""
    return pair_of(view, a, b, lang)
