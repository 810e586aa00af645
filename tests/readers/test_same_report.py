"""The same report gives the same commitments and the same verdicts, whatever the format of its file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import reportdiff

from .documents import SOFFICE, docx_of, html_of, mhtml_of, pdf_by_libreoffice, pdf_of

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("linjiang-2016", "linjiang-2017")

FORMATS: dict[str, tuple[Callable[[str], bytes], float]] = {
    "docx": (docx_of, 0.99),
    "html": (html_of, 0.99),
    "mhtml": (lambda text: mhtml_of(html_of(text)), 0.99),
    "pdf": (pdf_of, 0.97),
    "two columns.pdf": (lambda text: pdf_of(text, columns=2, size=10.5), 0.97),
    "large type.pdf": (lambda text: pdf_of(text, size=16), 0.97),
}


def verdicts(result: reportdiff.Comparison) -> Counter[tuple[str, str]]:
    return Counter((finding.commitment.plain, str(finding.judgement.verdict)) for finding in result.findings)


@pytest.fixture(scope="module")
def expected() -> reportdiff.Comparison:
    return reportdiff.compare(*(SAMPLES / f"{name}.txt" for name in NAMES))


def compared(expected: reportdiff.Comparison, make: Callable[[str], bytes], suffix: str) -> reportdiff.Comparison:
    old, new = (
        reportdiff.outline(make((SAMPLES / f"{name}.txt").read_text(encoding="utf-8")), name=f"{name}.{suffix}")
        for name in NAMES
    )
    return reportdiff.compare(old, new)


def share(expected: reportdiff.Comparison, result: reportdiff.Comparison) -> float:
    """Return the share of commitments that have the same words and the same verdict in both."""
    ours, theirs = verdicts(result), verdicts(expected)
    return (ours & theirs).total() / max(ours.total(), theirs.total())


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_report_gives_the_same_verdicts(kind: str, expected: reportdiff.Comparison) -> None:
    make, floor = FORMATS[kind]
    result = compared(expected, make, kind)
    assert result.old.format == kind.rpartition(".")[2]
    assert share(expected, result) >= floor
    assert [s.title for s in result.old.sections] == [s.title for s in expected.old.sections]


@pytest.mark.slow
@pytest.mark.skipif(not (SOFFICE or os.environ.get("CI")), reason="LibreOffice (soffice) is not installed")
def test_the_same_report_printed_by_libreoffice(expected: reportdiff.Comparison, tmp_path: Path) -> None:
    result = compared(expected, lambda text: pdf_by_libreoffice(docx_of(text), tmp_path), "pdf")
    assert share(expected, result) >= 0.97
    assert result.old.pages > 5


@pytest.mark.parametrize("columns", [1, 2])
def test_quotes_of_a_pdf_have_their_page_and_no_furniture(columns: int) -> None:
    text, header = (SAMPLES / "linjiang-2016.txt").read_text(encoding="utf-8"), "人民代表大会会议文件（十二）"
    report = reportdiff.outline(pdf_of(text, columns=columns, header=header), name="a.pdf")
    source = report.source
    assert header not in source.text
    assert "— 2 —" not in source.text
    assert len(source.pages) > 3
    commitments = reportdiff.extract(report).commitments
    pages = [commitment.quote.page for commitment in commitments]
    assert pages == sorted(pages)
    assert pages[0] > 1
    assert pages[-1] <= len(source.pages)
    for commitment in commitments:
        quote = commitment.quote
        assert source.text[quote.start : quote.end] == quote.text
        assert source.pages[quote.page - 1] <= quote.start


def test_every_output_gives_the_page(expected: reportdiff.Comparison) -> None:
    result = compared(expected, pdf_of, "pdf")
    finding = next(f for f in result.findings if f.commitment.quote.text == "新增养老床位600张")
    page = finding.evidence[0].quote.page
    assert page > 1
    assert f"“全年新增养老床位470张”（第{page}页）" in result.to_markdown("zh")
    assert f"“全年新增养老床位470张” (p. {page})" in result.to_markdown("en")
    assert "of a PDF file, the page is given" in result.to_markdown("en")
    frame = result.to_frame()
    row = frame[frame["text"] == "新增养老床位600张"].iloc[0]
    assert (row["page"], row["evidence_page"]) == (finding.commitment.quote.page, page)
    assert reportdiff.Comparison.from_json(result.to_json()).findings == result.findings
    header, *rows = result.to_csv("en").splitlines()
    assert "Page" in header.split(",")
    assert len(rows) == len(result.findings)


def test_documents_written_before_there_were_pages_are_read(expected: reportdiff.Comparison) -> None:
    import json

    document = json.loads(expected.to_json())

    def without(node: object) -> object:
        if isinstance(node, dict):
            return {key: without(value) for key, value in node.items() if key not in ("page", "pages")}
        return [without(item) for item in node] if isinstance(node, list) else node

    assert reportdiff.Comparison.from_json(json.dumps(without(document))) == expected
