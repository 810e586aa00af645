"""Data frames as Parquet, which keeps their types where CSV loses them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportdiff.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SCHEMA_KEY", "parquet_bytes"]

SCHEMA_KEY = b"reportdiff.schema"
"""Where the metadata of the file says which frame it holds, and in which version."""

_VERSION = 1  # of the columns; they may become more within a version


def parquet_bytes(frame: pd.DataFrame, what: str) -> bytes:
    """Return a data frame as the bytes of a Parquet file.

    Parameters
    ----------
    frame : DataFrame
        One that `reportdiff.frames` has made.
    what : str
        Its name there; with the version it is kept under `SCHEMA_KEY`, such as ``reportdiff/frame/commitments/1``.

    Raises
    ------
    MissingExtraError
        pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError.of("parquet", "Parquet files", "pyarrow") from error
    table = pa.Table.from_pandas(frame, preserve_index=False)
    schema = {SCHEMA_KEY: f"reportdiff/frame/{what}/{_VERSION}".encode()}
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **schema}), out)
    return out.getvalue()
