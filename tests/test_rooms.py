"""The walls of the house: which room may import which, and what it may touch.

A room is a folder or file of ``kg/``; arrows run one way. The table is that of the README; what a row
does not allow, the room must not do.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
RDF = {"rdflib", "pyoxigraph"}
DOORS = {"trafilatura", "lxml", "feedparser", "warcio", "pyarrow", "pypdf", "protego", "urllib3", "py3langid"}

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "text": {"model", "camel_tools"},
    "lexicon": {"model", "text", *RDF},
    # A page's byline is read with the months and the grammar that date its events.
    "sources": {"model", "text", "lexicon", "annotate", *DOORS},
    "annotate": {"model", "text", "lexicon", "hijridate"},
    "extract": {"model", "text", "lexicon", "annotate"},
    "learn": {"model", "text", "lexicon", "sources", "annotate", "extract", "numpy", "scipy", "sklearn"},
    "resolve": {"model", "lexicon", "text", "rensa", "numpy"},
    "graph": {"model", "resolve", "text", *RDF},
    "store": {"model", "lexicon", "resolve", "graph", *RDF},
    "query": {"model", "text", "graph", "store", "pyshacl", "oxrdflib", *RDF},
    "export": {"model", "graph", "store", "query", "view", "networkx", "pyarrow", *RDF},
    "view": {"model", "text", "graph", "store", "query", "jinja2", "matplotlib", "networkx", "pandas", *RDF},
    "api": {"model", "store", "query", "view", "export", "rdflib"},
    "serve": {"model", "graph", "store", "query", "view", "starlette", *RDF},
    "pipeline": {
        "model",
        "text",
        "lexicon",
        "sources",
        "annotate",
        "extract",
        "resolve",
        "graph",
        "store",
        *RDF,
    },
    "workers": {"model", "pipeline"},
}
"""Room to the rooms and libraries it may import; the standard library is free. ``cli`` may do everything."""

TOUCHES_DISK = {"text", "lexicon", "sources", "learn", "store", "query", "view"}
"""Their own data, ontologies, inputs, annotated articles, directory, ``.rq`` files, templates."""
TOUCHES_NETWORK = {"sources"}

DISK_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "mkstemp"}
CLOCK_CALLS = {"now", "today", "utcnow", "time", "perf_counter", "monotonic"}
CLOCK_OWNERS = {"datetime", "date", "time"}


def room(path: Path) -> str:
    return path.relative_to(KG).parts[0].removesuffix(".py")


FILES = sorted(
    path for path in KG.rglob("*.py") if room(path) != "__init__" and "_ontologies" not in path.parts
)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Rooms and outside libraries that a file imports, at its top or inside a function."""
    for node in ast.walk(tree(path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their room in full"
            names = [f"kg.{a.name}" for a in node.names] if node.module == "kg" else [node.module or ""]
        for name in names:
            first, *rest = name.split(".")
            if first == "kg" and rest:
                yield rest[0]
            elif first not in sys.stdlib_module_names:
                yield first


def calls(path: Path) -> Iterator[tuple[str | None, str]]:
    """``(owner, name)`` of every call: ``("date", "today")``, ``(None, "open")``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield None, node.func.id
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                yield name, node.func.attr


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(KG)))
class TestRooms:
    def test_imports_run_one_way(self, path: Path) -> None:
        if room(path) == "cli":
            return
        allowed = MAY_IMPORT[room(path)] | {room(path), "__version__"}
        assert sorted(set(imports(path)) - allowed) == []

    def test_only_the_edge_speaks_and_knows_the_time_and_the_place(self, path: Path) -> None:
        if room(path) == "cli":
            return
        made = set(calls(path))
        assert not {name for owner, name in made if owner is None} & {"print", "input"}
        assert not {(o, n) for o, n in made if o in CLOCK_OWNERS and n in CLOCK_CALLS}
        assert "environ" not in reads_of_environment(path)

    def test_only_some_rooms_touch_the_disk(self, path: Path) -> None:
        if room(path) == "cli" or room(path) in TOUCHES_DISK:
            return
        assert not {name for _, name in calls(path)} & (DISK_CALLS - {"open"})
        assert (None, "open") not in set(calls(path))

    def test_importing_does_nothing(self, path: Path) -> None:
        heavy = {"camel_tools", "torch", "pyshacl", "pyarrow", "requests", "urllib.request", *DOORS}
        heavy |= {"subprocess"}
        if room(path) == "cli":
            heavy -= {"subprocess"}
        top = tree(path).body
        names = {a.name for n in top if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module or "" for n in top if isinstance(n, ast.ImportFrom)}
        assert not {name for name in names if name in heavy or name.split(".")[0] in heavy}
        for statement in top:
            if isinstance(statement, ast.Expr):
                assert isinstance(statement.value, ast.Constant), ast.unparse(statement)

    def test_arabic_words_are_data(self, path: Path) -> None:
        if room(path) == "text":
            return
        assert sorted(text for text in literals(path) if re.search("[\u0621-\u064a]", text)) == []

    def test_no_file_needs_a_second_room(self, path: Path) -> None:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400


def literals(path: Path) -> Iterator[str]:
    """Every string of a file that is not a docstring."""
    module = tree(path)
    said = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def reads_of_environment(path: Path) -> set[str]:
    """``environ`` when a file reads it; ``setdefault`` writes what camel-tools wants before its import."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
            found.add("environ")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.setdefault":
            found.discard("environ")
    return found


def test_every_room_is_in_the_table() -> None:
    assert {room(path) for path in FILES} <= set(MAY_IMPORT) | {"cli"}


def test_the_table_has_no_circle() -> None:
    order: list[str] = []
    left = {name: needs & MAY_IMPORT.keys() for name, needs in MAY_IMPORT.items()}
    while left:
        free = sorted(name for name, needs in left.items() if needs <= set(order))
        assert free, f"a circle among {sorted(left)}"
        order += free
        left = {name: needs for name, needs in left.items() if name not in free}
