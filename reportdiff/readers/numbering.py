"""The numbers that Word puts before paragraphs by itself: they are in no text, but readers of the document see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["WORD", "Numbering", "Styles", "formatted"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_VALUE = WORD + "val"
_DEEPEST = 20  # styles based on styles
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile("[、，：；．。）)】〕]$")
_BODY_TEXT = 9  # the outline level of what is no heading

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
)
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}


def formatted(number: int, form: str) -> str:
    """Return a number in one of the formats that Word has for lists; unknown formats are decimal.

    Examples
    --------
    >>> [formatted(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "lowerRoman", "decimalZero")]
    ['十二', '⑫', 'xii', '12']
    >>> formatted(3, "ideographTraditional"), formatted(105, "chineseCountingThousand")
    ('丙', '一百零五')
    """
    if form in ("none", "bullet"):
        return ""
    if form in _CHINESE:
        return _counted(number, _DIGITS, ("", "十", "百", "千"))
    if form == "chineseLegalSimplified":
        return _counted(number, _FORMAL, ("", "拾", "佰", "仟"))
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form in _SIGNS and 0 < number <= len(_SIGNS[form]):
        return _SIGNS[form][number - 1]
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return str(number)


def _counted(number: int, digits: str, units: tuple[str, ...]) -> str:
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + units[place]
        gap = digit == 0
    ten = digits[1] + units[1]
    return out.removeprefix(digits[1]) if number < 20 and out.startswith(ten) and units[1] == "十" else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


class Styles:
    """The paragraph styles of a document, with what they take over from the styles that they are based on."""

    def __init__(self, root: Any) -> None:
        styles = root.iter(WORD + "style") if root is not None else ()
        self._styles: Mapping[str, Any] = {style.get(WORD + "styleId"): style for style in styles}

    def chain(self, paragraph: Any) -> list[Any]:
        """Return the styles of a paragraph, its own first."""
        out: list[Any] = []
        key = _value(paragraph.find(f"{WORD}pPr/{WORD}pStyle"))
        while key and len(out) < _DEEPEST and (style := self._styles.get(key)) is not None:
            out.append(style)
            key = _value(style.find(WORD + "basedOn"))
        return out

    def names(self, paragraph: Any) -> list[str]:
        """Return the names of these styles, in lower case."""
        return [_value(style.find(WORD + "name")).lower() for style in self.chain(paragraph)]

    def level(self, paragraph: Any) -> int:
        """Return the level (from 1) at which a paragraph is a heading, 0 when it is none."""
        for holder in (paragraph, *self.chain(paragraph)):
            outline = _value(holder.find(f"{WORD}pPr/{WORD}outlineLvl"))
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < _BODY_TEXT else 0
        named = (found for name in self.names(paragraph) if (found := _HEADING_NAME.fullmatch(name)))
        match = next(named, None)
        return int(match[1]) if match else 0

    def numbering(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list that a paragraph belongs to and its level there (from 0)."""
        number, level = "", ""
        for holder in (paragraph, *self.chain(paragraph)):
            found = holder.find(f"{WORD}pPr/{WORD}numPr")
            if found is not None:
                level = level or _value(found.find(WORD + "ilvl"))
                number = number or _value(found.find(WORD + "numId"))
            if number:
                break
        return (number, int(level) if level.isdecimal() else 0) if number not in ("", "0") else None


class Numbering:
    """Counts through a document: asked once for each paragraph, in order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        lists = root.findall(WORD + "abstractNum") if root is not None else ()
        self._abstract = {entry.get(WORD + "abstractNumId"): entry for entry in lists}
        self._numbers = {
            entry.get(WORD + "numId"): entry for entry in (root.findall(WORD + "num") if root is not None else ())
        }
        self._linked = {_value(entry.find(WORD + "styleLink")): key for key, entry in self._abstract.items()}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def of(self, paragraph: Any) -> str:
        """Return the number of a paragraph as it is shown, with a blank where one is needed; "" without one."""
        found = self._styles.numbering(paragraph)
        if found is None:
            return ""
        key, level = found
        number = self._numbers.get(key)
        abstract = _value(number.find(WORD + "abstractNumId")) if number is not None else ""
        linked = _value(self._abstract[abstract].find(WORD + "numStyleLink")) if abstract in self._abstract else ""
        abstract = self._linked.get(linked, abstract) if linked else abstract
        if number is None or abstract not in self._abstract:
            return ""
        levels = self._levels(number, abstract)
        if level not in levels:
            return ""
        self._count(key, number, abstract, level, levels)
        return self._shown(abstract, level, levels)

    def _levels(self, number: Any, abstract: str) -> dict[int, Any]:
        out = {}
        overridden = [o.find(WORD + "lvl") for o in number.findall(WORD + "lvlOverride")]
        for entry in (*self._abstract[abstract].findall(WORD + "lvl"), *(o for o in overridden if o is not None)):
            index = entry.get(WORD + "ilvl") or "0"
            if index.isdecimal():
                out[int(index)] = entry
        return out

    def _count(self, key: str, number: Any, abstract: str, level: int, levels: Mapping[int, Any]) -> None:
        counts = self._counts.setdefault(abstract, {})
        for override in number.findall(WORD + "lvlOverride"):
            at = override.get(WORD + "ilvl") or "0"
            start = _value(override.find(WORD + "startOverride"))
            if at == str(level) and start.isdecimal() and (key, level) not in self._begun:
                counts[level] = int(start) - 1
        self._begun.add((key, level))
        for above in range(level):
            counts.setdefault(above, _start(levels.get(above)))
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for below in [place for place in counts if place > level]:
            if below not in levels or _value(levels[below].find(WORD + "lvlRestart")) != "0":
                del counts[below]

    def _shown(self, abstract: str, level: int, levels: Mapping[int, Any]) -> str:
        entry, counts = levels[level], self._counts[abstract]
        if _value(entry.find(WORD + "numFmt")) in ("bullet", "none"):
            return ""
        decimal = entry.find(WORD + "isLgl") is not None

        def fill(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = _value(levels[place].find(WORD + "numFmt")) if place in levels else "decimal"
            return formatted(counts.get(place, 1), "decimal" if decimal else form)

        text = _PLACE.sub(fill, _value(entry.find(WORD + "lvlText")))
        return (
            text if not text or _CLOSED.search(text) or _value(entry.find(WORD + "suff")) == "nothing" else text + " "
        )


def _start(level: Any) -> int:
    start = _value(level.find(WORD + "start")) if level is not None else ""
    return int(start) if start.isdecimal() else 1


def _value(element: Any) -> str:
    return (element.get(_VALUE) or "") if element is not None else ""
