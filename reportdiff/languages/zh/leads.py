"""How likely a clause only leads to the one after it, so that both are one promise.

深化户籍制度改革，放宽落户条件 is one thing to be done, 强化服务，建成图书馆 is not. The weights (``data/leads.json``)
of the logistic model are learned from how annotators cut sentences, by ``tests/eval/fit_leads.py``.
"""

from __future__ import annotations

import math

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.zh import machine
from reportdiff.languages.zh.checkable import features, first_verb, leans, out_of_question
from reportdiff.languages.zh.matching import match_key
from reportdiff.languages.zh.words import table

__all__ = ["lead_features", "leads_to"]

_KINDS = ("class=", "tail=", "noun=", "number:")
_MARKS = ("verb=none", "number", "measure:rate", "measure:base", "opener", "goals", "this_year", "spelled", "quoted")


def lead_features(lead: ClauseWords, clause: ClauseWords) -> dict[str, float]:
    """Return what tells whether a clause leads to the next: what each is made of, what they share, their sentence."""
    out: dict[str, float] = {}
    for side, words in (("lead", lead), ("own", clause)):
        for name in features(words):
            if name.startswith(_KINDS) or name in _MARKS:
                out[f"{side} {name}"] = 1.0
        verb = first_verb(words.text)
        out[f"{side} verb_at"] = min(verb[2], 8) / 4 if verb else 2.0
        out[f"{side} length"] = min(len(words.text), 40) / 20
        out[f"{side} leans"] = float(leans(words.text))
    out["first"] = float(not lead.before)
    out["last"] = float(clause.sentence.endswith(clause.text))
    out["clauses"] = min(clause.sentence.count("，") + 1, 6) / 3
    pairs, others = _pairs(lead.text), _pairs(clause.text)
    out["shared"] = len(pairs & others) / max(1, min(len(pairs), len(others)))
    return out


def _pairs(text: str) -> set[str]:
    key = match_key(text)
    return {key[at : at + 2] for at in range(len(key) - 1)}


def leads_to(lead: ClauseWords, clause: ClauseWords) -> float:
    """Return how likely (0 to 1) a clause and the one after it are one promise.

    Examples
    --------
    >>> def likely(lead, clause):
    ...     sentence = f"{lead}，{clause}"
    ...     return leads_to(ClauseWords(lead, "", "", (), sentence), ClauseWords(clause, "", f"{lead}，", (), sentence))
    >>> likely("推广长者食堂", "扩大覆盖范围") > 0.2 > likely("繁荣夜间经济", "建成松风图书馆")
    True
    """
    if clause.before.endswith("："):  # what stands before a colon says what a list is of
        return 0.0
    # Goals stand in rows: each has an indicator, or a thing and the state that it is to reach, of its own.
    if any(number.family == "percent" for number in clause.numbers) or not (
        first_verb(lead.text) or first_verb(clause.text)
    ):
        return 0.0
    if out_of_question(lead.text) or lead.text.startswith(tuple(table("verbs")["effects"]["words"])):
        return 0.0
    weights = machine.learned_weights("leads")
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in lead_features(lead, clause).items())
    return 1 / (1 + math.exp(-odds))
