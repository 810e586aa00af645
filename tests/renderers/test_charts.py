"""Charts: what they show, that they hold in any report, and that they leave matplotlib as it was."""

from __future__ import annotations

import io
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import matplotlib
import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure
from PIL import Image

from reportdiff import model, results
from reportdiff.errors import ConfigError, MissingExtraError
from reportdiff.renderers.charts import CHARTS, comparison_chart, comparison_figure, fonts
from reportdiff.renderers.charts.points import bars, dots
from reportdiff.renderers.style import style
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import wording
from tests import factories, strategies
from tests.renderers.test_excel import with_words


@pytest.fixture(autouse=True)
def _any_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw Chinese as boxes where no font has it."""
    if not fonts._installed() & set(style().chart_fonts):
        monkeypatch.setattr(fonts, "style", lambda: replace(style(), chart_fonts=(fonts.LATIN,)))


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(match=matplotlib.text.Text) if text.get_text()]


def promised(chain: model.Chain, target: model.Target) -> results.Comparison:
    """Return a comparison of one commitment."""
    whole = factories.comparison()
    finding = whole.findings[3]
    commitment = replace(finding.commitment, targets=(target,))
    return replace(whole, findings=(replace(finding, commitment=commitment, chain=chain),))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bars_count_every_commitment_once(lang: str) -> None:
    words, view = wording(lang), audit(factories.decided(), lang)
    found = bars(view, words)
    assert [bar.label for bar in found] == [group.title for group in view.groups]
    assert [sum(bar.counts) for bar in found] == [len(group.rows) for group in view.groups]
    figure = factories.decided().plot(lang=lang)
    shown = texts(figure)
    for verdict in model.Verdict:
        assert f"{words(f'mark.{verdict.value}')} {words(f'verdict.{verdict.value}')}" in shown
    assert {str(sum(bar.counts)) for bar in found} <= set(shown)


@pytest.mark.parametrize(
    ("target", "chain", "expected"),
    [
        (("5000", "户"), ("4730户", "≥ 5000户", "4620户", ""), (92.4, 94.6, None)),
        (("8.5", "%"), ("8.6%", "≈ 8.5%", "+8.3%", "≈ 8%"), (97.65, 101.18, 94.12)),
        (("5", "%", model.Direction.DECREASE), ("", "≥ 5%", "-5.2%", "≥ 4%"), (104, None, 80)),
        (("4", "%", model.Direction.LEVEL, model.Bound.AT_MOST), ("", "≤ 4%", "-0.2%", ""), (-5, None, None)),
        (("5", "%"), ("", "≥ 5%", "-1%", ""), (-20, None, None)),
        (("5000", "户"), ("3公里", "≥ 5000户", "4000户", "稳步增长"), (80, None, None)),
        (("5000", "户"), ("", "≥ 5000户", "", ""), None),
        (("5000", "户"), ("", "≥ 5000户", "30公里", ""), None),
        (("5000", "户"), ("", "≥ 5000户", "3户至5户和8户", ""), None),
        (("0", "户"), ("", "≥ 0户", "3户", ""), None),
    ],
)
def test_figures_are_in_percent_of_the_target(
    target: tuple, chain: tuple[str, ...], expected: tuple[float | None, ...] | None
) -> None:
    defaults = (model.Direction.INCREASE, model.Bound.AT_LEAST)
    value, unit, direction, bound = (*target, *defaults[len(target) - 2 :])
    family = "percent" if unit == "%" else "count"
    goal = model.Target("", bound, Decimal(value), None, unit, direction, model.Measure.RATE, family, Decimal(value))
    found, left = dots(promised(model.Chain(*chain), goal), wording("zh"))
    if expected is None:
        assert (found, left) == ((), 1)
        return
    (row,) = found
    assert left == 0
    actual = (row.actual, row.last, row.following)
    assert [v and round(v, 2) for v in actual] == list(expected)
    assert row.told.startswith("实际")


def test_a_range_is_shown_as_one_and_units_of_a_family_are_compared() -> None:
    between, added = model.Bound.BETWEEN, model.Measure.ADDED
    rate = model.Target(
        "", between, Decimal(2), Decimal(3), "%", model.Direction.LEVEL, added, "percent", Decimal(2)
    )  # fmt: skip
    ((row,), left) = dots(promised(model.Chain("", "2-3%", "2.4%", ""), rate), wording("zh"))
    assert (row.actual, row.upper, left) == (120, 150, 0)
    assert row.told == "实际2.4%，目标2～3%"
    length = replace(rate, bound=model.Bound.AT_LEAST, upper=None, unit="公里", family="length", amount=Decimal(25000))
    ((row,), _) = dots(promised(model.Chain("", "≥ 25公里", "2.6万米", ""), length), wording("zh"))
    assert row.actual == 104


def test_a_chart_of_targets_names_and_quotes_them() -> None:
    found, left = dots(factories.comparison(), wording("zh"))
    assert left == 7 - len(found)
    shown = texts(factories.comparison().plot("targets"))
    assert {row.label for row in found} <= set(shown)
    assert "实际4620户，目标≥5000户" in shown
    assert any("另有" in text for text in shown)


@pytest.mark.parametrize("what", CHARTS)
@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_input_gives_the_same_file(what: str, form: str) -> None:
    before = dict(matplotlib.rcParams)
    chart = comparison_chart(factories.comparison(), what, form)
    assert comparison_chart(factories.comparison(), what, form) == chart
    assert dict(matplotlib.rcParams) == before
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
    if form == "png":
        assert min(Image.open(io.BytesIO(chart)).size) > 300
    else:
        assert ET.fromstring(chart).tag.endswith("svg")
        assert b"<dc:date>" not in chart


@pytest.mark.parametrize("text", ["$\\frac{1}{$", "a_$x^2$", "\x00\x1b[31m\u202e", "--><script>", "𠮷\ud800\U000f0000"])
@pytest.mark.parametrize("what", CHARTS)
def test_a_text_is_a_text_whatever_it_holds(text: str, what: str) -> None:
    chart = comparison_chart(with_words(text), what, "svg")
    root = ET.fromstring(chart)
    assert not [tag for tag in root.iter() if tag.tag.endswith("script")]
    assert b"\x1b" not in chart


@settings(max_examples=8)
@given(strategies.comparisons)
def test_any_comparison_can_be_drawn(comparison: model.Comparison) -> None:
    comparison = replace(comparison, old=replace(comparison.old, language="zh"))
    for what in CHARTS:
        assert comparison_figure(comparison, what, "en").axes


@pytest.mark.parametrize("what", CHARTS)
def test_an_empty_chart_says_so(what: str) -> None:
    assert "没有可以画出的任务。" in texts(factories.empty_comparison().plot(what))


def test_a_missing_font_is_said_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "style", style)
    monkeypatch.setattr(fonts, "_installed", lambda *, again=False: {"DejaVu Sans"})
    with pytest.raises(MissingExtraError, match="apt install fonts-noto-cjk, or install one of: Noto Sans CJK SC"):
        factories.comparison().plot()
    assert fonts.families(["only Latin"]) == [fonts.LATIN]


def test_a_chinese_font_is_found_where_one_is_installed() -> None:
    if not fonts._installed() & set(style().chart_fonts):
        pytest.skip("needs a font with Chinese characters (fonts-noto-cjk)")
    assert fonts.families(["就业"])[0] in style().chart_fonts


@pytest.mark.parametrize(("what", "form"), [("pie", "png"), ("verdicts", "pdf")])
def test_other_charts_and_formats_are_refused(what: str, form: str) -> None:
    with pytest.raises(ConfigError, match="choose one of: "):
        comparison_chart(factories.comparison(), what, form)


def test_without_matplotlib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportdiff\[plot\]'"):
        factories.comparison().plot()


@pytest.mark.parametrize("what", CHARTS)
def test_what_people_decided_is_said(what: str) -> None:
    def said(comparison: results.Comparison) -> str:
        return comparison.plot(what, "zh").axes[0].get_title(loc="left").replace("\n", "")

    assert "人工核对4项，其中改判1项。" in said(factories.decided())
    assert "人工核对" not in said(factories.comparison())
