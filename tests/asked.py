"""A small graph made by hand from the vocabulary's contract, with answers to count on fingers.

Three articles; ten events, one of them told by two articles; three people, an agency, tenures, statements.
"""

from __future__ import annotations

from kg.store import Store

ARTICLES = {
    "a1": ("2030-01-05", "جريدة أولى"),
    "a2": ("2030-02-10", "جريدة ثانية"),
    "a3": ("2030-03-20", "جريدة أولى"),
}
PEOPLE = {"k": ("كريم شاهين", "EG"), "l": ("ليلى مارتان", "FR"), "s": ("سالم الكواري", "QA")}

# event, type, actors, recipients, when, first, last, status, topic, agents, place, more
EVENTS = """
e1  talks          EG,FR    -     2030-01-04            2030-01-04 2030-01-04 happened diplomacy k,l cairo
e2  visit          EG       FR    2030-02               2030-02-01 2030-02-28 planned  diplomacy k,l -
e3  joint-exercise EG,FR,AE -     2030-03-01/2030-03-10 2030-03-01 2030-03-10 planned  military  -   alex
e4  agreement      FR,QA    -     2030-02-09            2030-02-09 2030-02-09 happened energy    l   -
e5  attack         YE       SA    2030-01-20            2030-01-20 2030-01-20 denied   conflict-war - -
e6  mediation      QA       IR,SA 2030-03-15            2030-03-15 2030-03-15 happened diplomacy s   -
e7  visit          FR       EG    2030-03-18            2030-03-18 2030-03-18 happened trade     l,k cairo
e8  visit          EG       FR    2030-03-02            2030-03-02 2030-03-02 happened diplomacy k   -
e9  talks          SA,IR    -     -                     -          -          proposed diplomacy -   -
e10 condemn        FR       IR    2030-01-10            2030-01-10 2030-01-10 happened nuclear   -   -
"""
# claim, article, event, speaker, via, act, status, topic, words, cites
CLAIMS = """
c1  a1 e1  person/k org/r say      happened  diplomacy    عقد_الوزيران_محادثات -
c2  a2 e1  -        -     -        happened  diplomacy    بعد_محادثات_القاهرة   -
c3  a1 e2  person/k -     announce planned   diplomacy    سأزور_باريس           -
c4  a1 e3  person/k org/r announce planned   military     ستجري_التدريبات       -
c5  a2 e4  person/l -     say      happened  energy       وقعنا_الاتفاق         c14
c6  a2 e5  party/SA -     accuse   happened  conflict-war هاجمونا               -
c7  a2 e5  party/YE org/r deny     denied    conflict-war لم_نهاجم_أحدا          -
c8  a3 e6  -        -     -        happened  diplomacy    تتوسط_الدوحة          -
c9  a3 e7  -        -     -        happened  trade        وصلت_إلى_القاهرة      -
c10 a3 e8  -        -     -        happened  diplomacy    عاد_من_باريس          -
c11 a3 e9  person/s -     call     proposed  diplomacy    ندعو_إلى_حوار         -
c12 a1 e10 person/l org/r condemn  happened  nuclear      ندين_التخصيب          -
c13 a2 -   person/s org/r say      -         energy       الطاقة_أولوية         -
c14 a2 -   person/k -     say      -         energy       نرحب_بالتعاون         -
"""
TENURES = """
t1 k foreign-minister EG a1
t2 k foreign-minister EG a3
t3 l foreign-minister FR a2
t4 s ambassador       QA a2
"""
RELATIONS = "TN LY visit 2\nLY TN talks 1\nEG FR visit 1\nEG FR talks 1\nFR EG talks 1\n"
_PREFIXES = """
PREFIX : <https://w3id.org/bilateral-kg/> PREFIX event: <https://w3id.org/bilateral-kg/event/>
PREFIX claim: <https://w3id.org/bilateral-kg/claim/> PREFIX article: <https://w3id.org/bilateral-kg/article/>
PREFIX person: <https://w3id.org/bilateral-kg/person/> PREFIX place: <https://w3id.org/bilateral-kg/place/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
"""


def store() -> Store:
    """The graph in memory, with the ontologies."""
    made = Store.memory()
    made._db.update(update(), prefixes=_known())
    return made


def _known() -> dict[str, str]:
    from kg.graph.vocabulary import PREFIXES

    return PREFIXES


def update() -> str:
    """All of it as one SPARQL update."""
    rows = [*_articles(), *_people(), *_events(), *_claims(), *_tenures(), *_relations()]
    return (
        f"{_PREFIXES} INSERT DATA {{\n"
        + "\n".join(f"GRAPH {graph} {{ {said} }}" for graph, said in rows)
        + "\n}"
    )


def _graph(article: str) -> str:
    return f"<https://w3id.org/bilateral-kg/graph/article/{article}>"


def _articles() -> list[tuple[str, str]]:
    return [
        (
            _graph(name),
            f'article:{name} a kg:Article ; dcterms:identifier "{name}" ; dcterms:source "{source}"@ar ; '
            f'dcterms:issued "{day}"^^xsd:date .',
        )
        for name, (day, source) in ARTICLES.items()
    ]


def _people() -> list[tuple[str, str]]:
    people = [
        ("graph:people", f'person:{key} a kg:Person ; skos:prefLabel "{name}"@ar ; kg:party party:{code} .')
        for key, (name, code) in PEOPLE.items()
    ]
    return [
        *people,
        (
            "graph:people",
            '<https://w3id.org/bilateral-kg/org/r> a kg:Organization ; skos:prefLabel "رويترز"@ar .',
        ),
        ("graph:places", 'place:cairo a kg:Place ; skos:prefLabel "القاهرة"@ar ; kg:inPlace party:EG .'),
        ("graph:places", 'place:alex a kg:Place ; skos:prefLabel "الإسكندرية"@ar ; kg:inPlace party:EG .'),
    ]


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def _events() -> list[tuple[str, str]]:
    rows = []
    for key, kind, actors, recipients, when, first, last, status, topic, agents, place in _lines(EVENTS):
        told = {article for _, article, event, *_ in _lines(CLAIMS) if event == key}
        said = [
            f"event:{key} a kg:Event ; kg:type type:{kind} ; kg:status status:{status}",
            f'kg:topic topic:{topic} ; kg:confidence 0.8 ; kg:rule "hand" ; kg:scope scope:international',
            f"kg:articleCount {len(told)} ; kg:sourceCount {len({ARTICLES[name][1] for name in told})}",
        ]
        for role, codes in (("actor", actors), ("recipient", recipients)):
            said += [f"kg:{role} party:{c} ; sem:hasActor party:{c}" for c in codes.split(",") if c != "-"]
        said += [f"kg:agent person:{agent}" for agent in agents.split(",") if agent != "-"]
        if place != "-":
            said.append(f"kg:place place:{place}")
        if when != "-":
            said.append(f'kg:when "{when}"^^edtf:EDTF ; sem:hasEarliestBeginTimeStamp "{first}"^^xsd:date')
            said.append(f'sem:hasLatestEndTimeStamp "{last}"^^xsd:date')
        if key == "e3":
            said.append('kg:name "نجم البحر"@ar')
        if key == "e4":
            said.append("kg:quantity <https://w3id.org/bilateral-kg/event/e4#quantity-1>")
        rows.append(("graph:events", " ; ".join(said) + " ."))
        rows += [
            (_graph(article), f"article:{article} kg:mentions event:{key} .") for article in sorted(told)
        ]
    rows.append(
        (
            "graph:events",
            "<https://w3id.org/bilateral-kg/event/e4#quantity-1> a kg:Quantity ; kg:value 6000000000.0 ; "
            'kg:unit unit:usd ; kg:comparator ">" ; '
            "kg:evidence <https://w3id.org/bilateral-kg/article/a2#char=50,60> .",
        )
    )
    category = {"talks": "CONSULT", "visit": "CONSULT", "joint-exercise": "COOPERATE", "agreement": "SUPPORT"}
    category |= {"attack": "ASSAULT", "mediation": "CONSULT", "condemn": "ACCUSE"}
    for key, kind, *_, status, _topic, _agents, _place in _lines(EVENTS):
        read = (
            "AGREE" if status == "planned" and category[kind] in ("CONSULT", "COOPERATE") else category[kind]
        )
        rows.append(("graph:events", f"event:{key} kg:ploverCategory plover:{read} ."))
    return rows


def _claims() -> list[tuple[str, str]]:
    rows = []
    for number, row in enumerate(_lines(CLAIMS)):
        key, article, event, speaker, via, act, status, topic, words, cites = row
        span = f"<https://w3id.org/bilateral-kg/article/{article}#char={number * 10},{number * 10 + 9}>"
        said = [
            f"claim:{key} a kg:Claim ; kg:topic topic:{topic} ; kg:evidence {span}",
            'kg:confidence 0.7 ; kg:rule "hand"',
        ]
        said += [f"kg:about event:{event}"] if event != "-" else []
        said += [f"kg:speaker <https://w3id.org/bilateral-kg/{speaker}>"] if speaker != "-" else []
        said += [f"kg:via <https://w3id.org/bilateral-kg/{via}>"] if via != "-" else []
        said += [f"kg:act act:{act}"] if act != "-" else []
        said += [f"kg:status status:{status}"] if status != "-" else []
        said += [f"kg:cites claim:{cites}"] if cites != "-" else []
        rows.append((_graph(article), " ; ".join(said) + " ."))
        rows.append((_graph(article), _span(span, words.replace("_", " "), number * 10, article)))
        if event != "-":
            rows.append(("graph:events", f"event:{event} kg:evidence {span} ."))
    quantity = "<https://w3id.org/bilateral-kg/article/a2#char=50,60>"
    issue = (
        "article:a1 kg:mentions event:e1 . <https://w3id.org/bilateral-kg/issue/1> a kg:Issue ; "
        'kg:issueKind "unknown-party" ; kg:evidence <https://w3id.org/bilateral-kg/article/a1#char=0,9> .'
    )
    return [*rows, (_graph("a1"), issue), (_graph("a2"), _span(quantity, "ستة مليارات دولار", 50, "a2"))]


def _span(node: str, words: str, begin: int, article: str) -> str:
    return (
        f'{node} a kg:Span ; nif:anchorOf "{words}" ; nif:beginIndex {begin} ; nif:endIndex {begin + 9} ; '
        f"kg:inArticle article:{article} ."
    )


def _tenures() -> list[tuple[str, str]]:
    return [
        (
            _graph(article),
            f"<https://w3id.org/bilateral-kg/tenure/{key}> a kg:Tenure ; kg:person person:{person} ; "
            f'kg:office office:{office} ; kg:party party:{code} ; kg:officeWords "منصب"@ar ; '
            f"kg:evidence <https://w3id.org/bilateral-kg/article/{article}#char=900,904> . "
            + _span(f"<https://w3id.org/bilateral-kg/article/{article}#char=900,904>", "منصب", 900, article),
        )
        for key, person, office, code, article in _lines(TENURES)
    ]


def _relations() -> list[tuple[str, str]]:
    return [
        (
            "graph:relations",
            f"<https://w3id.org/bilateral-kg/relation/{one}/{kind}/{other}> a kg:Relation ; "
            f"kg:fromParty party:{one} ; kg:toParty party:{other} ; "
            f"kg:type type:{kind} ; kg:eventCount {count} .",
        )
        for one, other, kind, count in _lines(RELATIONS)
    ]
