"""JSON to results; a document that does not fit is refused with the place where it fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from reportdiff.errors import SchemaError
from reportdiff.model import (
    Alignment,
    Bound,
    Caution,
    Chain,
    Checklist,
    Commitment,
    Comparison,
    Direction,
    Evidence,
    Finding,
    Judgement,
    Kind,
    Measure,
    Quantity,
    Quote,
    Relation,
    ReportInfo,
    Role,
    Section,
    SectionPair,
    SectionStatus,
    Target,
    Verdict,
)

__all__ = ["alignment_from_json", "checklist_from_json", "comparison_from_dict", "comparison_from_json"]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_VERSION = 1
_REMEDY = "write the document again with this version of reportdiff"


def comparison_from_json(text: str) -> Comparison:
    """Read a comparison that `comparison_to_json` has written.

    Parameters
    ----------
    text : str
        The JSON document. Fields that this version does not know are passed over.

    Returns
    -------
    Comparison
        Equal to the one that was written.

    Raises
    ------
    SchemaError
        The text is not JSON, is another kind of document, or a field is missing or of the wrong type.

    Examples
    --------
    >>> comparison_from_json('{"schema": "reportdiff/checklist/1"}')
    Traceback (most recent call last):
    ...
    reportdiff.errors.SchemaError: this is a checklist, not a comparison; read it as a checklist
    """
    return comparison_from_dict(_parse(text))


def comparison_from_dict(document: object) -> Comparison:
    """Read a comparison from plain values; see `comparison_from_json`."""
    node = _opened(document, "comparison")
    return Comparison(
        old=_info(node["old"]),
        new=_info(node["new"]),
        findings=node["commitments"].each(_finding),
        new_commitments=node["new_commitments"].each(_commitment),
        pairs=node["pairs"].each(_pair),
        warnings=node["warnings"].each(_caution),
    )


def checklist_from_json(text: str) -> Checklist:
    """Read a checklist; raises `SchemaError` like `comparison_from_json`."""
    node = _opened(_parse(text), "checklist")
    return Checklist(_info(node["report"]), node["commitments"].each(_commitment), node["warnings"].each(_caution))


def alignment_from_json(text: str) -> Alignment:
    """Read an alignment; raises `SchemaError` like `comparison_from_json`."""
    node = _opened(_parse(text), "alignment")
    return Alignment(_info(node["old"]), _info(node["new"]), node["pairs"].each(_pair), node["warnings"].each(_caution))


class _Node:
    """A value of the document together with its place, for messages."""

    def __init__(self, value: Any, path: str = "") -> None:
        self.value = value
        self.path = path

    def __getitem__(self, key: str) -> _Node:
        self._want(dict, "an object")
        if key not in self.value:
            raise SchemaError(f"{self.path or 'the document'} has no field {key!r}; {_REMEDY}")
        return _Node(self.value[key], f"{self.path}.{key}" if self.path else key)

    def optional(self, key: str, default: object) -> _Node:
        """Return a field that documents written before it was added do not have."""
        self._want(dict, "an object")
        return self[key] if key in self.value else _Node(default)

    def each(self, read: Callable[[_Node], T]) -> tuple[T, ...]:
        self._want(list, "a list")
        return tuple(read(_Node(value, f"{self.path}[{i}]")) for i, value in enumerate(self.value))

    def entries(self, read: Callable[[_Node], T]) -> Iterator[tuple[str, T]]:
        self._want(dict, "an object")
        return ((key, read(_Node(value, f"{self.path}.{key}"))) for key, value in self.value.items())

    def maybe(self, read: Callable[[_Node], T]) -> T | None:
        return None if self.value is None else read(self)

    def text(self) -> str:
        self._want(str, "a string")
        return str(self.value)

    def integer(self) -> int:
        self._want(int, "an integer")
        return int(self.value)

    def number(self) -> float:
        self._want((int, float), "a number")
        return float(self.value)

    def flag(self) -> bool:
        self._want(bool, "true or false")
        return bool(self.value)

    def decimal(self) -> Decimal:
        self._want((int, float, str), "a number")
        try:
            return Decimal(str(self.value))
        except InvalidOperation:
            raise self._wrong("a number") from None

    def choice(self, of: type[E]) -> E:
        try:
            return of(self.value)
        except ValueError:
            raise self._wrong("one of " + ", ".join(of)) from None

    def _want(self, kind: type | tuple[type, ...], name: str) -> None:
        # bool is an int in Python, but true is no number in JSON
        if not isinstance(self.value, kind) or (isinstance(self.value, bool) and kind is not bool):
            raise self._wrong(name)

    def _wrong(self, wanted: str) -> SchemaError:
        shown = json.dumps(self.value, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return SchemaError(f"{self.path or 'the document'} should be {wanted}, found {shown}; {_REMEDY}")


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"this is not JSON ({error}); give the JSON output of reportdiff") from error


def _opened(document: object, wanted: str) -> _Node:
    node = _Node(document)
    name = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(name, str):
        raise SchemaError(f'the document has no "schema" field; give the JSON output of reportdiff for a {wanted}')
    family, _, number = name.rpartition("/")
    if family == f"reportdiff/{wanted}" and number == str(_VERSION):
        return node
    if family == f"reportdiff/{wanted}":
        raise SchemaError(f"schema {name!r} is not known to this version, which reads {wanted}/{_VERSION}; "
                          "use the version of reportdiff that wrote it, or write it again")  # fmt: skip
    if family in {f"reportdiff/{known}" for known in ("comparison", "checklist", "alignment", "outline")}:
        other = family.removeprefix("reportdiff/")
        article = "an" if other[0] in "ao" else "a"
        target = "an" if wanted[0] in "ao" else "a"
        raise SchemaError(f"this is {article} {other}, not {target} {wanted}; read it as {article} {other}")
    raise SchemaError(f"schema {name!r} is not one of reportdiff; give the JSON output of reportdiff for a {wanted}")


def _info(node: _Node) -> ReportInfo:
    return ReportInfo(
        name=node["name"].text(),
        title=node["title"].text(),
        place=node["place"].text(),
        year=node["year"].maybe(_Node.integer),
        language=node["language"].text(),
        format=node["format"].text(),
        encoding=node["encoding"].text(),
        characters=node["characters"].integer(),
        lines=node["lines"].integer(),
        sha256=node["sha256"].text(),
        sections=node["sections"].each(_section),
        pages=node.optional("pages", 0).integer(),
    )


def _section(node: _Node) -> Section:
    return Section(
        id=node["id"].text(),
        parent=node["parent"].maybe(_Node.text),
        level=node["level"].integer(),
        title=node["title"].text(),
        number=node["number"].text(),
        role=node["role"].choice(Role),
        start=node["start"].integer(),
        end=node["end"].integer(),
        body=node["body"].integer(),
    )


def _caution(node: _Node) -> Caution:
    return Caution(node["name"].text(), tuple(node["facts"].entries(_Node.text)))


def _finding(node: _Node) -> Finding:
    chain = node["chain"]
    return Finding(
        commitment=_commitment(node),
        judgement=Judgement(
            verdict=node["verdict"].choice(Verdict),
            rule=node["rule"].text(),
            facts=tuple(node["facts"].entries(_Node.text)),
            exceeded=node["exceeded"].flag(),
            confidence=node["confidence"].number(),
            needs_review=node["needs_review"].flag(),
        ),
        evidence=node["evidence"].each(_evidence),
        runner_up=node["runner_up"].maybe(_evidence),
        renewed=node["renewed"].maybe(_quote),
        chain=Chain(*(chain[name].text() for name in ("last_actual", "target", "actual", "next_target"))),
    )


def _commitment(node: _Node) -> Commitment:
    return Commitment(
        id=node["id"].text(),
        quote=_quote(node),
        plain=node["plain"].text(),
        context=node["context"].text(),
        section=node["section"].text(),
        role=node["role"].choice(Role),
        quantities=node["quantities"].each(_quantity),
        stage=node["stage"].text(),
        denied=node["denied"].flag(),
        kind=node["kind"].choice(Kind),
        targets=node["targets"].each(_target),
        checkable=node["checkable"].number(),
        baseline=node["baseline"].maybe(_quote),
        baseline_value=node["baseline_value"].text(),
    )


def _quote(node: _Node) -> Quote:
    return Quote(
        text=node["text"].text(),
        start=node["start"].integer(),
        end=node["end"].integer(),
        line=node["line"].integer(),
        paragraph=node["paragraph"].integer(),
        page=node.optional("page", 0).integer(),
    )


def _evidence(node: _Node) -> Evidence:
    return Evidence(
        quote=_quote(node),
        section=node["section"].text(),
        score=node["score"].number(),
        parts=tuple(node["parts"].entries(_Node.number)),
        shared_with=node["shared_with"].each(_Node.text),
    )


def _value(node: _Node) -> tuple[Decimal, Decimal | None]:
    if not isinstance(node.value, list):
        return node.decimal(), None
    if len(node.value) != 2:
        raise node._wrong("a number or two of them")
    low, high = node.each(_Node.decimal)
    return low, high


def _target(node: _Node) -> Target:
    value, upper = _value(node["value"])
    return Target(
        metric=node["metric"].text(),
        bound=node["op"].choice(Bound),
        value=value,
        upper=upper,
        unit=node["unit"].text(),
        direction=node["direction"].choice(Direction),
        measure=node["measure"].choice(Measure),
        family=node["family"].text(),
        amount=node["amount"].decimal(),
    )


def _quantity(node: _Node) -> Quantity:
    value, upper = _value(node["value"])
    return Quantity(
        value=value,
        unit=node["unit"].text(),
        upper=upper,
        bound=node["op"].choice(Bound),
        measure=node["measure"].choice(Measure),
        direction=node["direction"].choice(Direction),
        metric=node["metric"].text(),
        family=node["family"].text(),
        amount=node["amount"].decimal(),
        start=node["start"].integer(),
        end=node["end"].integer(),
    )


def _pair(node: _Node) -> SectionPair:
    return SectionPair(
        relation=node["relation"].choice(Relation),
        old=node["old"].maybe(_Node.text),
        new=node["new"].maybe(_Node.text),
        similarity=node["similarity"].number(),
        status=node["status"].choice(SectionStatus),
    )
