"""Answers as pandas frames that show Arabic right in a notebook."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pyoxigraph import Literal

from kg.graph.vocabulary import XSD_DATE
from kg.query.answers import Answer, plain

# Each cell takes its direction from its own first letter, so that mixed cells keep their order.
_STYLE = "<style>.kg-frame td, .kg-frame th { unicode-bidi: plaintext; text-align: start; }</style>"


class Frame(pd.DataFrame):  # type: ignore[misc]
    """A DataFrame, with a notebook view in which every cell has its own direction."""

    @property
    def _constructor(self) -> type[Frame]:
        return Frame

    def _repr_html_(self) -> str | None:
        inner = super()._repr_html_()
        return None if inner is None else f'{_STYLE}<div class="kg-frame">{inner}</div>'


def frame(answer: Answer) -> Frame:
    """The rows of an answer: numbers as numbers, columns of ``xsd:date`` as days, the rest as text."""
    data: dict[str, Any] = {}
    for place, column in enumerate(answer.columns):
        terms = [row[place] for row in answer.rows]
        known = [term for term in terms if term is not None]
        data[column] = [plain(term) for term in terms]
        if known and all(isinstance(term, Literal) and term.datatype == XSD_DATE for term in known):
            data[column] = pd.to_datetime(data[column])
    return Frame(data, columns=list(answer.columns))
