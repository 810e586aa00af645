"""Vectors of meaning: what is told in other words is nearer than what is about another thing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.languages.zh.meaning import _learned, grams_of, meanings

# (promise, told in other words, about another thing), written for this test
NEARER = [
    ("新建跨江大桥", "过江桥梁建成通车", "新增婴幼儿托位"),
    ("提高退休人员养老金", "离退休职工待遇上调", "开工建设污水处理厂"),
    ("改造农村危旧住房", "困难农户搬进新居", "引进高层次人才"),
    ("减轻企业税费负担", "为市场主体减税降费", "新增公园绿地"),
    ("整治黑臭水体", "河道水质明显改善", "举办全民健身运动会"),
    ("扩建中小学校舍", "新增学位", "完成道路养护"),
    ("缩短办事时限", "审批提速", "建成粮食储备库"),
]


@pytest.mark.parametrize(("promise", "told", "other"), NEARER)
def test_what_is_told_in_other_words_is_nearer(promise: str, told: str, other: str) -> None:
    first, second, third = meanings([promise, told, other])
    assert first @ second > first @ third + 0.1


@given(st.lists(st.text(), max_size=5))
def test_any_texts_have_vectors_of_length_one_that_do_not_depend_on_each_other(texts: list[str]) -> None:
    found = meanings(texts)
    assert found.shape == (len(texts), 64)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
    for text, vector in zip(texts, found, strict=True):
        assert np.allclose(meanings([text])[0], vector, atol=1e-5)


def test_only_chinese_characters_count() -> None:
    one, other = meanings(["建成3座A级公园", "建成座级公园"])
    assert one @ other < 1  # 成座 is no pair where a number stands between
    assert np.allclose(*meanings(["建成12座", "建成3座"]))


def test_grams_are_characters_and_neighbours() -> None:
    places, codes = grams_of(["大桥", "", "桥"])
    assert places.tolist() == [0, 0, 0, 2]
    assert codes.tolist() == [ord("大"), ord("桥"), ord("大") * 65536 + ord("桥"), ord("桥")]


def test_the_learned_grams_are_in_order_and_have_a_vector_each() -> None:
    learned = _learned()
    assert (np.diff(learned.grams.astype(np.int64)) > 0).all()
    assert learned.vectors.shape == (len(learned.grams), len(learned.start))
