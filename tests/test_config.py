"""Settings: defaults, files, and errors that name what is wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict, fields
from pathlib import Path

import pytest

from reportdiff import Config, ConfigError


def test_the_defaults_are_in_range() -> None:
    assert Config() == Config.from_dict({})
    assert all(0 <= value <= 1 for name, value in asdict(Config()).items() if name != "candidates")


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().tolerance = 0.2  # type: ignore[misc]


@pytest.mark.parametrize("name", [field.name for field in fields(Config) if field.name != "candidates"])
@pytest.mark.parametrize("value", [-0.01, 1.01, "0.5", None, True, float("nan")])
def test_a_share_is_a_number_from_0_to_1(name: str, value: object) -> None:
    with pytest.raises(ConfigError, match=rf"{name} must be a number from 0 to 1"):
        Config.from_dict({name: value})


@pytest.mark.parametrize("value", [0, -1, 2.5, "20", None])
def test_candidates_are_counted(value: object) -> None:
    with pytest.raises(ConfigError, match="candidates must be a whole number of at least 1"):
        Config.from_dict({"candidates": value})


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        Config(tolerance=2, evidence=-1)
    assert "tolerance" in str(caught.value)
    assert "evidence" in str(caught.value)


def test_unknown_settings_are_named_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"unknown settings: evidense, tolerence; known are: .*evidence.*tolerance"):
        Config.from_dict({"tolerence": 0.1, "evidense": 0.2, "renewed": 0.3})


def test_a_file_of_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("evidence = 0.5\ncandidates = 7\ntolerance = 0\n", encoding="utf-8")
    assert Config.from_toml(path) == Config.from_toml(str(path)) == Config(evidence=0.5, candidates=7, tolerance=0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"evidence is 0.5", "is not TOML"),
        (b"\xff\xfe", "is not TOML"),
        (b"evidence = 5", "evidence must be"),
        (b"[evidence]", "evidence must be"),
    ],
)
def test_a_bad_file_of_settings(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=message):
        Config.from_toml(path)


def test_a_missing_file_of_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read"):
        Config.from_toml(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        Config.from_toml(tmp_path)
