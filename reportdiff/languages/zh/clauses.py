"""Sentences to clauses: where one claim ends and the next begins."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reportdiff.languages.base import Clause, Number
from reportdiff.languages.zh.numbers import find_numbers
from reportdiff.languages.zh.words import alternatives, table

__all__ = ["CLAUSE_BREAK", "SENTENCE_BREAK", "split_clauses", "trim"]

SENTENCE_BREAK = re.compile(r"[。！？；\n]")
CLAUSE_BREAK = re.compile(r"[，、：]")

_LONGEST = 90  # characters of a joined clause
_OPEN = {"（": "）", "“": "”", "《": "》", "【": "】"}
_ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|要|、)|（[一二三四五六七八九十\d]{1,3}）|第[一二三四五六七八九十]{1,2}[，、]|\d{1,2}[.、](?!\d)|——*|#+\s?|[*+-]\s|[·●○■◆]\s?)"
)
_CONNECTIVE = re.compile(
    r"(?:同时|此外|并且|并|以及|和|及(?!时)|还要|还(?!有)|要|其中(?!去年|今年|全年|当年|20\d\d年|\d)|其次|首先|具体是|主要是|一方面|另一方面|为此|因此|从而|进而|特别是|尤其是|即|做到|[、，：])+"
)
_STOCK = re.compile(r"^(?:总数|总量|总面积|总规模|总额|累计|合计|年末|规模|建筑面积|总投资额?)")
_EXISTING = re.compile("(?:现有|剩余|其余|余下|全[省市区县镇])?")  # what may stand before a number that names nothing
_PURPOSE = re.compile(r"(?:主要|重点|专项|全部)?用于")
# A sum of money that is for nothing yet, and what it is for.
_MONEY = re.compile(
    r"(?:安排|投入|筹集|拨付|下达|下拨|支出|设立|发行)[^，]{0,10}\d[\d.]*(?:万亿|[百千]?万|亿)?元(?:的|建设|专项|国债|奖补|补助|补贴|扶持|引导|中央|财政|转移支付)*"
    "(?:资金|基金|国债|债券|经费|贷款|投资)?$"
)
_SPENT_ON = re.compile(
    r"(?:主要|重点|优先|专门|全部)?(?:(?<=[要点先门部])用|支持|扶持|奖励|补助|补贴|资助|增加对|加大对)"
)
# A clause that only says when, where, to whom or with what: it needs the one after it to say anything.
_ADVERBIAL = re.compile(
    r"^(?:(?:从|自)[^，]{1,12}起|(?:对|在|向|针对|除|随着|按照|根据|围绕|依托|通过|为了?|面向|除了|经过|结合)[^，]{2,60}"
    r"(?:的|中|上|下|内|外|后|前|时|者|方面|过程|基础|部分|条件|人员|家庭|群体|企业|单位|地区|城市|行业|领域|资格|收费|事项|要求|原则|精神|契机|抓手|重点|主线|目标)"
    r"|(?:将|把)(?!.*(?:到|至|为|成|入|给|予|好|活|作|提高|降低|推广|转|用于|扩大))[^，]{2,60})$"
)
_DEPENDENT = re.compile(
    r"^(?:(?:主要|重点|专项|全部)?用于|(?:总数|总量|总面积|总规模|总额|累计|合计|年末|规模|比重|占比|占[^，]{0,14}比重|建筑面积|总投资额?)(?:分别)?(?:达到?|突破|超过|为|[\d约近])|达到?[约近]?[\d一-十]|达到?(?=[^\d]{0,4}\d)|(?:同口径|实际|名义|可比|平均|同比)?增长[约近]?\d|增幅|增速|(?:同口径|实际|同比)?下降[约近]?\d|(?:净|同比)?(?:增收|增加|净增|多增|减少|减收|提高|上升|回落)[约近]?[\d.]+[多余]?[万亿千百]*(?:元|美元|%|个?百分点|人次?|户|家|个|项|件|公里|平方米|吨|斤|公斤|亩|公顷|千瓦|倍|位|名|次|天|辆|套|所)?(?:以上|左右)?$|同比|比(?:上年|去年|年初|改革前|上年预算|去年预算|计划|目标)|较(?:上年|去年|年初)|占[^，]{0,12}[\d比]|其中(?=去年|今年|全年|当年|20\d\d年|\d)|分别(?:增长|达到|为|是|下降|比)|连续\d|位居|居全|高于|低于|另有|另外|其余|剩余|剩下|还有)"
)


def trim(text: str) -> tuple[int, int]:
    """Return the part of a clause without enumerators, connectives and punctuation around it."""
    start = 0
    moved = True
    while moved:
        moved = False
        for pattern in (_ENUMERATOR, _CONNECTIVE):
            match = pattern.match(text, start)
            if match and match.end() > start and len(text) - match.end() >= 2:
                start = match.end()
                moved = True
    end = max(start, len(text.rstrip("，。；：！？、…— ")))
    while start < end and text[start] in "，。；：！？、 ”）":
        start += 1
    return start, end


@cache
def _stops(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{marks}{''.join(_OPEN)}]")


def _cut(text: str, marks: str) -> list[tuple[int, int]]:
    """Cut a text at `marks` that stand outside quotation marks and brackets."""
    spans, start, closed = [], 0, 0
    for match in _stops(marks).finditer(text):
        char, index = match.group(), match.start()
        if index < closed:
            continue
        if char in _OPEN:
            closed = text.find(_OPEN[char], index) + 1
        else:
            spans.append((start, index))
            start = index + 1
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if b > a]


@cache
def _verb_start() -> re.Pattern[str]:
    classes = table("verbs")["classes"]
    words = [
        w
        for name in ("complete", "start", "issue", "establish", "build", "hold", "abolish", "widen", "apply")
        for w in classes[name]
        if len(w) >= 2
    ]
    return re.compile(rf"(?:今年|全年|年内|将|要|再|又|已|新|全面|继续|力争)*(?:{alternatives(words)})")


@cache
def _leading_verb() -> re.Pattern[str]:
    classes = table("verbs")["classes"]
    words = [w for members in classes.values() for w in members if len(w) >= 2]
    return re.compile(rf"^(?:今年|全年|年内|力争|确保|再|又|已|将|要|计划|拟)*(?:{alternatives(words)})+")


@lru_cache(maxsize=10_000)
def split_clauses(sentence: str) -> tuple[Clause, ...]:
    """Cut a sentence (reading text, without its full stop) into clauses.

    Commas and colons cut; enumeration commas cut only between items that each have a number or a verb of their own, and
    never under a 分别. A clause that goes on about the one before it (总数达到, 比上年增长) keeps a hold of it.

    Examples
    --------
    >>> s = "新建邻里茶室6家、棋牌角9个，总数达到31个"
    >>> [(s[c.start : c.end], c.shared) for c in split_clauses(s)]
    [('新建邻里茶室6家', ''), ('棋牌角9个', '新建'), ('总数达到31个', '棋牌角9个')]
    """
    out: list[Clause] = []
    head: tuple[int, str] | None = None
    for a, b in _joined(sentence, _cut(sentence, "，：")):
        items = _items(sentence, a, b)
        whole = None
        if len(items) > 1:
            lead, tail = trim(sentence[a:b])
            whole = (a + lead, a + tail)
        for c, d, shared in items:
            first, last = trim(sentence[c:d])
            start, end = c + first, c + last
            if end - start < 2:
                continue
            words = sentence[start:end]
            spent = bool(out) and _is_spent_on(sentence[out[-1].start : out[-1].end], words)
            if head is not None and (spent or _DEPENDENT.match(words) or (shared and _bare_number(words))):
                stock = bool(_STOCK.match(words)) or bool(shared)
                joins = not stock and (spent or bool(find_numbers(words)) or bool(_PURPOSE.match(words)))
                out.append(Clause(start, end, head[0], head[1], joins=joins, stock=stock, whole=whole))
            else:
                out.append(Clause(start, end, start, shared, whole=whole))
                head = (start, words[:24])
    return tuple(out)


def _is_spent_on(money: str, words: str) -> bool:
    """Tell whether a clause says what the money of the one before is for, and promises no number of its own."""
    return bool(_SPENT_ON.match(words) and _MONEY.search(money)) and not find_numbers(words)


def _joined(sentence: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a clause that only says when, where or to whom to the one after it."""
    out: list[tuple[int, int]] = []
    start: int | None = None
    for position, (a, b) in enumerate(spans):
        begin = a if start is None else start
        near = position + 1 < len(spans) and sentence[b] == "，" and spans[position + 1][1] - begin <= _LONGEST
        if near and _ADVERBIAL.match(trim_text(sentence[a:b])):
            start = begin
            continue
        out.append((begin, b))
        start = None
    return out


def _bare_number(words: str) -> bool:
    found = find_numbers(words)
    return bool(found) and found[0].start == 0 and len(words) - found[-1].end <= 2


def _items(sentence: str, a: int, b: int) -> list[tuple[int, int, str]]:
    """Cut one clause at its enumeration commas where each item can stand for itself."""
    text = sentence[a:b]
    if ("、" not in text and "和" not in text) or "分别" in text or "分别" in sentence[b : b + 6]:
        return [(a, b, "")]
    items = _cut(text, "、")
    if len(items) < 2:
        return [(a, b, "")]
    numbers = find_numbers(text)
    groups: list[tuple[int, int]] = []
    for c, d in items:
        own_number = any(c <= n.start and n.end <= d for n in numbers)
        own_verb = bool(_verb_start().match(text[c:d]))
        if groups and not _stands_alone(text, groups[-1], own_number, own_verb and d - c >= 5, numbers):
            groups[-1] = (groups[-1][0], d)
        else:
            groups.append((c, d))
    groups = _share_last_noun(text, _hold_heads(text, groups))
    if len(groups) < 2:
        return [(a, b, "")]
    first_words = trim_text(text[groups[0][0] : groups[0][1]])
    verb = _leading_verb().match(first_words)
    lead = verb.group() if verb else ""
    out = []
    for index, (c, d) in enumerate(groups):
        shared = "" if index == 0 or _leading_verb().match(trim_text(text[c:d])) else lead
        out.append((a + c, a + d, shared))
    return out


def trim_text(text: str) -> str:
    """Return a clause's own words, see :func:`trim`."""
    a, b = trim(text)
    return text[a:b]


def _stands_alone(
    text: str, before: tuple[int, int], own_number: bool, own_verb: bool, numbers: tuple[Number, ...]
) -> bool:
    """Tell whether an item says something of its own after the items before it.

    An item with a number does when the one before has a number and the name of what it counts (新增A5家, unlike the
    first half of 33块、220公顷地块); an item with a verb does when the one before has a number or a verb.
    """
    words = text[before[0] : before[1]]
    has_number = any(before[0] <= n.start and n.end <= before[1] for n in numbers)
    if own_number and has_number:
        found = find_numbers(words)
        return not found or len(words) - (found[-1].end - found[-1].start) >= 2
    return own_verb and (has_number or bool(_verb_start().match(trim_text(words))))


@cache
def _works() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("verbs")["works"]
    return (
        re.compile(rf"(?:{alternatives(words['words'])})(?:工作|任务|项目|工程)?$"),
        re.compile(rf"^(?:今年|全年|年内|力争|确保|再|又|将|要|计划|拟)*(?:{alternatives(words['verbs'])})"),
    )


def _share_last_noun(text: str, groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join items that share the noun at the end of the list: 实施17条道路、10个社区绿化工程 is greening of both.

    They do when the verb takes only such a noun, the last item ends with one, and those before it end with a thing.
    """
    noun, verb = _works()
    out: list[tuple[int, int]] = []
    for c, d in groups:
        if out:
            before = trim_text(text[out[-1][0] : out[-1][1]])
            lead = verb.match(before)
            ends = find_numbers(before)
            counted = bool(ends) and ends[-1].end == len(before)  # 完成投资20亿元 says all, 完成55万平方米 does not
            bare = counted and lead is not None and bool(_EXISTING.fullmatch(before[lead.end() : ends[0].start]))
            item = text[c:d]
            thing = lead and ends and not noun.search(before) and (bare or not counted)
            if thing and noun.search(item) and not _leading_verb().match(trim_text(item)):
                out[-1] = (out[-1][0], d)
                continue
        out.append((c, d))
    return out


def _hold_heads(text: str, groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join an item that is nothing but a number to the one after it, which carries the noun of both."""
    out: list[tuple[int, int]] = []
    for c, d in groups:
        if out:
            before = text[out[-1][0] : out[-1][1]]
            found = find_numbers(before)
            if found and found[-1].end == len(before) and len(trim_text(before)) - (found[-1].end - found[0].start) < 2:
                out[-1] = (out[-1][0], d)
                continue
        out.append((c, d))
    return out
