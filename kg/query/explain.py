"""Why something is in the graph: the words, the rule, the confidence and the article."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.vocabulary import PREFIXES
from kg.model import KgError
from kg.query.answers import Answer, run, shortened, shown
from kg.store.protocol import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Exact words of an article: ``text[begin:end] == words``, code points."""

    words: str
    article: str
    """The article's identifier."""
    begin: int
    end: int
    claim: str | None = None
    """IRI of the claim; None for the trigger words of an event."""
    speaker: str | None = None
    via: tuple[str, ...] = ()
    status: str | None = None
    rule: str | None = None
    confidence: float | None = None
    context: tuple[str, str] = ("", "")
    """Up to 60 characters before and after the words."""

    def __str__(self) -> str:
        said = f" by {self.speaker}" if self.speaker else ""
        carried = f" through {', '.join(self.via)}" if self.via else ""
        why = f" [{self.rule or '-'}, {self.confidence}]" if self.confidence is not None else ""
        return f"{self.article}#char={self.begin},{self.end} «{self.words}»{said}{carried}{why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event as one article tells it, and why it was joined to that of another article."""

    iri: str
    article: str
    published: str | None
    source: str | None
    when: str | None
    status: str
    confidence: float
    joined_to: str | None = None
    """IRI of the mention with which it was found to be one event; None for the first telling."""
    because: str | None = None
    """The signals of ``ontologies/merging.tsv`` that spoke for it."""
    points: float | None = None
    reprint_of: str | None = None
    """Identifier of the earlier article whose text this one carries: both are one source."""

    def __str__(self) -> str:
        told = [self.published or "no date", self.source or "no source", self.status, self.when or "no time"]
        line = f"{self.article}: {', '.join(told)}, {self.confidence} ({shortened(self.iri)})"
        if self.reprint_of is not None:
            line += f", reprint of {self.reprint_of}"
        if self.joined_to is None:
            return line
        return f"{line}, joined to {shortened(self.joined_to)} by {self.points} points: {self.because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that supports one node of the graph."""

    iri: str
    kind: str
    """Class of the node, such as ``Event``."""
    label: str
    facts: tuple[tuple[str, str], ...]
    """What the graph says of it, ``(property, value)`` with labels in place of IRIs."""
    rule: str | None
    confidence: float | None
    evidence: tuple[Telling, ...]
    """Its own words, in reading order."""
    claims: tuple[Telling, ...]
    """Tellings of an event, or statements of a speaker."""
    mentions: tuple[Mention, ...] = ()
    """The articles that tell an event: the one that names it, then the others, oldest first."""

    def __str__(self) -> str:
        confidence = "" if self.confidence is None else f"{self.confidence}"
        head = [f"{self.kind} {self.label}", f"  {self.iri}", f"  rule: {self.rule or '-'}"]
        head.append(f"  confidence: {confidence or '-'}")
        facts = [
            f"  {name}: {value}" for name, value in self.facts if name not in ("kg:rule", "kg:confidence")
        ]
        words = [f"  words: {telling}" for telling in self.evidence]
        told = [f"  told in: {mention}" for mention in self.mentions]
        return "\n".join([*head, *facts, *told, *words, *(f"  claim: {telling}" for telling in self.claims)])


_FACTS = """SELECT DISTINCT ?property ?value ?ar ?en WHERE {
  ?node ?property ?value .
  FILTER(?property NOT IN (kg:text, kg:sketch, kg:writtenAs, kg:mentions, kg:evidence, sem:hasActor))
  FILTER(!STRSTARTS(STR(?property), "https://w3id.org/bilateral-kg/rel/"))
  FILTER NOT EXISTS { ?node ?property ?narrower . ?narrower rdfs:subClassOf+ ?value }
  OPTIONAL { ?value skos:prefLabel ?ar FILTER(LANG(?ar) != "en") }
  OPTIONAL { ?value skos:prefLabel ?en FILTER(LANG(?en) = "en") }
} ORDER BY ?property ?value ?ar ?en"""
_MENTIONS = """SELECT ?mention ?article ?published ?source ?when ?status ?confidence ?joined ?because ?points
  ?original
WHERE {
  ?mention kg:mentionOf ?node ; kg:toldIn ?in ; kg:toldStatus ?status ; kg:toldConfidence ?confidence .
  ?in dcterms:identifier ?article .
  OPTIONAL { ?in dcterms:issued ?published } OPTIONAL { ?in dcterms:source ?source }
  OPTIONAL { ?mention kg:toldWhen ?when }
  OPTIONAL { ?mention kg:joinedTo ?joined ; kg:joinedBecause ?because ; kg:joinPoints ?points }
  OPTIONAL { ?in kg:reprintOf/dcterms:identifier ?original }
} ORDER BY BOUND(?joined) ?published ?article ?mention"""
_EVIDENCE = """SELECT DISTINCT ?words ?article ?begin ?end ?text WHERE {
  ?node kg:evidence ?span .
  ?span nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; kg:inArticle ?in .
  ?in dcterms:identifier ?article . OPTIONAL { ?in kg:text ?text }
} ORDER BY ?article ?begin ?end"""
_CLAIMS = """SELECT DISTINCT ?claim ?words ?article ?begin ?end ?text ?who ?via ?status ?rule ?confidence
WHERE {
  ?claim kg:about|kg:speaker|kg:via ?node ; a kg:Claim ; kg:evidence ?span .
  ?span nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; kg:inArticle ?in .
  ?in dcterms:identifier ?article . OPTIONAL { ?in kg:text ?text }
  OPTIONAL { ?claim kg:speaker/skos:prefLabel ?who FILTER(LANG(?who) != "en") }
  OPTIONAL { ?claim kg:via/skos:prefLabel ?via FILTER(LANG(?via) != "en") }
  OPTIONAL { ?claim kg:status ?status } OPTIONAL { ?claim kg:rule ?rule }
  OPTIONAL { ?claim kg:confidence ?confidence }
} ORDER BY ?article ?begin ?end ?claim ?via"""


def explain(view: View, iri: str, *, lang: str = "en") -> Explanation:
    """What supports the node ``iri`` (a full IRI, or ``event:…`` with a known prefix).

    Raises KgError when the IRI is not one or nothing is said of it.
    """
    node = _node(iri)
    facts = run(view, _FACTS.replace("?node", str(node)))
    if not facts.rows:
        raise KgError(f"nothing is said of {iri}: take an IRI from kg query or kg ask")
    pairs = tuple(
        (
            shortened(shown(prop)),
            shown((en or ar) if lang == "en" else (ar or en)) or shown(value, short=True),
        )
        for prop, value, ar, en in facts.rows
    )
    said = dict(reversed(pairs))
    confidence = said.get("kg:confidence")
    return Explanation(
        iri=node.value,
        kind=said.get("rdf:type", "").removeprefix("kg:"),
        label=said.get("kg:name") or said.get("skos:prefLabel") or shortened(node.value),
        facts=pairs,
        rule=said.get("kg:rule"),
        confidence=float(confidence) if confidence else None,
        evidence=_tellings(run(view, _EVIDENCE.replace("?node", str(node)))),
        claims=_tellings(run(view, _CLAIMS.replace("?node", str(node)))),
        mentions=_mentions(run(view, _MENTIONS.replace("?node", str(node)))),
    )


def _mentions(answer: Answer) -> tuple[Mention, ...]:
    found = []
    for row in answer.rows:
        cell = {name: shown(term) or None for name, term in zip(answer.columns, row, strict=True)}
        points = cell["points"]
        found.append(
            Mention(
                iri=cell["mention"] or "",
                article=cell["article"] or "",
                published=cell["published"],
                source=cell["source"],
                when=cell["when"],
                status=(cell["status"] or "").rpartition("/")[2],
                confidence=float(cell["confidence"] or 0),
                joined_to=cell["joined"],
                because=cell["because"],
                points=float(points) if points else None,
                reprint_of=cell["original"],
            )
        )
    return tuple(found)


def _node(iri: str) -> NamedNode:
    prefix, colon, name = iri.strip().strip("<>").partition(":")
    full = PREFIXES[prefix] + name if colon and prefix in PREFIXES else iri.strip().strip("<>")
    try:
        return NamedNode(full)
    except ValueError as error:
        raise KgError(f"{iri} is not an IRI: take one from kg query or kg ask") from error


def _tellings(answer: Answer) -> tuple[Telling, ...]:
    """One telling per claim and words: rows that differ in the carrier only are joined."""
    joined: dict[tuple[str, str, int, int], Telling] = {}
    for row in answer.rows:
        cell = {name: shown(term) for name, term in zip(answer.columns, row, strict=True)}
        begin, end = int(cell["begin"]), int(cell["end"])
        key = (cell.get("claim", ""), cell["article"], begin, end)
        before = joined[key].via if key in joined else ()
        via = cell.get("via")
        joined[key] = Telling(
            words=cell["words"],
            article=cell["article"],
            begin=begin,
            end=end,
            claim=cell.get("claim") or None,
            speaker=cell.get("who") or None,
            via=(*before, via) if via and via not in before else before,
            status=cell.get("status", "").rpartition("/")[2] or None,
            rule=cell.get("rule") or None,
            confidence=float(cell["confidence"]) if cell.get("confidence") else None,
            context=(cell["text"][max(0, begin - 60) : begin], cell["text"][end : end + 60]),
        )
    return tuple(joined.values())
