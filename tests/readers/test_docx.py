"""Word documents: what is read, what is left out, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reportdiff import EmptyReportError, Limits, ReadError, outline
from reportdiff.errors import MissingExtraError
from reportdiff.readers.sources import read_source

from .documents import docx_of, saved

Document = docx.document.Document


def lines(document: Document) -> list[str]:
    return read_source(saved(document), name="a.docx").text.split("\n")


def paragraph(document: Document, xml: str) -> None:
    """Put a paragraph with this content at the end."""
    document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"), "w:sectPr")


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def raised(text: str) -> str:
    return f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (run("新建学校") + run("3所。"), "新建学校3所。"),
        (
            f"{run('新建')}<w:del w:id='1' w:author='a'>{run('5')}</w:del>"
            f"<w:ins w:id='2' w:author='a'>{run('3')}</w:ins>{run('所。')}",
            "新建3所。",
        ),
        (
            f"<w:moveFrom w:id='1' w:author='a'>{run('删')}</w:moveFrom>"
            f"<w:moveTo w:id='2' w:author='a'>{run('移')}</w:moveTo>",
            "移",
        ),
        (f"<w:hyperlink>{run('就业增长')}</w:hyperlink>{run('2%。')}", "就业增长2%。"),
        (run("就业") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("增长。"), "就业增长。"),
        (run("就业") + "<w:r><w:commentReference w:id='2'/></w:r>" + run("增长。"), "就业增长。"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('第二章')}"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "第二章",
        ),
        (f"<w:fldSimple w:instr='REF a'>{run('第二章')}</w:fldSimple>", "第二章"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>" + run("可见。"), "可见。"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见。</w:t></w:r>", "可见。"),
        ("<w:r><w:t>新建</w:t><w:br/><w:t>学校</w:t></w:r>", "新建\n学校"),
        ("<w:r><w:t>项目</w:t><w:tab/><w:t>目标</w:t></w:r>", "项目\t目标"),
        (f"<w:r><w:ruby><w:rt>{run('lǜ')}</w:rt><w:rubyBase>{run('绿')}</w:rubyBase></w:ruby></w:r>", "绿"),
        (run("新增就业500") + raised("1") + run("万人。"), "新增就业500万人。"),
        (run("绿地300km") + raised("2") + run("。"), "绿地300km2。"),
        (run("第3") + raised("rd") + run("版。"), "第3rd版。"),
        (f"<w:sdt><w:sdtContent>{run('内容控件')}</w:sdtContent></w:sdt>", "内容控件"),
    ],
)  # fmt: skip
def test_the_words_of_a_paragraph(xml: str, expected: str) -> None:
    document = docx.Document()
    paragraph(document, xml)
    assert "\n".join(lines(document)) == expected


def test_a_deleted_end_joins_two_paragraphs() -> None:
    document = docx.Document()
    paragraph(document, "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>" + run("新建"))
    paragraph(document, run("学校3所。"))
    assert lines(document) == ["新建学校3所。"]


def test_a_text_box_stands_after_its_paragraph_once() -> None:
    box = f"<w:txbxContent><w:p>{run('框中的话。')}</w:p></w:txbxContent>"
    choice = "<mc:Choice Requires='wps'><w:drawing>" + box + "</w:drawing></mc:Choice>"
    fallback = "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    document = docx.Document()
    paragraph(
        document,
        f"<w:r><mc:AlternateContent xmlns:mc='{mc}'>{choice}{fallback}</mc:AlternateContent></w:r>" + run("正文。"),
    )
    assert lines(document) == ["正文。", "框中的话。"]


def test_tables_headers_and_contents() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、回顾\t3", style="toc 1")
    document.add_paragraph("前文。")
    table = document.add_table(2, 3)
    for row, cells in zip(table.rows, (("指标", "目标", "完成"), ("就业", "1万人", "1.2万人")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("中文。")
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = "栏目"
    layout.cell(0, 1).text = "长文。" * 100 + "\n第二段。"
    assert lines(document) == [
        "前文。",
        "指标 目标 完成",
        "就业 1万人 1.2万人",
        "中文。",
        "栏目",
        "长文。" * 100,
        "第二段。",
    ]


LISTS = {
    "parts": ("chineseCountingThousand", "%1、", "（%2）", ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]),
    "arabic": ("decimal", "%1.", "%1.%2", ["1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊"]),
    "circles": ("decimalEnclosedCircle", "%1", "第%2节", ["① 甲", "第①节 乙", "第②节 丙", "② 丁", "第①节 戊"]),
    "stems": ("ideographTraditional", "%1、", "%2）", ["甲、甲", "甲）乙", "乙）丙", "乙、丁", "甲）戊"]),
    "bullets": ("bullet", "•", "•", ["甲", "乙", "丙", "丁", "戊"]),
}


@pytest.mark.parametrize("kind", LISTS)
def test_automatic_numbers_are_what_the_reader_sees(kind: str) -> None:
    form, first, second, expected = LISTS[kind]
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for level, text in enumerate((first, second))
    )
    abstract = parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>{levels}</w:abstractNum>")
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    for level, text in ((0, "甲"), (1, "乙"), (1, "丙"), (0, "丁"), (1, "戊")):
        number = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>"
        paragraph(document, f"<w:pPr>{number}</w:pPr>{run(text)}")
    assert lines(document) == expected


def test_a_list_begins_anew_where_the_document_says_so() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1、'/></w:lvl>"
    numbering.insert(0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='78'>{level}</w:abstractNum>"))
    override = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    for key, more in ((70, ""), (71, override)):
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='{key}'><w:abstractNumId w:val='78'/>{more}</w:num>")
        )
    for key in (70, 70, 71, 71):
        paragraph(document, f"<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{key}'/></w:numPr></w:pPr>{run('项')}")
    assert lines(document) == ["1、项", "2、项", "1、项", "2、项"]


def test_headings_without_numbers_are_told_by_their_style() -> None:
    document = docx.Document()
    document.add_heading("云溪镇政府工作报告", 1)
    document.add_heading("2030年工作", 2)
    document.add_paragraph("过去一年，新建学校3所，改造老旧小区28个。")
    document.add_heading("2031年安排", 2)
    document.add_heading("改善人民生活", 3)
    document.add_paragraph("新建幼儿园3所，新增就业1万人。")
    report = outline(saved(document), name="a.docx", year=2031)
    found = [(s.level, s.title, str(s.role)) for s in report.sections]
    assert found == [(1, "2030年工作", "review"), (1, "2031年安排", "plan"), (2, "改善人民生活", "plan")]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a document with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


REPORT = docx_of("政府工作报告\n一、2030年工作回顾\n新建学校3所。")
BODY = "word/document.xml"


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/image1.bmp"] = b"\0" * 250_000_000


def long_xml(parts: dict[str, bytes]) -> None:
    parts[BODY] = parts[BODY].replace(b"<w:sectPr", b"<w:p/>" * 5_000_000 + b"<w:sectPr", 1)


def many_parts(parts: dict[str, bytes]) -> None:
    parts.update({f"word/{i}.bin": b"" for i in range(10_001)})


def deep(parts: dict[str, bytes]) -> None:
    parts[BODY] = parts[BODY].replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 100_000, 1)


def with_entities(declaration: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        head, rest = parts[BODY].split(b"?>", 1)
        rest = rest.replace("新建学校3所。".encode(), b"&last;", 1)
        parts[BODY] = head + b"?>" + declaration + rest

    return change


LAUGHS = b"<!DOCTYPE a [<!ENTITY e0 'ha'>" + b"".join(
    b"<!ENTITY e%d '%s'>" % (i, b"&e%d;" % (i - 1) * 10) for i in range(1, 12)
) + b"<!ENTITY last '&e11;'>]>"  # fmt: skip
EXTERNAL = b"<!DOCTYPE a [<!ENTITY last SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (bomb, "it would unpack to 251 MB .* --max-unpacked-size"),
        (long_xml, "it would unpack to 31 MB"),
        (many_parts, "parts, far more than a document has"),
        (deep, "this Word document is damaged"),
        (with_entities(LAUGHS), "declares a document type or entities"),
        (with_entities(EXTERNAL), "declares a document type or entities"),
        (lambda parts: parts.pop("[Content_Types].xml"), "this Word document is damaged"),
        (lambda parts: parts.update({BODY: b"<w"}), "this Word document is damaged"),
    ],
    ids=["bomb", "long", "parts", "deep", "laughs", "external", "no types", "no XML"],
)  # fmt: skip
def test_hostile_and_damaged_documents_end_in_a_clear_error(
    change: Callable[[dict[str, bytes]], None], message: str
) -> None:
    with pytest.raises(ReadError, match=rf"^a\.docx: .*{message}"):
        read_source(repacked(REPORT, change), name="a.docx")


def test_entities_in_another_encoding_are_inert_or_refused() -> None:
    def change(parts: dict[str, bytes]) -> None:
        with_entities(EXTERNAL)(parts)
        text = parts[BODY].decode("utf-8").replace("UTF-8", "UTF-16", 1)
        parts[BODY] = text.encode("utf-16")

    with pytest.raises(ReadError, match=r"^a\.docx: .*entities"):
        read_source(repacked(REPORT, change), name="a.docx")


def test_a_limit_can_be_raised_and_lowered() -> None:
    with pytest.raises(ReadError, match="--max-unpacked-size"):
        read_source(REPORT, name="a.docx", limits=Limits(unpacked_size=10_000))
    with pytest.raises(ReadError, match="--max-seconds"):
        read_source(REPORT, name="a.docx", limits=Limits(seconds=1e-9))
    with pytest.raises(ReadError, match="--max-characters"):
        read_source(REPORT, name="a.docx", limits=Limits(characters=10))
    with pytest.raises(ReadError, match="--max-file-size"):
        read_source(REPORT, name="a.docx", limits=Limits(file_size=1000))


def test_a_document_without_words() -> None:
    with pytest.raises(EmptyReportError, match=r"^a\.docx: there is no text in this Word document"):
        read_source(saved(docx.Document()), name="a.docx")


def test_content_tells_the_format_not_the_suffix() -> None:
    assert read_source(REPORT, name="a.txt").format == "docx"
    assert read_source(REPORT, name="a.doc").encoding == "binary"


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "docx.package", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportdiff\[documents\]'"):
        read_source(REPORT, name="a.docx")
