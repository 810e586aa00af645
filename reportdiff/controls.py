"""Characters that are no letters but commands: to a terminal that shows a text, or to a file that holds it.

Quotes, titles and file names are other people's, and may hold anything.
"""

from __future__ import annotations

import re

__all__ = ["for_page", "for_terminal", "for_xml"]

# Control characters of both sets, marks of the direction of writing, separators of lines, halves of pairs, hidden tags.
_COMMANDS = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f"
)
# Compiled when first used, by the functions of `re`: that takes a while, and most runs meet no use.
_ONE_LINE = f"[{_COMMANDS}]"
_LINES = f"(?![\n\t])[{_COMMANDS}]"
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def for_terminal(text: str, *, lines: bool = False) -> str:
    r"""Return a text in which nothing commands the terminal: such characters are written as escapes.

    Parameters
    ----------
    text : str
        What is to be shown.
    lines : bool
        Leave line feeds and tabs alone; otherwise they are written as escapes too, and the text is one line.

    Examples
    --------
    >>> print(for_terminal("就业\x1b[31m万人\u202e"))
    就业\x1b[31m万人\u202e
    """
    return re.sub(_LINES if lines else _ONE_LINE, lambda match: ascii(match[0])[1:-1], text)


def for_xml(text: str) -> str:
    r"""Return a text without the characters that no XML document may hold; each is replaced by U+FFFD.

    Examples
    --------
    >>> for_xml("就业\x1b万人\n")
    '就业�万人\n'
    """
    return re.sub(_NOT_XML, "\ufffd", text)


def for_page(text: str) -> str:
    r"""Return a text in which nothing turns the direction of writing or hides: such characters are named in brackets.

    Line feeds and tabs stay.

    Examples
    --------
    >>> for_page("就业\u202e万人\n")
    '就业⟨U+202E⟩万人\n'
    """
    return re.sub(_LINES, lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
