"""What the tests of the pages share: stores to look at, articles that mean harm, a server on a socket."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kg.graph import quads
from kg.model import Article, Claim, Event, Person, Reading, Source, Span
from kg.serve import Limits, application
from kg.serve.pages import ROUTES, sparql_page
from kg.store import Store

SCRIPT = "<script>window.harmed=1</script><img src=x onerror=window.harmed=1>"
OVERRIDE = "\u202e\u2067"
HOSTILE = (
    f"{SCRIPT}</script><!--\u0000\r\n"
    + f"😀{OVERRIDE} أعلن كريم شاهين تدريبات مشتركة{OVERRIDE} "
    + "ط" * 3000
)


def hostile_reading(text: str = HOSTILE) -> Reading:
    """An article whose text, names, source and address are all meant to break a page."""
    start = text.index("تدريبات")
    words = Span(start, start + len("تدريبات مشتركة"))
    speaker = Source(kind="person", name=f"كريم {SCRIPT}{OVERRIDE}", code="EG", person="p1")
    return Reading(
        article=Article(
            id="../../etc/<b>passwd</b>?x#y",
            text=text,
            title=f'"><script>window.harmed=1</script>{OVERRIDE}',
            source=SCRIPT,
            url="javascript:window.harmed=1",
            published="2030-01-01",
        ),
        people=(Person(key="p1", name=speaker.name, code="EG"),),
        events=(
            Event(
                key="e1",
                type="joint-exercise",
                actors=("EG", "G:<svg onload=window.harmed=1>جماعة"),
                name=SCRIPT,
                when="2030-01-02",
                evidence=(words,),
                rule=SCRIPT,
            ),
        ),
        claims=(
            Claim(
                key="c1",
                evidence=words,
                speaker=speaker,
                about="e1",
                status="planned",
                act="say",
                rule=SCRIPT,
            ),
            Claim(key="c2", evidence=words, about="e1", status="denied", rule="test"),
        ),
    )


def wide_readings(articles: int) -> Iterator[Reading]:
    """Articles of four events each among many invented groups and people: some 25 nodes for each article."""
    text = "اجتمع الطرفان ثم تحدثا"
    for number in range(articles):
        people = tuple(Person(key=f"p{i}", name=f"شخص {number} {i}", code="EG") for i in range(6))
        parties = [f"G:جماعة {(number * 7 + i * i) % 400}" for i in range(8)]
        events = tuple(
            Event(
                key=f"e{i}",
                type="talks",
                actors=(parties[i], parties[i + 4]),
                when=f"20{10 + number % 20}-0{1 + i}-1{i}",
                evidence=(Span(0, 5),),
            )
            for i in range(4)
        )
        claims = tuple(
            Claim(
                key=f"c{i}",
                evidence=Span(0, 5 + i),
                speaker=Source(kind="person", name=p.name, code="EG", person=p.key),
                act="say",
            )
            for i, p in enumerate(people)
        )
        article = Article(id=f"w{number}", text=text, published=f"20{10 + number % 20}-09-01")
        yield Reading(article=article, people=people, events=events, claims=claims)


def stored(folder: Path, readings: Iterable[Reading]) -> str:
    """A store of these readings."""
    with Store.open(folder, create=True) as store:
        parties, types = store.parties(), store.types()
        store.replace_articles({r.article.id: quads(r, parties=parties, types=types) for r in readings})
    return str(folder)


@contextmanager
def serving(path: str, workers: int = 1) -> Iterator[str]:
    """The pages of a store on a socket; gives the address."""
    limits = Limits(timeout=20, workers=workers)
    app = application(path, limits=limits, pages=ROUTES, sparql_page=sparql_page)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    bound = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
