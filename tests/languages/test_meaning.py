"""Vectors of meaning: what is told in other words is nearer than what is about another thing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reportdiff.languages.zh.meaning import accounts, grams_of, learned_meanings, meanings

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


# (promise, an account of its outcome, words like the promise's about another thing), written for this test
ACCOUNTS = [
    ("提高农村低保标准", "农村困难群众救助水平提升", "提高农村公路等级"),
    ("扩建污水处理厂", "日处理污水能力增加5万吨", "扩建粮食烘干厂"),
    ("制定养犬管理办法", "养犬管理规定颁布施行", "制定停车管理办法"),
    ("全面取消药品加成", "公立医院药品实行零差率销售", "全面取消收费公路"),
    ("建设婴幼儿托育点", "新增托位300个", "建设电动汽车充电点"),
    ("推进中小学教师交流轮岗", "义务教育师资城乡流动", "推进中小学危房改造"),
]


@pytest.mark.parametrize(("promise", "told", "other"), NEARER)
def test_what_is_told_in_other_words_is_nearer(promise: str, told: str, other: str) -> None:
    first, second, third = meanings([promise, told, other])
    assert first @ second > first @ third + 0.1


@pytest.mark.parametrize(("promise", "told", "other"), ACCOUNTS)
def test_an_account_is_nearer_than_another_thing_in_the_same_words(promise: str, told: str, other: str) -> None:
    first, second, third = accounts([promise, told, other])
    assert first @ second > first @ third


@pytest.mark.parametrize("vectors_of", [meanings, accounts])
@given(texts=st.lists(st.text(), max_size=5))
def test_any_texts_have_vectors_of_length_one_that_do_not_depend_on_each_other(
    vectors_of: Callable[[list[str]], NDArray[np.float32]], texts: list[str]
) -> None:
    found = vectors_of(texts)
    assert found.shape == (len(texts), 64)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
    for text, vector in zip(texts, found, strict=True):
        assert np.allclose(vectors_of([text])[0], vector, atol=1e-5)


def test_only_chinese_characters_count() -> None:
    one, other = meanings(["建成3座A级公园", "建成座级公园"])
    assert one @ other < 1  # 成座 is no pair where a number stands between
    assert np.allclose(*meanings(["建成12座", "建成3座"]))


def test_grams_are_characters_and_neighbours() -> None:
    places, codes = grams_of(["大桥", "", "桥"])
    assert places.tolist() == [0, 0, 0, 2]
    assert codes.tolist() == [ord("大"), ord("桥"), ord("大") * 65536 + ord("桥"), ord("桥")]


@pytest.mark.parametrize("name", ["meaning", "told"])
def test_the_learned_grams_are_in_order_and_have_a_vector_each(name: str) -> None:
    learned = learned_meanings(name)
    assert (np.diff(learned.grams.astype(np.int64)) > 0).all()
    assert learned.vectors.shape == (len(learned.grams), len(learned.start))
