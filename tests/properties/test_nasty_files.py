"""Files that nobody would call a report: each ends soon in an audit or a clear error, and nothing is half written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportdiff
from reportdiff import ReportDiffError
from tests.cli.test_process import environment

PATIENCE = 60  # seconds after which a comparison counts as hanging, on a slow machine too
OLD = """政府工作报告
——2031年1月8日在青石镇第三届人民代表大会第一次会议上
一、2030年工作回顾
建成学校3所。
二、2031年工作安排
新建学校4所。
"""
REVIEW = "政府工作报告\n——2032年1月8日在青石镇第三届人民代表大会第二次会议上\n一、2031年工作回顾\n建成学校4所。\n"
PLAN = "二、2032年工作安排\n新建幼儿园2所。\n"


def within(text: str) -> bytes:
    """Return a report that has a text both in its review and in its plan."""
    return f"{REVIEW}{text}\n{PLAN}{text}\n".encode()


NASTY = {
    "nothing": b"",
    "NULs": b"\0" * 1_000_000,
    "NULs in a report": within("\0" * 1_000),
    "lone surrogates": within("。").replace("。".encode(), b"\xed\xa0\x80"),
    "lone surrogates in UTF-16": (REVIEW + PLAN).encode("utf-16") + b"\x00\xd8" * 1_000,
    "every byte": bytes(range(256)) * 4_000,
    "10 MB of one character": ("一" * 3_200_000).encode(),
    "10 MB of spaces": b" " * 10_000_000,
    "60 MB": b"1" * 60_000_000,
    "one endless sentence": within("一" * 200_000),
    "one blank after each character": within("一 " * 100_000),
    "one endless list": within("、".join(["新建学校3所"] * 50_000)),
    "one endless chain": within("，".join(["新建学校3所"] * 50_000)),
    "nothing but commas": within("，" * 200_000),
    "nothing but numbers": within("增长1%" * 40_000),
    "one long number": within("增长" + "9" * 200_000 + "%"),
    "one long number in words": within("增长" + "千万亿" * 60_000 + "%"),
    "100,000 headings": (REVIEW + PLAN + "".join(f"{i}、题\n" for i in range(100_000))).encode(),
    "100,000 headings of parts": (REVIEW + "一、题\n二、题\n" * 50_000 + PLAN).encode(),
    "deeply nested numbering": within("\n".join(".".join(["1"] * depth) + " 标题" for depth in range(1, 600))),
    "enumerators without end": within("一、（一）1.（1）①" * 20_000),
    "deeply nested brackets": within("（" * 100_000 + "新建学校3所" + "）" * 100_000),
    "brackets that never close": within("“" * 200_000 + "新建学校3所"),
    "deeply nested elements": ("<html><body>" + "<div>" * 100_000 + "新建学校3所。").encode(),
    "deeply nested tables": ("<html><body>" + "<table><tr><td>" * 20_000 + "新建学校3所。").encode(),
    "entities": ("<html><body><p>" + "&#x4e00;&lt;&amp;" * 50_000).encode(),
}


@pytest.mark.slow
@pytest.mark.parametrize("data", NASTY.values(), ids=NASTY.keys())
def test_nasty_files_end_in_an_audit_or_a_clear_error(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_bytes(data)
    (tmp_path / "audit.md").write_text("as it was", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "reportdiff", "compare", "old.txt", "new.txt", "-o", "audit.md"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=environment(),
        timeout=PATIENCE,
    )
    said = done.stderr.decode("utf-8")
    assert "Traceback" not in said
    written = (tmp_path / "audit.md").read_text(encoding="utf-8")
    if done.returncode == 0:
        assert "新建学校4所" in written
    else:
        assert done.returncode == 1
        assert said.startswith("reportdiff: error: new.txt: ")
        assert written == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["audit.md", "new.txt", "old.txt"]


def damaged(data: bytes) -> st.SearchStrategy[bytes]:
    """Return a file with some bytes replaced by others."""
    places = st.integers(0, len(data))
    return st.tuples(places, places, st.binary(max_size=20)).map(lambda cut: data[: cut[0]] + cut[2] + data[cut[1] :])


@given(
    st.one_of(
        st.binary(max_size=300),
        damaged((REVIEW + PLAN).encode()),
        damaged((REVIEW + PLAN).encode("gb18030")),
        damaged((REVIEW + PLAN).encode("utf-16")),
        damaged(f"<html><body><article><p>{REVIEW}</p><p>{PLAN}</p></article></body></html>".encode()),
    )
)
@settings(max_examples=300)
def test_any_bytes_end_in_a_comparison_or_a_clear_error(data: bytes) -> None:
    try:
        result = reportdiff.compare(OLD, data)
    except ReportDiffError:
        return
    assert len(result.findings) == 1
    assert reportdiff.Comparison.from_json(result.to_json()) == result


@pytest.mark.slow
def test_more_promises_than_any_report_makes_are_refused() -> None:
    many = OLD + "".join(f"新建第{i}小学。\n" for i in range(1, 3_100))
    with pytest.raises(ReportDiffError, match="promises more than 3,000 things"):
        reportdiff.compare(many, REVIEW + PLAN)
