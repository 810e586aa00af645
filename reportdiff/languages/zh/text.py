"""Characters: widths made alike, what is dropped, how lines join."""

from __future__ import annotations

import re
import unicodedata

from reportdiff.languages.base import LayoutRules
from reportdiff.readers.script import simplify

__all__ = ["LAYOUT"]

_TO_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_ALIKE = {
    "〈": "《",
    "〉": "》",
    "﹐": "，",
    "︰": "：",
    "｡": "。",
    "･": "·",
    "•": "·",
    "─": "—",
    "―": "—",
    "－": "-",
    "–": "-",
}
_NUMERAL = "一二三四五六七八九十百"


def normalise(char: str, before: str, after: str) -> str:
    """Return what a character is read as ("" when it is not read)."""
    if char in _ALIKE:
        return _ALIKE[char]
    if unicodedata.category(char) in ("Cf", "Cc"):
        return ""
    code = ord(char)
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A or char in "％＋＝＆＃＊～":
        return chr(code - 0xFEE0)
    if char == "．":
        return "."
    if char in _TO_WIDE and not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum()):
        return _TO_WIDE[char]
    return char


LAYOUT = LayoutRules(
    same_script=simplify,
    as_it_is=re.compile("[\u4e00-\u9fff0-9A-Za-z，。、；：！？（）《》“”%.]+"),
    normalise=normalise,
    sentence_end="。！？；：”）…",
    mid_sentence_end="，、《（“‘—",
    mid_sentence_start="，、。；》）”’％%",
    heading=re.compile(
        rf"(?:[{_NUMERAL}]{{1,3}}、|（[{_NUMERAL}]{{1,3}}）|第[{_NUMERAL}]{{1,3}}[章节部分篇，、]|#{{1,6}}\s?"
        r"|\d{1,2}[.、](?!\d)|（\d{1,2}）|——?(?=[^—])|各位代表)"
    ),
    numbering_only=re.compile(
        rf"(?:#{{1,6}}|第[{_NUMERAL}]{{1,3}}(?:章|节|部分|篇)|[{_NUMERAL}]{{1,3}}[、.]?|（[{_NUMERAL}]{{1,3}}）|\d{{1,2}}[.、]?|第[{_NUMERAL}]{{1,3}})"
    ),
    furniture_line=re.compile(
        r"(?:您?(?:现在|当前)的?位置[：:]?.{0,60}$|^当前位置|^首页[>》|]|(?:信息)?来源[：:].{0,30}(?:日期|时间|浏览|次数|字号|发布|作者)"
        r"|发表于[：:]|发布(?:日期|时间)[：:]|浏览次数[：:]|^字号[：:]|【(?:打印|关闭|字体|大中小|收藏)[^】]*】|^(?:打印|关闭)(?:本页|窗口)?$"
        r"|^分享(?:到|至)?[：:]?.{0,20}$|扫一扫.{0,20}$|^责任编辑|^编辑[：:]|^上一[篇条]|^下一[篇条]|^相关链接|^标签[：:]|^推荐访问|^附件[：:]"
        r"|^版权所有|ICP备|公网安备|^网站地图|^主办单位|^承办单位|^无障碍|^Public domain$)"
    ),
    page_number=re.compile(r"[-—·\s]*(?:第?\d{1,3}页?(?:[/，]?共?\d{1,3}页?)?)[-—·\s]*"),
    tail_start=re.compile(
        r"(?:本作品是|本作品来自|本文档?(?:来自|由)|（?名词解释|名词注释|注释[：:]?$|相关链接|推荐访问|标签[：:]|附[：:件表])"
    ),
    greeting=re.compile(r"(?:各位代表|各位委员|各位领导|同志们|主席、各位)"),
    joins_words=True,
)
