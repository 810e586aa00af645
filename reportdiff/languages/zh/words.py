"""Word lists of the pack, read once from its TOML files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["alternatives", "table"]


@cache
def table(name: str) -> dict[str, Any]:
    """Return one TOML file of ``languages/zh/data`` as a dict."""
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
