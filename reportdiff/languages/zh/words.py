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
    """Return a regular expression that matches any of `words`, the longest first.

    Words that begin alike share their beginning, as in a trie: a list of hundreds is tried in a few steps.

    Examples
    --------
    >>> alternatives(["建", "建成", "建设", "开工"])
    '建(?:成|设|)|开工'
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[:1], set()).add(word[1:])
    branches = []
    for first, rest in sorted(tails.items(), key=lambda item: (not item[0], item[0])):
        pattern = alternatives(rest) if first else ""
        branches.append(re.escape(first) + (f"(?:{pattern})" if "|" in pattern else pattern))
    return "|".join(branches)
