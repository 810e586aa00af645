"""The ordered table of rules: the first that applies gives the verdict, its name and the facts of its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportdiff.config import Config
from reportdiff.judging.arithmetic import Answer, beats, display
from reportdiff.judging.case import ONE_NAME, Case, make_case, name_likeness, pairs_of
from reportdiff.languages.base import Language
from reportdiff.model import Bound, Commitment, Measure, Outcome, Target, Verdict

__all__ = ["RULES", "Rule", "Ruling", "judge", "target_text"]

_ALMOST_SURELY = 0.8  # less, and work that goes on must be named to have been carried on
_SURELY = 0.6  # evidence is surely about a commitment from this probability on
_ON_ITS_OWN = 0.35  # from here on it is about a commitment even when it does not tell how far that got
_RATHER_LIKELY = 0.5  # less, and words that fit loosely do not decide
_HARDLY = 0.2  # less, and only a number tells that it may be about the commitment


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says: the verdict, with the facts of its reason."""

    verdict: Verdict
    facts: dict[str, str] = field(default_factory=dict)
    exceeded: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: returns a ruling when it applies, else None."""

    name: str
    apply: Callable[[Case], Ruling | None]


def target_text(target: Target) -> str:
    """Return a target as a reader would write it, such as ``>= 1100万人``.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from reportdiff.model import Direction
    >>> measured = (Direction.INCREASE, Measure.ADDED, "people", Decimal(50000))
    >>> target_text(Target("就业", Bound.AT_LEAST, Decimal(5), None, "万人", *measured))
    '≥ 5万人'
    """
    if target.upper is not None:
        return f"{display(target.value)}-{display(target.upper)}{target.unit}"
    mark = {Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ ", Bound.ABOUT: "≈ "}.get(target.bound, "")
    return f"{mark}{display(target.value)}{target.unit}"


def judge(
    commitment: Commitment,
    outcomes: Sequence[Outcome],
    *,
    likely: float = 1.0,
    promised_again: bool,
    language: Language,
    config: Config,
) -> tuple[str, Ruling, tuple[str, ...]]:
    """Judge one commitment.

    Parameters
    ----------
    commitment : Commitment
        What was promised.
    outcomes : sequence of Outcome
        The evidence it rests on, best first; empty when the report does not mention it.
    likely : float
        How likely (0 to 1) the first outcome reports on the commitment.
    promised_again : bool
        Whether the new plan promises it again.

    Returns
    -------
    tuple
        The name of the rule, what it says, and the figures found, one a target ("" where there is none).
    """
    case = make_case(commitment, outcomes, likely, promised_again, language, config)
    figures = tuple(a.shown if a else "" for _, a, _ in case.answers)
    for rule in RULES:
        ruling = rule.apply(case)
        if ruling is not None:
            return rule.name, ruling, figures
    raise AssertionError("the last rule applies to every case")


# The rules, in the order in which they are tried. ------------------------------------------------------------------


def _not_mentioned(case: Case) -> Ruling | None:
    if case.outcomes or case.promised_again:
        return None
    return Ruling(Verdict.DROPPED)


def _only_promised_again(case: Case) -> Ruling | None:
    return None if case.outcomes else Ruling(Verdict.DROPPED)


def _facts(case: Case, target: Target, answer: Answer) -> dict[str, str]:
    facts = {"target": target_text(target), "actual": answer.shown}
    if answer.how:
        facts["how"] = answer.how
    return facts


def _partly(case: Case) -> Ruling | None:
    answered = case.answered
    if len(answered) < 2 or len({bool(how) for _, _, how in answered}) < 2:
        return None
    target, answer, _ = next(item for item in answered if not item[2])
    return Ruling(Verdict.PARTIAL, _facts(case, target, answer))


def _one_not_told(case: Case) -> Ruling | None:
    """Two indicators were promised; the number of one is reached, that of the other is not told."""
    answered = case.answered
    if not answered or not all(how for _, _, how in answered):
        return None
    alike = name_likeness(case.language)
    told = [target.metric for target, _, _ in answered]
    for target, answer, _ in case.answers:
        if answer is None and target.metric and all(name and alike(target.metric, name) < ONE_NAME for name in told):
            return Ruling(Verdict.UNCLEAR, {"target": target_text(target)})
    return None


def _reached(case: Case, *kinds: str) -> Ruling | None:
    answered = case.answered
    if not answered or not all(how for _, _, how in answered):
        return None
    target, answer, how = answered[0]
    # A number in unsure words may be of anything; one that is worked out fits less easily by chance.
    if how not in kinds or case.likely < (_HARDLY if answer.how else _RATHER_LIKELY):
        return None
    exceeded = all(beats(t, a.value, case.language, case.config.exceeded) for t, a, _ in answered)
    return Ruling(Verdict.MET, _facts(case, target, answer), exceeded)


def _parts_add_up(case: Case) -> Ruling | None:
    return _reached(case, "reached", "near", "good side") if any(a.parts for _, a, _ in case.answered) else None


def _number_in_range(case: Case) -> Ruling | None:
    return _reached(case, "in range")


def _number_reached(case: Case) -> Ruling | None:
    return _reached(case, "reached")


def _number_near(case: Case) -> Ruling | None:
    return _reached(case, "near")


def _good_side(case: Case) -> Ruling | None:
    return _reached(case, "good side")


def _short_rest_under_way(case: Case) -> Ruling | None:
    if not case.answered:
        return None
    word = case.language.progress.under_way.search(case.text)
    target, answer, how = case.answered[0]
    if word is None or how or target.family == "percent":
        return None
    return Ruling(Verdict.PARTIAL, {**_facts(case, target, answer), "word": word.group()})


def _number_short(case: Case) -> Ruling | None:
    # To say that a target was missed takes evidence that is surely about it; else it is unclear.
    if not case.answered or case.likely < _SURELY:
        return None
    target, answer, _ = case.answered[0]
    return Ruling(Verdict.MISSED, _facts(case, target, answer))


def _target_denied(case: Case) -> Ruling | None:
    """The number in the text is the target itself, said not to have been reached."""
    if any(a.value != t.value for t, a, _ in case.answered):
        return None
    return _said_not_done(case)


def _said_not_done(case: Case) -> Ruling | None:
    # To say that nothing came of it takes evidence that is surely about it.
    if not case.denied or case.likely < _SURELY:
        return None
    return Ruling(Verdict.MISSED, {"word": case.denied})


def _said_reached(case: Case) -> Ruling | None:
    word = case.language.progress.said_reached.search(case.text)
    if not case.quantified or word is None or case.likely < _RATHER_LIKELY:
        return None
    return Ruling(Verdict.MET, {"word": word.group(), "target": target_text(case.commitment.targets[0])})


def _number_unsure(case: Case) -> Ruling | None:
    if not case.answered:
        return None
    target, answer, _ = case.answered[0]
    return Ruling(Verdict.UNCLEAR, _facts(case, target, answer))


def _cumulative_only(case: Case) -> Ruling | None:
    if not case.quantified:
        return None
    numbers = [q for o in case.outcomes for q in o.quantities]
    if not any(q.measure is Measure.CUMULATIVE for q in numbers):
        return None
    return Ruling(Verdict.UNCLEAR, {"target": target_text(case.commitment.targets[0])})


def _no_comparable_number(case: Case) -> Ruling | None:
    if not case.quantified or (case.likely < _ON_ITS_OWN and not case.stage and not case.outcomes[0].quantities):
        return None
    return Ruling(Verdict.UNCLEAR, {"target": target_text(case.commitment.targets[0])})


def _some_parts_only(case: Case) -> Ruling | None:
    parts = case.language.progress.parts(case.commitment.plain)
    to_be_done = case.commitment.stage in ("completed", "in_use", "main_done")
    # To say that parts are missing takes evidence that is surely about the rest.
    if not to_be_done and (case.commitment.stage == "started" or case.likely < _SURELY):
        return None
    if len(parts) < 2 or case.language.progress.and_others.search(case.text):
        return None
    words = case.language.matching.key(case.text + "，" + case.more)
    found: list[str] = []
    missing: list[str] = []
    for part in parts:
        pairs = pairs_of(case.language.matching.key(part))
        share = sum(1 for pair in pairs if pair in words) / len(pairs)
        if share >= 0.5:
            if pairs[-1] in words:  # what it is, not only what it is of
                found.append(part)
        elif share < 0.34 and not _shortened(part, case):
            missing.append(part)
    if not found or not missing:
        return None
    return Ruling(Verdict.PARTIAL, {"missing": "、".join(missing), "found": "、".join(found)})


def _shortened(part: str, case: Case) -> bool:
    """Tell whether the text names a part in a short form: its first, last and other characters in order."""
    for name in case.language.progress.parts(case.text):
        characters = iter(part)
        if len(name) >= 3 and name[-1] == part[-1] and all(character in characters for character in name):
            return True
    return False


def _basically(case: Case) -> Ruling | None:
    word = case.language.progress.basically.search(case.text)
    if word is None or case.commitment.stage not in ("completed", "in_use"):
        return None
    if case.language.progress.basically.search(case.commitment.plain):
        return None
    return Ruling(Verdict.PARTIAL, {"word": word.group()})


def _still_under_way(case: Case) -> Ruling | None:
    word = case.language.progress.under_way.search(case.text)
    if case.commitment.stage == "started":
        if case.language.progress.begun.search(case.language.progress.awaited.sub("", case.text)):
            return None
        preparing = case.language.progress.preparing.search(case.text)
        found = word or preparing
        return Ruling(Verdict.PARTIAL, {"word": found.group()}) if found else None
    if case.commitment.stage not in ("", "completed", "in_use", "main_done"):
        return None
    if case.likely < _ON_ITS_OWN and not case.names_object:
        return None
    word = word or case.language.progress.awaited.search(case.text)
    if word is not None:
        return Ruling(Verdict.PARTIAL, {"word": word.group()})
    promised, reported = case.rung(case.commitment.stage), case.rung(case.stage)
    if 0 <= reported < min(promised, case.rung("completed")) and (case.likely >= _RATHER_LIKELY or case.names_object):
        found = case.language.progress.short_of_done.search(case.text)
        return Ruling(Verdict.PARTIAL, {"word": found.group()}) if found else None
    return None


def _praise_only(case: Case) -> Ruling | None:
    empty = case.language.progress.empty.search(case.text)
    word = empty or case.language.progress.praise.search(case.text)
    if word is None or case.outcomes[0].quantities or case.commitment.stage in ("", "under_way", "planned"):
        return None
    rest = case.text[: word.start()] + case.text[word.end() :]
    if empty is None and case.rung(case.language.progress.stage(rest)) >= case.rung("started"):
        return None
    return Ruling(Verdict.UNCLEAR, {"word": word.group()})


def _started(case: Case) -> Ruling | None:
    if case.commitment.stage != "started" or case.rung(case.stage) < case.rung("started") or case.denied:
        return None
    # What goes beyond a start without naming it must surely be about the thing itself.
    if not case.language.progress.begun.search(case.text) and case.likely < _SURELY:
        return None
    return Ruling(Verdict.MET)


def _done(case: Case) -> Ruling | None:
    if case.commitment.stage not in ("completed", "in_use", "main_done") or case.denied:
        return None
    if case.likely < _ON_ITS_OWN or (case.likely < _RATHER_LIKELY and not case.names_object):
        return None
    if case.rung(case.stage) < min(case.rung(case.commitment.stage), case.rung("completed")):
        return None
    return Ruling(Verdict.MET)


def _carried_on(case: Case) -> Ruling | None:
    if case.commitment.stage not in ("under_way", "planned") or case.likely < _RATHER_LIKELY or case.denied:
        return None
    if case.likely < _ALMOST_SURELY and not case.names_object:
        return None
    if case.rung(case.stage) < 0 and case.likely < _SURELY:
        return None
    return Ruling(Verdict.MET)


def _state_reported(case: Case) -> Ruling | None:
    if case.commitment.stage in ("started", "completed", "in_use", "main_done") or case.denied:
        return None
    goes_on = case.commitment.stage in ("under_way", "planned")
    if case.likely < _RATHER_LIKELY or (goes_on and case.likely < _ALMOST_SURELY and not case.names_object):
        return None
    if not case.stage and not case.outcomes[0].quantities and not _same_words(case):
        return None
    return Ruling(Verdict.MET)


def _same_words(case: Case) -> bool:
    """Tell whether the text says nearly word for word what was promised."""
    wanted = set(pairs_of(case.language.matching.key(case.commitment.plain)))
    held = set(pairs_of(case.language.matching.key(case.text)))
    return len(wanted & held) >= 0.6 * len(wanted)


def _hardly_about_it(case: Case) -> Ruling | None:
    return None if case.likely >= _HARDLY or case.outcomes[0].quantities else Ruling(Verdict.DROPPED)


def _another_one(case: Case) -> Ruling | None:
    return Ruling(Verdict.DROPPED) if case.names_another else None


def _only_the_topic(case: Case) -> Ruling | None:
    return None if case.likely >= _ON_ITS_OWN else Ruling(Verdict.DROPPED)


def _stage_not_told(case: Case) -> Ruling | None:
    return Ruling(Verdict.UNCLEAR)


RULES: tuple[Rule, ...] = (
    Rule("not-mentioned", _not_mentioned),
    Rule("only-promised-again", _only_promised_again),
    Rule("said-not-done", _target_denied),
    Rule("numbers-partly-reached", _partly),
    Rule("no-comparable-number", _one_not_told),
    Rule("parts-add-up", _parts_add_up),
    Rule("number-in-range", _number_in_range),
    Rule("number-reached", _number_reached),
    Rule("number-within-tolerance", _number_near),
    Rule("number-on-good-side", _good_side),
    Rule("number-short-rest-under-way", _short_rest_under_way),
    Rule("number-short", _number_short),
    Rule("only-the-topic", _hardly_about_it),
    Rule("said-not-done", _said_not_done),
    Rule("said-reached", _said_reached),
    Rule("another-one", _another_one),
    Rule("number-unsure", _number_unsure),
    Rule("cumulative-only", _cumulative_only),
    Rule("no-comparable-number", _no_comparable_number),
    Rule("some-parts-only", _some_parts_only),
    Rule("basically-done", _basically),
    Rule("praise-only", _praise_only),
    Rule("still-under-way", _still_under_way),
    Rule("started-as-promised", _started),
    Rule("done-as-promised", _done),
    Rule("carried-on-as-promised", _carried_on),
    Rule("state-reported", _state_reported),
    Rule("only-the-topic", _only_the_topic),
    Rule("stage-not-told", _stage_not_told),
)
