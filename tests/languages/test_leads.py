"""Clauses that only lead to the one after them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.leads import lead_features

ZH = get_language("zh")


def pair(lead: str, clause: str) -> tuple[ClauseWords, ClauseWords]:
    sentence = f"{lead}，{clause}"
    return (
        ClauseWords(lead, "", "", ZH.quantities.find(lead), sentence),
        ClauseWords(clause, "", f"{lead}，", ZH.quantities.find(clause), sentence),
    )


@pytest.mark.parametrize(
    ("lead", "clause"),
    [
        ("推广长者食堂", "扩大覆盖范围"),  # the second names nothing
        ("完善困难户救助制度", "逐步提高救助标准"),
        ("为支持茶农增收", "镇财政今年安排300万元"),  # nor does money
    ],
)
def test_what_needs_the_next_clause_leads_to_it(lead: str, clause: str) -> None:
    unlike = ZH.claims.leads_to(*pair("繁荣夜间经济", "新建停车场12座"))
    assert ZH.claims.leads_to(*pair(lead, clause)) > 0.15 > unlike


@pytest.mark.parametrize(
    ("lead", "clause"),
    [
        ("空气质量明显好转", "单位产值能耗降低3%"),  # goals stand in rows, each with its own indicator
        ("保持合理的信贷规模", "贷款余额增长目标为12%"),
        ("进出口稳中提质", "物价总体平稳"),
    ],
)
def test_a_goal_does_not_lead_to_the_next(lead: str, clause: str) -> None:
    assert ZH.claims.leads_to(*pair(lead, clause)) == 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_clauses_have_a_probability_and_numbers_for_features(lead: str, clause: str) -> None:
    words = pair(lead, clause)
    assert 0 <= ZH.claims.leads_to(*words) <= 1
    assert all(0 <= value <= 3 for value in lead_features(*words).values())
