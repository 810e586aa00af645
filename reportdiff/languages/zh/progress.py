"""The ladder of progress in Chinese reports, and the words that tell a failure, a delay or nothing."""

from __future__ import annotations

import re
from functools import cache

from reportdiff.languages.base import ProgressRules
from reportdiff.languages.zh.words import alternatives, table

__all__ = ["progress_rules"]

LADDER = ("planned", "started", "under_way", "main_done", "completed", "in_use")
_PART = re.compile(r"、|(?<=[\u4e00-\u9fff”]{2})(?:和|及|以及)(?=[\u4e00-\u9fff“]{3})")


@cache
def _reported() -> dict[str, re.Pattern[str]]:
    return {rung: re.compile(alternatives(words)) for rung, words in table("progress")["reported"].items()}


@cache
def _promised() -> dict[str, re.Pattern[str]]:
    return {rung: re.compile(alternatives(words)) for rung, words in table("progress")["promised"].items()}


def reported_stage(text: str) -> str:
    """Return the highest rung that a text reports, "" when it names none.

    Examples
    --------
    >>> reported_stage("区图书馆新馆主体封顶"), reported_stage("滨江大道全线通车")
    ('main_done', 'in_use')
    """
    prepared = _preliminary().search(text)
    words = _awaited().sub("", _preliminary().sub("", text))
    found = "planned" if prepared else ""
    found = next((rung for rung in reversed(LADDER) if _reported()[rung].search(words)), found)
    text = words
    if found in ("completed", "in_use") and _reported()["main_done"].search(text) and not _after_main(text):
        return "main_done"
    return found


@cache
def _preliminary() -> re.Pattern[str]:
    return re.compile("|".join(table("progress")["preliminary"]["phrases"]))


@cache
def _awaited() -> re.Pattern[str]:
    return re.compile("|".join(table("progress")["awaited"]["phrases"]))


def _after_main(text: str) -> bool:
    rest = _reported()["main_done"].sub("", text)
    return bool(_reported()["completed"].search(rest) or _reported()["in_use"].search(rest))


def promised_stage(text: str) -> str:
    """Return the rung that a promise aims at, "" when no word tells.

    Examples
    --------
    >>> promised_stage("启动建设松风大桥"), promised_stage("完成茶史馆布展")
    ('started', 'completed')
    """
    anywhere = ""
    for rung, pattern in _promised().items():
        # The deciding word opens or ends a promise; inside, it is part of a name (国际开放枢纽).
        for match in pattern.finditer(text):
            if rung != "under_way" and (match.start() <= 5 or len(text) - match.end() <= 3):
                return rung
            anywhere = anywhere or rung
    return "under_way" if _promised()["under_way"].match(text) else anywhere


@cache
def _leading() -> re.Pattern[str]:
    verbs = [word for members in table("verbs")["classes"].values() for word in members if len(word) > 1]
    return re.compile(rf"^(?:{alternatives(verbs)}|将|对|把)+")


def named_parts(text: str) -> tuple[str, ...]:
    """Return the things that a promise names one by one, () when it names one.

    Examples
    --------
    >>> named_parts("建成松风书院、听湖剧场、茶史馆等文化场所")
    ('松风书院', '听湖剧场', '茶史馆')
    """
    text = re.sub(r"（[^）]*）", "", text)
    if "、" not in text:
        return ()
    pieces = [p for p in _PART.split(text) if p]
    out = []
    for piece in pieces:
        name = _leading().sub("", piece)
        name = re.split(r"等", name)[0]
        if 2 <= len(name) <= 16:
            out.append(name)
    return tuple(out) if len(out) >= 2 else ()


_LISTED = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z“”]{2,10}、)+[\u4e00-\u9fffA-Za-z“”]{2,10}?)(?:相继|先后|陆续|全部|均|都|分别|等|进入|正式|建成|通车|贯通)"
)
_ABOVE_TARGET = re.compile(
    r"(?:比|较|高于|超过)(?:年初)?(?:的)?(?:预期)?目标(?:高出|高|提高|多)?|高于(?:年初|预期)[^，。]{0,6}目标"
)
_BELOW_TARGET = re.compile(r"(?:比|较)(?:年初)?(?:预期)?目标(?:低|少|回落)|低于(?:年初|预期)[^，。]{0,6}目标")


def listed_names(text: str) -> tuple[str, ...]:
    """Return the things that a text names one by one as done.

    Examples
    --------
    >>> listed_names("桐花路、紫荆路、锦波路相继贯通")
    ('桐花路', '紫荆路', '锦波路')
    """
    match = _LISTED.search(text)
    return tuple(match.group(1).split("、")) if match else ()


def versus_target(text: str) -> int:
    """Return 1 when a text gives a figure as so much above the target, -1 below, 0 when it does not.

    Examples
    --------
    >>> versus_target("增幅比年初目标高出0.3个百分点"), versus_target("增长8.1%")
    (1, 0)
    """
    if _BELOW_TARGET.search(text):
        return -1
    return 1 if _ABOVE_TARGET.search(text) else 0


@cache
def _denied() -> re.Pattern[str]:
    words = table("progress")["denied"]
    return re.compile(f"(?!(?:{alternatives(words['excused'])}))(?:{alternatives(words['words'])})")


def denying_word(text: str) -> str:
    """Return the word by which a text says that something did not happen, "" when it does not say so.

    Examples
    --------
    >>> denying_word("松风剧院没有如期开放"), denying_word("目前没有一家企业停工")
    ('没有如期', '')
    """
    for match in _denied().finditer(text):
        clause = re.split(r"[，。；]", text[: match.start()])[-1]
        double = match.group()[0] not in "没未" and re.search(r"没有|未[^来]|无一", clause)
        one = re.match(r"没有(?:一|任何|一个)", text[match.start() :])
        if not double and not one:
            return match.group()
    return ""


def _words(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(table("progress")[name]["words"]))


@cache
def progress_rules() -> ProgressRules:
    """Return the pack's rules of progress."""
    return ProgressRules(
        ladder=LADDER,
        stage=reported_stage,
        promised=promised_stage,
        denied=denying_word,
        under_way=_words("under_way"),
        begun=re.compile(rf"(?<!后)(?:{_reported()['started'].pattern})(?<!待)"),
        awaited=_awaited(),
        preparing=re.compile(f"{_preliminary().pattern}|{_reported()['planned'].pattern}"),
        short_of_done=re.compile(
            "|".join(_reported()[rung].pattern for rung in ("planned", "started", "under_way", "main_done"))
        ),
        basically=_words("basically"),
        praise=re.compile(
            "|".join(
                [
                    *table("progress")["praise"]["phrases"],
                    *table("progress")["praise"]["patterns"],
                    alternatives(table("progress")["praise"]["words"]),
                ]
            )
        ),
        empty=re.compile("|".join(table("progress")["praise"]["phrases"])),
        said_reached=_words("said_reached"),
        parts=named_parts,
        listed=listed_names,
        versus_target=versus_target,
        totals_up=re.compile(r"分别|其中|又有|各"),
        and_others=re.compile(r"等\d|等(?:一批|多)"),
    )
