"""A small pair of reports of a town that does not exist, and ways to run the command on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportdiff.cli import main

Run = Callable[..., Result]

OLD = """政府工作报告
——2031年1月8日在云溪镇第三届人民代表大会第一次会议上

各位代表：

一、2030年工作回顾
过去一年，全镇生产总值增长7.2%，新增城镇就业1800人。

二、2031年工作安排
今年主要预期目标是：全镇生产总值增长8%左右，新增城镇就业2000人。
（一）加快产业发展
新引进企业12家，建成云溪食品产业园。
（二）改善人民生活
新建幼儿园3所，改造老旧小区5个。加强社会治理。
"""
NEW = """政府工作报告
——2032年1月9日在云溪镇第三届人民代表大会第二次会议上

各位代表：

一、2031年工作回顾
过去一年，全镇生产总值增长8.1%，新增城镇就业1650人。云溪食品产业园建成投产。新引进企业15家，新建幼儿园3所。

二、2032年工作安排
今年主要预期目标是：全镇生产总值增长7.5%左右。
（一）加快产业发展
新引进企业10家。
（二）改善人民生活
改造老旧小区6个。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with the two reports in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Return a function that runs the command in that folder."""

    def invoke(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, args, input=stdin)

    return invoke
