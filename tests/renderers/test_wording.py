"""The words: both languages have the same keys and slots, and a reason never fails for a missing fact."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.errors import ConfigError
from reportdiff.model import Judgement, Verdict
from reportdiff.renderers.wording import fill, join_lines, languages, wording, wording_for
from tests import factories

RULES = [
    "number-reached", "number-within-tolerance", "number-on-good-side", "number-in-range", "parts-add-up",
    "said-reached", "number-short", "number-short-rest-under-way", "numbers-partly-reached", "no-comparable-number",
    "cumulative-only", "said-not-done", "done-as-promised", "started-as-promised", "carried-on-as-promised",
    "state-reported", "still-under-way", "basically-done", "some-parts-only", "praise-only", "stage-not-told",
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
            assert {n for slot in SLOT.findall(text) for n in slot.split("|")} <= set(factories.facts()), key


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("rule", RULES)
def test_reason_reads_well_with_any_facts(lang: str, rule: str) -> None:
    facts = factories.facts()
    for size in range(len(facts) + 1):
        for names in combinations(facts, size):
            text = reason(lang, rule, {name: facts[name] for name in names})
            assert text.endswith(("。", "."))
            assert not re.search(r"[\[\]{}]|[，,] ?[。.，,]|  |（）|\(\)", text)


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


def test_plural_follows_the_number() -> None:
    assert wording("en")("audit.review", n=1).startswith("1 needs review")
    assert wording("en")("audit.review", n=2).startswith("2 need review")


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
