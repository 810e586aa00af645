"""What people decided, as files: JSON of the audit page, and the tables (CSV, Excel) that they fill in."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from reportdiff.decisions import DECISIONS_SCHEMA, decision_to_dict
from reportdiff.errors import ReadError, SchemaError
from reportdiff.model import Comparison, Decision, Verdict
from reportdiff.readers.html import looks_like_html
from reportdiff.readers.limits import DEFAULT_LIMITS
from reportdiff.renderers.wording import languages, names_by_label, wording
from reportdiff.serialize.nodes import Node, opened, parse

__all__ = ["decision_from", "decisions_to_json", "made_about", "read_decisions"]

_SHOWN = ("id", "number", "commitment", "machine", "outcome", "outcome_short", "verdict")
_DECIDING = ("decided", "picked", "merged_into", "excluded")
_FILLED_IN = ("decided", "picked", "merged_into", "excluded", "note", "by", "date")
_MOST_ROWS = 20_000
_ID = re.compile(r"[a-z]\w*(?:-\d+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")  # no half of a pair can be written
_YES = {"1", "true", "yes", "y", "x", "✓", "√", "是"}
_NO = {"", "0", "false", "no", "n", "否"}
_GUARDED = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what the writers of tables put an apostrophe before


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Read the decisions in a file.

    Parameters
    ----------
    path : str or Path
        The JSON that the audit page exports, the JSON of a comparison with decisions in it, or an audit as CSV or
        Excel workbook in which a person has filled in columns. Rows in which nothing is filled in are no decisions.

    Raises
    ------
    ReadError
        The file cannot be read, or is of another kind.
    SchemaError
        It is not such a document or table, or a cell holds what cannot be a decision; the message names the row.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(DEFAULT_LIMITS.file_size + 1)
    except OSError as error:
        raise ReadError(f"{path}: it cannot be read ({error.strerror or error}); check the path") from error
    if len(data) > DEFAULT_LIMITS.file_size:
        raise ReadError(
            f"{path.name}: it is larger than {DEFAULT_LIMITS.file_size // 1_000_000} MB, far more than decisions are"
        )
    if data.startswith(b"PK"):
        return _from_tables(_sheets(data, path.name), path.name)
    from reportdiff.readers.decoding import decode

    text, _ = decode(data, path.name)
    try:
        return _from_json(text) if text.lstrip().startswith(("{", "[")) else _from_csv(text, path.name)
    except SchemaError as error:
        raise SchemaError(str(error) if path.name in str(error) else f"{path.name}: {error}") from error


def made_about(path: str | Path, comparison: Comparison) -> bool:
    """Tell whether a file of decisions, as far as it says so, is about the reports of a comparison.

    Edited reports are the same ones: it is about others when neither names nor texts agree on either side.
    """
    try:
        document = json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError):
        return True  # tables do not say
    if not isinstance(document, dict):
        return True
    sides = [(document.get(side), getattr(comparison, side)) for side in ("old", "new")]
    known = [(given, info) for given, info in sides if isinstance(given, dict)]
    return not known or any(
        given.get("name") == info.name or given.get("sha256") == info.sha256 for given, info in known
    )


def decisions_to_json(comparison: Comparison, indent: int | None = 2) -> str:
    """Return what was decided about the commitments of a comparison, as `read_decisions` reads it."""
    document = {
        "schema": DECISIONS_SCHEMA,
        "old": {"name": comparison.old.name, "sha256": comparison.old.sha256},
        "new": {"name": comparison.new.name, "sha256": comparison.new.sha256},
        "decisions": [decision_to_dict(f.decision) for f in comparison.findings if f.decision],
    }
    return json.dumps(document, ensure_ascii=False, indent=indent) + "\n"


def decision_from(node: Node) -> Decision:
    """Return the decision that a node of a JSON document holds; all but the id of the commitment may be missing."""

    node.only({item.name for item in fields(Decision)})

    def text(name: str) -> str:
        return _SURROGATE.sub("\ufffd", node.get(name, "").text())

    return Decision(
        commitment=node["commitment"].text(),
        text=text("text"),
        verdict=node.get("verdict").maybe(lambda n: _verdict(n.text(), n.path)),
        evidence=node.get("evidence", []).each(Node.text),
        merged_into=text("merged_into"),
        excluded=node.get("excluded", False).flag(),
        note=text("note"),
        by=text("by"),
        date=text("date"),
        seen=node.get("seen").maybe(Node.text),
        machine=node.get("machine").maybe(lambda n: _verdict(n.text(), n.path)),
    )


def _from_json(text: str) -> tuple[Decision, ...]:
    document = parse(text)
    if isinstance(document, dict) and str(document.get("schema", "")).startswith("reportdiff/comparison/"):
        from reportdiff.serialize.reading import comparison_from_dict

        return tuple(f.decision for f in comparison_from_dict(document).findings if f.decision)
    return opened(document, "decisions")["decisions"].each(decision_from)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table with the number of the first one, for messages."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    def where(self, index: int) -> str:
        return f"{self.name}, row {index + 2}"


def _from_csv(text: str, name: str) -> tuple[Decision, ...]:
    text = text.removeprefix("\ufeff")
    if looks_like_html(text):
        raise SchemaError(
            f"{name}: this is a web page; open it in a browser, press “{wording('zh')('page.export')}” / "
            f"“{wording('en')('page.export')}” and give the file that it saves"
        )
    head = text.partition("\n")[0]
    # Programs write tables with tabs or, where the comma stands in numbers, with semicolons.
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SchemaError(f"{name}: this is neither JSON nor CSV ({error}); give a file of decisions") from error
    table = _Table(name, rows[0] if rows else [], [[_unguarded(cell) for cell in row] for row in rows[1:]])
    return _from_tables([table], name)


def _sheets(data: bytes, name: str) -> list[_Table]:
    from reportdiff.readers.archives import check_archive

    check_archive(data, name)
    try:
        import openpyxl
    except ImportError as error:
        from reportdiff.errors import MissingExtraError

        raise MissingExtraError(f"{name}: workbooks are read with openpyxl: pip install 'reportdiff[excel]'") from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        tables = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a wrong one
            rows = [[_cell(v) for v in row] for row in sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)]
            tables.append(_Table(f"{name}, sheet {sheet.title!r}", rows[0] if rows else [], rows[1:]))
    except Exception as error:  # a damaged workbook breaks openpyxl in many ways
        raise ReadError(
            f"{name}: this workbook cannot be read ({type(error).__name__}: {error}); open it in a spreadsheet program "
            "and save it again as .xlsx"
        ) from error
    return tables


def _cell(value: object) -> str:
    """Return what a cell shows: dates without their time, whole numbers without a point."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def _from_tables(tables: Sequence[_Table], name: str) -> tuple[Decision, ...]:
    for table in tables:
        columns = _columns(table.headings)
        # The list of new promises has ids and notes too, but nothing there is decided.
        if any(key in columns for key in _DECIDING):
            if "id" not in columns:
                raise SchemaError(f"{table.name}: the column of ids ({_headings('id')}) is missing; put it back")
            return tuple(_from_rows(table, columns))
    raise SchemaError(
        f"{name}: no table of commitments to decide about; it needs a column of ids ({_headings('id')}) and some "
        f"to fill in ({', '.join(_headings(key) for key in _DECIDING)}), as audits in CSV and Excel have them"
    )


def _headings(key: str) -> str:
    """Return how a column is headed, in every language of the output."""
    return " / ".join(wording(language)(f"column.{key}") for language in reversed(languages()))


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands, by its heading in any language of the output or by its plain name."""
    known = {key: key for key in (*_SHOWN, *_FILLED_IN)}
    for language in languages():
        words = wording(language)
        known.update({words(f"column.{key}").casefold(): key for key in (*_SHOWN, *_FILLED_IN)})
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        key = known.get(heading.strip().casefold())
        if key is not None:
            found.setdefault(key, index)
    return found


def _from_rows(table: _Table, columns: Mapping[str, int]) -> Iterator[Decision]:
    def cells(row: Sequence[str]) -> dict[str, str]:
        return {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}

    rows = [cells(row) for row in table.rows]
    ids = {_number(row["number"]): row["id"] for row in rows if row.get("number")}
    for index, row in enumerate(rows):
        # A name or a date alone, filled in down the column, decides nothing.
        filled = [key for key in (*_DECIDING, "note") if row.get(key)]
        if not filled or (filled == ["excluded"] and row["excluded"].casefold() in _NO):
            continue
        where = table.where(index)
        if not row["id"]:
            raise SchemaError(f"{where}: something is filled in, but the row has no id; keep the column of ids")
        merged_into = row.get("merged_into", "")
        into = ids.get(_number(merged_into), merged_into)
        if into and not _ID.fullmatch(into):
            raise SchemaError(f"{where}: {merged_into!r} is neither a number of this table nor an id")
        outcome = row.get("outcome") if "outcome" in row else row.get("outcome_short")
        picked = row.get("picked", "")
        machine = row.get("machine") or row.get("verdict", "")
        yield Decision(
            commitment=row["id"],
            text=row.get("commitment", ""),
            verdict=_verdict(row.get("decided", ""), where),
            evidence=tuple(line.strip() for line in picked.splitlines() if line.strip()),
            merged_into=into,
            excluded=_flag(row.get("excluded", ""), where),
            note=row.get("note", ""),
            by=row.get("by", ""),
            date=row.get("date", ""),
            seen=outcome,
            machine=_verdict(machine, where),
        )


def _number(cell: str) -> str:
    """Return a number as tables have it, whatever a spreadsheet program or a keyboard made of it: ``１２.0`` is 12."""
    return unicodedata.normalize("NFKC", cell).strip().removesuffix(".0")


def _verdict(cell: str, where: str) -> Verdict | None:
    """Return the verdict that a cell names, in any language of the output, with or without its mark."""
    words = cell.strip(" ✓◐✗?–⚑*").casefold()
    if not words:
        return None
    labels = names_by_label("verdict", [verdict.value for verdict in Verdict])
    bare = words.split("（")[0].split("(")[0].strip()
    if bare not in labels:
        raise SchemaError(f"{where}: {cell!r} is no verdict; use one of {', '.join(labels)}")
    return Verdict(labels[bare])


def _flag(cell: str, where: str) -> bool:
    if cell.casefold() in _YES:
        return True
    if cell.casefold() in _NO:
        return False
    raise SchemaError(f"{where}: {cell!r} is neither yes nor no; write one of 是, yes or leave the cell empty")
