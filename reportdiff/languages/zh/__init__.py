"""Chinese: government work reports (政府工作报告) and reports like them, in simplified or traditional characters."""

from __future__ import annotations

import re

from reportdiff.languages.base import ClaimRules, Language
from reportdiff.languages.zh.checkable import checkable, leans, promises
from reportdiff.languages.zh.clauses import CLAUSE_BREAK, SENTENCE_BREAK, split_clauses
from reportdiff.languages.zh.headings import OUTLINE
from reportdiff.languages.zh.leads import leads_to
from reportdiff.languages.zh.matching import match_rules
from reportdiff.languages.zh.measures import QUANTITIES
from reportdiff.languages.zh.progress import progress_rules
from reportdiff.languages.zh.text import LAYOUT

__all__ = ["load"]

_CONTINUES_STORY = re.compile(
    r"(?:正在|正|其余|另有|另外|剩余|剩下|还有|余下|现已|尚|仍|任务全面完成|超额完成|完成年度|低于|高于|较原定|比原定|待|如期"
    r"|(?:同口径|实际|名义|可比|同比)?(?:增长|下降|增收|净增|增加|减少|回落|上升)\d|同比|比上年|比去年|增幅|总数|总量|水质|现正|其中(?:去年|今年|全年|当年|20\d\d年))"
    r"|(?:秋季学期|年内|至今|目前|现|均|都|也|尚|仍|但|却|而|从而|以致|致使|.{0,12}(?:目标|任务|计划|全覆盖)[^，]{0,6})?(?:没有|没能|未能|未[按如完达实启出通获]|停工|停建|落空)"
    r"|第.{1,4}(?:条|个|座|家|处).{0,8}正在"
)
# These end the story of the clause before only where the two speak of one thing.
_MAY_CONTINUE = re.compile(r".{0,18}(?:正在|尚未|仍未|尚待|有待|在建)")
_LIMITED = re.compile(r"仅|只(?=[在有完建])|除[^，]{1,12}外")
_CAUSE = re.compile(r"(?:因|因为|由于|受|鉴于)")
_PAST_IN_PLAN = re.compile(
    r"(?:由|从)[^，。；]{0,14}\d[^，。；]{0,10}(?:提高|增加|扩大|提升|上升|降|降低|下降|减少|调整|增|升)(?:到|至|为)|去年实际|上年实际|保持不变|已经?(?:制定|出台|印发|颁布|编制|设立|成立|组建|建成|启动|完成|取消|落实)了"
)
_PAST_LEAD = re.compile(r"(?:刚刚)?过去的?一年|一年来|回顾过去|去年[^，。]{0,30}(?:增长|达到|完成|回落到|下降|超过)")
_FUTURE_LEAD = re.compile(
    r"今年|控制在[^，。；]{1,12}(?:以内|之内|以下|左右|范围)|目标|新的一年|我们要|必须|要(?:把|以|坚持|进一步|继续)|下一步|当前"
)
_SEVERAL_YEARS = re.compile(
    r"^(?:各位代表[！，])?(?:过去|刚刚|这|的|在|近|回[顾眸首]|整个|，)*"
    r"(?:(?:[三四五十两]|\d)年(?:来|间|里|以来|的)|“?十[一二三四五]五”?(?:时期|期间|以来)|20\d\d年以来|(?<=过去)[三四五十两]年|(?<=这)[三四五十两]年)"
    r"|(?:是|为)[^，。]*的[五十]年$"
)
_ONE_YEAR = re.compile(r"去年|上年(?!度)|当年|今年|全年|20\d\d年(?!以来|至|到)|一年来|过去一年|年末")
_DATED = re.compile(r"(?:确保|力争|争取)?(?:到|至)(?P<year>20\d\d)年(?!前|以前)(?:底|末)?")


def recognise(text: str) -> float:
    """Return the share of a text's letters that are Chinese characters (0 to 1)."""
    letters = [char for char in text[:4000] if char.isalpha()]
    return sum(1 for char in letters if "\u4e00" <= char <= "\u9fff") / len(letters) if letters else 0.0


def load() -> Language:
    """Return the language pack."""
    return Language(
        code="zh",
        name="Chinese",
        recognise=recognise,
        layout=LAYOUT,
        outline=OUTLINE,
        quantities=QUANTITIES,
        claims=ClaimRules(
            sentence_break=SENTENCE_BREAK,
            clause_break=CLAUSE_BREAK,
            clauses=split_clauses,
            checkable=checkable,
            aims=promises,
            leans=leans,
            leads_to=leads_to,
            continues_story=_CONTINUES_STORY,
            may_continue=_MAY_CONTINUE,
            limited=_LIMITED,
            cause=_CAUSE,
            past_in_plan=_PAST_IN_PLAN,
            past_lead=_PAST_LEAD,
            future_lead=_FUTURE_LEAD,
            several_years=_SEVERAL_YEARS,
            one_year=_ONE_YEAR,
            dated=_DATED,
        ),
        progress=progress_rules(),
        matching=match_rules(),
    )
