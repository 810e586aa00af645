"""The thresholds and tolerances that a user may want to set, in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reportdiff.errors import ConfigError

__all__ = ["Config"]


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a comparison; the defaults are those the accuracy figures in the documentation are measured with.

    Parameters
    ----------
    checkable : float
        A clause of a plan is a commitment when it is at least this likely (0 to 1) to be on an auditor's checklist.
    evidence : float
        A commitment counts as mentioned when its best candidate is at least this likely (0 to 1) to report it.
    indicator : float
        The same for a candidate that gives a figure of the very indicator that was promised, in a unit that compares.
    review_margin : float
        `needs_review` is set when the evidence's probability is nearer than this to `evidence`.
    second_evidence : float
        Further candidates are shown as evidence from this probability on.
    renewed : float
        A commitment counts as promised again when a clause of the new plan is at least this likely (0 to 1) to do so.
    tolerance : float
        An "about" target is reached within this share of it.
    exceeded : float
        A target is exceeded when it is beaten by more than this share of it.
    section_similarity : float
        Two sections are linked when they are at least this similar (0 to 1).
    shared_penalty : float
        What it costs (in probability) when several commitments rest on the same words.
    candidates : int
        How many candidates are looked at closely for each commitment, beside a few that only share characters with it.

    Examples
    --------
    >>> Config(tolerance=0.05).tolerance
    0.05
    """

    checkable: float = 0.16
    evidence: float = 0.15
    indicator: float = 0.1
    review_margin: float = 0.15
    second_evidence: float = 0.5
    renewed: float = 0.35
    tolerance: float = 0.10
    exceeded: float = 0.10
    section_similarity: float = 0.33
    shared_penalty: float = 0.05
    candidates: int = 12

    def __post_init__(self) -> None:
        faults = []
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name == "candidates":
                if not isinstance(value, int) or value < 1:
                    faults.append(f"{item.name} must be a whole number of at least 1, not {value!r}")
            elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                faults.append(f"{item.name} must be a number from 0 to 1, not {value!r}")
        if faults:
            raise ConfigError("settings out of range: " + "; ".join(faults))

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Config:
        """Return the settings given, the defaults for the others.

        Raises
        ------
        ConfigError
            Naming every unknown setting and every value out of range.
        """
        known = {item.name for item in fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise ConfigError(f"unknown settings: {', '.join(unknown)}; known are: {', '.join(sorted(known))}")
        return cls(**values)

    @classmethod
    def from_toml(cls, path: str | Path) -> Config:
        """Read settings from a TOML file; see :meth:`from_dict` for the errors."""
        import tomllib

        try:
            values = tomllib.loads(Path(path).read_text("utf-8"))
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: is not TOML ({error}); write lines such as: evidence = 0.5") from error
        return cls.from_dict(values)
