"""The words of the output: labels and reasons, read from one TOML file a language.

A text may hold slots, ``{actual}`` or ``{actual|found}`` (the first that is there), and optional segments in square
brackets, which are left out when one of their slots is empty. A table of ``one`` and ``many`` is chosen by ``n``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from reportdiff.errors import ConfigError
from reportdiff.model import Caution, Judgement, Report, ReportInfo
from reportdiff.renderers.figures import arithmetic, figure

__all__ = ["Wording", "fill", "join_lines", "languages", "names_by_label", "wording", "wording_for"]

Text = str | dict[str, str]

_SEGMENT = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+(?:\|\w+)*)\}")
_BREAK = re.compile(r"[ \t\u3000\xa0]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t\u3000\xa0]*")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff]")  # left in web texts where a line may break
_FALLBACK = "en"
_FIGURES = ("actual", "target")  # the facts that are figures


@dataclass(frozen=True, slots=True)
class Wording:
    """All texts of one language; call it with a dotted key to get one filled in.

    Examples
    --------
    >>> wording("en")("verdict.met")
    'met'
    >>> wording("zh")("quote.line", n=12)
    '第12行'
    """

    language: str
    texts: Mapping[str, Text]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of a key with its slots filled; `KeyError` for a key that no language has."""
        text = self.texts[key]
        if isinstance(text, dict):
            text = text["one" if values.get("n") == 1 else "many"]
        return fill(text, values)

    def reason(self, judgement: Judgement) -> str:
        """Say in words why a verdict was given: the rule's text with the facts that are there.

        Parameters
        ----------
        judgement : Judgement
            Its `rule` picks the text and its `facts` fill it; all facts are optional.

        Returns
        -------
        str
            A sentence or two; the name of the rule when there is no text for it. A figure that the report does not
            state, but that follows from it by the arithmetic of ``how``, is said to be worked out.

        Examples
        --------
        >>> from reportdiff.model import Verdict
        >>> short = Judgement(Verdict.MISSED, "number-short", (("actual", "4620户"), ("target", "5000户")))
        >>> wording("zh").reason(short)
        '报告数字为4620户，未达到目标（5000户）。'
        >>> wording("zh").reason(Judgement(Verdict.MISSED, "number-short"))
        '报告数字未达到目标。'
        """
        text = self.texts.get(f"reasons.{judgement.rule}")
        return fill(text, self._facts(judgement)) if isinstance(text, str) else judgement.rule

    def caution(self, caution: Caution) -> str:
        """Say in words what makes a report or a pair doubtful; its name when there is no text for it.

        Examples
        --------
        >>> wording("zh").caution(Caution("other-place", (("new", "听湖县"), ("old", "青石县"))))
        '两份报告似乎不是同一地方的：青石县、听湖县。'
        """
        text = self.texts.get(f"cautions.{caution.name}")
        facts = {name: join_lines(value) for name, value in caution.facts}
        return fill(text, facts) if isinstance(text, str) else caution.name

    def _facts(self, judgement: Judgement) -> dict[str, str]:
        facts = {name: join_lines(value) for name, value in judgement.facts}
        actual, how = facts.get("actual", ""), facts.get("how", "")
        facts = {name: figure(value, self) if name in _FIGURES else value for name, value in facts.items()}
        if how:
            facts["how"] = arithmetic(how, actual, self)
            if actual.startswith(how.rpartition(" = ")[2]):  # it came out of the arithmetic
                facts["computed"] = facts.pop("actual", "")
        return facts


def fill(text: str, values: Mapping[str, object]) -> str:
    """Fill the slots of a text and leave out the optional segments that lack a value."""

    def value(slot: re.Match[str]) -> str:
        return next((str(values[name]) for name in slot[1].split("|") if _given(values.get(name))), "")

    def segment(match: re.Match[str]) -> str:
        slots = list(_SLOT.finditer(match[1]))
        return _SLOT.sub(value, match[1]) if all(value(slot) for slot in slots) else ""

    # One pass over segments and bare slots alike: what is filled in is never read as a slot or a segment again.
    either = re.compile(f"{_SEGMENT.pattern}|{_SLOT.pattern}")
    return either.sub(lambda m: segment(m) if m[1] is not None else value(_SLOT.match(m[0]) or m), text)


def _given(value: object) -> bool:
    return value is not None and value != ""


def join_lines(text: str) -> str:
    r"""Join words that a soft line break has torn apart, for showing them on one line, without invisible characters.

    Examples
    --------
    >>> join_lines("完成投资\n  203亿元")
    '完成投资203亿元'
    >>> join_lines("Smart\nCity 项目")
    'Smart City 项目'
    """

    def gap(match: re.Match[str]) -> str:
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        return " " if before.isascii() and before.isalpha() and after.isascii() and after.isalpha() else ""

    return _INVISIBLE.sub("", _BREAK.sub(gap, text))


def languages() -> tuple[str, ...]:
    """Return the languages that output can be written in.

    Examples
    --------
    >>> languages()
    ('en', 'zh')
    """
    return tuple(sorted(f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml")))


@cache
def wording(language: str) -> Wording:
    """Return the words of one output language.

    Raises
    ------
    ConfigError
        There are no words in that language.
    """
    if language not in languages():
        raise ConfigError(f"no output language {language!r}; choose one of: {', '.join(languages())}")
    table = tomllib.loads((_folder() / f"{language}.toml").read_text(encoding="utf-8"))
    return Wording(language, dict(_flat(table)))


def names_by_label(group: str, names: Iterable[str]) -> dict[str, str]:
    """Return which name each label of a group stands for, in every language of the output, and each name itself.

    Examples
    --------
    >>> names_by_label("verdict", ["missed"])
    {'missed': 'missed', '未完成': 'missed'}
    """
    of = {name: name for name in names}
    for language in languages():
        of |= {wording(language)(f"{group}.{name}").casefold(): name for name in names}
    return of


def wording_for(lang: str | None, report: ReportInfo | Report) -> Wording:
    """Return the words of the language asked for, by default those of the report's own language."""
    if lang is not None:
        return wording(lang)
    own = report.language.split("-")[0]
    return wording(own if own in languages() else _FALLBACK)


def _folder() -> Traversable:
    return files("reportdiff.renderers") / "wording"


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, Text]]:
    for name, value in table.items():
        if isinstance(value, dict) and value.keys() != {"one", "many"}:
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, str | dict):
            yield f"{prefix}{name}", value
