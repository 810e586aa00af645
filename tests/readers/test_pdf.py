"""PDF files: what is read in which order, what is left out, and what is refused."""

from __future__ import annotations

import io
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reportdiff import Limits, ReadError, outline
from reportdiff.errors import MissingExtraError
from reportdiff.readers import pdf
from reportdiff.readers.pdf.glyphs import Glyph
from reportdiff.readers.pdf.paragraphs import running_text
from reportdiff.readers.sources import read_source

from .documents import pdf_of

FONT = "STSong-Light"
SIZE = 12
LEFT = 70.0
WIDTH = 36  # characters in a full line

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, **options: object) -> bytes:
    """Return a PDF file with pages that are drawn by hand."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrapped(text: str, *, top: float = 760, left: float = LEFT, width: int = WIDTH, indent: int = 2) -> Draw:
    """Return what draws a text of paragraphs, the first line of each set in."""

    def draw(canvas: Canvas) -> None:
        y = top
        for paragraph in text.split("\n"):
            rest, begun = paragraph, False
            while rest:
                here = width if begun else width - indent
                canvas.drawString(left + (0 if begun else indent * SIZE), y, rest[:here])
                rest, begun = rest[here:], True
                y -= 1.5 * SIZE

    return draw


def text_of(data: bytes) -> str:
    return read_source(data, name="a.pdf").text


LONG = "全年新增就业" + "新建学校三所、改造老旧小区二十八个、完成棚户区改造三千二百户，" * 4 + "群众满意度进一步提高。"
SHORT = "社会治安持续好转。"


TEXTS = [f"第{number}件事办好了，{LONG[cut:]}\n{SHORT}" for number, cut in zip("一二三四", (0, 3, 7, 11), strict=True)]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert text_of(drawn(wrapped(f"{LONG}\n{SHORT}\n{LONG}"))) == f"{LONG}\n{SHORT}\n{LONG}"


def test_a_paragraph_goes_on_over_a_page_and_pages_are_counted() -> None:
    half = LONG[: WIDTH * 2 - 2]

    def rest(canvas: Canvas) -> None:
        wrapped(LONG[len(half) :], indent=0)(canvas)
        wrapped(SHORT, top=600)(canvas)

    data = drawn(wrapped(SHORT + "\n" + half), lambda canvas: None, rest)
    source = read_source(data, name="a.pdf")
    assert source.text == f"{SHORT}\n{LONG}\n{SHORT}"
    assert source.pages == (0, source.text.index(LONG) + len(half), source.text.index(LONG) + len(half))
    assert [source.page_at(offset) for offset in (0, source.pages[2] - 1, source.pages[2], len(source.text))] == [
        1,
        1,
        3,
        3,
    ]


def test_words_are_parted_and_chinese_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(
            LEFT, 700, "推进 Belt and Road 建设，PM2.5 下降 5%，总投资1,200亿元。" + "继续努力，不负重托。"
        )

    assert text_of(drawn(draw)) == "推进Belt and Road建设，PM2.5下降5%，总投资1,200亿元。继续努力，不负重托。"


@pytest.mark.parametrize(
    "header", ["区政府工作报告", "区政府工作报告 第{n}页", "— {n} —", "第 {n} 页 共 9 页", "{n}/9", "Page {n}"]
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_running_headers_and_page_numbers_are_left_out(header: str, place: str) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            y = A4[1] - 40 if place == "top" else 30
            canvas.drawCentredString(A4[0] / 2, y, header.format(n=number))
            wrapped(TEXTS[number])(canvas)

        return draw

    text = text_of(drawn(*map(page, range(4))))
    assert text == "\n".join(TEXTS)


def test_a_line_of_the_text_at_the_top_of_one_page_stays() -> None:
    text = text_of(drawn(wrapped(f"各位代表：\n{TEXTS[0]}"), wrapped(f"一、回顾\n{TEXTS[1]}")))
    assert text == f"各位代表：\n{TEXTS[0]}\n一、回顾\n{TEXTS[1]}"


def test_columns_are_read_one_after_the_other_and_a_title_across_them_first() -> None:
    left = "\n".join(f"左{i}" + "栏的文字写满这一行" * 3 + "。" for i in range(8))
    right = "\n".join(f"右{i}" + "栏的文字写满这一行" * 3 + "。" for i in range(8))

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 20)
        canvas.drawCentredString(A4[0] / 2, 790, "政府工作报告在第三届人民代表大会第一次会议上")
        canvas.setFont(FONT, SIZE)
        wrapped(left, left=60, width=18)(canvas)
        wrapped(right, left=60 + 20 * SIZE, width=18)(canvas)

    assert text_of(drawn(draw)) == f"政府工作报告在第三届人民代表大会第一次会议上\n{left}\n{right}"


def test_the_rows_of_a_table_are_lines() -> None:
    rows = [("指标", "目标", "完成"), *((f"指标{i}", f"增长{i}%", f"增长{i}.5%") for i in range(1, 9))]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(80 + 160 * column, 700 - 20 * number, cell)
        wrapped(f"{LONG}", top=400)(canvas)

    assert text_of(drawn(draw)) == "\n".join(" ".join(row) for row in rows) + f"\n{LONG}"


def test_footnotes_and_their_marks_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        wrapped(f"{LONG}\n就业增长")(canvas)
        y = 760 - 1.5 * SIZE * (len(LONG) // WIDTH + 1)
        canvas.setFont(FONT, 6)
        canvas.drawString(LEFT + 6 * SIZE, y + 5, "1")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(LEFT + 6 * SIZE + 4, y, "百分之二，实属不易。")
        canvas.setFont(FONT, 8)
        canvas.drawString(LEFT, 60, "1 就业指城镇新增就业人数，下同。")

    assert text_of(drawn(draw)) == f"{LONG}\n就业增长百分之二，实属不易。"


def test_a_turned_page_and_a_watermark() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        wrapped(f"{LONG}\n{SHORT}", top=500)(canvas)

    def marked(canvas: Canvas) -> None:
        wrapped(f"{SHORT}\n{LONG}")(canvas)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(300, 200, "内部资料")

    assert text_of(drawn(turned, marked)) == f"{LONG}\n{SHORT}\n{SHORT}\n{LONG}"


def picture(canvas: Canvas) -> None:
    png = ImageReader(io.BytesIO(_png()))
    canvas.drawImage(png, 0, 0, *A4)


def _png() -> bytes:
    """Return a picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    header = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"^a\.pdf: .*holds no text, only pictures of pages \(a scan\).*ocrmypdf"):
        read_source(drawn(picture, picture), name="a.pdf")


def test_pages_that_are_pictures_are_told() -> None:
    report = "政府工作报告\n一、二〇三〇年工作回顾\n" + LONG + "\n二、二〇三一年工作安排\n" + LONG
    result = outline(drawn(wrapped(report), picture, picture, wrapped(LONG), picture), name="a.pdf", year=2031)
    caution = next(c for c in result.warnings if c.name == "pages-without-text")
    assert dict(caution.facts) == {"report": "a.pdf", "pages": "2-3, 5", "all": "5"}
    from reportdiff.renderers.wording import wording

    assert "no text could be read on page 2-3, 5 of 5" in wording("en").caution(caution)
    assert "第2-3, 5页没有可读的文字" in wording("zh").caution(caution)


GOOD = pdf_of("政府工作报告\n一、2030年工作回顾\n新建学校3所，群众满意度进一步提高，社会治安持续好转。")


def huge_stream() -> bytes:
    """Return a file whose page unpacks to gigabytes, twice compressed."""
    packer = zlib.compressobj(9)
    inner = b"".join(packer.compress(b"0 0 m " * 1_000_000) for _ in range(200)) + packer.flush()
    stream = zlib.compress(inner, 9)
    return _raw(
        [f"<</Length {len(stream)}/Filter[/FlateDecode/FlateDecode]>>stream\n".encode() + stream + b"\nendstream"]
    )


def _raw(contents: list[bytes], pages: bytes = b"<</Type/Pages/Kids[3 0 R]/Count 1>>") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
    ]
    out = b"%PDF-1.7\n"
    for number, body in enumerate([*objects, *contents], 1):
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    return out + b"trailer<</Root 1 0 R>>\n%%EOF"


HOSTILE = {
    "many pages": (
        lambda: _raw([b"null"], b"<</Type/Pages/Kids[" + b"3 0 R " * 5_000 + b"]/Count 5000>>"),
        "5,000 pages",
    ),
    "endless page tree": (lambda: _raw([b"null"], b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 99999>>"), "a.pdf: "),
    "huge stream": (huge_stream, "a.pdf: "),
    "deep arrays": (lambda: _raw([b"[" * 1_000_000 + b"]" * 1_000_000]), "a.pdf: "),
    "deep dictionaries": (lambda: _raw([b"<</A" * 200_000 + b">>" * 200_000]), "a.pdf: "),
    "deep forms": (
        lambda: _raw([b"<</Length 10/Subtype/Form/Resources<</XObject<</X 4 0 R>>>>>>stream\nq /X Do Q\nendstream"]),
        "a.pdf: ",
    ),
    "cut off": (lambda: GOOD[: len(GOOD) // 3], "a.pdf: "),
    "nothing": (lambda: b"%PDF-1.4\n", "this PDF file is damaged"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_and_damaged_files_end_soon_in_a_clear_error(kind: str) -> None:
    make, message = HOSTILE[kind]
    data = make()
    began = time.monotonic()
    with pytest.raises(ReadError, match=re.escape(message)):
        read_source(data, name="a.pdf", limits=Limits(seconds=20))
    assert time.monotonic() - began < 25


def test_a_file_with_a_password() -> None:
    data = drawn(wrapped(LONG), encrypt=StandardEncryption("secret", canPrint=1))
    with pytest.raises(ReadError, match=r"^a\.pdf: this PDF file has a password; open it"):
        read_source(data, name="a.pdf")


def test_a_file_that_only_forbids_changes_is_read() -> None:
    assert text_of(drawn(wrapped(LONG), encrypt=StandardEncryption("", ownerPassword="owner"))) == LONG


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(pages=1), "2 pages, far more than a report (1 at most); .* --max-pages"),
        (Limits(characters=20), "more than 20 characters, .* --max-characters"),
        (Limits(seconds=0.001), "more than 0.001 seconds; .* --max-seconds"),
        (Limits(file_size=100), "--max-file-size"),
    ],
)
def test_limits(limits: Limits, message: str) -> None:
    with pytest.raises(ReadError, match=message.replace("(", r"\(").replace(")", r"\)")):
        read_source(drawn(wrapped(LONG), wrapped(LONG)), name="a.pdf", limits=limits)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    child = pdf._CHILD.replace("import sys, json;", "import sys, json; sys.modules['pypdfium2'] = None;")
    monkeypatch.setattr(pdf, "_CHILD", child)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportdiff\[documents\]'"):
        read_source(GOOD, name="a.pdf")


def test_a_crash_of_the_child_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_CHILD", "import os; os.abort()")
    with pytest.raises(ReadError, match=r"^a\.pdf: reading this PDF file failed; it is damaged, or made to bring"):
        read_source(GOOD, name="a.pdf")


def laid(*lines: str) -> list[Glyph]:
    """Return lines of 9-point characters from one margin; letters and digits take half the room of others."""
    out = []
    for number, line in enumerate(lines):
        left = 50.0
        for char in line:
            width = 4.5 if char.isascii() else 9.0
            out.append(Glyph(char, left, left + width, 700.0 - 14 * number, 9.0))
            left += width
    return out


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("扩大优质教育资源，全年新增学位", "3000个，公开招聘教师二百名。", True),
        ("城镇居民人均可支配收入提高到", "1.62%以上，农村居民收入同步增长。", True),
        ("扩大优质教育资源，全年新增学位", "三千个，公开招聘教师二百名。", False),  # those may be divided
        ("扩大优质教育资源。", "3000个学位投入使用，公开招聘教师。", False),
    ],
)
def test_a_line_that_ends_before_a_number_goes_on(before: str, after: str, joined: bool) -> None:
    full = "坚持民生优先，统筹发展各项社会事业，"
    text, _ = running_text([laid(full, before, after, full, full)])
    assert (f"{before}{after}" in text) is joined


def test_a_gap_behind_a_sentence_makes_no_table() -> None:
    # A line that is taken for the row of a table is never joined to the next one.
    first = laid("坚持民生优先，统筹事业。")
    gap = [replace(g, left=g.left + 135, right=g.right + 135) for g in laid("深化改革，扩大")]
    rest = [
        replace(g, base=g.base - 14)
        for g in laid("优质教育资源，统筹发展各项社会事业。", "全面推进乡村振兴，建设和美家园。")
    ]
    text, _ = running_text([[*first, *gap, *rest]])
    assert "扩大优质教育资源" in text
