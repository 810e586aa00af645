"""The words: both languages have the same keys and slots, and a reason never fails for a missing fact."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.errors import ConfigError
from reportdiff.model import Judgement, Verdict
from reportdiff.renderers.figures import arithmetic, figure
from reportdiff.renderers.wording import fill, join_lines, languages, wording, wording_for
from tests import factories

RULES = [
    "number-reached", "number-within-tolerance", "number-on-good-side", "number-in-range", "parts-add-up",
    "said-reached", "number-short", "number-short-rest-under-way", "numbers-partly-reached", "no-comparable-number",
    "number-unsure",
    "cumulative-only", "said-not-done", "done-as-promised", "started-as-promised", "carried-on-as-promised",
    "state-reported", "still-under-way", "basically-done", "some-parts-only", "praise-only", "another-one",
    "only-the-topic",
    "stage-not-told",
    "not-mentioned", "only-promised-again",
]  # fmt: skip
SLOT = re.compile(r"\{([\w|]+)\}")


def reason(lang: str, rule: str, facts: dict[str, str]) -> str:
    return wording(lang).reason(Judgement(Verdict.MET, rule, tuple(facts.items())))


def test_languages_have_the_same_keys() -> None:
    assert languages() == ("en", "zh")
    assert set(wording("zh").texts) == set(wording("en").texts)


@pytest.mark.parametrize("key", sorted(wording("zh").texts))
def test_languages_fill_the_same_slots(key: str) -> None:
    slots = {}
    for lang in languages():
        text = wording(lang).texts[key]
        forms = text.values() if isinstance(text, dict) else [text]
        slots[lang] = {name for form in forms for slot in SLOT.findall(form) for name in slot.split("|")} - {"n"}
    assert slots["zh"] == slots["en"]


@pytest.mark.parametrize("lang", languages())
def test_every_rule_has_a_reason_and_nothing_else_does(lang: str) -> None:
    named = {key.removeprefix("reasons.") for key in wording(lang).texts if key.startswith("reasons.")}
    assert set(RULES) <= named


@pytest.mark.parametrize("lang", languages())
def test_facts_stand_in_optional_segments_only(lang: str) -> None:
    for key, text in wording(lang).texts.items():
        if key.startswith("reasons."):
            assert isinstance(text, str)
            assert not SLOT.search(re.sub(r"\[[^\[\]]*\]", "", text)), key
            assert {n for slot in SLOT.findall(text) for n in slot.split("|")} <= {*factories.facts(), "computed"}, key


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("rule", RULES)
def test_reason_reads_well_with_any_facts(lang: str, rule: str) -> None:
    facts = factories.facts()
    for size in range(len(facts) + 1):
        for names in combinations(facts, size):
            text = reason(lang, rule, {name: facts[name] for name in names})
            assert text.endswith(("。", "."))
            assert not re.search(r"[\[\]{}]|[，,] ?[。.，,]|  |（）|\(\)", text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "报告数字推算为增长15%，达到目标（≥12%）。计算：由286亿元到328.9亿元，增长15%。"),
        (
            "en",
            "The reported number, worked out as up 15%, reaches the target (≥12%). "
            "Arithmetic: from 286亿元 to 328.9亿元, up 15%.",
        ),
    ],
)
def test_a_figure_that_the_report_does_not_state_is_said_to_be_worked_out(lang: str, text: str) -> None:
    facts = {"actual": "+15%", "target": "≥ 12%", "how": "328.9亿元 / 286亿元 = +15%"}
    assert reason(lang, "number-reached", facts) == text


def test_a_figure_that_is_only_compared_is_the_reports_own() -> None:
    facts = {"actual": "4620户", "target": "≥ 5000户", "how": "4620 / 5000 = 92.4%"}
    assert reason("zh", "number-short", facts) == "报告数字为4620户，未达到目标（≥5000户）。计算：4620 ÷ 5000 = 92.4%。"


@pytest.mark.parametrize(
    ("how", "actual", "zh", "en"),
    [
        ("58.8微克 / 62微克 = -5.2%", "-5.2%", "由62微克到58.8微克，下降5.2%", "from 62微克 to 58.8微克, down 5.2%"),
        (
            "2945元 / (36805元 - 2945元) = +8.7%",
            "+8.7%",
            "2945元 ÷ (36805元 − 2945元)，增长8.7%",
            "2945元 ÷ (36805元 − 2945元), up 8.7%",
        ),
        ("11 + 0.3 = 11.3", "11.3%", "11% + 0.3个百分点 = 11.3%", "11% + 0.3 points = 11.3%"),
        ("8 - 0.5 = 7.5", "7.5%", "8% − 0.5个百分点 = 7.5%", "8% − 0.5 points = 7.5%"),
        ("520元 + 40元 = 560", "560元", "520元 + 40元 = 560元", "520元 + 40元 = 560元"),
        ("231亿元 × (1 + 6.5%) = 246.02", "246.02亿元", *["231亿元 × (1 + 6.5%) = 246.02亿元"] * 2),
        ("甲路、乙路 = 2", "2条", "甲路、乙路，共2条", "甲路、乙路: 2条 in all"),
        ("1320个 + 840个 = 2160个", "2160个", *["1320个 + 840个 = 2160个"] * 2),
        ("anything else", "7", *["anything else"] * 2),
    ],
)
def test_arithmetic_reads_naturally(how: str, actual: str, zh: str, en: str) -> None:
    assert arithmetic(how, actual, wording("zh")) == zh
    assert arithmetic(how, actual, wording("en")) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("≥ 5000户", "≥5000户", "≥5000户"),
        ("≤ 4%", "≤4%", "≤4%"),
        ("≈ 8%", "约8%", "about 8%"),
        ("6.5-7%", "6.5～7%", "6.5 to 7%"),
        ("+9%", "增长9%", "up 9%"),
        ("-5.2%", "下降5.2%", "down 5.2%"),
        ("1234567.8元", *["1234567.8元"] * 2),
        ("10～20条", *["10～20条"] * 2),
        ("", "", ""),
    ],
)
def test_figures_are_written_as_people_do(text: str, zh: str, en: str) -> None:
    assert figure(text, wording("zh")) == zh
    assert figure(text, wording("en")) == en


@given(st.text(), st.text())
def test_figures_and_arithmetic_of_anything(text: str, actual: str) -> None:
    for lang in languages():
        figure(text, wording(lang))
        arithmetic(text, actual, wording(lang))


def test_reason_of_an_unknown_rule_is_its_name() -> None:
    assert reason("zh", "brand-new", {"actual": "1"}) == "brand-new"


@given(st.dictionaries(st.sampled_from(sorted(factories.facts())), st.text()), st.sampled_from(RULES))
def test_facts_are_never_read_as_slots(facts: dict[str, str], rule: str) -> None:
    for lang in languages():
        assert reason(lang, rule, facts)


def test_filled_in_words_are_left_alone() -> None:
    assert fill("[{a}]-{b}", {"a": "[{b}]", "b": "{a}"}) == "[{b}]-{a}"
    assert fill("x[{a|b}][ {c}]", {"b": 0}) == "x0"


def test_soft_breaks_are_joined() -> None:
    assert join_lines("PM\n2.5浓度\r\n　下降") == "PM2.5浓度下降"
    assert join_lines("WTO\nrules") == "WTO rules"
    assert join_lines("一行") == "一行"
    assert join_lines("74.4\u200b万\ufeff亿元") == "74.4万亿元"


def test_plural_follows_the_number() -> None:
    assert wording("en")("audit.review", n=1).startswith("1 should be checked")
    assert wording("en")("audit.review", n=2).startswith("2 should be checked")


@pytest.mark.parametrize(
    ("language", "lang", "chosen"),
    [("zh", None, "zh"), ("zh-Hant", None, "zh"), ("fr", None, "en"), ("zh", "en", "en")],
)
def test_language_is_that_of_the_report_unless_asked(language: str, lang: str | None, chosen: str) -> None:
    report = factories.old_report()
    report = type(report)(report.source, (), language)
    assert wording_for(lang, report).language == chosen


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ConfigError, match="'fr'; choose one of: en, zh"):
        wording("fr")
