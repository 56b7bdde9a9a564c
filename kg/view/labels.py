"""How nodes are shown on a page: label, second label, address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from kg.graph.vocabulary import BASE, PREFIXES
from kg.query.nodes import Name, local, names
from kg.store.protocol import View
from kg.view.isolate import isolate, right_to_left

_CLASSES = (
    ("party", {"kg:Party", "kg:State", "kg:IntergovernmentalOrganization", "kg:NonStateGroup"}),
    ("person", {"kg:Person"}),
    ("org", {"kg:Organization"}),
    ("place", {"kg:Place"}),
    ("event", {"kg:Event"}),
)
_SCHEMES = ("status", "act")


class Labels:
    """Names of the nodes of one page in the language of the page."""

    def __init__(self, known: Mapping[str, Name], lang: str) -> None:
        """``known`` holds every node that the page shows."""
        self.lang = lang
        self._known = known

    @classmethod
    def of(cls, view: View, lang: str, nodes: Iterable[str], words: Iterable[tuple[str, str]] = ()) -> Labels:
        """Labels of ``nodes``, and of ``(scheme, word)`` such as ``("status", "denied")``."""
        concepts = {PREFIXES[scheme] + word for scheme, word in words if word}
        return cls(names(view, {*nodes, *concepts}), lang)

    def name(self, iri: str) -> Name:
        """The node's names."""
        return self._known.get(iri) or Name(iri=iri)

    def text(self, iri: str) -> str:
        """The label in the page's language, else in the other, else the end of the IRI."""
        found = self.name(iri)
        return found.text(self.lang) if found.ar or found.en else local(iri)

    def other(self, iri: str) -> str:
        """The label in the other language; "" where there is none or it says the same."""
        found = self.name(iri)
        second = found.ar if self.lang == "en" else found.en
        return "" if second == self.text(iri) else second

    def word(self, scheme: str, word: str) -> str:
        """The label of a status or an act."""
        return self.text(PREFIXES[scheme] + word) if word else ""

    def isolated(self, iri: str, *, most: int = 40) -> str:
        """The label for a canvas or a picture."""
        return isolate(self.text(iri), most=most)

    def kind(self, iri: str) -> str:
        """party, person, org, place, event or topic: what colour it has; "" for none of these."""
        if iri.startswith(PREFIXES["topic"]):
            return "topic"
        classes = self.name(iri).kinds
        return next((kind for kind, of in _CLASSES if classes & of), "")


def href(iri: str) -> str:
    """Where a node of the store opens on this server; other IRIs stay as they are, if the web knows them."""
    if iri.startswith(BASE):
        return "/" + quote(iri.removeprefix(BASE), safe="/:#=,%~!*'()")
    return iri if iri.startswith(("https://", "http://")) else ""


def direction(text: str) -> str:
    """rtl or ltr."""
    return "rtl" if right_to_left(text) else "ltr"
