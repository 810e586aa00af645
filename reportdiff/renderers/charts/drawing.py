"""Drawing charts with matplotlib, without its global state: figures, and their files in PNG and SVG."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportdiff.controls import for_terminal
from reportdiff.errors import ConfigError, MissingExtraError
from reportdiff.model import Comparison, Verdict
from reportdiff.renderers.charts.fonts import families
from reportdiff.renderers.charts.points import Bar, Dots, bars, dots
from reportdiff.renderers.style import style
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import Wording, wording_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["CHARTS", "comparison_chart", "comparison_figure"]

CHARTS = ("verdicts", "targets")
"""What can be drawn."""

_WIDE = 10.0  # inches
_ROW = {"verdicts": 0.42, "targets": 0.30}  # inches, of a row
_FURTHEST = 200.0  # percent of the target; what is further out is drawn at the edge
_DPI = 160
_REMARK = 90  # columns of a line of it
_MARKERS = {
    Verdict.MET: "o",
    Verdict.PARTIAL: "D",
    Verdict.MISSED: "X",
    Verdict.UNCLEAR: "^",
    Verdict.DROPPED: "s",
}
_METADATA: dict[str, dict[str, None]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}


def comparison_figure(comparison: Comparison, what: str = "verdicts", lang: str | None = None) -> Figure:
    """Draw a chart of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    what : {"verdicts", "targets"}
        The verdicts by section of the old report, or the reported figures in percent of their targets.
    lang : str, optional
        Language of labels; by default that of the old report.

    Raises
    ------
    ConfigError
        There is no such chart.
    MissingExtraError
        matplotlib is not installed, or no font with Chinese characters.
    """
    if what not in CHARTS:
        raise ConfigError(f"no chart {what!r}; choose one of: {', '.join(CHARTS)}")
    try:
        from matplotlib.figure import Figure
        from matplotlib.text import Text
    except ImportError as error:
        raise MissingExtraError.of("plot", "Charts", "matplotlib") from error
    words = wording_for(lang, comparison.old)
    view = audit(comparison, lang)
    rows: Sequence[Bar | Dots]
    if what == "verdicts":
        rows, remark = bars(view, words), view.headline
    else:
        rows, remark = _dots(comparison, words)
    remark += _decided(comparison, words)
    title = words(f"plot.{what}", title=view.title)
    texts = [for_terminal(text) for text in (title, remark, *(row.label for row in rows))]
    context = {"font.family": families([*texts, words("plot.axis_targets")]), "axes.unicode_minus": False}
    with _settings(context):
        figure = Figure(figsize=(_WIDE, 2.1 + _ROW[what] * max(len(rows), 2)), layout="constrained", facecolor="white")
        axes = figure.add_subplot()
        _head(figure, axes, texts[0], texts[1])
        if not rows:
            _nothing(axes, words)
        elif what == "verdicts":
            _draw_bars(axes, [row for row in rows if isinstance(row, Bar)], words)
        else:
            _draw_dots(axes, [row for row in rows if isinstance(row, Dots)], words)
        for text in figure.findobj(match=Text):
            text.set_parse_math(False)  # a dollar is a dollar
        figure.draw_without_rendering()  # so that nothing is left to settings outside
    return figure


def _decided(comparison: Comparison, words: Wording) -> str:
    """Return how many of the verdicts are people's, and how many of these the machine gave otherwise."""
    decided = [finding for finding in comparison.findings if finding.decided]
    changed = sum(finding.verdict is not finding.judgement.verdict for finding in decided)
    return words("plot.decided", n=len(decided), changed=changed) if decided else ""


def _dots(comparison: Comparison, words: Wording) -> tuple[Sequence[Dots], str]:
    """Return what is drawn of targets and actuals, and what is said about it."""
    rows, left = dots(comparison, words)
    remark = words("plot.targets_remark", n=len(rows)) + (words("plot.left_out", n=left) if left else "")
    if any(value > _FURTHEST for row in rows for value in row.values()):
        remark += words("plot.outside", n=f"{_FURTHEST:g}")
    return rows, remark


def comparison_chart(comparison: Comparison, what: str, form: str, lang: str | None = None) -> bytes:
    """Return a chart as a file, ``png`` or ``svg``; the same input gives the same bytes. See `comparison_figure`."""
    if form not in _METADATA:
        raise ConfigError(f"no format {form!r} of charts; choose one of: {', '.join(_METADATA)}")
    figure = comparison_figure(comparison, what, lang)
    out = io.BytesIO()
    with _settings({"svg.hashsalt": "reportdiff", "svg.fonttype": "path"}):
        figure.savefig(out, format=form, dpi=_DPI, metadata=_METADATA[form])
    return out.getvalue()


@contextmanager
def _settings(settings: dict[str, object]) -> Iterator[None]:
    """Draw with some settings of matplotlib, and leave all as they were.

    Warnings of rare characters that the font lacks are passed over; they are drawn as boxes.
    """
    import matplotlib

    chosen: Any = settings
    with matplotlib.rc_context(chosen), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _head(figure: Figure, axes: Axes, title: str, remark: str) -> None:
    figure.suptitle(title, fontsize=14, fontweight="bold", x=0.01, ha="left", color=_ink("dark"))
    axes.set_title(_wrapped(remark), fontsize=9, loc="left", color=_ink("quiet"), pad=30)


def _wrapped(text: str) -> str:
    from reportdiff.renderers.tables import wrap

    return "\n".join(wrap(text, _REMARK))


def _nothing(axes: Axes, words: Wording) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, words("plot.nothing"), ha="center", va="center", fontsize=12, transform=axes.transAxes)


def _draw_bars(axes: Axes, rows: Sequence[Bar], words: Wording) -> None:
    """Draw stacked bars with their counts, from the first section down."""
    from matplotlib.ticker import MaxNLocator

    places = range(len(rows))
    left = [0] * len(rows)
    for i, (verdict, shades) in enumerate(style().verdicts.items()):
        counts = [row.counts[i] for row in rows]
        label = f"{words(f'mark.{verdict.value}')} {words(f'verdict.{verdict.value}')}"
        axes.barh(places, counts, 0.72, left, color=f"#{shades.solid}", edgecolor="white", linewidth=1, label=label)
        for place, count in enumerate(counts):
            if count:
                axes.text(
                    left[place] + count / 2, place, str(count), ha="center", va="center", fontsize=9, color=_ink("dark")
                )
            left[place] += count
    for place, total in enumerate(left):
        axes.annotate(
            str(total), (total, place), (5, 0), textcoords="offset points", va="center", fontsize=9.5, fontweight="bold"
        )
    axes.set_xlim(0, max(left) * 1.06)
    axes.set_xlabel(words("plot.axis_verdicts"), fontsize=9)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _rows(axes, [row.label for row in rows])
    _legend(axes, len(Verdict))


def _draw_dots(axes: Axes, rows: Sequence[Dots], words: Wording) -> None:
    """Draw a line from the target (100) to what was reported, with last year's figure and the next target."""
    everything = [100.0, *(value for row in rows for value in row.values())]
    low = max(0.0, math.floor(min(everything) / 10) * 10 - 5)
    high = min(_FURTHEST, math.ceil(max(everything) / 10) * 10 + 5)
    axes.axvline(100, color=_ink("dark"), linewidth=1.2, zorder=1, label=words("plot.target"))
    for place, row in enumerate(rows):
        colour = f"#{style().verdicts[row.verdict].solid}"
        if row.upper is not None:
            axes.plot(
                [100, min(row.upper, high)], [place, place], color=_ink("dark"), linewidth=5, alpha=0.35, zorder=1
            )
        axes.plot(
            [100, min(max(row.actual, low), high)],
            [place, place],
            color=colour,
            linewidth=2.4,
            zorder=2,
            solid_capstyle="butt",
        )
        for value, marker, size in ((row.last, "o", 6), (row.following, "v", 7)):
            if value is not None:
                at, sign = _within(value, low, high, marker)
                axes.plot(
                    at, place, sign, markersize=size, markerfacecolor="white", markeredgecolor=_ink("quiet"),
                    markeredgewidth=1.2, zorder=3, clip_on=False,
                )  # fmt: skip
        end, marker = _within(row.actual, low, high, _MARKERS[row.verdict])
        axes.plot(
            end,
            place,
            marker,
            color=colour,
            markersize=8,
            markeredgecolor="white",
            markeredgewidth=0.8,
            zorder=4,
            clip_on=False,
        )
        axes.annotate(
            for_terminal(row.told), (1, place), (6, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", fontsize=8, color=_ink("quiet"), annotation_clip=False,
        )  # fmt: skip
    axes.set_xlim(low, high)
    axes.set_xlabel(words("plot.axis_targets"), fontsize=9)
    axes.xaxis.set_major_formatter("{x:g}%")
    _rows(axes, [row.label for row in rows])
    _explain(axes, {row.verdict for row in rows}, rows, words)


def _within(value: float, low: float, high: float, marker: str) -> tuple[float, str]:
    """Return where to draw a value and with which marker: what lies outside is an arrow at the edge."""
    if low <= value <= high:
        return value, marker
    return (low, "<") if value < low else (high, ">")


def _explain(axes: Axes, verdicts: set[Verdict], rows: Iterable[Dots], words: Wording) -> None:
    """Add what the signs mean, those that are drawn."""
    for verdict, shades in style().verdicts.items():
        if verdict in verdicts:
            label = words("plot.actual", verdict=words(f"verdict.{verdict.value}"))
            axes.plot([], [], _MARKERS[verdict], color=f"#{shades.solid}", markersize=8, label=label)
    hollow: dict[str, Any] = {"markerfacecolor": "white", "markeredgecolor": _ink("quiet")}
    rows = list(rows)
    if any(row.last is not None for row in rows):
        axes.plot([], [], "o", markersize=6, label=words("plot.last"), **hollow)
    if any(row.following is not None for row in rows):
        axes.plot([], [], "v", markersize=7, label=words("plot.following"), **hollow)
    _legend(axes, 8)


def _rows(axes: Axes, labels: Sequence[str]) -> None:
    axes.set_yticks(range(len(labels)), list(map(for_terminal, labels)), fontsize=9)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8.5)
    axes.grid(axis="x", color=f"#{style().area['line']}", linewidth=0.6, alpha=0.7)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _legend(axes: Axes, columns: int) -> None:
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, frameon=False, fontsize=8.5, handlelength=1.2,
        columnspacing=1.3, borderaxespad=0.3, handletextpad=0.5,
    )  # fmt: skip


def _ink(name: str) -> str:
    return f"#{style().text[name]}"
