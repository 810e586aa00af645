from __future__ import annotations

import subprocess
import sys
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.errors import ReadError, ReportDiffError
from reportdiff.readers.blocks import blocks_of
from reportdiff.readers.html import looks_like_html, main_text
from reportdiff.readers.sources import read_source

from .pages import PAGES, PLAN, REPORT, page


@pytest.mark.parametrize("kind", PAGES)
def test_every_line_of_the_report_survives_in_order(kind: str) -> None:
    lines = main_text(PAGES[kind](), kind).split("\n")
    found = [line for line in lines if line in set(REPORT)]
    assert found == REPORT
    assert len(PLAN) > 40


@pytest.mark.parametrize("kind", PAGES)
def test_the_frame_of_the_page_is_left_out(kind: str) -> None:
    lines = main_text(PAGES[kind](), kind).split("\n")
    # The sidebar of a layout table stands in the same row as the report.
    assert set(lines) - set(REPORT) <= {"栏目一", "栏目二"}


def test_a_data_table_gives_a_line_for_each_row() -> None:
    rows = "".join(f"<tr><td><p>{i}</p></td><td>建成社区食堂{i}家</td><td>区民政局</td></tr>" for i in range(1, 4))
    inner = "".join(f"<p>{escape(p)}</p>" for p in REPORT[:20]) + f"<table>{rows}</table><p>{REPORT[20]}</p>"
    lines = main_text(page(f"<div>{inner}</div>"), "a.html").split("\n")
    assert lines[20:] == [f"{i} 建成社区食堂{i}家 区民政局" for i in range(1, 4)] + [REPORT[20]]


def test_the_title_above_the_date_and_source_survives() -> None:
    title, *rest = REPORT
    inner = f"<h1>{title}</h1><div class='info'>来源：区政府办 日期：2016-01-19</div><div>"
    lines = main_text(page(inner + "".join(f"<p>{escape(p)}</p>" for p in rest) + "</div>"), "a.html").split("\n")
    assert lines[0] == title


@pytest.mark.parametrize(
    "text",
    [
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<html><body><div id='app'></div><script>render()</script></body></html>",
        "<html><body>" + "<a href='/x'>政府工作报告</a><br>" * 50 + "</body></html>",
        "<html></html>",
        "<html><!-- only a comment --></html>",
    ],
)
def test_a_page_without_running_text_is_an_error_with_advice(text: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.html: no running text .*save it as a text file$"):
        main_text(text, "a.html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<html>", True),
        ("\n <HTML lang='zh'>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', True),
        ("<!-- saved from url --><html>", True),
        ("各位代表：", False),
        ("# 一、目标\n<html>", False),
        ("<p>增长8%</p>", False),
    ],
)
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>新增\n   1.6\n万人，New\n York</p>", ["新增1.6万人，New York"]),
        ("<p>新增\n   就业</p>", ["新增就业"]),
        ("<p>第一段。　　第二段。</p>", ["第一段。　　第二段。"]),
        ("<p>第一段。&nbsp;&nbsp;&nbsp;&nbsp;第二段。</p>", ["第一段。　　第二段。"]),
        ("<p>第<b>一</b>段<sup>2</sup>。</p>", ["第一段2。"]),
        ("一<br>二<hr>三<p>四", ["一", "二", "三", "四"]),
        ("<script>x</script>一<style>y</style>二<!-- z -->三", ["一二三"]),
        ("<table><tr><td>一</td><td>二</td></tr></table>", ["一 二"]),
        ("<p>\u200b</p><p>&#65279;一</p>", ["一"]),
    ],
)
def test_lines_are_what_a_browser_shows(markup: str, lines: list[str]) -> None:
    assert [block.text for block in blocks_of(markup)] == lines


_TOKENS = r"""<p> </p> <div> </div> <table> <tr> <td> </td> </table> <br> <a_href='#'> <a_href='x'> </a>
<pre> </pre> <h1> <script> </script> <!-- --> <?x ?> &nbsp; &#0; &#xD800; &lt; <![CDATA[ ]]> <html> </html> <head>
<svg> <b_a="1" < 一、目标 增长8%。 <frameset> <body>"""
_MARKUP = st.lists(
    st.sampled_from([token.replace("_", " ") for token in _TOKENS.split()] + ["\u2028", "\r\n"]) | st.text(max_size=5)
).map("".join)


@settings(deadline=None)  # the first call imports what it needs
@given(_MARKUP)
def test_no_markup_raises_anything_but_our_errors(markup: str) -> None:
    try:
        source = read_source(f"<html>\n{markup}")
    except ReportDiffError:
        return
    assert source.format == "html"


def test_a_page_nested_very_deep_is_read() -> None:
    text = main_text("<div>" * 1000 + "<p>" + REPORT[10] + "</p>" + "</div>" * 1000, "a.html")
    assert text == REPORT[10]


def test_a_page_that_breaks_trafilatura_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def broken(*args: object, **options: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(trafilatura, "extract", broken)
    lines = main_text(PAGES["h2"](), "a.html").split("\n")
    assert [line for line in lines if line in set(REPORT)] == REPORT


def test_an_incomplete_installation_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadError, match=r"^a\.html: trafilatura.* is not installed completely .*pip install"):
        main_text(PAGES["h2"](), "a.html")


@pytest.mark.parametrize(
    ("file", "content"),
    [("a.html", "<p>一</p>" * 200), ("a.txt", "<html>" + "<p>增长</p>" * 200), ("a", "<html><p>" + "增" * 99)],
)
def test_web_pages_are_known_by_suffix_or_content(file: str, content: str) -> None:
    source = read_source(content.encode(), name=file)
    assert (source.format, "<" in source.text) == ("html", False)


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-8", "utf-16"])
def test_pages_in_every_encoding(encoding: str) -> None:
    text = page("<div>" + "".join(f"<p>{escape(p)}</p>" for p in REPORT) + "</div>", charset=encoding)
    data = text.encode(encoding, "ignore")
    assert read_source(data, name="a.html").text == main_text(data.decode(encoding), "a.html")


def test_plain_text_needs_neither_trafilatura_nor_opencc_nor_charset_normalizer() -> None:
    code = (
        "import sys\n"
        "from reportdiff.readers.script import simplify\n"
        "from reportdiff.readers.sources import read_source\n"
        "simplify(read_source('全年新增就业1.6万人。'.encode('gbk')).text)\n"
        "print([m for m in ('trafilatura', 'lxml', 'opencc', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
