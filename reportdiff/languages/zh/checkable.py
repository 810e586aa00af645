"""How checkable a clause of a plan is: the features a person goes by, weighed by a logistic model.

One of the features is how much the clause resembles those that annotators listed (``resemblance.py``). The weights
(``data/checkable.json``) are learned from hand-labelled reports by ``tests/eval/fit_checkable.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from operator import add

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.zh import machine
from reportdiff.languages.zh.measures import measure_number
from reportdiff.languages.zh.numbers import counted
from reportdiff.languages.zh.resemblance import resemblances
from reportdiff.languages.zh.words import alternatives, table
from reportdiff.model import Measure

__all__ = ["checkable", "features", "first_verb", "leans", "out_of_question", "promises", "says_nothing", "spelling"]

_GOALS = re.compile(r"目标[^。；]{0,10}(?:是|为|：)$|目标.{0,12}[：是]")
_GOAL_LIST = re.compile(r"目标[^。；，]{0,12}：")
_MULTI_YEAR = re.compile(
    r"(?:到|至)(?:20\d\d|“?十[一二三四五]五)|(?:今后|未来|用|力争)[^，]{0,2}[二两三四五]?[\d二两三四五十]+年|[三五]年内|五年(?:来|间|内)|“十[一二三四]五”(?:期间|时期|末)|年均"
)
_THIS_YEAR = re.compile(r"今年|本年|年内|全年|年底前|年底|月底前|上半年|下半年|\d+月|季度")
_BACKGROUND = re.compile(
    r"(?:也|又|既|更|仍|还|正|已)?是|这|我|当前|面对|面临|不仅|但|随着|因为|由于|如果|只有|只要|为了|从.{1,6}看"
)
_OTHER_YEARS = re.compile(
    r"(?:今后|未来)[三五十\d]+年|[三四五]年内|^五年|^“?十[一二三四]五”?(?:期间|时期)|“?十[一二三四]五”?(?:期间|末)|到“?十[一二三四]五”?末"
)
_DIGITS = re.compile(r"\d[\d.]*")
_LATIN = re.compile(r"[A-Za-z\d]")
_TELLING = tuple(
    (word, f"word={word}")
    for word in ("第", "全覆盖", "全部", "一批", "首", "新一轮", "试点", "等", "市", "区级", "国家", "省级")
)
_PAST = re.compile(r"去年|上年|已经?|过去|以来|近年")


@cache
def _verbs() -> tuple[re.Pattern[str], Mapping[str, str]]:
    classes = table("verbs")["classes"]
    of = {word: name for name, members in classes.items() for word in members}
    return re.compile(alternatives(of)), of


@cache
def _tails() -> dict[str, re.Pattern[str]]:
    return {
        f"tail={name}": re.compile(rf"(?:{alternatives(words)})(?:建设|工作|等)?$")
        for name, words in table("verbs")["tails"].items()
    }


@cache
def _longest_tail() -> int:
    return max(len(word) for words in table("verbs")["tails"].values() for word in words) + len("建设")


@cache
def _nouns() -> dict[str, re.Pattern[str]]:
    tails = table("verbs")["tails"]
    return {f"noun={name}": re.compile(alternatives(words)) for name, words in tails.items() if name != "vague"}


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(alternatives(table("verbs")["openers"]["words"]))


@lru_cache(maxsize=10_000)
def first_verb(text: str) -> tuple[str, str, int] | None:
    """Return the first verb of a clause, its class and where it starts; None when it has none.

    Examples
    --------
    >>> first_verb("今年启动建设松风大桥")
    ('启动建设', 'start', 2)
    """
    pattern, of = _verbs()
    match = pattern.search(text)
    return (match.group(), of[match.group()], match.start()) if match else None


def features(clause: ClauseWords) -> dict[str, float]:
    """Return what of a clause (in reading text) tells whether it is checkable, except its resemblance to others."""
    text, shared, before, numbers, _ = clause
    out: dict[str, float] = {"length": min(len(text), 60) / 20, "bias": 1.0}
    whole = shared + text
    pattern, of = _verbs()
    found = [(match.group(), match.start()) for match in pattern.finditer(whole)]
    if found:
        word, at = found[0]
        out[f"class={of[word]}"] = 1.0
        out[f"verb={word}"] = 1.0
        out["verb_at"] = min(at, 12) / 4
        if len(found) > 1 and found[1][1] - at - len(word) <= 1:
            out[f"then={of[found[1][0]]}"] = 1.0
        for verb, _ in found:
            out[f"has={of[verb]}"] = 1.0
    else:
        out["verb=none"] = 1.0
    ending = text.rstrip("”》）")[-_longest_tail() :]
    for name, pattern in _tails().items():
        if pattern.search(ending):
            out[name] = 1.0
    for name, pattern in _nouns().items():
        if pattern.search(text):
            out[name] = 1.0
    out[f"end={text[-2:]}"] = 1.0
    out[f"start={text[:2]}"] = 1.0
    opener = _openers().match(text)
    if opener:
        out["opener"] = 1.0
    usable = [n for n in numbers if counted(n)]
    if usable:
        out["number"] = 1.0
        out[f"number:{usable[0].family}"] = 1.0
        measures = {measure_number(text, n)[0] for n in usable}
        for measure in measures:
            out[f"measure:{measure}"] = 1.0
        if measures == {Measure.BASE}:
            out["base_only"] = 1.0
        if any(n.bound for n in usable):
            out["bound"] = 1.0
    elif numbers:
        out["spelled"] = 1.0
    if "“" in text or "《" in text:
        out["quoted"] = 1.0
    if _LATIN.search(text):
        out["digits"] = 1.0
    for word, name in _TELLING:
        if word in text:
            out[name] = 1.0
    out["list"] = min(text.count("、"), 4) / 2
    if _GOALS.search(before):
        out["goals"] = 1.0
    if _GOAL_LIST.search(before):
        out["goal_list"] = 1.0
        if not numbers and (not found or found[0][1] > 2):  # 国际收支基本平衡: a thing, and the state it is to reach
            out["goal_state"] = 1.0
    if _MULTI_YEAR.search(text) or _MULTI_YEAR.search(before[-24:]):
        out["multi_year"] = 1.0
    if _THIS_YEAR.search(text):
        out["this_year"] = 1.0
    if _PAST.search(text):
        out["past"] = 1.0
    if not before:
        out["first"] = 1.0
    return out


def spelling(text: str) -> set[str]:
    """Return the characters of a clause and its pairs of characters, with every number written 0; each is a feature."""
    masked = _DIGITS.sub("0", text)
    return {*masked, *map(add, masked, masked[1:])}


@cache
def _two_words() -> re.Pattern[str]:
    """Return a pattern of two characters that are no filler, with whatever filler stands before each."""
    verbs = [word for members in table("verbs")["classes"].values() for word in members if len(word) > 1]
    filler = rf"{alternatives([*verbs, *table('verbs')['filler']['words']])}|[\d%，、。“”《》（）]"
    return re.compile(rf"(?:(?>{filler})*+.){{2}}", re.DOTALL)


@cache
def _statements() -> re.Pattern[str]:
    return re.compile("|".join(table("verbs")["statements"]["phrases"]))


def says_nothing(text: str) -> bool:
    """Tell whether a clause states a fact or names no object, so that it cannot be a promise understood alone.

    Examples
    --------
    >>> says_nothing("必须按时保质保量完成"), says_nothing("实施上述政策"), says_nothing("启动建设南湖大桥")
    (True, True, False)
    """
    if _statements().search(text):
        return True
    return not _two_words().match(text)


@cache
def _about_nothing() -> re.Pattern[str]:
    verbs = table("verbs")
    words = {word for members in verbs["classes"].values() for word in members}
    words |= {*verbs["filler"]["words"], *verbs["generic"]["words"]}
    for tail in ("document", "benefit", "system", "vague"):
        words |= set(verbs["tails"][tail])
    return re.compile(rf"(?:{alternatives(words)}|、)+")


def leans(text: str) -> bool:
    """Tell whether a clause names nothing that it is about, so that only the one before it says what is meant.

    Examples
    --------
    >>> leans("提高补贴标准"), leans("提高良种补贴标准"), leans("新增500万套")
    (True, False, False)
    """
    return bool(_about_nothing().fullmatch(text))


def out_of_question(text: str) -> bool:
    """Tell whether a clause is no promise for this year that could be understood alone.

    Examples
    --------
    >>> out_of_question("到“十三五”末建成南湖大桥"), out_of_question("建成南湖大桥")
    (True, False)
    """
    return says_nothing(text) or bool(_OTHER_YEARS.search(text))


def checkable(clauses: Sequence[ClauseWords]) -> list[float]:
    """Return for each clause the probability (0 to 1) that an auditor would put it on a checklist.

    It is weighed from :func:`features`, :func:`spelling` and the resemblance to the clauses that annotators listed.
    """
    weights, out = machine.learned_weights("checkable"), [0.0] * len(clauses)
    asked = [index for index, clause in enumerate(clauses) if not out_of_question(clause.text)]
    found = [features(clauses[index]) for index in asked]
    alike = resemblances([clauses[index] for index in asked], found, machine.learned_machine("resemblance"))
    for index, of_clause, like in zip(asked, found, alike, strict=True):
        total = math.fsum(map(weights.get, spelling(clauses[index].text), repeat(0.0)))
        total += weights["resemblance"] * like
        for name, value in of_clause.items():
            total += weights.get(name, 0.0) * value
        out[index] = 1 / (1 + math.exp(-total))
    return out


def promises(text: str) -> bool:
    """Tell whether a clause says at all that something will be done.

    Examples
    --------
    >>> promises("加强知识产权保护"), promises("前景更加美好")
    (True, False)
    """
    verb = first_verb(text)
    return verb is not None and verb[2] <= 4 and not _BACKGROUND.match(text)
