"""The audit page as text: what is in it, that nothing in it can run, and that the same result gives the same page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reportdiff import results
from reportdiff.model import Chain, Decision, Kind, Quote, Verdict
from reportdiff.renderers.page.chains import chain_steps
from reportdiff.renderers.page.document import as_data
from reportdiff.renderers.page.payload import Units
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import languages, wording
from tests import factories

each_language = pytest.mark.parametrize("lang", languages())


def tree(page: str) -> Any:
    return html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


def data(page: str) -> dict[str, Any]:
    found = tree(page).xpath("//script[@id='data']")
    assert len(found) == 1
    return json.loads(found[0].text)


def with_words(words: str) -> results.Comparison:
    """Return a comparison in which everything that comes from a report is `words`."""
    made = factories.comparison()
    text = Quote(words, 0, len(words), 1)
    first = made.findings[0]
    found = replace(
        first,
        commitment=replace(first.commitment, quote=text, context=words, quantities=(), baseline=text),
        judgement=replace(first.judgement, facts=(("word", words), ("actual", words))),
        evidence=(replace(first.evidence[0], quote=text),),
        renewed=text,
        chain=Chain(words, words, words, words),
        decision=Decision(first.commitment.id, words, Verdict.MET, (words,), note=words, by=words, date=words),
        picked=(text,),
    )
    sections = tuple(replace(s, title=words) for s in made.old.sections)
    old = replace(
        made.old, name=words, title=words, place=words, sections=sections, source=factories.source(words, words)
    )
    new = replace(made.new, name=words, title=words, source=factories.source(words, words))
    return replace(made, findings=(found,), old=old, new=new)


@each_language
def test_every_checkable_commitment_stands_in_the_plain_table(lang: str) -> None:
    comparison = factories.decided()
    page = tree(comparison.to_html(lang))
    view = audit(comparison, lang)
    expected = {row.id: row for row in (*(row for group in view.groups for row in group.rows), *view.set_aside)}
    lines = page.xpath("//table[@id='table']/tbody/tr")
    assert [line.get("id") for line in lines] == sorted(expected, key=lambda key: expected[key].number)
    for line in lines:
        row, text = expected[line.get("id")], line.text_content()
        for words in (row.text, *row.outcomes, row.verdict_label, row.confidence, row.reason, row.decision, row.note):
            assert words in text


@each_language
def test_the_page_speaks_one_language(lang: str) -> None:
    page = factories.with_texts(factories.decided()).to_html(lang)
    assert tree(page).get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    words = data(page)["words"]
    assert words["page.export"] == wording(lang)("page.export")
    script = page[page.rindex("<script>") :]
    wanted = set(re.findall(r"\bw\(\s*[\"`]([a-z_.]+)[\"`]", script))
    assert len(wanted) > 30
    assert wanted <= set(words)


def test_directional_commitments_are_left_out_and_their_decisions_kept() -> None:
    comparison = factories.decided()
    directional = {f.commitment.id for f in comparison.findings if f.commitment.kind is Kind.DIRECTIONAL}
    found = data(comparison.to_html())
    assert not directional & {row["id"] for row in found["rows"]}
    assert {decision["commitment"] for decision in found["unlisted"]} == directional


@pytest.mark.parametrize("make", [factories.comparison, factories.decided, factories.empty_comparison])
@each_language
def test_the_same_result_gives_the_same_page(make: Any, lang: str) -> None:
    page = factories.with_texts(make()).to_html(lang)
    assert page == factories.with_texts(make()).to_html(lang)
    assert page.endswith("</html>\n")
    assert page.startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize("make", [factories.decided, factories.empty_comparison])
def test_nothing_points_outside_the_file(make: Any) -> None:
    page = factories.with_texts(make()).to_html("en")
    assert re.findall(r"https?://[^\s\"']*", page) in ([], ["http://www.w3.org/2000/svg"])
    assert not re.search(r"@import|url\(", page)
    for name in ("src", "action", "srcset", "data", "style"):
        assert not tree(page).xpath(f"//*[@{name}]")
    assert all(link.get("href").startswith("#") for link in tree(page).xpath("//*[@href]"))


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    page = factories.decided().to_html()
    policy = tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    def digest(start: str, end: str) -> str:
        [inner] = re.findall(f"{start}(.*?){end}", page, re.DOTALL)
        return base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()

    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{digest('<script>', '</script>')}'",
        f"style-src 'sha256-{digest('<style>', '</style>')}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not [name for element in tree(page).iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "<!--<script>",
        "\"'><b onmouseover=alert(1)>&amp;&lt;",
        "]]></style><svg/onload=alert(1)>",
        "a\u2028b\u2029c\u202ed\u2066e\x00f\x1bg",
        "\ud800 half a pair",
        "{{ 7 * 7 }}{% raw %}",
    ],
)
@each_language
def test_hostile_words_are_text(words: str, lang: str) -> None:
    page = with_words(words).to_html(lang)
    calm = with_words("平安").to_html(lang)
    page.encode("utf-8")

    def kinds(text: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(str(e.tag), tuple(e.attrib)) for e in tree(text).iter() if e.getparent() is None or e.tag != "option"]

    assert kinds(page) == kinds(calm), "the words made an element or an attribute"
    found = data(page)
    assert found["old"]["text"] == words
    assert found["rows"][0]["quote"]["text"] == words
    assert found["rows"][0]["decision"]["note"] == words


def test_commands_to_the_direction_of_writing_are_named_in_the_table() -> None:
    page = with_words("完成\u202e任务\u2066甲").to_html()
    table = tree(page).xpath("//table[@id='table']")[0].text_content()
    assert "完成⟨U+202E⟩任务⟨U+2066⟩甲" in table
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", table)


@given(st.text())
def test_data_is_read_back_and_holds_nothing_risky(words: str) -> None:
    text = as_data({"words": words})
    assert json.loads(text) == {"words": words}
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.data())
def test_offsets_count_as_javascript_does(text: str, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(text)))
    assert Units(text).at(at) == len(text[:at].encode("utf-16-le")) // 2


@each_language
def test_quotes_point_into_the_texts(lang: str) -> None:
    found = data(factories.with_texts(factories.decided()).to_html(lang))
    quotes = 0
    for row in found["rows"]:
        pairs = [("old", row["quote"]), ("old", row["baseline"]), ("new", row["near"]), ("new", row["again"])]
        pairs += [("new", quote) for quote in (*row["evidence"], *row["picked"])]
        for side, quote in pairs:
            if quote:
                quotes += 1
                assert found[side]["text"][quote["start"] : quote["end"]] == quote["text"]
    assert quotes > 20
    assert found["rows"][0]["numbers"] == [{"start": 8, "end": 12, "values": [8.5]}]


def test_offsets_behind_wide_characters_are_moved() -> None:
    made = with_words("𠮷a")
    finding = replace(made.findings[0], evidence=(replace(made.findings[0].evidence[0], quote=Quote("a", 1, 2, 1)),))
    row = data(replace(made, findings=(finding,)).to_html())["rows"][0]
    assert (row["evidence"][0]["start"], row["evidence"][0]["end"]) == (2, 3)


def test_a_result_without_texts_says_so() -> None:
    result = results.Comparison.from_json(factories.comparison().to_json())
    found = data(result.to_html())
    assert (found["old"]["text"], found["new"]["text"], found["old"]["headings"]) == ("", "", [])
    assert found["rows"][0]["quote"]["text"] == "地区生产总值增长8.5%左右"


@each_language
def test_an_empty_comparison_has_a_page(lang: str) -> None:
    page = factories.empty_comparison().to_html(lang)
    assert data(page)["rows"] == []
    assert wording(lang)("page.none") in page
    assert not tree(page).xpath("//table[@id='table']")


def test_bars_are_as_wide_as_their_counts() -> None:
    page = tree(factories.comparison().to_html())
    for line in page.xpath("//table[contains(@class, 'bars')]/tbody/tr"):
        total = int(line.xpath("td[last()]")[0].text_content())
        for part in line.xpath(".//g"):
            count = int(re.sub(r"\D", "", part.xpath("text")[0].text_content()) or 0)
            assert float(part.xpath("rect/@width")[0].rstrip("%")) == pytest.approx(100 * count / total, abs=0.01)


@pytest.mark.parametrize(
    ("chain", "values"),
    [
        (Chain("520张", "≥ 600张", "470张", ""), [(520, 520), (600, 600), (470, 470), None]),
        (Chain("8.6%", "≈ 8.5%", "+8.3%", "≤ 8%"), [(8.6, 8.6), (8.5, 8.5), (8.3, 8.3), (8, 8)]),
        (Chain("", "2-3%", "-0.4%", ""), [None, (2, 3), (-0.4, -0.4), None]),
        (Chain("", "≥ 5000户", "0.46万户", ""), [None] * 4),
        (Chain("", "≥ 5000户", "", ""), [None] * 4),
        (Chain("", "≥ 5000户", "全部", "≥ 1户"), [None] * 4),
        (Chain(), []),
    ],
)
def test_a_chain_is_drawn_when_its_figures_are_of_one_unit(
    chain: Chain, values: list[tuple[float, float] | None]
) -> None:
    steps = chain_steps(chain, 2016, wording("zh"))
    assert [None if s["low"] is None else (s["low"], s["high"]) for s in steps] == values
    if steps:
        assert [s["label"] for s in steps] == ["2015年实际", "2016年目标", "2016年实际", "2017年目标"]
        assert [s["label"] for s in chain_steps(chain, None, wording("en"))] == ["actual", "target"] * 2


@given(st.text(), st.text())
def test_chains_of_anything(target: str, actual: str) -> None:
    assert len(chain_steps(Chain(target=target, actual=actual), 2016, wording("en"))) in (0, 4)


def test_it_is_saved_like_any_other_format(tmp_path: Any) -> None:
    factories.comparison().save(tmp_path / "audit.html", lang="en")
    assert (tmp_path / "audit.html").read_bytes().decode("utf-8") == factories.comparison().to_html("en")
