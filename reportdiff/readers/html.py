"""The main text of a web page.

Trafilatura tells the main text from menus, share buttons and footers, but on government pages it loses what audits
need: headings that are links or ``<h2>``, the title, the lines in a cell of a layout table. So it only votes: the lines
of the page are taken from the first to the last one that it keeps, whatever it lost in between.
"""

from __future__ import annotations

import logging
import re
from itertools import pairwise

from reportdiff.errors import ReadError
from reportdiff.readers.blocks import Block, blocks_of

__all__ = ["looks_like_html", "main_text"]

_OPENING = re.compile(r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

_FEWEST_CHARACTERS = 50
_LONG = 80  # a line of running text; menus and footers have shorter ones
_LINKED = 0.3  # from this share on, a line is a menu
_TITLE_REACH = 8  # lines between the title and the first paragraph: source, date, number of readers
_SPACES = re.compile(r"[\s|]+")


def looks_like_html(text: str) -> bool:
    """Return whether `text` begins as a web page does.

    Examples
    --------
    >>> looks_like_html("<!DOCTYPE html><p>各位代表："), looks_like_html("各位代表：<html>")
    (True, False)
    """
    return bool(_OPENING.match(text))


def main_text(page: str, name: str) -> str:
    """Return the main text of a web page, paragraphs, headings and table rows one a line.

    Parameters
    ----------
    page : str
        HTML, whole or a part. A text without any tag is returned as it is.
    name : str
        What to call the page in messages.

    Raises
    ------
    ReadError
        The page has no running text: it is a list of links, a frame set or filled in by a script.

    Examples
    --------
    >>> main_text("<p>全年新增就业1.6万人，新建学校5所，改造老旧小区28个，"
    ...           "完成棚户区改造3200户。</p><h2>二、明年工作安排</h2><p>继续努力，再创佳绩，不负重托。</p>", "a.html")
    '全年新增就业1.6万人，新建学校5所，改造老旧小区28个，完成棚户区改造3200户。\\n二、明年工作安排\\n继续努力，再创佳绩，不负重托。'
    """
    if not _TAG.search(page):
        return page
    blocks = blocks_of(page)
    kept = _kept(blocks, _extract(page, name))
    chosen = blocks[_first(blocks, kept) : _last(blocks, kept) + 1] if kept else _unlinked(blocks)
    if sum(len(block.text) for block in _unlinked(chosen)) < _FEWEST_CHARACTERS:
        raise ReadError(
            f"{name}: no running text in this web page (a list of links, a frame or a page filled in by a script?); "
            "open it in a browser, copy the report and save it as a text file"
        )
    return "\n".join(block.text for block in chosen)


def _extract(page: str, name: str) -> str:
    try:
        from trafilatura import extract
    except ImportError as error:  # an old pip leaves out lxml_html_clean, which trafilatura needs
        raise ReadError(
            f"{name}: trafilatura, which reads web pages, is not installed completely ({error}); "
            "run 'pip install trafilatura lxml_html_clean'"
        ) from error

    # What it has to say about a page it logs, and unconfigured logging would print that among our own messages.
    if not (logger := logging.getLogger("trafilatura")).handlers:
        logger.addHandler(logging.NullHandler())
    try:
        found = extract(
            page,
            output_format="txt",
            favor_recall=True,
            include_comments=False,
            include_links=False,
            include_formatting=False,
            include_tables=True,
        )
    except Exception:
        # Its heuristics are many, and a page that breaks one of them is still a page: all its running text is used.
        return ""
    return found or ""


def _kept(blocks: list[Block], extracted: str) -> list[int]:
    """Return the indices of the lines that are main text for sure, in order."""
    lines = {_key(line) for line in extracted.splitlines()}
    whole = _key(extracted)
    # A long line may be part of one line there: it runs the cells of layout tables together.
    kept = [i for i, b in enumerate(blocks) if _key(b.text) in lines or (len(b.text) > 10 and _key(b.text) in whole)]
    running = [i for i, block in enumerate(blocks) if len(block.text) >= _LONG and block.linked < _LINKED]
    missed = [i for i in running if not kept or not kept[0] <= i <= kept[-1]]
    # One long line outside may be a disclaimer; many are text that was taken for something else.
    if 5 * sum(len(blocks[i].text) for i in missed) > sum(len(blocks[i].text) for i in running):
        kept = sorted({*kept, *running})
    return kept


def _first(blocks: list[Block], kept: list[int]) -> int:
    first = kept[0]
    while first and _continues(blocks[first - 1], blocks[first]):
        first -= 1
    titles = [i for i in range(max(0, first - _TITLE_REACH), first) if blocks[i].heading and not blocks[i].linked]
    return titles[0] if titles else first


def _last(blocks: list[Block], kept: list[int]) -> int:
    last = kept[-1]
    for before, after in pairwise(blocks[last:]):
        if not _continues(after, before):
            break
        last += 1
    return last


def _continues(line: Block, neighbour: Block) -> bool:
    return line.container == neighbour.container and line.linked < _LINKED


def _unlinked(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.linked < _LINKED]


def _key(line: str) -> str:
    return _SPACES.sub("", line).removeprefix("-")
