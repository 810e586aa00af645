from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff import compare
from reportdiff.errors import EmptyReportError, ReadError, ReportDiffError
from reportdiff.model import SourceText
from reportdiff.readers.sources import line_starts, read_source

SAMPLE = Path(__file__).parents[2] / "samples" / "linjiang-2016.txt"


@pytest.mark.parametrize("source", [SAMPLE, str(SAMPLE)])
def test_a_file(source: str | Path) -> None:
    read = read_source(source)
    assert read.text == SAMPLE.read_bytes().decode("utf-8")
    assert (read.name, read.format, read.encoding) == ("linjiang-2016.txt", "text", "utf-8")
    assert (read.reading, read.origin) == ("", ())
    offset = read.text.index("三、2016年重点工作安排")
    assert read.text.split("\n")[read.line_at(offset) - 1].startswith("三、2016")


@pytest.mark.parametrize(
    "text",
    ["增长8%\n", "增长8%\r就业", "a" * 256, "全年新增就业1.6万人。", "各位代表：", "\ufeff各位代表："],
)
def test_a_string_that_is_the_text(text: str) -> None:
    read = read_source(text)
    assert read == SourceText(text.removeprefix("\ufeff"), lines=read.lines)


def test_a_file_with_sentence_punctuation_in_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("报告：定稿。txt").write_text("增长8%", encoding="utf-8")
    assert read_source("报告：定稿。txt").text == "增长8%"


@pytest.mark.parametrize(
    ("file", "form"),
    [("a.txt", "text"), ("a.md", "markdown"), ("a.MARKDOWN", "markdown"), ("a", "text"), ("报告.2016", "text")],
)
def test_formats_by_suffix(file: str, form: str) -> None:
    content = "# 一、目标\r\n\r\n- 增长8%\n"
    read = read_source(content.encode(), name=file)
    assert (read.format, read.text) == (form, content)


@pytest.mark.parametrize("source", ["report.txt", "区政府工作报告", Path("没有。txt"), "a/b.html"])
def test_a_missing_file(source: str | Path) -> None:
    with pytest.raises(ReadError, match=f"^no such file: {source}, check the path$"):
        read_source(source)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="this is a folder; give the file of one report in it"):
        read_source(tmp_path)


@pytest.mark.parametrize("source", [Path("a\0b"), Path("a" * 300), SAMPLE / "x"])
def test_an_impossible_path(source: Path) -> None:
    with pytest.raises(ReadError, match="check the path"):
        read_source(source)


@pytest.mark.parametrize("source", ["", "  \n", "\u3000", b"", "\ufeff\n"])
def test_nothing_to_read(source: str | bytes) -> None:
    with pytest.raises(EmptyReportError, match=r"^a\.txt: there is no text in it; check that it is the file you mean$"):
        read_source(source, name="a.txt")


@pytest.mark.parametrize("source", ["增长\0\n", "增长\ud800\n", "\1\2\n"])
def test_strings_that_are_not_text(source: str) -> None:
    with pytest.raises(ReadError, match=r"^<text>: "):
        read_source(source)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", (0,)),
        ("一", (0,)),
        ("一\n", (0,)),
        ("一\n\n二", (0, 2, 3)),
        ("一\r\n二\r三\n四", (0, 3, 5, 7)),
        ("一\u2028二\f三\v四\x85五", (0,)),
    ],
)
def test_line_starts(text: str, starts: tuple[int, ...]) -> None:
    assert line_starts(text) == starts


@given(st.text(alphabet=st.sampled_from("一8。 \n\r\u2028\f")))
def test_lines_cover_the_text_and_end_only_at_line_breaks(text: str) -> None:
    starts = line_starts(text)
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(pieces) == text
    for piece in pieces[:-1]:
        assert piece.endswith(("\n", "\r"))
    for piece in pieces:
        assert not set(piece.removesuffix("\n").removesuffix("\r")) & {"\n", "\r"}


@settings(deadline=None)  # the first call imports what it needs
@given(st.text() | st.binary())
def test_nothing_raises_anything_but_our_errors(source: str | bytes) -> None:
    try:
        read = read_source(source)
    except ReportDiffError:
        return
    assert read.text
    assert read.lines[0] == 0


@pytest.mark.parametrize("form", ["json", "md", "html"])
def test_an_audit_is_no_report(form: str, tmp_path: Path) -> None:
    audit = tmp_path / f"audit.{form}"
    compare(SAMPLE, SAMPLE.with_name("linjiang-2017.txt")).save(audit)
    with pytest.raises(ReadError, match=rf"^audit\.{form}: this is what reportdiff wrote of a report; give the report"):
        read_source(audit)


def test_a_table_is_no_report() -> None:
    with pytest.raises(ReadError, match=r"^audit\.csv: this is a table, not a report; give the report itself"):
        read_source("序号,目标任务\n1,新建停车场12座\n".encode(), name="audit.csv")
