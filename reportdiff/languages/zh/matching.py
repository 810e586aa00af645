"""The match key of Chinese text: what counts of a claim's words when it is looked for in another report."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from reportdiff.languages.base import MatchRules
from reportdiff.languages.zh.checkable import first_verb
from reportdiff.languages.zh.words import table

__all__ = ["match_rules"]

_NUMBER = re.compile(r"\d[\d.,]*(?:多|余)?(?:万亿|亿|万|千|百)*")
_PUNCTUATION = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_QUOTED = re.compile(r"[“《]([^”》]{2,20})[”》]")
_LATIN = re.compile(r"[A-Za-z]{2,}|[A-Z]\d+")


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    pairs = table("synonyms")["same"]
    return tuple((word, group[0]) for group in pairs for word in group[1:])


def match_key(text: str) -> str:
    """Return a text as it is matched: digits and punctuation out, spellings of one thing made alike.

    Examples
    --------
    >>> match_key("新增公共停车泊位2000个")
    '新增公共停车泊位个'
    """
    key = _PUNCTUATION.sub("", _NUMBER.sub("", text))
    for word, standard in _spellings():
        if word in key:
            key = key.replace(word, standard)
    return key


def names(text: str) -> frozenset[str]:
    """Return what in a text looks like a proper name: quoted words and Latin letters."""
    return frozenset(_QUOTED.findall(text)) | frozenset(_LATIN.findall(text))


def verb_class(text: str) -> str:
    """Return the class of a claim's first verb, "" for none."""
    verb = first_verb(text)
    return verb[1] if verb else ""


@cache
def match_rules() -> MatchRules:
    """Return the pack's match rules with the learned weights (``tests/eval/fit_evidence.py`` and ``fit_confidence.py`` make them)."""
    return MatchRules(
        key=match_key,
        names=names,
        verb_class=verb_class,
        gram_sizes=(2, 3),
        weights=_learned("evidence"),
        confidence=_learned("confidence"),
    )


def _learned(name: str) -> dict[str, float]:
    raw = json.loads(files(__package__).joinpath("data", f"{name}.json").read_text("utf-8"))
    weights: dict[str, float] = raw["weights"]
    return weights
