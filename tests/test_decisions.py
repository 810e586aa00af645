"""Files of decisions: what the audit page exports, and tables that people fill in."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reportdiff import Decision, ReadError, ReportDiffError, SchemaError, Verdict
from reportdiff.renderers import comparison_csv
from reportdiff.serialize import comparison_to_json
from reportdiff.serialize.decisions import decisions_to_json, read_decisions
from tests import factories
from tests.properties.mutations import mutated

COLUMNS = ("编号", "序号", "目标任务", "完成情况（新报告原文）", "机器判定", "人工判定", "人工选定的依据（新报告原文）",
           "并入第几项", "不是任务", "备注", "核对人", "核对日期")  # fmt: skip


def table(*rows: dict[str, object]) -> list[list[object]]:
    """Return the cells of a filled-in table."""
    plain = {"编号": "c1", "序号": 1, "目标任务": "新建学校5所"}
    return [list(COLUMNS), *([{**plain, **row}.get(name) for name in COLUMNS] for row in rows)]


def as_csv(path: Path, cells: list[list[object]]) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows(cells)
    path = path / "d.csv"
    path.write_text("\ufeff" + out.getvalue(), encoding="utf-8")
    return path


def as_gbk(path: Path, cells: list[list[object]]) -> Path:
    path = as_csv(path, cells)
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))
    return path


def as_xlsx(path: Path, cells: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["只是说明"])
    sheet = book.create_sheet("任务")
    for row in cells:
        sheet.append(row)
    book.save(path / "d.xlsx")
    return path / "d.xlsx"


each_table = pytest.mark.parametrize("write", [as_csv, as_gbk, as_xlsx], ids=["csv", "gbk", "xlsx"])
Write = Callable[[Path, list[list[object]]], Path]


@each_table
@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"人工判定": "完成"}, {"verdict": Verdict.MET}),
        ({"人工判定": "✗ 未完成"}, {"verdict": Verdict.MISSED}),
        ({"人工判定": "完成（超额）"}, {"verdict": Verdict.MET}),
        ({"人工判定": "not mentioned"}, {"verdict": Verdict.DROPPED}),
        ({"人工判定": "met", "机器判定": "部分完成"}, {"verdict": Verdict.MET, "machine": Verdict.PARTIAL}),
        ({"人工选定的依据（新报告原文）": "新建学校6所"}, {"evidence": ("新建学校6所",)}),
        ({"人工选定的依据（新报告原文）": "新建学校6所\n新建公园3个"}, {"evidence": ("新建学校6所", "新建公园3个")}),
        ({"并入第几项": 2}, {"merged_into": "c2"}),
        ({"并入第几项": "c2"}, {"merged_into": "c2"}),
        ({"并入第几项": "２.0"}, {"merged_into": "c2"}),
        ({"并入第几项": "cffffffff"}, {"merged_into": "cffffffff"}),
        ({"不是任务": "是"}, {"excluded": True}),
        ({"不是任务": "√", "备注": "口号"}, {"excluded": True, "note": "口号"}),
        ({"备注": "待查"}, {"note": "待查"}),
        ({"人工判定": "完成", "核对人": "张三", "核对日期": "2017-02-20"},
         {"verdict": Verdict.MET, "by": "张三", "date": "2017-02-20"}),
    ],
)  # fmt: skip
def test_a_row_that_is_filled_in_is_a_decision(
    write: Write, row: dict[str, object], expected: dict[str, object], tmp_path: Path
) -> None:
    other: dict[str, object] = {"编号": "c2", "序号": 2, "不是任务": "否"}
    found = read_decisions(write(tmp_path, table(row, other)))
    assert found == (Decision("c1", "新建学校5所", **{"seen": "", **expected}),)  # type: ignore[arg-type]


@each_table
@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"人工判定": "完工"}, r"row 2: '完工' is no verdict; use one of met, partial"),
        ({"不是任务": "也许"}, r"row 2: '也许' is neither yes nor no"),
        ({"并入第几项": 77}, r"row 2: '77' is neither a number of this table nor an id"),
        ({"编号": None, "人工判定": "完成"}, r"row 2: something is filled in, but the row has no id"),
    ],
)
def test_what_cannot_be_a_decision_is_refused_with_its_row(
    write: Write, row: dict[str, object], message: str, tmp_path: Path
) -> None:
    with pytest.raises(SchemaError, match=message):
        read_decisions(write(tmp_path, table(row)))


@each_table
def test_a_name_or_a_date_alone_decides_nothing(write: Write, tmp_path: Path) -> None:
    assert read_decisions(write(tmp_path, table({"核对人": "张三", "核对日期": "2017-02-20"}))) == ()


@each_table
def test_the_column_of_ids_must_stay(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"the column of ids \(编号 / ID\) is missing; put it back"):
        read_decisions(write(tmp_path, [row[1:] for row in table({"人工判定": "完成"})]))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_recognised(delimiter: str, tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table({"人工判定": "完成", "备注": "见年鉴, 第3页"}))
    (tmp_path / "d.csv").write_bytes(out.getvalue().encode("utf-16"))
    assert [(d.verdict, d.note) for d in read_decisions(tmp_path / "d.csv")] == [(Verdict.MET, "见年鉴, 第3页")]


def test_the_sheets_of_a_workbook_may_be_moved_and_its_size_be_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(factories.decided().to_excel())
    expected = read_decisions(tmp_path / "a.xlsx")
    assert expected
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.move_sheet(book.worksheets[-1], -len(book.worksheets))
    book.save(tmp_path / "moved.xlsx")
    assert read_decisions(tmp_path / "moved.xlsx") == expected
    with zipfile.ZipFile(tmp_path / "a.xlsx") as whole, zipfile.ZipFile(tmp_path / "small.xlsx", "w") as small:
        for name in whole.namelist():
            small.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', whole.read(name)))
    assert read_decisions(tmp_path / "small.xlsx") == expected


def test_dates_of_a_workbook_are_dates(tmp_path: Path) -> None:
    import datetime

    path = as_xlsx(tmp_path, table({"人工判定": "完成", "核对日期": datetime.datetime(2017, 2, 20)}))
    assert read_decisions(path)[0].date == "2017-02-20"


def test_decisions_survive_every_file(tmp_path: Path) -> None:
    decided = factories.decided()
    (tmp_path / "d.json").write_text(decisions_to_json(decided), encoding="utf-8")
    assert read_decisions(tmp_path / "d.json") == decided.decisions
    (tmp_path / "audit.json").write_text(comparison_to_json(decided), encoding="utf-8")
    assert read_decisions(tmp_path / "audit.json") == decided.decisions
    (tmp_path / "audit.csv").write_text(comparison_csv(decided), encoding="utf-8")
    again = factories.comparison().with_decisions(tmp_path / "audit.csv")
    assert [(f.verdict, f.counted, f.picked) for f in again.findings] == [
        (f.verdict, f.counted, f.picked) for f in decided.findings
    ]
    assert [d.note for d in again.decisions] == [d.note for d in decided.decisions]


def test_a_table_that_nobody_filled_in_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "audit.csv").write_text(comparison_csv(factories.comparison()), encoding="utf-8")
    assert read_decisions(tmp_path / "audit.csv") == ()


def test_decisions_about_other_reports_are_told(tmp_path: Path) -> None:
    comparison, path = factories.comparison(), tmp_path / "d.json"
    path.write_text(decisions_to_json(factories.decided()), encoding="utf-8")
    assert "decision-reports" not in [c.name for c in comparison.with_decisions(path).warnings]
    other = replace(
        comparison, old=replace(comparison.old, name="a", sha256="1"), new=replace(comparison.new, name="b", sha256="2")
    )
    assert [c.name for c in other.with_decisions(path).warnings].count("decision-reports") == 1
    edited = replace(comparison, old=replace(comparison.old, sha256="1"), new=replace(comparison.new, sha256="2"))
    assert "decision-reports" not in [c.name for c in edited.with_decisions(path).warnings]


@pytest.mark.parametrize("verdict", ["met", "完成"])
def test_a_minimal_json_is_enough(verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    document = {"schema": "reportdiff/decisions/1", "decisions": [{"commitment": "c1", "verdict": verdict}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_decisions(path) == (Decision("c1", verdict=Verdict.MET),)


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("d.json", b"{", SchemaError, r"d\.json: this is not JSON"),
        ("d.json", b'{"schema": "reportdiff/outline/1"}', SchemaError, "this is an outline, not a file of decisions"),
        ("d.json", b'{"schema": "reportdiff/decisions/1", "decisions": [{"commitment": 1}]}', SchemaError,
         r"decisions\[0\]\.commitment should be a string"),
        ("d.json", b'{"schema": "reportdiff/decisions/1", "decisions": [{"commitment": "c", "verdict": "done"}]}',
         SchemaError, r"decisions\[0\]\.verdict: \'done\' is no verdict; use one of met, partial"),
        ("d.json", b'{"schema": "reportdiff/decisions/1", "decisions": [{"commitment": "c", "verdikt": "met"}]}',
         SchemaError, r"decisions\[0\] has a field 'verdikt', which means nothing here; known are by, commitment"),
        ("d.html", b"<!DOCTYPE html><html><head></head></html>", SchemaError, "this is a web page; open it"),
        ("d.csv", b"a,b\n1,2\n", SchemaError, "no table of commitments to decide about; it needs a column of ids"),
        ("d.csv", b"", ReadError, "there is no text in it"),
        ("d.xlsx", b"PK\x03\x04 damaged", ReadError, "this document is damaged"),
        ("d.xlsx", b"\x00\x01\x02", ReadError, r"d\.xlsx"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_decisions_is_refused(
    name: str, content: bytes, error: type[Exception], message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=message):
        read_decisions(tmp_path / name)


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(ReadError, match="zero: it is larger than 50 MB, far more than decisions are"):
        read_decisions("/dev/zero")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nothing\.json: it cannot be read \(No such file"):
        read_decisions(tmp_path / "nothing.json")


def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path, table({"人工判定": "完成"}))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/a.bin", "w") as part:
        for _ in range(320):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ReadError, match="it would unpack to 320 MB"):
        read_decisions(path)


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path, table({"人工判定": "完成"}))
    evil = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet3.xml", evil)
    with pytest.raises(ReadError, match="declares a document type or entities"):
        read_decisions(path)


def mutated_workbook(data: bytes, dice: random.Random) -> bytes:
    """Return a copy of a workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as copy:
        chosen = dice.choice(package.namelist())
        for name in package.namelist():
            content = package.read(name)
            copy.writestr(name, mutated(content, dice) if name == chosen else content)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "change"), [("json", mutated), ("csv", mutated), ("xlsx", mutated_workbook)])
def test_damaged_copies_are_read_or_refused(
    suffix: str, change: Callable[[bytes, random.Random], bytes], tmp_path: Path
) -> None:
    decided = factories.decided()
    whole = {
        "json": decisions_to_json(decided).encode(),
        "csv": comparison_csv(decided).encode(),
        "xlsx": decided.to_excel(),
    }[suffix]
    path = tmp_path / f"d.{suffix}"
    path.write_bytes(whole)
    assert len(read_decisions(path)) >= 3  # the workbook leaves directional commitments out
    refused = 0
    for number in range(300):
        path.write_bytes(change(whole, random.Random(number)))
        try:
            read_decisions(path)
        except ReportDiffError:
            refused += 1
    assert 0 < refused < 300
