"""What Chinese words mean, so that an outcome told in other words is recognised: a vector for each text.

A text's vector is the sum of those of its characters and of its pairs of neighbouring characters. There are two kinds:

- what a text means (``data/meaning.npz``): learned by ``tests/eval/fit_meaning.py``, so that the sums come near to the
  vectors that a model of sentences gives for the clauses of reports: nearly as good, far quicker, nothing to install;
- what it is an account of (``data/told.npz``): the same, learned further by ``tests/eval/fit_told.py``, so that
  promises come near to what tells their outcomes, and not to what only has the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Meanings", "accounts", "count_grams", "grams_of", "learned_meanings", "meanings"]

_FIRST, _LAST = 0x4E00, 0x9FFF  # the Chinese characters


class Meanings(NamedTuple):
    """The learned vectors: `grams` in rising order (see :func:`grams_of`), a row of `vectors` for each, and `start`.

    The vectors count in `steps`, so that small whole numbers can hold them.
    """

    grams: NDArray[np.uint32]
    vectors: NDArray[np.int8] | NDArray[np.float32]
    start: NDArray[np.float32]
    steps: NDArray[np.float32] | float = 1.0


def grams_of(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the Chinese characters and pairs of neighbouring ones of texts.

    Returns
    -------
    tuple of two arrays
        The position of the text, and the code: of a character its code point, of a pair that of the first times 65536
        and that of the second.

    Examples
    --------
    >>> texts, codes = grams_of(["建1桥", "大桥"])
    >>> texts.tolist(), [chr(code) for code in codes if code < 65536]
    ([0, 0, 1, 1, 1], ['建', '桥', '大', '桥'])
    """
    import numpy as np

    codes = np.frombuffer("".join(text + " " for text in texts).encode("utf-32-le"), dtype=np.uint32)
    text_of = np.repeat(np.arange(len(texts)), np.array([len(text) + 1 for text in texts], dtype=np.int64))
    chinese = (codes >= _FIRST) & (codes <= _LAST)
    paired = chinese[:-1] & chinese[1:]
    pairs = codes[:-1][paired] * np.uint32(65536) + codes[1:][paired]
    places = np.concatenate([text_of[chinese], text_of[:-1][paired]])
    order = np.argsort(places, kind="stable")
    return places[order], np.concatenate([codes[chinese], pairs])[order]


def count_grams(texts: Sequence[str], grams: NDArray[np.uint32]) -> csr_array:
    """Return how often each of some grams (in rising order) occurs in each text, by the root of the text's length."""
    import numpy as np
    from scipy.sparse import csr_array

    rows, codes = grams_of(texts)
    lengths = np.bincount(rows, minlength=len(texts))
    columns = np.minimum(np.searchsorted(grams, codes), len(grams) - 1)
    known = grams[columns] == codes
    values = 1 / np.sqrt(lengths[rows[known]])
    return csr_array((values.astype(np.float32), (rows[known], columns[known])), shape=(len(texts), len(grams)))


@cache
def learned_meanings(name: str) -> Meanings:
    """Return the vectors that come with the language pack: ``meaning``, or ``told`` of the same grams."""
    import numpy as np

    with files(__package__).joinpath("data", f"{name}.npz").open("rb") as file:
        held = np.load(file)
        grams = held["grams"] if "grams" in held else learned_meanings("meaning").grams
        return Meanings(grams, held["vectors"], held["start"], held["steps"])


def meanings(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a vector of length 1 for each text; the dot product of two tells how near in meaning they are (-1 to 1).

    Parameters
    ----------
    texts : sequence of str
        Clauses; only their Chinese characters count.

    Returns
    -------
    array of shape (len(texts), 64)

    Examples
    --------
    >>> bridge, built, nursery = meanings(["新建跨江大桥", "过江桥梁建成", "新增婴幼儿托位"])
    >>> bool(bridge @ built > 0.5 > bridge @ nursery)
    True
    """
    return _vectors(texts, learned_meanings("meaning"))


def accounts(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return vectors as `meanings` does; the dot product tells how likely one text is an account of the other.

    Examples
    --------
    >>> promise, told, other = accounts(["提高农村低保标准", "农村困难群众救助水平提升", "提高农村公路等级"])
    >>> bool(promise @ told > promise @ other)
    True
    """
    return _vectors(texts, learned_meanings("told"))


def _vectors(texts: Sequence[str], learned: Meanings) -> NDArray[np.float32]:
    import numpy as np

    counts = count_grams(texts, learned.grams)
    used = np.unique(counts.indices)  # only these are unpacked: there are many thousands
    found = counts[:, used] @ (learned.vectors[used] * learned.steps).astype(np.float32) + learned.start
    lengths: NDArray[np.float32] = np.linalg.norm(found, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (found / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
