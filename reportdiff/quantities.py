"""The numbers of a clause: what each measures, of what, and the targets that they set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportdiff.languages.base import Clause, Language, Number
from reportdiff.model import Bound, Direction, Measure, Quantity, SourceText, Target

__all__ = ["find_quantities", "targets_of"]

_MOST_NUMBERS = 30  # of one clause; what has more is a table that was run together


def targets_of(quantity: Quantity, subjects: tuple[str, ...]) -> list[Target]:
    """Make a target of a quantity; one number that several subjects share (分别下降2%) is a target for each."""
    names = (quantity.metric,) if quantity.metric in subjects or not subjects else subjects
    return [
        Target(
            metric=name,
            bound=quantity.bound,
            value=quantity.value,
            upper=quantity.upper,
            unit=quantity.unit,
            direction=quantity.direction,
            measure=quantity.measure,
            family=quantity.family,
            amount=quantity.amount,
        )
        for name in names
    ]


def find_quantities(
    text: str, clause: Clause, offset: int, source: SourceText, language: Language
) -> list[tuple[Quantity, Number]]:
    """Find the numbers of a clause and what they measure, reading the clause it goes on about where it needs a subject.

    Parameters
    ----------
    text : str
        The sentence (reading text).
    clause : Clause
        Of that sentence.
    offset : int
        Where the sentence starts in the reading text.
    source : SourceText
        For source offsets and units as written.
    """
    rules = language.quantities
    words = text[clause.start : clause.end]
    numbers = rules.find(words)[:_MOST_NUMBERS]
    if not numbers:
        return []
    measured = [rules.measure(words, number) for number in numbers]
    for i in range(1, len(numbers)):
        between = words[numbers[i - 1].end : numbers[i].start]
        if rules.list_glue.fullmatch(between) and numbers[i].family == numbers[i - 1].family:
            measured[i] = measured[i - 1]  # 由29860元、12480元: a list of numbers measures alike
    metrics = _metrics(words, numbers, measured, language)
    out = []
    for number, (measure, direction, bound), metric in zip(numbers, measured, metrics, strict=True):
        if clause.head != clause.start and (clause.stock or len(metric) < 2):
            head = text[clause.head : clause.start]
            before = rules.find(head)
            metric = rules.metric(head, before[0]) if before else head.rstrip("，、：")[:40]
        start, end = source.span(offset + clause.start + number.start, offset + clause.start + number.end)
        out.append(
            (
                Quantity(
                    value=number.value,
                    unit=_written_unit(source, offset + clause.start, number),
                    upper=number.upper,
                    bound=number.bound or bound,
                    measure=measure,
                    direction=direction,
                    metric=metric,
                    family=number.family,
                    amount=number.amount,
                    start=start,
                    end=end,
                ),
                number,
            )
        )
    return out


def _metrics(
    words: str,
    numbers: Sequence[Number],
    measured: Sequence[tuple[Measure, Direction, Bound]],
    language: Language,
) -> list[str]:
    """Name what each number is about; a 分别 gives the numbers of each list to its subjects in turn."""
    subjects = language.quantities.subjects(words)
    out = []
    turn: dict[Measure, int] = {}
    many = Counter(measure for measure, _, _ in measured)
    for number, (measure, _, _) in zip(numbers, measured, strict=True):
        position = turn.get(measure, 0)
        turn[measure] = position + 1
        if subjects and many[measure] == len(subjects):
            out.append(subjects[position])
        else:
            out.append(language.quantities.metric(words, number))
    return out


def _written_unit(source: SourceText, offset: int, number: Number) -> str:
    """Return the unit as the source writes it: full width where it does, without line breaks or words such as 多."""
    pieces = []
    for first, last in number.unit_spans:
        start, end = source.span(offset + first, offset + last)
        pieces.append("".join(source.text[start:end].split()))
    return "".join(pieces)
