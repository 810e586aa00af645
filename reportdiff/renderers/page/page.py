"""One file of HTML: a table that any browser shows and prints, and a script that makes it a place to work in.

What the reports say reaches the page as text only: the template escapes it, and the script writes text nodes. The page
forbids itself every connection and every script but its own.
"""

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

from reportdiff.controls import for_terminal
from reportdiff.model import Comparison, Verdict
from reportdiff.renderers.page.payload import payload
from reportdiff.renderers.style import style
from reportdiff.renderers.summary import summarise
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import wording_for

__all__ = ["comparison_page"]

# In a script element nothing of the data may end it or look like a tag; halves of pairs cannot be written as UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def comparison_page(comparison: Comparison, lang: str | None = None) -> str:
    """Return the audit of a comparison as one HTML file.

    Parameters
    ----------
    comparison : Comparison
        What was found. Where it holds the texts of its reports (`ReportInfo.text`), the page shows them beside each
        other; else it shows the quotes alone.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.

    Returns
    -------
    str
        HTML 5. The same comparison gives the same page.
    """
    words = wording_for(lang, comparison.old)
    script, sheet = _asset("page.js"), _colours() + _asset("page.css")
    data = payload(comparison, words)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            view=audit(comparison, lang),
            summary=summarise(comparison),
            w=words,
            verdicts=[verdict.value for verdict in Verdict],
            items={item["id"]: item for item in data["items"]},
            whole=bool(comparison.old.text and comparison.new.text),
            data=Markup(_embedded(data)),
            script=Markup(script),
            sheet=Markup(sheet),
            script_hash=_digest(script),
            sheet_hash=_digest(sheet),
        )
    )


def _embedded(data: dict[str, Any]) -> str:
    """Return JSON that may stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (files("reportdiff.renderers.page") / name).read_text(encoding="utf-8")


@cache
def _colours() -> str:
    """Return the palette of all outputs as properties of the style sheet."""
    rules = [
        f"--{verdict.value}-{name}:#{getattr(shades, name)}"
        for verdict, shades in style().verdicts.items()
        for name in ("solid", "fill", "ink")
    ]
    return ":root{" + ";".join(rules) + "}\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportdiff.renderers"),
        autoescape=True,
        finalize=lambda value: for_terminal(value, lines=True) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capital"] = lambda label: label[:1].upper() + label[1:]
    return environment
