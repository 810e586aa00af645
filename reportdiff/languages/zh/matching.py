"""The match key of Chinese text: what counts of a claim's words when it is looked for in another report."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from operator import add

from reportdiff.languages.base import MatchRules
from reportdiff.languages.zh import machine
from reportdiff.languages.zh.checkable import first_verb
from reportdiff.languages.zh.meaning import accounts
from reportdiff.languages.zh.numerals import parse_numeral
from reportdiff.languages.zh.words import alternatives, table

__all__ = ["match_rules"]

_NUMBER = re.compile(r"\d[\d.,]*(?:多|余)?(?:万亿|亿|万|千|百)*")
_PUNCTUATION = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_QUOTED = re.compile(r"[“《]([^”》]{2,20})[”》]")
_LATIN = re.compile(r"[A-Za-z]+\d+(?:\.\d+)?|[A-Za-z]{2,}")
_CODE = re.compile(r"[A-Za-z]+\d+(?:\.\d+)?")
_LETTERS = str.maketrans("0123456789.", "abcdefghijx")
_ORDINAL = re.compile(r"(?:第([一二三四五六七八九十\d]+)|(首|新一|上一|本))(轮|届|期|次|批|个|条|号)")
_KEPT = 10_000  # texts whose key is remembered: each is asked for many times within a comparison
_GENERIC_END = re.compile(r"(?:建设|工作|工程|任务|项目|等|活动|改革|编制|实施|管理|服务|试点|以上|左右|以内)+$")


@cache
def _spellings() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the standard spelling of each word that has one, and a pattern that finds them, the longest first."""
    standard = {word: group[0] for group in table("synonyms")["same"] for word in group}
    return standard, re.compile(alternatives(standard))


@cache
def _padding() -> re.Pattern[str]:
    return re.compile(alternatives(table("synonyms")["padding"]))


@lru_cache(maxsize=_KEPT)
def match_key(text: str) -> str:
    """Return a text as it is matched: digits and punctuation out, spellings of one thing made alike.

    Examples
    --------
    >>> match_key("新增公共停车泊位2000个以上")
    '新增公共车位个'
    """
    text = _padding().sub("", text)
    coded = _CODE.sub(lambda match: match.group().translate(_LETTERS), text)
    key = _PUNCTUATION.sub("", _NUMBER.sub("", coded))
    standard, any_of_them = _spellings()
    return any_of_them.sub(lambda match: standard[match.group()], key)


@lru_cache(maxsize=_KEPT)
def names(text: str) -> frozenset[str]:
    """Return what in a text looks like a proper name: quoted words and Latin letters."""
    return frozenset(_QUOTED.findall(text)) | frozenset(_LATIN.findall(text))


@cache
def _family_members() -> dict[str, list[tuple[str, int]]]:
    """Return the words of the contrasting families and the position of their family, by their first two characters."""
    of: dict[str, list[tuple[str, int]]] = {}
    for position, family in enumerate(table("synonyms")["contrasts"]):
        for word in family:
            of.setdefault(word[:2], []).append((word, position))
    return of


def contrasts(text: str, other: str) -> float:
    """Return how far two texts name different members of one family, such as 城市低保 and 农村低保 (0 to 1).

    Examples
    --------
    >>> contrasts("农村低保标准", "城市低保标准"), contrasts("绕城高速东段", "绕城高速东段")
    (1.0, 0.0)
    """
    mine, theirs = _members(text), _members(other)
    for family, words in mine.items():
        if family in theirs and not words & theirs[family]:
            return 1.0
    ordinals, others = _ordinals(text), _ordinals(other)
    for kind, which in ordinals:
        same = {w for k, w in others if k == kind}
        if same and which not in same:
            return 1.0
    return 0.0


@lru_cache(maxsize=_KEPT)
def _members(text: str) -> dict[int, frozenset[str]]:
    """Return which members of each contrasting family a text names: {position of the family: words}."""
    of = _family_members()
    found: dict[int, set[str]] = {}
    for pair in set(map(add, text, text[1:])) & of.keys():
        for word, family in of[pair]:
            if word in text:
                found.setdefault(family, set()).add(word)
    return {family: frozenset(words) for family, words in sorted(found.items())}


@lru_cache(maxsize=_KEPT)
def _ordinals(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((kind, _which(number or word)) for number, word, kind in _ORDINAL.findall(text))


def _which(word: str) -> str:
    """Return an ordinal in one spelling: 首届 is 第一届, 第三届 is 第3届."""
    if word == "首":
        return "1"
    value = parse_numeral(word)
    return word if value is None else f"{value.normalize():f}"


@lru_cache(maxsize=_KEPT)
def object_end(text: str) -> str:
    """Return the last two characters of what a promise is about, without the words that say nothing of it.

    Examples
    --------
    >>> object_end("继续办好听湖采茶论坛")
    '论坛'
    """
    words = _PUNCTUATION.sub("", _NUMBER.sub("", text))
    stem = _GENERIC_END.sub("", words)
    return (stem if len(stem) >= 4 else words)[-2:]


@lru_cache(maxsize=_KEPT)
def verb_class(text: str) -> str:
    """Return the class of a claim's first verb, "" for none."""
    verb = first_verb(text)
    return verb[1] if verb else ""


def evidence(found: Sequence[Mapping[str, float]]) -> list[float]:
    """Return for each candidate the probability (0 to 1) that it tells what became of the commitment.

    Parameters
    ----------
    found : sequence of mappings
        The features of each (:func:`reportdiff.matching.candidate_features`).

    Returns
    -------
    list of float
        By a logistic model, of which the answer of a support vector machine is one feature.
    """
    weights, learned = machine.learned_weights("evidence"), machine.learned_machine("evidence")
    out = []
    for parts, answer in zip(found, machine.answers(machine.table_of(found, learned), learned).tolist(), strict=True):
        odds = weights["bias"] + weights["machine"] * answer
        odds += math.fsum(weights.get(name, 0.0) * value for name, value in parts.items())
        out.append(1 / (1 + math.exp(-odds)))
    return out


@cache
def match_rules() -> MatchRules:
    """Return the pack's match rules with the learned weights.

    ``tests/eval/fit_evidence.py`` and ``tests/eval/fit_confidence.py`` make them.
    """
    return MatchRules(
        key=match_key,
        names=names,
        verb_class=verb_class,
        contrasts=contrasts,
        object_end=object_end,
        gram_sizes=(2, 3),
        evidence=evidence,
        renewal=machine.learned_weights("renewal"),
        confidence=machine.learned_weights("confidence"),
        accounts=accounts,
    )
