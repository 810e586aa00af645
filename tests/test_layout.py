"""How files are read: lines joined and split, furniture left out, and every character still in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reportdiff
from reportdiff.errors import EmptyReportError
from reportdiff.languages.registry import get_language
from reportdiff.layout import lay_out
from reportdiff.model import SourceText
from reportdiff.readers.sources import read_source

RULES = get_language("zh").layout
SAMPLES = Path(__file__).parents[1] / "samples"
LONG = "松风镇全年新建停车场12座，改造老旧小区6个，开通微公交线路3条，群众生活不断改善"


def read(text: str) -> SourceText:
    source = lay_out(read_source(text, name="report.txt"), RULES)
    assert len(source.reading) == len(source.origin)
    assert all(a < b for a, b in zip(source.origin, source.origin[1:], strict=False))
    assert source.origin[0] >= 0
    assert source.origin[-1] < len(source.text)
    return source


READINGS = [
    # soft line breaks
    ("a comma goes on", "一、回顾\n建成松风图书馆，\n开通线路。\n", "一、回顾\n建成松风图书馆，开通线路。"),
    (
        "an enumeration comma goes on",
        "一、回顾\n建成松风图书馆、\n青竹剧场。\n",
        "一、回顾\n建成松风图书馆、青竹剧场。",
    ),
    (
        "a comma that was left behind",
        "一、回顾\n建成松风图书馆\n，开通线路。\n",
        "一、回顾\n建成松风图书馆，开通线路。",
    ),
    ("a per cent sign that was left behind", "一、回顾\n增长7\n%，建成。\n", "一、回顾\n增长7%，建成。"),
    ("an open quotation mark", "一、回顾\n推进“\n听湖”工程。\n", "一、回顾\n推进“听湖”工程。"),
    (
        "a heading after a comma stays one",
        "建成图书馆，\n一、下一步\n新建停车场。\n",
        "建成图书馆，\n一、下一步\n新建停车场。",
    ),
    ("a numbering alone", "一、\n2030年工作回顾\n建成。\n", "一、2030年工作回顾\n建成。"),
    ("sentences keep their lines", "建成图书馆。\n新建停车场。\n", "建成图书馆。\n新建停车场。"),
    (
        "lines in paragraphs between blank lines",
        "一、回顾\n\n全年PM\n2.5浓度下降5%。\n\n建成图书馆。\n\n新建停车场1\n2座。\n",
        "一、回顾\n全年PM2.5浓度下降5%。\n建成图书馆。\n新建停车场12座。",
    ),
    ("a sentence over a page break", f"{LONG}\n\n- 3 -\n\n{LONG}。\n", f"{LONG}\n{LONG}。"),
    # line ends
    ("CRLF", "一、回顾\r\n建成图书馆，\r\n开通线路。\r\n", "一、回顾\n建成图书馆，开通线路。"),
    ("CR", "一、回顾\r建成图书馆。\r开通线路。\r", "一、回顾\n建成图书馆。\n开通线路。"),
    # one line
    (
        "ideographic spaces",
        "一、回顾　　建成图书馆。　　（一）产业　　新建停车场。",
        "一、回顾\n建成图书馆。\n（一）产业\n新建停车场。",
    ),
    (
        "em spaces",
        "一、回顾\u2003建成图书馆。\u2003（一）产业\u2003新建停车场。",
        "一、回顾\n建成图书馆。\n（一）产业\n新建停车场。",
    ),
    (
        "single spaces",
        "一、回顾 建成图书馆。 （一）产业 新建停车场。",
        "一、回顾\n建成图书馆。\n（一）产业\n新建停车场。",
    ),
    ("indents", "　　一、回顾\n　　建成图书馆。\n　　　　\n　　新建停车场。\n", "一、回顾\n建成图书馆。\n新建停车场。"),
    # characters
    ("blanks inside words", "建 成 图 书 馆，GDP 增长 7 %。\n", "建成图书馆，GDP增长7%。"),
    ("blanks between Latin words", "实施 smart city 项目。\n", "实施smart city项目。"),
    ("full width", "新建（改建）停车场３０座,占比４５．５％;ＡＢ类\n", "新建（改建）停车场30座，占比45.5%；AB类"),
    ("half width punctuation", "建成图书馆,新建(改建)停车场:完成!\n", "建成图书馆，新建（改建）停车场：完成！"),
    ("a comma in a number", "安置1,200户\n", "安置1,200户"),
    ("zero width", "建成\ufeff松风\u200d图书馆，\n\u200b\n新建停车场。\n", "建成松风图书馆，新建停车场。"),
    ("traditional", "全鎮生產總值增長7%，建成圖書館。\n", "全镇生产总值增长7%，建成图书馆。"),
    # page numbers
    ("page numbers with dashes", f"{LONG}。\n\n- 3 -\n\n{LONG}。\n", f"{LONG}。\n{LONG}。"),
    ("page numbers of pages", f"{LONG}，\n第3页 共12页\n改造小区。\n", f"{LONG}，改造小区。"),
    ("a bare page number", f"{LONG}。\n\n12\n\n{LONG}。\n", f"{LONG}。\n{LONG}。"),
]


@pytest.mark.parametrize(("text", "reading"), [row[1:] for row in READINGS], ids=[row[0] for row in READINGS])
def test_reading(text: str, reading: str) -> None:
    assert read(text).reading == reading


def test_a_number_of_its_own_among_the_lines_is_kept() -> None:
    assert read("新建停车场\n12\n座。\n").reading.count("12") == 1


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 正文",
        "您现在的位置：首页 > 报告",
        "当前位置：首页",
        "来源：镇政府办 发布时间：2031-01-08 浏览次数：33",
        "责任编辑：某某",
        "【打印】【关闭】",
        "版权所有：松风镇人民政府",
        "扫一扫在手机打开当前页",
        "上一篇：无",
        "网站地图",
        "松ICP备00000000号",
        "分享到：",
    ],
)
def test_page_furniture_is_left_out(line: str) -> None:
    report = f"松风镇政府工作报告\n一、回顾\n{LONG}。"
    assert read(f"{line}\n{report}\n{line}\n").reading == report
    assert read(f"{report}\n").reading == report


@pytest.mark.parametrize(
    "tail",
    [
        "本作品来自某次会议，不受保护。\nPublic domain",
        "名词解释：\n1.停车场：停车的地方。",
        "相关链接：松风镇公报\n无障碍",
    ],
)
def test_what_follows_the_report_is_left_out(tail: str) -> None:
    report = f"松风镇政府工作报告\n一、回顾\n{LONG}。\n{LONG}。\n二、安排\n{LONG}。"
    assert read(f"{report}\n{tail}\n").reading == report


def test_a_line_like_a_tail_near_the_head_is_kept() -> None:
    text = f"附件：松风镇政府工作报告\n名词解释见后。\n一、回顾\n{LONG}。\n{LONG}。\n二、安排\n{LONG}。\n"
    assert LONG in read(text).reading.split("\n")[-1]


def test_a_hard_wrapped_file_is_joined() -> None:
    paragraphs = [
        LONG + "。" + LONG + "。",
        "松风产业园建设加快推进，成效明显" * 5 + "。",
        "听湖大桥建成通车，群众出行方便" * 7 + "。",
    ] * 4
    width = 31
    lines = [paragraph[i : i + width] for paragraph in paragraphs for i in range(0, len(paragraph), width)]
    assert read("一、回顾\n" + "\n".join(lines) + "\n").reading.split("\n") == ["一、回顾", *paragraphs]


def test_short_lines_are_no_hard_wrapping() -> None:
    lines = [f"建成第{n}座" + "听湖" * (n % 5) + "停车场" for n in range(30)]
    assert read("\n".join(lines) + "\n").reading.split("\n") == lines


def test_quotes_are_what_stands_in_the_file() -> None:
    source = read("一、回顧\r\n全鎮　生產總值增長７％,\r\n建成圖書館。\r\n")
    start = source.reading.index("增长7%")
    quote = source.quote(start, start + 4)
    assert quote.text == "增長７％" == source.text[quote.start : quote.end]
    assert (quote.line, quote.paragraph) == (2, 2)
    start = source.reading.index("图书馆")
    assert source.quote(start, start + 3).text == "圖書館"
    assert source.quote(start, start + 3).line == 3
    start = source.reading.index("7%，建成")
    assert source.quote(start, start + 5).text == "７％,\r\n建成"


@pytest.mark.parametrize("text", ["首页 > 报告\n版权所有：松风镇\n", "- 3 -\n【打印】【关闭】\n"])
def test_nothing_but_furniture(text: str) -> None:
    with pytest.raises(EmptyReportError, match=r"report\.txt"):
        lay_out(read_source(text, name="report.txt"), RULES)


@pytest.mark.parametrize("width", [30, 34, 40])
def test_a_hard_wrapped_report_is_read_like_the_report(width: int) -> None:
    """The samples wrapped as programs for mail do it, in the middle of quotations and numbers too."""

    def wrapped(path: Path) -> str:
        lines = path.read_text(encoding="utf-8").splitlines()
        return "\n".join("\n".join(re.findall(f".{{1,{width}}}", line.rstrip()) or [""]) for line in lines)

    def verdicts(old: str, new: str) -> dict[str, str]:
        result = reportdiff.compare(old, new, old_year=2016, new_year=2017)
        return {"".join(f.commitment.quote.text.split()): f.verdict.value for f in result.findings}

    old, new = SAMPLES / "linjiang-2016.txt", SAMPLES / "linjiang-2017.txt"
    assert verdicts(wrapped(old), wrapped(new)) == verdicts(old.read_text("utf-8"), new.read_text("utf-8"))
