"""Ids of commitments that stay the same when a report is edited elsewhere, or read by another version."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

__all__ = ["letters_of", "stable_ids"]

_DIGEST = 4  # bytes; of 3,000 commitments two are alike by chance once in a thousand reports, and are then numbered


def letters_of(words: str) -> str:
    """Return the letters of some words, without digits, punctuation and blanks: what a small edit leaves alone.

    Examples
    --------
    >>> letters_of("新增养老床位600张。")
    '新增养老床位张'
    """
    return "".join(char for char in words.casefold() if char.isalpha())


def stable_ids(promises: Iterable[str]) -> list[str]:
    """Return an id for each promise, made of its letters alone.

    Neither what stands before or after a promise nor its figures and punctuation change its id. Promises of the same
    letters are numbered in their order.

    Parameters
    ----------
    promises : iterable of str
        Their words in reading form, in reading order.

    Examples
    --------
    >>> stable_ids(["新增养老床位600张", "新建学校5所", "新增养老床位550张"])
    ['c1b5d90cd', 'c3d58f198', 'c1b5d90cd-2']
    """
    seen: Counter[str] = Counter()
    ids = []
    for words in promises:
        name = "c" + hashlib.blake2b(letters_of(words).encode(), digest_size=_DIGEST).hexdigest()
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids
