"""Hypothesis strategies for the values of the model: anything the types allow, sensible or not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from reportdiff import model

text = st.text(max_size=12)
share = st.floats(0, 1)
offset = st.integers(0, 10**6)
decimals = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**6), 10**6, places=3),
    st.sampled_from([Decimal("0.1"), Decimal(2**53 + 1), Decimal("1E+400"), Decimal("0.12345678901234567890123")]),
)


def tuples(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=most).map(tuple)


def named(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[tuple[str, object], ...]]:
    return st.dictionaries(text, values, max_size=3).map(lambda pairs: tuple(pairs.items()))


quotes = st.builds(model.Quote, text, offset, offset, offset, offset)
sections = st.builds(
    model.Section, text, st.none() | text, st.integers(1, 3), text, text, st.sampled_from(model.Role),
    offset, offset, offset,
)  # fmt: skip
infos = st.builds(
    model.ReportInfo, text, text, text, st.none() | st.integers(1949, 2100), st.sampled_from(["zh", "en", "xx"]),
    text, text, offset, offset, text, tuples(sections),
)  # fmt: skip
quantities = st.builds(
    model.Quantity, decimals, text, st.none() | decimals, st.sampled_from(model.Bound),
    st.sampled_from(model.Measure), st.sampled_from(model.Direction), text, text, decimals, offset, offset,
)  # fmt: skip
targets = st.builds(
    model.Target, text, st.sampled_from(model.Bound), decimals, st.none() | decimals, text,
    st.sampled_from(model.Direction), st.sampled_from(model.Measure), text, decimals,
)  # fmt: skip
commitments = st.builds(
    model.Commitment, text, quotes, text, text, text, st.sampled_from(model.Role), tuples(quantities, 2), text,
    st.booleans(), st.sampled_from(model.Kind), tuples(targets, 2), share, st.none() | quotes, text,
)  # fmt: skip
evidence = st.builds(model.Evidence, quotes, text, share, named(share), tuples(text))
judgements = st.builds(
    model.Judgement, st.sampled_from(model.Verdict), text | st.sampled_from(["number-reached", "not-mentioned"]),
    named(text), st.booleans(), share, st.booleans(),
)  # fmt: skip
findings = st.builds(
    model.Finding, commitments, judgements, tuples(evidence, 2), st.none() | evidence, st.none() | quotes,
    st.builds(model.Chain, text, text, text, text),
)  # fmt: skip
cautions = st.builds(model.Caution, text | st.sampled_from(["no-year", "years-apart"]), named(text))
pairs = st.builds(
    model.SectionPair, st.sampled_from(model.Relation), st.none() | text, st.none() | text, share,
    st.sampled_from(model.SectionStatus),
)  # fmt: skip
comparisons = st.builds(
    model.Comparison, infos, infos, tuples(findings), tuples(commitments, 2), tuples(pairs), tuples(cautions),
)  # fmt: skip
checklists = st.builds(model.Checklist, infos, tuples(commitments), tuples(cautions))
alignments = st.builds(model.Alignment, infos, infos, tuples(pairs), tuples(cautions))
