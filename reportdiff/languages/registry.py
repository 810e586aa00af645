"""Finding the language pack for a text: built-in packs, and those that other distributions bring as entry points."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from reportdiff.errors import LanguageError
from reportdiff.languages.base import Language

__all__ = ["get_language", "language_codes", "recognise_language"]

_BUILT_IN = {"zh": "reportdiff.languages.zh"}
_GROUP = "reportdiff.languages"
_LEAST = 0.3  # share of a text's letters that must belong to a language's script


@cache
def _loaders() -> dict[str, Callable[[], Language]]:
    loaders: dict[str, Callable[[], Language]] = {}
    for entry in entry_points(group=_GROUP):
        loaders[entry.name] = lambda entry=entry: entry.load()()  # type: ignore[misc]
    for code, module in _BUILT_IN.items():
        loaders[code] = import_module(module).load
    return loaders


@cache
def get_language(code: str) -> Language:
    """Return a language pack by its code.

    Raises
    ------
    LanguageError
        When no such pack is installed; the message names those that are.

    Examples
    --------
    >>> get_language("zh").name
    'Chinese'
    """
    loaders = _loaders()
    if code not in loaders:
        raise LanguageError(f"unknown language {code!r}; installed: {', '.join(sorted(loaders))}")
    return loaders[code]()


def language_codes() -> tuple[str, ...]:
    """Return the codes of the installed language packs."""
    return tuple(sorted(_loaders()))


def recognise_language(text: str, name: str) -> Language:
    """Return the language pack that a text is written for.

    Raises
    ------
    LanguageError
        When none fits; the message names the file and the installed languages.
    """
    packs = [get_language(code) for code in language_codes()]
    best = max(packs, key=lambda pack: pack.recognise(text))
    if best.recognise(text) < _LEAST:
        raise LanguageError(
            f"{name}: the text is in none of the supported languages ({', '.join(pack.name for pack in packs)}); "
            "give a report in one of them, or install a language pack for it"
        )
    return best
