"""The sets of characters that tell Chinese text apart, kept in ``data/characters.toml``."""

from __future__ import annotations

from functools import cache

__all__ = ["frequent", "traditional_only"]


@cache
def _tables() -> dict[str, frozenset[str]]:
    import tomllib
    from importlib.resources import files

    source = files(__package__).joinpath("data/characters.toml").read_text(encoding="utf-8")
    return {name: frozenset(characters) for name, characters in tomllib.loads(source).items()}


def frequent() -> frozenset[str]:
    """Return the most frequent characters of Chinese reports, simplified and traditional.

    Examples
    --------
    >>> "国" in frequent(), "國" in frequent(), "龘" in frequent()
    (True, True, False)
    """
    return _tables()["frequent"]


def traditional_only() -> frozenset[str]:
    """Return the frequent characters that no simplified text contains.

    Examples
    --------
    >>> "國" in traditional_only(), "著" in traditional_only()
    (True, False)
    """
    return _tables()["traditional_only"]
