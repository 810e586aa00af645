"""What goes wrong, and why: every miss of the real labelled pairs put under one cause, the largest first.

python -m tests.eval.causes                 how many of each, by weights learned without the pair that is measured
python -m tests.eval.causes --list CAUSE    and the misses of one cause
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from reportdiff.languages.registry import get_language
from reportdiff.model import Role
from reportdiff.pipeline import read_report
from reportdiff.scoring import Span, locate, overlap, pair_up, quotes, same_target, touch
from reportdiff.sentences import sentences
from tests.eval.crossed import crossed_results
from tests.eval.labelled import LabelledPair, read_labels, read_texts

CAUSES = {
    "not thought checkable": "a clause of the plan that the annotator lists and the program does not",
    "cut too finely": "what the annotator lists as one commitment is several clauses here",
    "not cut": "several commitments of the annotator's are one here",
    "not the annotator's": "a commitment here that the annotator does not list",
    "wrong target": "a number is not read, or read with another value or unit",
    "outcome not found": "said to be dropped, while the annotator found an outcome",
    "outcome made up": "an outcome is quoted where the annotator found none",
    "other evidence": "the verdict is wrong and rests on other words than the annotator's",
    "wrong rule": "the verdict is wrong though it rests on the annotator's words",
    "renewal not found": "promised again, by the annotator's reading, but not by the program's",
    "renewal made up": "promised again, by the program's reading, but not by the annotator's",
}
Miss = tuple[str, str]  # cause, text


def misses(pair: LabelledPair, result: dict[str, Any]) -> Iterator[Miss]:
    """Yield every miss of a pair with its cause."""
    old, new = read_texts(pair)
    labels = read_labels(pair.gold)
    said = result["commitments"]
    gold = [locate(label["text"], old, label.get("start")) or (-1, -1) for label in labels]
    mine = [(c["start"], c["end"]) for c in said]
    pairs = pair_up(gold, mine)
    clauses = list(clause_spans(pair))
    for i, label in enumerate(labels):
        if i in pairs:
            yield from _judged(label, said[pairs[i]], new)
        else:
            yield _not_found(gold[i], mine, clauses), label["text"]
    for commitment, span in zip(said, mine, strict=True):
        if not touch([span], gold):
            yield "not the annotator's", commitment["text"]


def clause_spans(pair: LabelledPair) -> Iterator[Span]:
    """Yield the spans of the clauses of the plan, checkable or not."""
    report = read_report(pair.old)
    for sentence in sentences(report, get_language("zh"), (Role.PLAN,)):
        for clause in sentence.clauses:
            yield report.source.span(sentence.start + clause.start, sentence.start + clause.end)


def _not_found(gold: Span, mine: Sequence[Span], clauses: Sequence[Span]) -> str:
    if any(overlap(gold, span) >= 0.6 * (gold[1] - gold[0]) for span in mine):
        return "not cut"
    if pair_up([gold], clauses):
        return "not thought checkable"
    return "cut too finely"


def _judged(label: dict[str, Any], commitment: dict[str, Any], new: str) -> Iterator[Miss]:
    text = commitment["text"]
    if label["kind"] == "quantified" and not all(
        any(same_target(t, u) for u in commitment["targets"]) for t in label["targets"]
    ):
        yield "wrong target", text
    if commitment["verdict"] != label["verdict"]:
        shown = f"{text} [{label['verdict']}, said {commitment['verdict']} by {commitment['rule']}]"
        if commitment["verdict"] == "dropped":
            yield "outcome not found", shown
        elif label["verdict"] == "dropped":
            yield "outcome made up", shown
        elif touch(quotes(commitment["evidence"], new), quotes(label["evidence"], new)):
            yield "wrong rule", shown
        else:
            yield "other evidence", shown
    if label["renewed"] and not commitment["renewed"]:
        yield "renewal not found", text
    if commitment["renewed"] and not label["renewed"]:
        yield "renewal made up", text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", metavar="CAUSE", choices=list(CAUSES), help="list the misses of one cause")
    args = parser.parse_args()
    found: dict[str, list[str]] = defaultdict(list)
    for pair, result in crossed_results():
        if pair.real:
            for cause, text in misses(pair, result):
                found[cause].append(f"{pair.name}: {text}")
    print("| cause | misses | what it means |\n| --- | ---: | --- |")
    for cause in sorted(CAUSES, key=lambda cause: -len(found[cause])):
        print(f"| {cause} | {len(found[cause])} | {CAUSES[cause]} |")
    if args.list:
        print("\n" + "\n".join(found[args.list]))


if __name__ == "__main__":
    main()
