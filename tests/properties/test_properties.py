"""What holds for any text: no surprises, true quotes, the same result every time and in every encoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import reportdiff
from reportdiff import Comparison, ReportDiffError
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.languages.registry import get_language
from reportdiff.model import Quote, Report

ZH = get_language("zh")
SAMPLES = Path(__file__).parents[2] / "samples"
LETTERS = (
    "一二三十年月日万亿元个家座新建完成开工启动增长达到下降各位代表回顾安排目标第分别其中由从比上年没有未正在湖松園學國"
)
MARKS = "，。、；：！？“”《》（）()—-.．,%％·…#*\u3000 \u2003\t\n\r\u200b\ufeff\u2028\x0b0123456789０５ＡaZ〇é😀"

letters = st.text(st.sampled_from(LETTERS + MARKS), max_size=160)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
pieces = st.lists(
    st.sampled_from(
        [
            "政府工作报告",
            "——2031年1月8日在青石镇第三届人民代表大会第一次会议上",
            "各位代表：",
            "一、2030年工作回顾",
            "二、2031年工作安排",
            "（一）加快发展",
            "# 标题",
            "一是抓项目。",
            "——抓产业。",
            "建成松风图书馆，",
            "新建停车场12座、幼儿园3所，总数达到60个",
            "粮食、棉花产量分别增长3%和4%。",
            "我们也清醒地看到，还存在不少困难和问题：产业不强。",
            "来源：镇政府办 发布时间：2031-01-08",
            "- 3 -",
            "12",
            "\n",
            "\r\n",
            "　　",
            " ",
            "“",
            "（",
            "附件：",
        ]
    ),
    max_size=25,
).map("".join)
texts = st.one_of(letters, pieces, anything, st.tuples(pieces, letters, pieces).map("".join))


def assert_quoted(report: Report, quotes: Iterable[Quote]) -> None:
    for quote in quotes:
        assert report.source.text[quote.start : quote.end] == quote.text != ""
        assert quote.line == report.source.line_at(quote.start)


@given(texts)
@example("一、")
@example("#")
@example("\u200b一")
@example("各位代表")
@example("—— \n——")
@example("一是\n二是")
@example("1\n\n2\n\n3")
@example("，")
@settings(max_examples=300)
def test_reading_any_text(text: str) -> None:
    try:
        report = reportdiff.outline(text + "\n", language="zh")
    except ReportDiffError:
        return
    source = report.source
    assert len(source.reading) == len(source.origin) > 0
    assert all(a < b for a, b in zip(source.origin, source.origin[1:], strict=False))
    assert source.origin[0] >= 0
    assert source.origin[-1] < len(source.text)
    for section in report.sections:
        assert 0 <= section.start < section.end <= len(source.text)
        assert source.text.startswith(section.title, section.start)
    commitments = find_commitments(report, ZH, threshold=0.3)
    outcomes = find_outcomes(report, ZH)
    assert_quoted(report, [claim.quote for claim in [*commitments, *outcomes]])
    for claim in [*commitments, *outcomes]:
        for quantity in claim.quantities:
            assert claim.quote.start <= quantity.start < quantity.end <= claim.quote.end


@given(st.one_of(letters, pieces, anything))
@settings(max_examples=300)
def test_numbers_and_clauses_of_any_text(text: str) -> None:
    at = 0
    for number in ZH.quantities.find(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end
        ZH.quantities.measure(text, number)
        ZH.quantities.metric(text, number)
    at = 0
    for clause in ZH.claims.clauses(text):
        assert at <= clause.start < clause.end <= len(text)
        assert 0 <= clause.head <= clause.start
        at = clause.end
        if clause.whole:
            assert clause.whole[0] <= clause.start
            assert clause.end <= clause.whole[1]


@cache
def sample_text(year: int) -> str:
    return (SAMPLES / f"linjiang-{year}.txt").read_text(encoding="utf-8")


@cache
def paragraphs(year: int) -> tuple[str, ...]:
    return tuple(line for line in sample_text(year).splitlines() if line.strip())


def shuffled(year: int) -> st.SearchStrategy[str]:
    lines = st.lists(st.sampled_from(paragraphs(year)), min_size=1, max_size=8)
    return st.tuples(lines, lines).map(
        lambda parts: "\n".join(
            ["政府工作报告", f"一、{year - 1}年工作回顾", *parts[0], f"二、{year}年工作安排", *parts[1], ""]
        )
    )


def quotes_of(result: Comparison) -> Iterator[tuple[str, Quote]]:
    for finding in result.findings:
        yield "old", finding.commitment.quote
        if finding.commitment.baseline:
            yield "old", finding.commitment.baseline
        for evidence in [*finding.evidence, *([finding.runner_up] if finding.runner_up else [])]:
            yield "new", evidence.quote
        if finding.renewed:
            yield "new", finding.renewed
    for commitment in result.new_commitments:
        yield "new", commitment.quote


@given(shuffled(2016), shuffled(2017))
@settings(max_examples=15)
def test_comparing_shuffled_reports(old: str, new: str) -> None:
    try:
        first, second = reportdiff.outline(old), reportdiff.outline(new)
        result = reportdiff.compare(first, second)
    except ReportDiffError:
        return
    assert result == reportdiff.compare(old, new)
    assert Comparison.from_json(result.to_json()) == result
    for side, quote in quotes_of(result):
        assert_quoted(first if side == "old" else second, [quote])
    for finding in result.findings:
        for evidence in finding.evidence:
            assert 0 <= evidence.score <= 1


@cache
def sample_verdicts() -> list[tuple[str, str, str]]:
    return verdicts(reportdiff.compare(sample_text(2016), sample_text(2017)))


def verdicts(result: Comparison) -> list[tuple[str, str, str]]:
    return [(f.commitment.quote.text, f.judgement.verdict, f.judgement.rule) for f in result.findings]


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        lambda text: text + "\n\n\n",
    ],
    ids=["CRLF", "CR", "byte order mark", "GB18030", "UTF-16", "blank lines at the end"],
)
def test_how_a_file_is_written_changes_no_verdict(write: object) -> None:
    old, new = write(sample_text(2016)), write(sample_text(2017))  # type: ignore[operator]
    assert verdicts(reportdiff.compare(old, new)) == sample_verdicts()


def test_traditional_characters_change_hardly_any_verdict() -> None:
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    result = reportdiff.compare(convert(sample_text(2016)), convert(sample_text(2017)))
    expected = [verdict for _, verdict, _ in sample_verdicts()]
    starts = {f.commitment.quote.start: f.judgement.verdict for f in result.findings}
    simplified = reportdiff.compare(sample_text(2016), sample_text(2017))
    same = sum(starts.get(f.commitment.quote.start) is f.judgement.verdict for f in simplified.findings)
    assert len(expected) > 90
    assert same / len(expected) >= 0.97
    assert any(f.commitment.quote.text != s[0] for f, s in zip(result.findings, sample_verdicts(), strict=False))


def test_the_samples_quote_their_files() -> None:
    old, new = reportdiff.outline(sample_text(2016)), reportdiff.outline(sample_text(2017))
    for side, quote in quotes_of(reportdiff.compare(old, new)):
        assert_quoted(old if side == "old" else new, [quote])
