"""Bytes to text: which encoding a report is in, and what to say when it is in none.

The order: byte order mark, UTF-16 and UTF-32 by their NUL bytes, strict UTF-8, the encodings that Chinese reports come
in (the one whose text is the most plausible Chinese), what the page itself declares, charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import chain

from reportdiff.errors import EmptyReportError, ReadError
from reportdiff.readers.binary import refusal
from reportdiff.readers.characters import frequent

__all__ = ["LINE_BREAK", "check_text", "decode"]

# The longer marks first: the UTF-32 one begins like the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# Supersets only: GB2312 and GBK are in GB18030. When the two Big5s score the same, CP950 is what Windows writes.
_CHINESE = ("gb18030", "cp950", "big5hkscs", "big5", "utf-16-le", "utf-16-be")
_OTHERS = ("cp1252", "cp932", "euc_jp", "cp949", "cp1251")
_ICONV = {"cp950": "BIG5-HKSCS", "big5hkscs": "BIG5-HKSCS", "big5": "BIG5-HKSCS"}

# Of the characters outside ASCII, 88 % or more are frequent ones or punctuation when a report is decoded right and 9 %
# or less when it is decoded wrong, from 300 characters on.
_PLAUSIBLE = 0.5
# Text has no control characters but the usual white space; a stray one is forgiven.
_CONTROLS = frozenset(chain(map(chr, range(0x20)), map(chr, range(0x7F, 0xA0)))) - frozenset("\t\n\v\f\r\x1a\x85")
_MAX_CONTROLS = 0.02
_DECLARED = re.compile(rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Where a line ends, and nowhere else: not at a form feed, not at U+2028.
LINE_BREAK = re.compile(r"\r\n|\r|\n")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def decode(data: bytes, name: str) -> tuple[str, str]:
    r"""Return the text of a file and the name of its encoding.

    Parameters
    ----------
    data : bytes
        The whole file. A byte order mark is not part of the text; line ends are left as they are.
    name : str
        What to call the file in messages.

    Returns
    -------
    text : str
    encoding : str
        A name that Python knows. GB2312 and GBK are given as their superset, ``gb18030``.

    Raises
    ------
    EmptyReportError
        There is nothing but white space.
    ReadError
        The bytes are not text (the message says what they seem to be), or text in no encoding known here.

    Examples
    --------
    >>> decode("全年新增就业1.6万人。".encode("gbk"), "a.txt")
    ('全年新增就业1.6万人。', 'gb18030')
    >>> decode(b"GIF89a", "a.gif")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    reportdiff.errors.ReadError: a.gif: this is a GIF image, which cannot be read; recognise its text first, ...
    """
    if reason := refusal(data):
        raise ReadError(f"{name}: {reason}")
    text, encoding = _decode(data, name)
    check_text(text, name)
    return text, encoding


def check_text(text: str, name: str) -> None:
    """Raise when `text` is empty or is not text at all."""
    if not text.strip().strip(_INVISIBLE).strip():
        raise EmptyReportError(f"{name}: there is no text in it; check that it is the file you mean")
    if "\0" in text or _count(text, _CONTROLS) > _MAX_CONTROLS * len(text):
        raise ReadError(f"{name}: this is a binary file of an unknown kind, not text; save it as text or HTML first")
    if any("\ud800" <= character <= "\udfff" for character in set(text)):
        raise ReadError(f"{name}: the text holds halves of surrogate pairs; decode it again without 'surrogateescape'")


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding, label in _MARKS:
        if data.startswith(mark):
            return _strict(data, len(mark), encoding, name), label
    if b"\0" in data:
        text, encoding = _most_plausible(data, _WIDE)
        return (text, encoding) if encoding else (data.decode("latin-1"), "latin-1")  # its NULs will be reported
    if (utf_8 := _try(data, "utf-8")) is not None:
        return utf_8, "utf-8"
    text, encoding = _most_plausible(data, _CHINESE)
    if encoding:
        return text, encoding
    if damaged := _least_damaged(data):
        _strict(data, 0, damaged, name)
    if (declared := _declared(data)) and (as_declared := _try(data, declared)) is not None:
        return as_declared, declared
    if found := _by_statistics(data):
        return found
    raise ReadError(
        f"{name}: the encoding is not recognised; save it as UTF-8, for instance with "
        f"'iconv -f ENCODING -t UTF-8 FILE > NEWFILE'"
    )


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, start: int, encoding: str, name: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, start + error.start, encoding, name) from None


def _most_plausible(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    best, best_score, best_encoding = "", 0.0, ""
    for encoding in encodings:
        text = _try(data, encoding)
        if text is not None and (score := _plausibility(text)) > best_score:
            best, best_score, best_encoding = text, score, encoding
    return (best, best_encoding) if best_score >= _PLAUSIBLE else ("", "")


def _plausibility(text: str) -> float:
    """Return the share of frequent characters among those that are not ASCII; 0 for text that cannot be right."""
    counts = Counter(text)
    if counts["\0"]:
        return 0.0
    usual = frequent()
    outside = good = 0
    for character, count in counts.items():
        if character > "\x7f" and not character.isspace():
            outside += count
            good += count * (character in usual or _is_common_sign(character))
    return good / outside if outside else 1.0


def _is_common_sign(character: str) -> bool:
    return (
        "\u00c0" <= character <= "\u024f"  # Latin letters, for UTF-16 texts in other languages
        or "\u2010" <= character <= "\u203b"  # dashes, quotation marks, ellipsis, per mille
        or "\u2460" <= character <= "\u24ff"  # ①
        or "\u3001" <= character <= "\u3017"  # 、。《》【】
        or "\uff01" <= character <= "\uff5e"  # full-width ASCII
        or character == "·"
    )


def _count(text: str, characters: frozenset[str]) -> int:
    return sum(count for character, count in Counter(text).items() if character in characters)


def _declared(data: bytes) -> str:
    """Return the encoding that an HTML or XML file says it is in, or ""; only those that charset-normalizer may say."""
    found = _DECLARED.search(data, 0, 4096)
    try:
        declared = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except (LookupError, UnicodeDecodeError):
        return ""
    # As browsers do, ISO 8859-1 is taken for its superset.
    declared = {"iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949"}.get(declared, declared)
    return declared if declared in _OTHERS else ""


def _by_statistics(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data, cp_isolation=list(_OTHERS), enable_fallback=False).best()
    text = _try(data, match.encoding) if match else None
    return (text, match.encoding) if match and text is not None else None


def _least_damaged(data: bytes) -> str:
    """Return the encoding in which `data` is Chinese but for some damage, or "" when there is none.

    Asked before the other encodings are tried: some of them take any bytes.
    """
    scores = {encoding: _plausibility(data.decode(encoding, "replace")) for encoding in ("utf-8", "gb18030", "cp950")}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _PLAUSIBLE else ""


def _undecodable(data: bytes, offset: int, encoding: str, name: str) -> ReadError:
    line = 1 + len(LINE_BREAK.findall(data[:offset].decode(encoding, "replace")))
    target = _ICONV.get(encoding, encoding.upper())
    return ReadError(
        f"{name}: the encoding seems to be {encoding}, but the byte 0x{data[offset]:02x} at offset {offset} "
        f"(line {line}) is damaged; get the file again, or leave out what is damaged with "
        f"'iconv -c -f {target} -t UTF-8 FILE > NEWFILE'"
    )
