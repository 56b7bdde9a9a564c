"""How long every named question takes on a store, beside the same SPARQL on rdflib's memory store.

    python tests/bench_questions.py STORE [--rdflib SECONDS]

The example of each question is asked three times and the fastest counts, in CPU time; the parameters are
resolved and the rows are read and named, as ``kg ask`` does. For rdflib the query alone runs once on the same
graph in memory; one that takes longer than SECONDS (60) is ended and its ratio is a lower bound. A query that
names graphs is not asked of it.
"""

from __future__ import annotations

import multiprocessing
import shlex
import sys
import time
from multiprocessing.connection import Connection

from kg.graph.vocabulary import PREFIXES
from kg.query import ask, list_questions, run
from kg.query.named import prepared
from kg.store import Store


def parameters(example: str) -> dict[str, str]:
    """The parameters of an example's command line."""
    found: dict[str, str] = {}
    words = shlex.split(example)[3:]
    while words:
        word = words.pop(0)
        if word == "--pair":
            found |= {"a": words.pop(0), "b": words.pop(0)}
        elif word.startswith("--"):
            found[word[2:]] = words.pop(0)
        else:
            found |= [word.split("=", 1)]
    return found


def rdflib_answers(path: str, pipe: Connection) -> None:
    """A process that has the union of the store's graphs in rdflib's memory and answers queries."""
    from rdflib import Graph

    from kg.query.terms import node, value

    graph = Graph()
    for quad in Store.view(path).quads():
        graph.add((node(quad.subject), node(quad.predicate), value(quad.object)))
    pipe.send(len(graph))
    names = dict(PREFIXES)
    while True:
        query = pipe.recv()
        begin = time.process_time()
        rows = len(list(graph.query(query, initNs=names)))
        pipe.send((time.process_time() - begin, rows))


class Rival:
    """rdflib in a process of its own, which can be ended."""

    def __init__(self, path: str, patience: float) -> None:
        self.path, self.patience = path, patience
        self.start()

    def start(self) -> None:
        """Load the graph; takes its time."""
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=rdflib_answers, args=(self.path, other), daemon=True)
        self.process.start()
        self.size = self.pipe.recv()

    def ask(self, query: str) -> tuple[float, int] | None:
        """Seconds and rows; None when patience ran out."""
        self.pipe.send(query)
        if self.pipe.poll(self.patience):
            answer: tuple[float, int] = self.pipe.recv()
            return answer
        self.process.kill()
        self.start()
        return None


def main(path: str, patience: float) -> None:
    """Measure and print, one question a line."""
    store = Store.view(path)
    rival = Rival(path, patience) if patience else None
    print(
        f"{path}: {sum(1 for _ in store.quads()):,} quads"
        + (f", rdflib holds {rival.size:,}" if rival else "")
    )
    slow = []
    for question in list_questions():
        params = parameters(question.example)
        best, rows = 1e9, 0
        for _ in range(3):
            begin = time.process_time()
            rows = len(ask(store, question.name, params).rows)
            best = min(best, time.process_time() - begin)
        query = prepared(store, question, params)
        begin = time.process_time()
        run(store, query)
        alone = time.process_time() - begin
        asked = rival is not None and "GRAPH" not in query
        told = rival.ask(query) if rival is not None and asked else None
        ratio = f"{told[0] / alone:,.1f} x" if told else f"> {patience / alone:,.0f} x" if asked else ""
        note = "" if told is None or told[1] == rows else f"  rdflib gives {told[1]} rows"
        print(f"{question.name:20} {best * 1000:8.1f} ms {rows:7,} rows  {ratio}{note}", flush=True)
        if best > 0.1:
            slow.append(question.name)
    print(f"over .1 s: {', '.join(slow) or 'none'}")


if __name__ == "__main__":
    wanted = sys.argv[1:]
    seconds = float(wanted[wanted.index("--rdflib") + 1]) if "--rdflib" in wanted else 60.0
    main(wanted[0], seconds)
