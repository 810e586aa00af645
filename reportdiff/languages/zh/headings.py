"""Headings of Chinese reports: numbering styles, and the words that tell what a part is for."""

from __future__ import annotations

import re

from reportdiff.languages.base import HeadingStyle, OutlineRules
from reportdiff.model import Role

__all__ = ["OUTLINE"]

_N = "[一二三四五六七八九十]"
_YEAR = r"(?:(?:19|20)\d{2}年|今年|明年|本年度?|新的?一年|下一步)"
_FIVE = r"“?十[一二三四五六七]?五”?"

OUTLINE = OutlineRules(
    styles=(
        HeadingStyle("markdown", re.compile(r"#{1,6}\s?")),
        HeadingStyle("part", re.compile(rf"{_N}{{1,3}}、|第{_N}{{1,3}}(?:章|节|部分|篇)[、，：\s]?")),
        HeadingStyle("paren", re.compile(rf"（{_N}{{1,3}}）")),
        HeadingStyle("ordinal", re.compile(rf"{_N}{{1,2}}(?:是|要)|第{_N}{{1,2}}[，、：]")),
        HeadingStyle("arabic", re.compile(r"\d{1,2}[.、](?!\d)|（\d{1,2}）")),
        HeadingStyle("dash", re.compile(r"—{1,3}(?=[^—\d])")),
    ),
    greeting=re.compile(r"各位代表[！，：、]?"),
    part_title=re.compile(
        rf"(?:过去[一五]?[年]?|{_YEAR}|{_FIVE}|刚刚过去|关于)?.{{0,24}}?"
        r"(?:工作回顾|工作总结|回顾与总结|工作任务|主要任务|重点工作|工作安排|工作打算|工作部署|目标任务|工作建议|工作重点|奋斗目标|总体要求)"
        r"(?:[和及与].{0,14})?"
    ),
    role_words=(
        (Role.REVIEW, re.compile(r"回顾|总结|过去[一五]?年(?!.{0,6}规划)|工作情况|主要成绩|工作成效")),
        (
            Role.OUTLOOK,
            re.compile(
                rf"{_FIVE}(?:时期|期间|规划)?|今后[五三]年|未来五年|远景|规划.{{0,12}}说明|五年.{{0,6}}(?:目标|思路|任务)"
            ),
        ),
        (
            Role.PLAN,
            re.compile(rf"{_YEAR}|任务|重点工作|工作安排|总体部署|工作部署|预期目标|自身建设|工作建议|总体要求"),
        ),
        (Role.PROBLEMS, re.compile(r"(?:存在|面临)的?.{0,10}(?:问题|困难|不足|挑战)")),
    ),
    several_years=re.compile(r"(?:过去|五|十)[五十]?年.{0,8}(?:回顾|工作)|“?十[一二三四]?五”?(?:时期|期间).{0,16}回顾"),
    task_words=re.compile(r"任务|重点|安排|部署|目标|打算|建议|要求"),
    problems=re.compile(
        r"(?:各位代表[！，]?)?(?:同时|在(?:总结|肯定|看到).{2,14}?(?:同时|时候)|成绩.{0,12}(?:同时|来之不易)|当然)?[，、]?.{0,16}?"
        r"(?:清醒|深刻|深知|认识到|也看到|看到|应当看到|必须看到).{0,40}?(?:问题|困难|不足|差距|挑战|短板|隐忧)"
        r"|对照.{2,24}(?:工作|我们)[^。]{0,12}(?:欠账|差距|不足|短板|问题)"
    ),
    goals=re.compile(r".{0,40}?(?:主要)?(?:预期)?(?:发展)?(?:预期)?目标(?:任务)?(?:是|为|：|建议|初步)"),
    plan_lead=re.compile(
        rf"(?:{_YEAR}.{{0,40}}(?:工作|任务|目标|安排|要求)|做好(?:今年|{_YEAR})|今年(?:是|工作|政府))"
    ),
    topic=re.compile(r"[^。！？：；]{4,40}[。]"),
    topic_longest=32,
    trailing="。！？：；，、",
    title=re.compile(r"[\u4e00-\u9fff]{0,20}(?:(?:19|20)\d{2}年)?[\u4e00-\u9fff]{0,20}政府工作报告"),
    year=(
        re.compile(r"—{0,2}((?:19|20)\d{2})年\s*\d{1,2}月\s*\d{1,2}日[，]?\s*在"),
        re.compile(r"—{1,2}((?:19|20)\d{2})(?:年?\d{1,4}日?)在"),
        re.compile(r"((?:19|20)\d{2})年(?:[\u4e00-\u9fff]{0,20})政府工作报告"),
        re.compile(r"^[（(]?((?:19|20)\d{2})年\d{1,2}月\d{1,2}日[）)]?$", re.M),
    ),
    place=(
        re.compile(r"代表(国务院)"),
        re.compile(r"代表(?!人民)([\u4e00-\u9fff]{2,14}?)人民政府[，、]"),
        re.compile(r"在([\u4e00-\u9fff]{2,16}?)第[\u4e00-\u9fff\d]{1,4}届\s*人民代表大会"),
        re.compile(r"([\u4e00-\u9fff]{2,16}?)人民政府(?:省长|市长|区长|县长|州长|主席|旗长)"),
        re.compile(r"([\u4e00-\u9fff]{2,10}?[省市区县州旗盟])[省市区县州]长"),
        re.compile(r"(?:(?:19|20)\d{2}年)?([\u4e00-\u9fff]{2,16}?)(?:(?:19|20)\d{2}年)?政府工作报告"),
    ),
)
