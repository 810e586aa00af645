from __future__ import annotations

from opencc import OpenCC

from reportdiff.readers.characters import frequent, traditional_only


def encodable(character: str, encoding: str) -> bool:
    return bool(character.encode(encoding, "ignore"))


def test_traditional_only_characters_are_what_the_data_file_says() -> None:
    convert = OpenCC("t2s").convert
    assert all(convert(character) != character for character in traditional_only())
    assert not [character for character in traditional_only() if encodable(character, "gb2312")]
    level_1 = (character.encode("big5") for character in traditional_only())
    assert all(b"\xa4\x40" <= code <= b"\xc6\x7e" for code in level_1)


def test_frequent_characters_are_chinese_and_in_both_scripts() -> None:
    assert all("\u4e00" <= character <= "\u9fff" for character in frequent())
    assert 1000 < len(frequent()) < 1300
    assert {"国", "國", "为", "為", "爲", "的"} <= frequent()
