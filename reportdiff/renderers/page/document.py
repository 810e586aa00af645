"""The page itself: template, style and script put into one file that runs nothing else and loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportdiff.controls import for_page
from reportdiff.model import Comparison, Verdict
from reportdiff.renderers.page.payload import payload
from reportdiff.renderers.phrases import as_percent
from reportdiff.renderers.style import style
from reportdiff.renderers.summary import Summary, summarise
from reportdiff.renderers.view import Audit, audit
from reportdiff.renderers.wording import Wording, wording_for

__all__ = ["comparison_page"]

_STYLES = ("page", "list", "detail", "print")
_ROOM = 8  # percent of a bar that a mark and a number need
_SCRIPTS = ("words", "state", "list", "reports", "detail", "decide", "files", "keys", "start")

# What could end the script element, or be read as something else than data; JSON may spell any character out.
_RISKY = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def comparison_page(comparison: Comparison, lang: str | None = None) -> str:
    """Return the audit of a comparison as one HTML file.

    Parameters
    ----------
    comparison : Comparison
        What was found. The page shows both reports when it has their texts; see `ReportInfo.text`.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.

    Returns
    -------
    str
        A document that needs nothing beside it. The same comparison gives the same text.

    Raises
    ------
    ConfigError
        There are no words in that language.
    """
    words = wording_for(lang, comparison.old)
    view = audit(comparison, lang)
    data = payload(comparison, view, words)
    css, script = _css(), _script()
    page = _environment().get_template("page.html.j2").render(
        view=view,
        w=words,
        language={"zh": "zh-CN"}.get(words.language, words.language),
        quote_language={"zh": "zh-CN"}.get(comparison.old.language, comparison.old.language),
        rows=_rows(view),
        verdicts=[verdict.value for verdict in Verdict],
        tiles=_tiles(summarise(comparison), words),
        bars=[_bar(group.tally.cells[1:], words) for group in view.groups],
        titles=data["sections"],
        section_of={row["id"]: data["sections"][row["section"]] for row in data["rows"]},
        policy=_policy(css, script),
        css=Markup(css),
        script=Markup(script),
        data=Markup(as_data(data)),
    )  # fmt: skip
    return page.strip() + "\n"


def as_data(value: Any) -> str:
    r"""Return JSON that cannot end the element it stands in.

    Examples
    --------
    >>> as_data(["</script>"])
    '["\\u003c/script\\u003e"]'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _rows(view: Audit) -> list[Any]:
    rows = [row for group in view.groups for row in group.rows]
    return sorted((*rows, *view.set_aside), key=lambda row: row.number)


def _tiles(summary: Summary, words: Wording) -> list[dict[str, str]]:
    return [
        {
            "verdict": verdict.value,
            "n": str(summary["verdicts"][verdict.value]),
            "rate": as_percent(summary["rates"][verdict.value], words),
        }
        for verdict in Verdict
    ]


def _bar(cells: tuple[str, ...], words: Wording) -> list[dict[str, str]]:
    """Return the parts of a stacked bar in percent of its width, one a verdict, also empty ones."""
    counts = [int(cell) if cell.isdigit() else 0 for cell in cells]
    total, before, parts = sum(counts), 0, []
    for verdict, count in zip(Verdict, counts, strict=True):
        x, width = (100 * before / total, 100 * count / total) if total else (0, 0)
        mark = f"{words(f'mark.{verdict.value}')} " if width >= _ROOM else ""
        parts.append(
            {
                "verdict": verdict.value,
                "n": str(count or ""),
                "text": f"{mark}{count}" if count else "",
                "x": f"{x:.3f}%",
                "width": f"{width:.3f}%",
                "middle": f"{x + width / 2:.3f}%",
            }
        )
        before += count
    return parts


def _policy(css: str, script: str) -> str:
    """Return the content security policy: this style, this script, and nothing else at all."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

    return (
        f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'sha256-{digest(css)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _css() -> str:
    return "\n".join([_palette(), *(_asset(f"{name}.css") for name in _STYLES)])


@cache
def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _asset(name: str) -> str:
    text = (files("reportdiff.renderers.page") / "assets" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")  # hashes are made of what a browser reads


def _palette() -> str:
    """Return the colours as custom properties: light ones, and dark ones where the screen or the reader wants them."""
    look = style()

    def variables(page: str, verdicts: Any) -> str:
        pairs = [(name.replace("_", "-"), colour) for name, colour in look.pages[page].items()]
        for verdict, shades in verdicts.items():
            pairs += [(f"{verdict.value}-fill", shades.fill), (f"{verdict.value}-ink", shades.ink)]
            pairs += [(f"{verdict.value}-solid", shades.solid)]
        return f"color-scheme:{page};" + "".join(f"--{name}:#{colour};" for name, colour in pairs)

    light, dark = variables("light", look.verdicts), variables("dark", look.dark)
    return (
        f":root{{--on-solid:#{look.text['dark']};{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        f"@media print{{:root,:root:not([data-theme=light]),:root[data-theme=dark]{{{light}}}}}"
    )


def _visible(value: object) -> Markup | str:
    return value if isinstance(value, Markup) else for_page(str(value))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportdiff.renderers.page", "."),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["heading"] = lambda label: label[:1].upper() + label[1:]
    return environment
