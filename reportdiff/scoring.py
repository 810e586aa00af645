"""The measures of a comparison against labels by hand (what each means stands in docs/accuracy.md).

Pairs are pooled: their counts are added up before any ratio is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Tally", "figures", "per_verdict", "tally"]

VERDICTS = ("met", "partial", "missed", "unclear", "dropped")
Span = tuple[int, int]


@dataclass
class Tally:
    """Counts of one or several pairs; add them to pool."""

    counts: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[tuple[dict[str, Any], dict[str, Any] | None]] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts, self.verdicts + other.verdicts, self.misses + other.misses)


def locate(text: str, source: str, start: int | None = None) -> Span | None:
    """Return where a quote stands; None when it is not there word for word."""
    if isinstance(start, int) and source[start : start + len(text)] == text:
        return start, start + len(text)
    at = source.find(text)
    return None if at < 0 or not text else (at, at + len(text))


def overlap(a: Span, b: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def shorter(a: Span, b: Span) -> int:
    """Return the length of the shorter span."""
    return min(a[1] - a[0], b[1] - b[0])


def touch(mine: Iterable[Span], gold: Sequence[Span]) -> bool:
    """Tell whether one of mine overlaps one of the labels' by half of the shorter."""
    return any(overlap(a, b) >= 0.5 * shorter(a, b) for a in mine for b in gold)


def quotes(items: Iterable[Any], source: str) -> list[Span]:
    """Return the spans of quotes (dicts with text and start, or plain texts)."""
    found = [locate(i["text"], source, i.get("start")) if isinstance(i, dict) else locate(i, source) for i in items]
    return [span for span in found if span]


def pair_up(gold: Sequence[Span], mine: Sequence[Span]) -> dict[int, int]:
    """Pair labels with commitments: one covers 60 % of the label and is at most three times as long; best first."""
    scored = [
        (overlap(a, b) / (max(a[1], b[1]) - min(a[0], b[0])), g, m)
        for g, a in enumerate(gold)
        for m, b in enumerate(mine)
        if overlap(a, b) >= 0.6 * (a[1] - a[0]) and b[1] - b[0] <= 3 * (a[1] - a[0])
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, g, m in sorted(scored, reverse=True):
        if g not in pairs and m not in used:
            pairs[g] = m
            used.add(m)
    return pairs


def same_target(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Tell whether two targets have the same value and unit."""

    def numbers(value: Any) -> list[float]:
        return [float(v) for v in value] if isinstance(value, list) else [float(value)]

    x, y = numbers(a["value"]), numbers(b["value"])
    same = len(x) == len(y) and all(abs(p - q) <= 1e-6 * max(1, abs(p)) for p, q in zip(x, y, strict=True))
    return same and (a.get("unit") or "") == (b.get("unit") or "")


def tally(labels: Sequence[dict[str, Any]], old: str, new: str, result: dict[str, Any]) -> Tally:
    """Count how the JSON of a comparison fares against the labels of a pair."""
    out = Tally()
    n = out.counts
    said = [c for c in result["commitments"] if c["kind"] != "directional"]
    spans = [locate(c["text"], old, c["start"]) for c in said]
    n["not verbatim"] += sum(span is None for span in spans)
    kept = [(c, span) for c, span in zip(said, spans, strict=True) if span]
    said, mine = [c for c, _ in kept], [span for _, span in kept]
    gold = [locate(label["text"], old, label.get("start")) or (-1, -1) for label in labels]
    pairs = pair_up(gold, mine)
    n["said"] += len(said)
    n["covered"] += sum(touch([span], gold) for span in mine)
    for i, label in enumerate(labels):
        commitment = said[pairs[i]] if i in pairs else None
        _count(out, label, commitment, new)
    return out


def _count(out: Tally, label: dict[str, Any], commitment: dict[str, Any] | None, new: str) -> None:
    n = out.counts
    n["gold"] += 1
    n["gold " + label["kind"]] += 1
    n["gold with evidence"] += bool(label["evidence"])
    if commitment is None:
        out.verdicts[label["verdict"], "(not found)"] += 1
        out.misses.append((label, None))
        return
    n["found"] += 1
    n["found " + label["kind"]] += 1
    if label["kind"] == "quantified":
        n["targets"] += len(label["targets"])
        n["targets right"] += sum(any(same_target(t, u) for u in commitment["targets"]) for t in label["targets"])
    evidence, mine = quotes(label["evidence"], new), quotes(commitment["evidence"], new)
    if label["evidence"]:
        n["hit@1"] += touch(mine[:1], evidence)
        n["hit@3"] += touch(mine[:3], evidence)
        n["found with evidence"] += 1
    right = commitment["verdict"] == label["verdict"]
    out.verdicts[label["verdict"], commitment["verdict"]] += 1
    n["verdict right"] += right
    n["fully right"] += right and (not label["evidence"] or touch(mine[:3], evidence))
    renewed = commitment["renewed"]
    n["gold renewed"] += bool(label["renewed"])
    n["said renewed"] += bool(renewed)
    if renewed and label["renewed"]:
        n["renewed right"] += touch(quotes([renewed], new), quotes([label["renewed"]], new))
    if not right:
        out.misses.append((label, commitment))


def ratio(a: float, b: float) -> float:
    """Return a share, 0 of nothing."""
    return a / b if b else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return ratio(2 * precision * recall, precision + recall)


def per_verdict(total: Tally) -> dict[str, dict[str, float]]:
    """Return, for each verdict, how many labels have it, and the precision, recall and F1 of finding it."""
    out = {}
    for verdict in VERDICTS:
        said = sum(k for (_, b), k in total.verdicts.items() if b == verdict)
        gold = sum(k for (a, _), k in total.verdicts.items() if a == verdict)
        hit = total.verdicts[verdict, verdict]
        precision, recall = ratio(hit, said), ratio(hit, gold)
        out[verdict] = {"gold": float(gold), "precision": precision, "recall": recall, "F1": f1(precision, recall)}
    return out


def figures(total: Tally) -> dict[str, float]:
    """Return the measures of pooled counts."""
    n = total.counts
    scores = [measures["F1"] for measures in per_verdict(total).values() if measures["gold"]]
    recall, precision = ratio(n["found"], n["gold"]), ratio(n["covered"], n["said"])
    return {
        "gold": float(n["gold"]),
        "said": float(n["said"]),
        "not verbatim": float(n["not verbatim"]),
        "extraction recall": recall,
        "extraction recall, quantified": ratio(n["found quantified"], n["gold quantified"]),
        "extraction recall, deliverable": ratio(n["found deliverable"], n["gold deliverable"]),
        "extraction precision": precision,
        "extraction F1": f1(precision, recall),
        "targets right": ratio(n["targets right"], n["targets"]),
        "evidence hit@1": ratio(n["hit@1"], n["gold with evidence"]),
        "evidence hit@3": ratio(n["hit@3"], n["gold with evidence"]),
        "evidence hit@1, of commitments found": ratio(n["hit@1"], n["found with evidence"]),
        "verdict accuracy, found": ratio(n["verdict right"], n["found"]),
        "verdict accuracy, end to end": ratio(n["verdict right"], n["gold"]),
        "fully right, end to end": ratio(n["fully right"], n["gold"]),
        "verdict macro F1": ratio(sum(scores), len(scores)),
        "renewed F1": f1(ratio(n["renewed right"], n["said renewed"]), ratio(n["renewed right"], n["gold renewed"])),
    }
