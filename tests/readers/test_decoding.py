from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.errors import EmptyReportError, ReadError, ReportDiffError
from reportdiff.readers import decoding
from reportdiff.readers.characters import frequent
from reportdiff.readers.decoding import decode
from tests.eval.labelled import ROOT, SHARED

REPORTS = sorted([*ROOT.glob("samples/*.txt"), *SHARED.glob("corpus/*.txt")])
LENGTHS = (50, 300, 1000, 2000, None)

SIMPLIFIED = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb2312", "gbk", "gb18030", "utf-16-le", "utf-16-be"]
TRADITIONAL = ["utf-8", "big5", "cp950", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be", "utf-32-be"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", SIMPLIFIED)
def test_simplified_reports_come_back_from_every_encoding(path: Path, encoding: str) -> None:
    check_lengths(path.read_text(encoding="utf-8"), encoding)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", TRADITIONAL)
def test_traditional_reports_come_back_from_every_encoding(path: Path, encoding: str) -> None:
    from opencc import OpenCC

    check_lengths(OpenCC("s2tw").convert(path.read_text(encoding="utf-8")), encoding)


def check_lengths(text: str, encoding: str) -> None:
    for length in LENGTHS:
        data = text[:length].encode(encoding, "ignore")
        assert decode(data, "a.txt")[0] == data.decode(encoding)


_CHINESE_TEXT = st.text(alphabet=sorted(frequent()), min_size=20, max_size=200).map(lambda text: f"一、{text}。\r\n")


@settings(deadline=None)  # the first call imports what it needs
@given(_CHINESE_TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-16-le", "utf-16-be"]))
def test_the_same_text_out_of_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (codecs.BOM_UTF8 + "增长8%\r\n".encode(), ("增长8%\r\n", "utf-8-sig")),
        (codecs.BOM_UTF16_LE + "增长8%".encode("utf-16-le"), ("增长8%", "utf-16")),
        (codecs.BOM_UTF16_BE + "增长8%".encode("utf-16-be"), ("增长8%", "utf-16")),
        (codecs.BOM_UTF32_LE + "增长8%".encode("utf-32-le"), ("增长8%", "utf-32")),
        (codecs.BOM_UTF32_BE + "增长8%".encode("utf-32-be"), ("增长8%", "utf-32")),
        ("\ufeff增长8%".encode("gb18030"), ("增长8%", "gb18030")),
        (b"Growth of 8 %\n", ("Growth of 8 %\n", "utf-8")),
        ("Growth of 8 %\n".encode("utf-16-le"), ("Growth of 8 %\n", "utf-16-le")),
        ("完成投資①②".encode("big5hkscs"), ("完成投資①②", "big5hkscs")),
        ("提高到8～9%".encode("cp950"), ("提高到8～9%", "cp950")),
    ],
)
def test_marks_and_names(data: bytes, expected: tuple[str, str]) -> None:
    assert decode(data, "a.txt") == expected


def test_other_languages_are_left_to_statistics() -> None:
    text = "The “review” of last year’s plan – naïve, perhaps – found the café re-opened. " * 5
    assert decode(text.encode("cp1252"), "a.txt")[0] == text


def test_a_declared_encoding_is_used_when_the_text_is_not_chinese() -> None:
    text = '<meta charset="windows-1251"><p>Отчёт о работе правительства за год</p>'
    assert decode(text.encode("cp1251"), "a.html") == (text, "cp1251")


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "big5", "no-such-thing", "base64"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    text = f'<meta charset="{declared}"><p>全区生产总值增长8%，新增就业1.6万人。</p>'
    assert decode(text.encode("gbk"), "a.html") == (text, "gb18030")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\u2003\n".encode(), codecs.BOM_UTF8, "\u200b\n".encode()])
def test_empty_files(data: bytes) -> None:
    with pytest.raises(EmptyReportError, match=r"^a\.txt: there is no text in it"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (b"PK\x03\x04\x14\0word/document.xml", r"a damaged Word document \(.docx\)", "save it again"),
        (b"PK\x03\x04\x14\0xl/workbook.xml", r"an Excel workbook \(.xlsx\)", "save the report in it as text"),
        (
            b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            r"an OpenDocument table \(.ods\)",
            "save the report in it as text",
        ),
        (b"PK\x03\x04\x14\0a.txt", "a ZIP archive", "unpack it"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            r"an old Word, WPS or Excel document \(.doc, .wps, .xls\)",
            "soffice --headless --convert-to docx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            r"an old Word or WPS document \(.doc, .wps\)",
            "soffice --headless --convert-to docx FILE'.*, or open it in WPS or Word and save it as .docx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a Word or Excel document with a password",
            "save it without one",
        ),
        (b"{\\rtf1\\ansi", r"an RTF document \(.rtf\)", "soffice --headless --convert-to docx"),
        (b"\x89PNG\r\n\x1a\n\0", "a PNG image", "recognise its text first"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image", "recognise its text first"),
    ],
)
def test_files_that_are_no_text_are_named_and_advice_given(data: bytes, kind: str, remedy: str) -> None:
    with pytest.raises(ReadError, match=rf"^a\.doc: this is {kind}, which cannot be read; .*{remedy}"):
        decode(data, "a.doc")


@pytest.mark.parametrize(
    "data",
    ["全区生产总值\0\1增长8%，新增就业。".encode(), b"\1\2\3\4\5\6", b"\0" * 100],
    ids=["controls", "bytes", "NULs"],
)
def test_unknown_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(
        ReadError, match=r"^a\.doc: this is a binary file of an unknown kind, not text; save it as text"
    ):
        decode(data, "a.doc")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950"])
def test_damage_is_located(encoding: str) -> None:
    head = "全區人民，\r\n大家好。\n".encode(encoding)
    data = head + b"\xff" + "城市和人民的工作得到提高。".encode(encoding) * 9
    with pytest.raises(ReadError, match=rf"seems to be {encoding}, .* 0xff at offset {len(head)} \(line 3\) .*iconv"):
        decode(data, "a.txt")


def test_damage_after_a_mark_is_located() -> None:
    data = codecs.BOM_UTF16_LE + "人上\n民".encode("utf-16-le") + b"\x00\xd8"
    with pytest.raises(ReadError, match=r"at offset 10 \(line 2\)"):
        decode(data, "a.txt")


def test_an_unknown_encoding_is_said_to_be_so() -> None:
    with pytest.raises(ReadError, match=r"^a\.txt: the encoding is not recognised; .*iconv"):
        decode(bytes(range(0x80, 0x100)) * 3, "a.txt")


@settings(deadline=None)  # the first call imports what it needs
@given(st.binary() | st.binary(max_size=30).map(lambda data: b"<html>\n" + data))
def test_no_bytes_raise_anything_but_our_errors(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except ReportDiffError:
        return
    assert text
    assert "\0" not in text
    codecs.lookup(encoding)


def test_right_and_wrong_decodings_are_far_apart() -> None:
    text = REPORTS[0].read_text(encoding="utf-8")
    assert decoding._plausibility(text) > 0.85
    assert decoding._plausibility(text.encode("utf-16-le").decode("utf-16-be", "replace")) < 0.15
