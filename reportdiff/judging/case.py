"""What the rules look at: a commitment, the outcomes it rests on, and the figures that answer its targets."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportdiff.config import Config
from reportdiff.judging.arithmetic import Answer, add_up, answer_target, reaches
from reportdiff.languages.base import Language
from reportdiff.model import Commitment, Kind, Outcome, Quantity, Target

__all__ = ["ONE_NAME", "Case", "make_case", "name_likeness", "pairs_of"]

ONE_NAME = 0.8  # of the pairs of characters of one name, so many at least are in another that may stand for it


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: the commitment, the outcomes it rests on (best first), and what its numbers say.

    `text` is the reading form of the first outcome, `more` that of the others. `answers` holds, for each target, the
    figure that answers it (None without one) and how that reaches the target ("" for not).
    """

    commitment: Commitment
    outcomes: tuple[Outcome, ...]
    likely: float  # how likely the first outcome reports on the commitment, 0 to 1
    promised_again: bool
    text: str
    more: str
    answers: tuple[tuple[Target, Answer | None, str], ...]
    language: Language
    config: Config

    @property
    def quantified(self) -> bool:
        """Whether a number was promised."""
        return self.commitment.kind is Kind.QUANTIFIED

    @property
    def answered(self) -> list[tuple[Target, Answer, str]]:
        """The targets for which a figure was found."""
        return [(t, a, how) for t, a, how in self.answers if a is not None]

    @property
    def stage(self) -> str:
        """The highest rung that the first outcome reports."""
        return self.outcomes[0].stage if self.outcomes else ""

    @property
    def denied(self) -> str:
        """The word by which the first outcome says that something did not happen, "" for none."""
        return self.language.progress.denied(self.text)

    @property
    def names_object(self) -> bool:
        """Whether the first outcome has the last word of what the promise is about."""
        rules = self.language.matching
        return rules.object_end(self.commitment.plain) in rules.key(self.text)

    @property
    def names_another(self) -> bool:
        """Whether the first outcome names another of its kind: another round or session, the town for the country."""
        return self.language.matching.contrasts(self.commitment.plain, self.text) > 0

    def rung(self, stage: str) -> int:
        """Return how high a rung of the ladder is, -1 for none."""
        ladder = self.language.progress.ladder
        return ladder.index(stage) if stage in ladder else -1


def name_likeness(language: Language) -> Callable[[str, str], float]:
    """Return how much of the first of two names the second holds (0 to 1), by pairs of characters."""

    def likeness(name: str, other: str) -> float:
        key = language.matching.key
        wanted, held = set(pairs_of(key(name))), set(pairs_of(key(other)))
        return len(wanted & held) / len(wanted) if wanted else 0.0

    return likeness


def make_case(
    commitment: Commitment,
    outcomes: Sequence[Outcome],
    likely: float,
    promised_again: bool,
    language: Language,
    config: Config,
) -> Case:
    """Gather what the rules look at."""
    text = outcomes[0].plain if outcomes else ""
    more = "，".join(o.plain for o in outcomes[1:])
    answers = tuple(_answers(commitment, outcomes, language, config))
    return Case(commitment, tuple(outcomes), likely, promised_again, text, more, answers, language, config)


def _answers(
    commitment: Commitment, outcomes: Sequence[Outcome], language: Language, config: Config
) -> list[tuple[Target, Answer | None, str]]:
    likeness = name_likeness(language)
    out: list[tuple[Target, Answer | None, str]] = []
    for target in commitment.targets:
        best: tuple[Answer | None, str] = (None, "")
        for outcome in outcomes:
            answer = answer_target(target, outcome.quantities, outcome.plain, language, likeness)
            if answer and _of_another(target, answer, commitment.targets, likeness):
                continue
            how = reaches(target, answer.value, language, config.tolerance) if answer else ""
            if not how:
                total = add_up(target, _parts(commitment, outcome, language), language)
                if total is not None and (answer is None or total.value > answer.value):
                    answer, how = total, reaches(target, total.value, language, config.tolerance)
            if answer is not None:
                best = (answer, how)
                break
        out.append((target, *best))
    return out


def _of_another(
    target: Target, answer: Answer, targets: Sequence[Target], likeness: Callable[[str, str], float]
) -> bool:
    """Tell whether a figure that would answer a target bears the name of another target."""
    if not answer.metric or likeness(target.metric, answer.metric) >= ONE_NAME:
        return False
    return any(likeness(t.metric, answer.metric) >= ONE_NAME for t in targets if t is not target)


def _parts(commitment: Commitment, outcome: Outcome, language: Language) -> list[Quantity]:
    """Return the numbers of a text that are parts of what was promised, without what is said to be still under way."""
    done = _own(outcome.quantities, outcome, language)
    if language.progress.totals_up.search(outcome.plain):
        return done
    wanted = set(pairs_of(language.matching.key(commitment.plain)))
    rules = language.matching
    return [
        q
        for q in done
        if wanted & set(pairs_of(rules.key(q.metric)))
        or (len(q.metric) <= 4 and rules.verb_class(q.metric))
        or not q.metric
    ]


def _own(quantities: Sequence[Quantity], outcome: Outcome, language: Language) -> list[Quantity]:
    """Leave out what is said to be still under way: it is no part of what was done."""
    match = language.progress.under_way.search(outcome.plain)
    if match is None:
        return list(quantities)
    limit = outcome.quote.start + _verbatim(outcome, match.start())
    return [q for q in quantities if q.start < limit]


def _verbatim(outcome: Outcome, index: int) -> int:
    """Return where in the quote a character of its reading form stands: the quote may have line breaks inside."""
    at = 0
    for position, char in enumerate(outcome.quote.text):
        dropped = char.isspace() or unicodedata.category(char) == "Cf"
        if dropped and not outcome.plain[at : at + 1].isspace():
            continue
        if at == index:
            return position
        at += 1
    return len(outcome.quote.text)


def pairs_of(text: str) -> list[str]:
    """Return the pairs of neighbouring characters of a text."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]
