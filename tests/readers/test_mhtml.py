"""Pages saved by a browser as one file."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from reportdiff import ReadError
from reportdiff.readers.sources import read_source

from .documents import html_of, mhtml_of

TEXT = "政府工作报告\n一、2030年工作回顾\n" + "新建学校3所，群众满意度进一步提高，社会治安持续好转。\n" * 5


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.txt", "a.html"])
@pytest.mark.parametrize("charset", ["gb18030", "gb2312", "utf-8", "wrong", "hex"])
def test_the_main_part_is_read_as_the_page_is(name: str, charset: str) -> None:
    data = mhtml_of(html_of(TEXT), charset, [("image/png", b"\x89PNG"), ("text/css", b"p {}"), ("text/html", b"<p>ad")])
    read = read_source(data, name=name)
    assert (read.format, read.encoding) == ("mhtml", "gb18030")
    assert read.text == read_source(html_of(TEXT), name="a.html").text


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n"])
def test_line_ends_and_marks(end: bytes, before: bytes) -> None:
    data = before + mhtml_of(html_of(TEXT)).replace(b"\n", end)
    assert "新建学校3所" in read_source(data, name="a.mht").text


def test_what_the_archive_declares_helps_where_bytes_do_not_tell() -> None:
    page = "<html><body><p>" + "Le conseil municipal a décidé des travaux à l’école. " * 4 + "</p></body></html>"
    assert "décidé" in read_source(mhtml_of(page.encode("cp1252"), "windows-1252"), name="a.mht").text


def test_an_archive_without_a_page() -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content("<svg/>", subtype="xml")
    message.make_related()
    with pytest.raises(ReadError, match=r"^a\.mht: there is no page in this web archive; open the page in a browser"):
        read_source(message.as_bytes(), name="a.mht")


def test_a_text_about_headers_is_a_text() -> None:
    assert read_source("Content: 政府工作报告\n新建学校3所。".encode(), name="a.mht").format == "text"
