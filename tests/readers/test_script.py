from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.readers import script
from reportdiff.readers.script import simplify

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("實現全區生產總值412.6億元", "实现全区生产总值412.6亿元"),
        ("乾隆年間的後花園", "乾隆年间的后花园"),
        ("新增就業\r\n1.6萬人\0\ud800", "新增就业\r\n1.6万人\0\ud800"),
        ("乾隆、著名、瞭望", "乾隆、著名、瞭望"),
        ("", ""),
    ],
)
def test_simplify(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_report_there_and_back(path: Path) -> None:
    from opencc import OpenCC

    text = path.read_text(encoding="utf-8")
    traditional = OpenCC("s2t").convert(text)
    back = simplify(traditional)
    assert len(back) == len(traditional)
    assert sum(a != b for a, b in zip(back, text, strict=True)) < 0.001 * len(text)


@settings(deadline=None)  # the first call imports what it needs
@given(st.text(alphabet=st.sampled_from("國萬億後裏乾著甚麼为一\n\r\0 8%\U00020000\ud800") | st.characters()))
def test_the_length_stays_and_twice_is_once(text: str) -> None:
    once = simplify(text)
    assert len(once) == len(text)
    assert simplify(text) == once


def test_a_phrase_that_changes_its_length_is_converted_by_character(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"國": "国", "家": "家", "國家": "国"}
    monkeypatch.setattr(script, "_converter", lambda: lambda text: table.get(text, text + text))
    assert simplify("國家") == "国家"
    assert simplify("國萬") == "国萬"
