"""JSON: nothing is lost, the schema says exactly what is written, and wrong documents are refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from reportdiff import model
from reportdiff.errors import SchemaError
from reportdiff.serialize import (
    alignment_from_json,
    alignment_to_dict,
    alignment_to_json,
    checklist_from_json,
    checklist_to_dict,
    checklist_to_json,
    comparison_from_dict,
    comparison_from_json,
    comparison_to_dict,
    comparison_to_json,
    outline_to_dict,
)
from reportdiff.serialize.decisions import decisions_to_json
from tests import factories, strategies

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "schema.json").read_text(encoding="utf-8"))

DOCUMENTS = {
    "comparison": lambda: comparison_to_dict(factories.decided()),
    "decisions": lambda: json.loads(decisions_to_json(factories.decided())),
    "checklist": lambda: checklist_to_dict(factories.checklist()),
    "alignment": lambda: alignment_to_dict(factories.alignment()),
    "outline": lambda: outline_to_dict(factories.old_report()),
}


@given(strategies.comparisons)
def test_comparison_survives_json(comparison: model.Comparison) -> None:
    assert comparison_from_json(comparison_to_json(comparison)) == comparison


@given(strategies.checklists)
def test_checklist_survives_json(checklist: model.Checklist) -> None:
    assert checklist_from_json(checklist_to_json(checklist)) == checklist


@given(strategies.alignments)
def test_alignment_survives_json(alignment: model.Alignment) -> None:
    assert alignment_from_json(alignment_to_json(alignment)) == alignment


@given(strategies.comparisons)
def test_any_comparison_fits_the_schema(comparison: model.Comparison) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(comparison_to_json(comparison)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_fits_the_schema(name: str) -> None:
    document = DOCUMENTS[name]()
    assert document["schema"] == f"reportdiff/{name}/1"
    Draft202012Validator(SCHEMA).validate(document)


def test_schema_is_valid_and_closed_and_describes_every_field() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for name, definition in SCHEMA["$defs"].items():
        assert definition.get("description"), name
        for path, node in _objects(definition, name):
            if "properties" not in node:
                continue  # a map from names to values
            assert node["additionalProperties"] is False, path
            assert sorted(node["required"]) == sorted(node["properties"]), path
            for field, value in node["properties"].items():
                assert value.get("description"), f"{path}.{field}"


def test_every_definition_of_the_schema_is_written() -> None:
    used: set[str] = set()
    for name, make in DOCUMENTS.items():
        _walk(make(), {"$ref": f"#/$defs/{name}"}, used)
    assert used == set(SCHEMA["$defs"])


def test_comparison_has_what_scoring_needs() -> None:
    document = comparison_to_dict(factories.comparison())
    for commitment in document["commitments"]:
        assert factories.OLD[commitment["start"] : commitment["end"]] == commitment["text"]
        for item in commitment["evidence"]:
            assert factories.NEW[item["start"] : item["end"]] == item["text"]
    growth, prices = document["commitments"][:2]
    assert growth["targets"][0]["value"] == 8.5
    assert prices["targets"][0]["value"] == [2, 3]
    assert growth["section_title"] == "二、2016年工作安排"


def test_reasons_follow_the_language_asked_for() -> None:
    by_lang = {lang: comparison_to_dict(factories.comparison(), lang) for lang in ("zh", "en")}
    assert by_lang["zh"]["commitments"][3]["reason"].startswith("报告数字为4620户")
    assert by_lang["en"]["commitments"][3]["reason"].startswith("The reported number, 4620户,")
    assert by_lang["en"]["language"] == "en"


def test_outline_lines_are_those_of_the_headings() -> None:
    sections = outline_to_dict(factories.old_report())["sections"]
    assert [(s["id"], s["line"]) for s in sections] == [("o1", 2), ("o2", 4), ("o2.1", 6), ("o2.2", 8)]
    assert [s["paragraph"] for s in sections] == [2, 4, 6, 8]


def test_quotes_have_their_paragraph_and_reports_their_lines() -> None:
    document = comparison_to_dict(factories.comparison())
    gas = next(c for c in document["commitments"] if c["text"] == "完成6000户居民天然气置换")
    assert (gas["paragraph"], gas["evidence"][0]["paragraph"], gas["renewed"]["paragraph"]) == (9, 7, 14)
    assert document["commitments"][0]["baseline"]["paragraph"] == 3
    assert next(c["runner_up"] for c in document["commitments"] if c["runner_up"])["paragraph"] == 8
    assert document["old"]["lines"] == factories.OLD.count("\n")


@pytest.mark.parametrize(
    ("number", "written"),
    [("8.5", 8.5), ("5000", 5000), ("0.10", 0.1), ("9007199254740993", "9007199254740993"), ("1E+400", "1E+400")],
)
def test_numbers_are_json_numbers_where_these_are_exact(number: str, written: object) -> None:
    finding = factories.comparison().findings[0]
    target = finding.commitment.targets[0]
    commitment = model.Commitment(
        "c", finding.commitment.quote, "", "", "", model.Role.PLAN,
        targets=(model.Target(*[getattr(target, f) for f in target.__slots__][:2], Decimal(number), None, *[
            getattr(target, f) for f in target.__slots__][4:]),),
    )  # fmt: skip
    document = checklist_to_dict(model.Checklist(factories.old_info(), (commitment,)))
    assert document["commitments"][0]["targets"][0]["value"] == written


def _broken(path: str, value: object) -> Any:
    document = json.loads(comparison_to_json(factories.comparison()))
    node, keys = document, path.split(".")
    for key in keys[:-1]:
        node = node[int(key)] if key.isdigit() else node[key]
    if value is ...:
        del node[keys[-1]]
    else:
        node[keys[-1]] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("commitments.0.verdict", "kept", r"commitments\[0\]\.verdict should be one of met, partial.* found \"kept\""),
        ("commitments.0.verdict", ..., r"commitments\[0\] has no field 'verdict'"),
        ("commitments.0.start", "7", r"commitments\[0\]\.start should be an integer"),
        ("commitments.0.paragraph", ..., r"commitments\[0\] has no field 'paragraph'"),
        ("old.lines", None, r"old\.lines should be an integer"),
        ("commitments.0.start", True, r"commitments\[0\]\.start should be an integer, found true"),
        ("commitments.0.exceeded", 1, "should be true or false"),
        ("commitments.0.targets.0.value", "many", r"targets\[0\]\.value should be a number, found \"many\""),
        ("commitments.0.targets.0.value", [1, 2, 3], "should be a number or two of them"),
        ("commitments.0.verdict", [], "should be one of"),
        ("old.sections", {}, r"old\.sections should be a list"),
        ("new", None, "new should be an object"),
        ("schema", "reportdiff/checklist/1", "this is a checklist, not a comparison"),
        ("schema", "reportdiff/comparison/2", "use the version of reportdiff that wrote it"),
        ("schema", "other/1", "not one of reportdiff"),
        ("schema", 1, 'no "schema" field'),
        ("schema", ..., 'no "schema" field'),
    ],
)
def test_wrong_comparison_is_refused_with_the_place(path: str, value: object, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        comparison_from_dict(_broken(path, value))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", "[" * 100_000])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(SchemaError):
        comparison_from_json(text)


def test_unknown_fields_are_passed_over() -> None:
    assert comparison_from_dict(_broken("later", 1)) == comparison_from_json(comparison_to_json(factories.comparison()))


def _objects(node: Any, path: str) -> list[tuple[str, Any]]:
    found = [(path, node)] if node.get("type") == "object" else []
    for name, value in node.get("properties", {}).items():
        found += _objects(value, f"{path}.{name}")
    return found


def _walk(value: Any, schema: Any, used: set[str]) -> None:
    """Follow a written value through the schema, holding that objects have exactly the fields it names."""
    for option in schema.get("oneOf", []):
        if Draft202012Validator({**option, "$defs": SCHEMA["$defs"]}).is_valid(value):
            _walk(value, option, used)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        used.add(name)
        _walk(value, SCHEMA["$defs"][name], used)
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["properties"])
        for key, item in value.items():
            _walk(item, schema["properties"][key], used)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            _walk(item, schema["items"], used)
