"""The one place that needs pyarrow, which comes with the extra ``tables``."""

from __future__ import annotations

from typing import Any

from kg.model import KgError


def pyarrow() -> tuple[Any, Any]:
    """The modules ``pyarrow`` and ``pyarrow.parquet``; KgError that says how to get them."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise KgError("Parquet needs pyarrow: pip install 'bilateral-kg[tables]'") from error
    return arrow, parquet
