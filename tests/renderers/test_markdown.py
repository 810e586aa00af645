"""The Markdown audit: nothing is lost, nothing breaks the layout, and empty parts say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportdiff import model, results
from reportdiff.renderers import alignment_markdown, checklist_markdown, comparison_markdown, outline_markdown
from reportdiff.renderers.markdown import escape
from reportdiff.renderers.wording import join_lines, languages, wording
from tests import factories, strategies
from tests.renderers.test_excel import with_words

PARSER = MarkdownIt("gfm-like", {"linkify": False})


def cells(markdown: str) -> Iterator[list[str]]:
    """Yield the rows of all tables as a reader sees them."""
    row: list[str] = []
    tokens = PARSER.parse(markdown)
    for token, inline in pairwise(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type in {"td_open", "th_open"}:
            row.append(visible(inline))
        elif token.type == "tr_close":
            yield row


def visible(token: Token) -> str:
    return "".join(child.content for child in token.children or [] if child.type in {"text", "text_special"})


def only(finding: model.Finding) -> results.Comparison:
    """Return the factory comparison with one finding."""
    return results.Comparison(factories.old_info(), factories.new_info(), (finding,), (), ())


@pytest.mark.parametrize("lang", languages())
def test_golden(lang: str, golden: Callable[[str, str], None]) -> None:
    golden(f"audit.{lang}.md", comparison_markdown(factories.comparison(), lang))
    golden(f"checklist.{lang}.md", checklist_markdown(factories.checklist(), lang))
    golden(f"alignment.{lang}.md", alignment_markdown(factories.alignment(), lang))
    golden(f"outline.{lang}.md", outline_markdown(factories.old_report(), lang))


@pytest.mark.parametrize("lang", languages())
def test_no_checkable_commitment_is_lost(lang: str) -> None:
    comparison = factories.comparison()
    markdown = comparison_markdown(comparison, lang)
    rows = [row for row in cells(markdown) if len(row) >= 5]
    for number, finding in enumerate(
        (f for f in comparison.findings if f.commitment.kind is not model.Kind.DIRECTIONAL), 1
    ):
        assert f'<a id="{finding.commitment.id}"></a>{number} |' in markdown
        row = next(row for row in rows if row[0] == str(number))
        assert finding.commitment.quote.text in row[1]
        assert row[-1] == wording(lang).reason(finding.judgement)
        assert all(join_lines(e.quote.text) in row[-3] for e in finding.evidence)


def test_directional_commitments_are_counted_but_not_listed() -> None:
    markdown = comparison_markdown(factories.comparison())
    assert "加强宏观形势研判" not in markdown
    assert "另有方向性表述1条" in markdown


def test_soft_breaks_in_quotes_are_joined_and_bars_do_not_split_cells() -> None:
    markdown = comparison_markdown(factories.comparison())
    assert "“16家企业跨入规模以上行列”（第5行）" in markdown
    assert any("区档案馆|文化馆建成投用" in cell for row in cells(markdown) for cell in row)


def test_shared_evidence_names_the_other_commitment() -> None:
    assert "（第8行，同一表述也用于第8项）" in comparison_markdown(factories.comparison())


def test_renewed_commitments_are_told_from_new_ones() -> None:
    rows = list(cells(comparison_markdown(factories.comparison())))
    again = "“完成剩余1300户居民天然气置换”（第15行）"
    assert ["6", "完成6000户居民天然气置换", "◐ 部分完成", again] in rows
    assert ["1", "引进世界500强企业投资项目2个", "13"] in rows
    assert ["2", "新增养老床位500张", "15"] in rows


def test_shared_verb_is_added_in_brackets_where_the_words_lack_it() -> None:
    finding = factories.comparison().findings[8]
    assert "| 〔建成投用〕文化馆 |" in comparison_markdown(only(finding))
    repeated = replace(finding, commitment=replace(finding.commitment, context="文化馆、"))
    assert "| 文化馆 |" in comparison_markdown(only(repeated))


def few_lines(info: model.ReportInfo) -> model.ReportInfo:
    """Return a report whose file is one line."""
    return replace(info, lines=1, characters=1001)


def test_paragraphs_are_cited_where_the_file_has_hardly_any_lines() -> None:
    comparison = factories.comparison()
    by_line = comparison_markdown(comparison)
    assert "“公园、广场新建健身步道12条”（第9行，匹配度31%）" in by_line
    assert "| 序号 | 目标任务 | 行号 |" in by_line
    assert "段号" not in by_line
    by_paragraph = comparison_markdown(replace(comparison, new=few_lines(comparison.new)))
    assert "“公园、广场新建健身步道12条”（第8段，匹配度31%）" in by_paragraph
    assert "“区档案馆|文化馆建成投用”（第7段，同一表述也用于第8项）".replace("|", "\\|") in by_paragraph
    assert "“完成剩余1300户居民天然气置换”（第14段）" in by_paragraph
    assert "| 1 | 引进世界500强企业投资项目2个 | 12 |" in by_paragraph
    assert "| 序号 | 目标任务 | 段号 |" in by_paragraph
    assert "改注段号" in by_paragraph
    assert "第9行" not in by_paragraph
    assert " (para. 8; match 31%)" in comparison_markdown(replace(comparison, new=few_lines(comparison.new)), "en")


def test_each_report_is_cited_in_its_own_way() -> None:
    comparison = factories.comparison()
    assert "（第9行，匹配度31%）" in comparison_markdown(replace(comparison, old=few_lines(comparison.old)))
    assert "| 段号 |" in checklist_markdown(replace(factories.checklist(), report=few_lines(comparison.old)))
    assert "| 行号 |" in checklist_markdown(factories.checklist())
    for lines, place in ((1, "第8段"), (2, "第9行")):
        edge = replace(comparison.new, lines=lines, characters=2000)
        assert f"“公园、广场新建健身步道12条”（{place}，匹配度31%）" in comparison_markdown(
            replace(comparison, new=edge)
        )


def test_outline_of_one_line_gives_paragraphs() -> None:
    report = factories.old_report()
    assert "（工作安排，第4行）" in outline_markdown(report)
    text = report.source.text.replace("\n", "\u3000") + "。" * 1000
    source = replace(report.source, text=text, lines=(0,))
    assert "（工作安排，第4段）" in outline_markdown(replace(report, source=source))


def test_commitments_are_numbered_in_report_order() -> None:
    comparison = factories.comparison()
    turned = replace(comparison, findings=comparison.findings[::-1])
    assert comparison_markdown(turned) == comparison_markdown(comparison)


@pytest.mark.parametrize("lang", languages())
def test_empty_parts_are_sentences(lang: str) -> None:
    words = wording(lang)
    met = comparison_markdown(only(factories.comparison().findings[1]), lang)
    for key in ("no_missed", "no_partial", "no_unclear", "no_dropped", "no_renewed", "no_new", "no_sections"):
        assert words(f"audit.{key}") in met, key
    nothing = comparison_markdown(factories.empty_comparison(), lang)
    assert words("audit.none", year=2016) in nothing
    assert not list(cells(nothing))
    assert "\n\n\n" not in met + nothing


def test_dropped_shows_the_runner_up_or_says_there_is_none() -> None:
    comparison = factories.comparison()
    markdown = comparison_markdown(comparison)
    assert "判定与该项无关" in markdown
    assert "| 序号 | 目标任务 | 字面最接近的表述（判定与此项无关） | 新一年续列 |" in markdown
    rows = list(cells(markdown))
    name = "实现公园、广场免费无线网络全覆盖 ⚑"
    assert ["10", name, "“公园、广场新建健身步道12条”（第9行，匹配度31%）", "—"] in rows
    assert ["12", "实际利用外资1.5亿美元", "没有接近的表述", "—"] in rows
    (finding,) = [f for f in comparison.findings if f.runner_up]
    assert finding.runner_up
    far = replace(finding, runner_up=replace(finding.runner_up, score=0.04))
    assert ["1", name, "没有接近的表述", "—"] in list(cells(comparison_markdown(only(far))))


def test_what_was_not_met_is_listed_with_its_reason_and_whether_it_is_promised_again() -> None:
    rows = list(cells(comparison_markdown(factories.comparison())))
    gas = [row for row in rows if row[0] == "6" and len(row) == 5]
    quote = "“天然气置换完成4700户，其余1300户正在入户施工”（第8行）"
    why = "报告数字为4700户，尚未达到目标（≥6000户），其余部分报告称正在推进，原文用语“正在入户施工”。"
    assert ["6", "完成6000户居民天然气置换", quote, why, "是"] in gas
    assert any(row[1] == "招商引资到位资金170亿元 ⚑" for row in rows)


def test_review_mark_is_explained_and_shown() -> None:
    markdown = comparison_markdown(factories.comparison())
    assert markdown.count("⚑ 需核对 |") + markdown.count("⚑ 需核对<br>") == 3
    assert "- **⚑ 需核对**：" in markdown


@pytest.mark.parametrize(
    "text", ["a|b", "*重要*", "__x__", "<script>", "&lt;", "~~x~~", "[a](b)", "`x`", "$x$", "\\|", "!["]
)
def test_escaped_words_show_as_they_are(text: str) -> None:
    (row,) = list(cells(f"| a |\n|---|\n| x{escape(text)}x |"))[1:]
    assert row == [f"x{text}x"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_any_words_show_as_they_are(text: str) -> None:
    (row,) = list(cells(f"| a |\n|---|\n| x{escape(text)}x |"))[1:]
    assert row == [f"x{text}x"]


@settings(max_examples=30)
@given(strategies.comparisons, strategies.checklists, strategies.alignments, st.sampled_from(languages()))
def test_anything_can_be_rendered(
    comparison: model.Comparison, checklist: model.Checklist, alignment: model.Alignment, lang: str
) -> None:
    assert comparison_markdown(comparison, lang)
    assert checklist_markdown(checklist, lang)
    assert alignment_markdown(alignment, lang)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=y>", "[a](javascript:x)", "![a](http://x/y.png)", "http://x.org",
        "a\n# b", "`x`", "<!-- x", "&lt;b&gt;", "|a|", "\x1b[31mx", "a\u202eb",
    ],
)  # fmt: skip
def test_nothing_in_a_quote_is_markup(text: str) -> None:
    shown = escape(text)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(f"|a|\n|---|\n|{shown}|\n")
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert all(character.isprintable() for character in shown)
    whole = MarkdownIt("commonmark", {"html": True}).enable("table").parse(with_words(text).to_markdown())
    found = [child for token in whole for child in token.children or ()]
    assert not {"image", "code_inline"} & {child.type for child in found}
    assert all(child.attrs["href"].startswith("#") for child in found if child.type == "link_open")
    assert {re.sub(r'"[^"]*"', "", child.content) for child in found if child.type == "html_inline"} <= {
        "<a id=>", "</a>", "<br>",
    }  # fmt: skip
