"""JSON to results; a document that does not fit is refused with the place where it fails."""

from __future__ import annotations

from decimal import Decimal

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
from reportdiff.serialize.decisions import decision_from
from reportdiff.serialize.nodes import Node, opened, parse

__all__ = ["alignment_from_json", "checklist_from_json", "comparison_from_dict", "comparison_from_json"]


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
    return comparison_from_dict(parse(text))


def comparison_from_dict(document: object) -> Comparison:
    """Read a comparison from plain values; see `comparison_from_json`."""
    node = opened(document, "comparison")
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
    node = opened(parse(text), "checklist")
    return Checklist(_info(node["report"]), node["commitments"].each(_commitment), node["warnings"].each(_caution))


def alignment_from_json(text: str) -> Alignment:
    """Read an alignment; raises `SchemaError` like `comparison_from_json`."""
    node = opened(parse(text), "alignment")
    return Alignment(_info(node["old"]), _info(node["new"]), node["pairs"].each(_pair), node["warnings"].each(_caution))


def _info(node: Node) -> ReportInfo:
    return ReportInfo(
        name=node["name"].text(),
        title=node["title"].text(),
        place=node["place"].text(),
        year=node["year"].maybe(Node.integer),
        language=node["language"].text(),
        format=node["format"].text(),
        encoding=node["encoding"].text(),
        characters=node["characters"].integer(),
        lines=node["lines"].integer(),
        sha256=node["sha256"].text(),
        sections=node["sections"].each(_section),
        pages=node.get("pages", 0).integer(),
    )


def _section(node: Node) -> Section:
    return Section(
        id=node["id"].text(),
        parent=node["parent"].maybe(Node.text),
        level=node["level"].integer(),
        title=node["title"].text(),
        number=node["number"].text(),
        role=node["role"].choice(Role),
        start=node["start"].integer(),
        end=node["end"].integer(),
        body=node["body"].integer(),
    )


def _caution(node: Node) -> Caution:
    return Caution(node["name"].text(), tuple(node["facts"].entries(Node.text)))


def _finding(node: Node) -> Finding:
    chain = node["chain"]
    stands = node["verdict"].choice(Verdict)
    return Finding(
        commitment=_commitment(node),
        judgement=Judgement(
            verdict=node.get("machine_verdict", stands.value).choice(Verdict),
            rule=node["rule"].text(),
            facts=tuple(node["facts"].entries(Node.text)),
            exceeded=node["exceeded"].flag(),
            confidence=node["confidence"].number(),
            needs_review=node["needs_review"].flag(),
        ),
        evidence=node["evidence"].each(_evidence),
        runner_up=node["runner_up"].maybe(_evidence),
        renewed=node["renewed"].maybe(_quote),
        decision=node.get("decision").maybe(decision_from),
        picked=node.get("picked", []).each(_quote),
        stale=node.get("stale", False).flag(),
        chain=Chain(*(chain[name].text() for name in ("last_actual", "target", "actual", "next_target"))),
    )


def _commitment(node: Node) -> Commitment:
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


def _quote(node: Node) -> Quote:
    return Quote(
        text=node["text"].text(),
        start=node["start"].integer(),
        end=node["end"].integer(),
        line=node["line"].integer(),
        paragraph=node["paragraph"].integer(),
        page=node.get("page", 0).integer(),
    )


def _evidence(node: Node) -> Evidence:
    return Evidence(
        quote=_quote(node),
        section=node["section"].text(),
        score=node["score"].number(),
        parts=tuple(node["parts"].entries(Node.number)),
        shared_with=node["shared_with"].each(Node.text),
    )


def _value(node: Node) -> tuple[Decimal, Decimal | None]:
    if not isinstance(node.value, list):
        return node.decimal(), None
    if len(node.value) != 2:
        raise node.wrong("a number or two of them")
    low, high = node.each(Node.decimal)
    return low, high


def _target(node: Node) -> Target:
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


def _quantity(node: Node) -> Quantity:
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


def _pair(node: Node) -> SectionPair:
    return SectionPair(
        relation=node["relation"].choice(Relation),
        old=node["old"].maybe(Node.text),
        new=node["new"].maybe(Node.text),
        similarity=node["similarity"].number(),
        status=node["status"].choice(SectionStatus),
    )
