"""Literals with one spelling each, so that equal values give equal bytes."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.graph.vocabulary import EDTF, XSD_BOOLEAN, XSD_DECIMAL, XSD_INTEGER


def decimal(value: float, places: int) -> Literal:
    """``xsd:decimal`` rounded to ``places``, without closing zeros (``0.9``, ``10000``)."""
    digits = f"{value:.{places}f}"
    if places:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=XSD_DECIMAL)


def confidence(value: float) -> Literal:
    """A confidence of 0 to 1 with two decimals."""
    return decimal(value, 2)


def edtf(value: str) -> Literal:
    """An EDTF date or interval, typed."""
    return Literal(value, datatype=EDTF)


def index(value: int) -> Literal:
    """An offset in code points; xsd:integer, since Oxigraph keeps no narrower type."""
    return Literal(str(value), datatype=XSD_INTEGER)


def integer(value: int) -> Literal:
    """A count."""
    return Literal(str(value), datatype=XSD_INTEGER)


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=XSD_BOOLEAN)


def label(name: str, language: str) -> Literal:
    """A name as written; Latin names in Arabic text carry no language tag."""
    return Literal(name) if name.isascii() else Literal(name, language=language)


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value)


def typed(value: str, datatype: NamedNode) -> Literal:
    """A literal of another datatype."""
    return Literal(value, datatype=datatype)
