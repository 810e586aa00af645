"""What numbers in Chinese text measure: rate or level, of what, and whether two units can be compared."""

from __future__ import annotations

import re
from functools import cache

from reportdiff.languages.base import Number, QuantityRules
from reportdiff.languages.zh.numbers import counted, find_numbers
from reportdiff.languages.zh.words import alternatives, table
from reportdiff.model import Bound, Direction, Measure

__all__ = ["QUANTITIES", "measure_number", "metric_of"]

_STOP = "，。；！？：\n"
_LONGEST_LEAD = 120  # characters before a number that can tell what it measures


@cache
def _change() -> dict[str, re.Pattern[str]]:
    words = table("numbers")["change"]
    return {name: re.compile(alternatives(words[name])) for name in words}


def _lead(text: str, number: Number) -> str:
    """Return the words of the clause before a number, other numbers among them."""
    words = text[max(0, number.start - _LONGEST_LEAD) : number.start]
    return words[max(map(words.rfind, _STOP)) + 1 :]


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile(alternatives(table("numbers")["change"]["cuts"]))


_BECOMES = re.compile(
    r"(?:逐步|分别|再)?(?:增加|提高|扩大|提升|上升|增长|下降|降低|减少|压缩|缩短|回落|调整|增|升|降|减)(?:到|至)"
)
_STARTING_POINT = re.compile(r"的?(?:基础|基数)上")
_GROWTH_NAME = re.compile(
    r"(?:增速|增幅|涨幅|降幅)[^，。；]{0,16}(?:放缓至|回落至|回落到|提高到|加快到|加快至|达到?|为|是|收窄至|扩大到|(?:保持|稳定|控制|维持)在)(?:约|近|不超过|不低于)?$"
)


@cache
def _tail_patterns() -> dict[str, re.Pattern[str]]:
    words = table("numbers")["change"]
    bounds = table("numbers")["bound"]
    bounding = [word for name, found in bounds.items() if name.endswith("before") for word in found]
    between = f"(?:{alternatives([*bounding, '了', '均', '力争', '再', '分别', '去年的', '上年的', '目前的'])})*"
    changing = [*words["increase"], *words["decrease"], "升", "放缓", "加快", "收窄"]
    return {
        "from": re.compile(rf"(?:{alternatives(words['from_level'])})[^，。；、\d]{{0,14}}$"),
        "to": re.compile(rf"(?:{alternatives(words['to_level'])})(?:每人每[年月])?{between}$"),
        "up": re.compile(rf"(?:{alternatives(words['increase'])})(?:幅度)?(?:为|是)?{between}$"),
        "down": re.compile(rf"(?:{alternatives(words['decrease'])})(?:幅度)?(?:为|是)?{between}$"),
        # 降至, 提高到: whatever the verb, what follows is where it stands afterwards.
        "change_to": re.compile(rf"(?:{alternatives(changing)})(?:到|至){between}$"),
        "compared": re.compile(rf"(?:{alternatives(words['compared'])})"),
        "base_before": re.compile(rf"(?:{alternatives(words['from_level'])})[^，。；、\d]{{0,14}}\d"),
        "added": re.compile(rf"(?:{alternatives(words['added'])})"),
        "total": re.compile(rf"(?:{alternatives(words['total'])})[^，。；]{{0,6}}$"),
        "several": re.compile(rf"(?:{alternatives(words['several_years'])})"),
    }


def measure_number(text: str, number: Number) -> tuple[Measure, Direction, Bound]:
    """Tell what a number measures of its subject, which way it goes and how it binds.

    Parameters
    ----------
    text : str
        The clause or sentence (reading text) that holds the number.
    number : Number
        From :func:`find_numbers` on the same text.
    """
    lead = _lead(text, number)
    patterns = _tail_patterns()
    after = text[number.end : number.end + 8]
    spans_years = bool(patterns["several"].search(lead)) and "其中" not in lead
    bound = number.bound
    rate_unit = number.family in ("percent", "times", "point")
    down = patterns["down"].search(lead)
    up = patterns["up"].search(lead)
    way = Direction.DECREASE if down and not up else Direction.INCREASE
    shared = _shared_lead(lead)
    moved = patterns["up"].search(lead) or patterns["down"].search(lead)
    if (
        (patterns["from"].search(lead) and not patterns["to"].search(lead) and not moved)
        or _STARTING_POINT.match(after)
        or _BECOMES.match(after)
    ):
        return Measure.BASE, Direction.LEVEL, bound or Bound.EXACTLY
    if rate_unit and number.family == "percent" and _GROWTH_NAME.search(lead):
        # 增速由8.6%放缓至8.3%: the level of a rate is a rate.
        fall = "降幅" in lead
        return Measure.RATE, Direction.DECREASE if fall else Direction.INCREASE, bound or Bound.EXACTLY
    if patterns["change_to"].search(lead):
        return (
            Measure.LEVEL,
            Direction.LEVEL,
            bound or (Bound.AT_LEAST if number.family in ("count", "people") else Bound.EXACTLY),
        )
    if rate_unit:
        if up or down or shared in (Direction.INCREASE, Direction.DECREASE):
            if not (up or down) and shared is not None:
                way = shared
            if patterns["to"].search(lead) and not (up or down):
                return Measure.LEVEL, Direction.LEVEL, bound or Bound.EXACTLY
            measure = Measure.CHANGE if number.family == "point" else Measure.RATE
            if spans_years:
                measure = Measure.CUMULATIVE
            return measure, way, bound or Bound.EXACTLY
        return (Measure.CUMULATIVE if "年均" in lead else Measure.LEVEL), Direction.LEVEL, bound or Bound.EXACTLY
    from_start = _STARTING_POINT.search(lead) or patterns["base_before"].search(lead)
    if (
        (patterns["compared"].search(lead) or "增收" in lead or from_start)
        and (up or down)
        and not patterns["to"].search(lead)
    ):
        return Measure.CHANGE, way, bound or Bound.EXACTLY
    if down and not patterns["to"].search(lead):
        return (Measure.CUMULATIVE if spans_years else Measure.ADDED), Direction.DECREASE, bound or Bound.AT_LEAST
    if patterns["total"].search(lead):
        return Measure.TOTAL, Direction.LEVEL, bound or Bound.AT_LEAST
    if patterns["to"].search(lead) and not patterns["added"].search(lead):
        level_bound = bound or (Bound.EXACTLY if number.family in ("money", "dollars", "duration") else Bound.AT_LEAST)
        return (Measure.CUMULATIVE if spans_years else Measure.LEVEL), Direction.LEVEL, level_bound
    if spans_years:
        return Measure.CUMULATIVE, Direction.INCREASE, bound or Bound.AT_LEAST
    if after.startswith(("以内", "以下")):
        return Measure.LEVEL, Direction.LEVEL, Bound.AT_MOST
    falls = _cuts().search(lead)
    return Measure.ADDED, Direction.DECREASE if falls else Direction.INCREASE, bound or Bound.AT_LEAST


@cache
def _changes_in_a_row() -> re.Pattern[str]:
    words = table("numbers")["change"]
    return re.compile(rf"(?:{alternatives([*words['increase'], *words['decrease']])})[\d.%、和与及至以上左右]+$")


def _shared_lead(lead: str) -> Direction | None:
    """Return the direction that a word shared by several numbers gives (分别增长8%和9%)."""
    found = None
    patterns = _change()
    index = lead.rfind("分别")
    if index < 0:
        match = _changes_in_a_row().search(lead)
        if not match:
            return None
        index = match.start()
    segment = lead[index:]
    if patterns["to_level"].search(segment):
        return Direction.LEVEL
    if patterns["decrease"].search(segment):
        found = Direction.DECREASE
    if patterns["increase"].search(segment):
        found = Direction.INCREASE
    return found


_STRIP_LEAD = re.compile(
    r"^(?:其中|全年|全市|全区|全县|全省|全国|今年|去年|年末|预计|力争|确保|实现|使|将|把|对|再|又|已|均|分别|共|还|要|和|及|、|的|计划|拟|安排|完成|累计)+"
)


_GROWTH_WORD = re.compile(r"(?:增速|增幅|涨幅|降幅)$")


@cache
def _from_level() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(table('numbers')['change']['from_level'])})(?=[^，。；]*\d|$)")


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(alternatives(table("verbs")["predicates"]["words"]))


@cache
def _metric_verbs() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(table('verbs')['metric_verbs']['words'])})+")


@cache
def _metric_tail() -> re.Pattern[str]:
    change = table("numbers")["change"]
    bounds = table("numbers")["bound"]
    words = [
        *change["increase"],
        *change["decrease"],
        *change["to_level"],
        *change["compared"],
        *change["from_level"],
        *bounds["about_before"],
        *bounds["at_least_before"],
        *bounds["at_most_before"],
        "分别",
        "均",
        "每人每月",
        "每人每年",
        "了",
        "再",
        "共",
        "的比例",
        "力争",
        "比例",
        "实际",
        "同口径",
        "比重",
        "预期",
    ]
    keep = {"的比例", "比例", "比重", "实际"}
    return re.compile(rf"(?:{alternatives(w for w in words if w not in keep)}|[、，的和及])+$")


def metric_of(text: str, number: Number) -> str:
    """Return what a number is about: the noun after it, else the subject before it.

    Examples
    --------
    >>> text = "打造3家众创空间"
    >>> metric_of(text, find_numbers(text)[0])
    '众创空间'
    >>> text = "全市生产总值增长6%以上"
    >>> metric_of(text, find_numbers(text)[0])
    '生产总值'
    """
    after = re.split(r"[，。；！？：、\n（]", text[number.end :], maxsplit=1)[0]
    after = re.sub(r"^(?:以上|以内|以下|左右|多|余|及以上)+", "", after)
    after = re.sub(r"^的", "", after)
    lead = _lead(text, number)
    lead = re.split(r"[；：]", lead)[-1]
    pieces = [p for p in re.split(r"\d[\d.]*[^\d、，和及]{0,6}[、和及]", lead) if p]
    subject = _metric_tail().sub("", pieces[-1] if pieces else "")
    # 增速由8.6%放缓至8.3%, 浓度由62降至58.8: the name stands before where it started from.
    subject = _from_level().split(subject, maxsplit=1)[0]
    subject = _GROWTH_WORD.sub("", subject)
    subject = _STRIP_LEAD.sub("", subject)
    noun = _metric_verbs().sub("", subject)
    noun = re.sub(r"等$", "", noun)
    if subject and _predicate().match(after):
        after = ""  # 煤改气4.9万户如期通气: what follows is what became of the subject
    if (
        after
        and number.family not in ("percent", "point")
        and len(after) >= 2
        and not _change()["to_level"].match(after)
    ):
        return after.strip("“”")[:40]
    return (noun or subject)[-40:]


@cache
def _lower_is_better() -> re.Pattern[str]:
    return re.compile(alternatives(table("indicators")["lower_is_better"]["words"]))


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in table("units")["groups"].values())


def comparable(unit: str, other: str, family: str, other_family: str) -> float:
    """Return how well two units can be compared: 1 the same, 0 not at all."""
    strip = str.maketrans("", "", "万亿百千")
    a, b = unit.translate(strip), other.translate(strip)
    if family == other_family:
        if family != "count" or a == b:
            return 1.0
        return 0.8 if any(a in group and b in group for group in _groups()) else 0.3
    if "bare" in (family, other_family):
        return 0.8 if {family, other_family} <= {"people", "count", "bare"} else 0.0
    if {family, other_family} <= {"people", "count"} and {a, b} & {"户"}:
        return 0.0
    if {family, other_family} == {"people", "visits"}:
        return 0.5
    return 0.0


_GLUE = re.compile(r"(?:以上|以内|左右)?[、和与及](?:了|约|近)?")
_BEFORE_SHARED = re.compile(
    r"(?:要|将|均|再|又|已)?(?:分别|由|从|实际|同比|比上年|较上年|增长|下降|提高|达到|增加|减少)"
)


def subjects_of(words: str) -> tuple[str, ...]:
    """Return the coordinate subjects that the numbers of a clause belong to in turn, () when it has one subject.

    Examples
    --------
    >>> subjects_of("城乡居民养老、医疗保险参保率分别达到98.2%和98.6%")
    ('城乡居民养老保险参保率', '医疗保险参保率')
    """
    if "分别" not in words:
        return ()
    lead = _BEFORE_SHARED.split(words, maxsplit=1)[0]
    lead = _STRIP_LEAD.sub("", lead)
    items = [item for item in re.split(r"[、和与及]", lead) if item]
    if len(items) < 2:
        return ()
    last = items[-1]
    out = []
    for item in items[:-1]:
        # 养老、医疗保险参保率: the last item carries the noun of all, after as many characters as the others have.
        own = item[-2:] if len(item) > len(last) // 2 and len(last) > 4 else item
        tail = last[len(own) :] if len(last) > len(own) else ""
        out.append(item + tail if not item.endswith(tail[-2:] or "\0") else item)
    return (*out, last)


_RATIO = re.compile(r"占|相当于|与(?=[\u4e00-\u9fff]{2,}之?比)")


def metric_head(metric: str) -> str:
    """Return the part of a metric that tells it from others: of a ratio, what is set against the whole.

    Examples
    --------
    >>> metric_head("护林支出占全镇财政支出的比重")
    '护林支出'
    """
    return _RATIO.split(metric, maxsplit=1)[0] or metric


QUANTITIES = QuantityRules(
    find=find_numbers,
    measure=measure_number,
    metric=metric_of,
    lower_is_better=lambda text: bool(_lower_is_better().search(text)),
    counted=counted,
    comparable=comparable,
    head=metric_head,
    subjects=subjects_of,
    list_glue=_GLUE,
)
