"""Web pages as government sites lay them out, all with the same report in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "linjiang-2016.txt"


def _report() -> list[str]:
    paragraphs = [line.strip() for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    start = paragraphs.index("政府工作报告")
    end = next(i for i, paragraph in enumerate(paragraphs) if paragraph.startswith("相关链接"))
    return paragraphs[start - 1 : end]


REPORT = _report()
PLAN = REPORT[next(i for i, paragraph in enumerate(REPORT) if paragraph.startswith("三、2016")) :]


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) < 40 and bool(re.match(r"[一二三四五六]、|（[一二三四五六七]）", paragraph))


def _each(template: str, heading: str = "") -> str:
    return "\n".join((heading if heading and _is_heading(p) else template).format(escape(p)) for p in REPORT)


def _join(separator: str, indent: str = "") -> str:
    return separator.join(indent + escape(p) for p in REPORT)


def _list_items() -> str:
    opened = _each("<p>{}</p>")
    return re.sub(r"<p>(\d+．.*?)</p>", r"<li>\1</li>", opened).replace("<li>1．", "<ul><li>1．")


def _wrapped_source() -> str:
    """The source breaks its lines at 40 characters, as page editors do."""
    return "\n".join(
        "<p>" + "\n  ".join(["", *re.findall(r".{1,40}(?![\w.%&;])", escape(p), re.ASCII)]) + "\n</p>" for p in REPORT
    )


def page(inner: str, charset: str = "utf-8") -> str:
    """Put the navigation, share buttons and footer of a government site around a report."""
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "政务公开", "政务服务", "互动交流"))
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>政府工作报告_临江区人民政府</title>
<style>.a{{color:red}}</style><script>var title = "一、假标题";</script></head>
<body><div class="header"><ul class="nav">{menu}</ul></div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/xx/">政府信息公开</a> &gt; 正文</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
{inner}
<div class="related"><h3>相关链接</h3>
<ul><li><a href="/1">统计公报</a></li><li><a href="/2">规划解读</a></li></ul></div>
<div class="footer">主办：临江区人民政府办公室　ICP备案号：000　<a href="/map">网站地图</a></div></body></html>"""


def _in(before: str, inner: Callable[[], str], after: str) -> Callable[[], str]:
    return lambda: page(before + inner() + after)


_SIDEBAR = "<td><table><tr><td><a href='/a'>栏目一</a></td></tr><tr><td><a href='/b'>栏目二</a></td></tr></table></td>"

PAGES: dict[str, Callable[[], str]] = {
    "p, &emsp; indent": _in("<div class='content'>", lambda: _each("<p>&emsp;&emsp;{}</p>"), "</div>"),
    "p, &nbsp; indent, strong": _in(
        "<div id='zoom'>", lambda: _each("<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>", "<p><strong>{}</strong></p>"), "</div>"
    ),
    "h2": _in("<div id='zoom'>", lambda: _each("<p>{}</p>", "<h2>{}</h2>"), "</div>"),
    "headings are anchors": _in(
        "<div>", lambda: _each("<p>{}</p>", '<p><a name="t"></a><a href="#t">{}</a></p>'), "</div>"
    ),
    "one div, br": _in("<div class='TRS_Editor'>", lambda: _join("<br>", "&nbsp;&nbsp;&nbsp;&nbsp;"), "</div>"),
    "one div, two br": _in("<div id='UCAP-CONTENT'>", lambda: _join("<br/><br/>\n", "　　"), "</div>"),
    "one p, br": _in("<div><p>", lambda: _join("<br>", "&emsp;&emsp;"), "</p></div>"),
    "layout table": _in(f"<table><tr>{_SIDEBAR}<td>", lambda: _each("<p>{}</p>"), "</td></tr></table>"),
    "layout table, br": _in("<table><tr><td>", lambda: _join("<br>", "&nbsp;&nbsp;"), "</td></tr></table>"),
    "span and font": _in(
        "<div>", lambda: _each("<p><span style='font-size:16pt'><font face='仿宋'>{}</font></span></p>"), "</div>"
    ),
    "a div each": _in("<div class='pages_content'>", lambda: _each("<div>{}</div>"), "</div>"),
    "a section each": _in("<div class='main'>", lambda: _each("<section><p>{}</p></section>"), "</div>"),
    "list items": _in("<div>", _list_items, "</div>"),
    "form": _in("<form id='aspnetForm'><div>", lambda: _each("<p>{}</p>"), "</div></form>"),
    "article": _in("<article>", lambda: _each("<p>{}</p>"), "</article>"),
    "wrapped source": _in("<div>", _wrapped_source, "</div>"),
    "pre": lambda: f"<html><body><pre>{_join(chr(10))}</pre></body></html>",
    "bare body": lambda: f"<html><body>{_join('<br>')}</body></html>",
    "fragment": lambda: _each("<p>{}</p>"),
    "xhtml": lambda: '<?xml version="1.0" encoding="utf-8"?>\n' + page(_each("<p>{}</p>")),
}
