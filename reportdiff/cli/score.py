"""``reportdiff score``: how good a result is, by labels that a person made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

import reportdiff
from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, Failure, tell
from reportdiff.cli.limits import Command, limits
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.reports import Source
from reportdiff.cli.results import read_result
from reportdiff.model import ReportInfo

__all__ = ["command"]

FORMATS = ("table", "json", "csv")
_NEEDED = {"text": str, "kind": str, "verdict": str}
_OPTIONAL: dict[str, Any] = {"targets": [], "evidence": [], "renewed": None}

EPILOG = f"""\b
Examples:
  reportdiff score linjiang-2016-2017.gold.jsonl audit.json
  reportdiff score gold.jsonl audit.json --old report-2016.txt --new report-2017.txt --errors
  reportdiff score a.jsonl a.json b.jsonl b.json --format json

{EXIT_CODES}
"""


@click.command("score", cls=Command, epilog=EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="GOLD.jsonl RESULT.json ...")
@click.option(
    "--old",
    "old_paths",
    multiple=True,
    metavar="FILE",
    help="The old report of each pair; looked for beside RESULT and GOLD and in the working folder otherwise.",
)
@click.option("--new", "new_paths", multiple=True, metavar="FILE", help="The new report of each pair, likewise.")
@click.option("--errors", is_flag=True, help="List every label that was missed or judged otherwise.")
@options.output(FORMATS)
@options.quiet
def command(
    files: tuple[str, ...],
    old_paths: tuple[str, ...],
    new_paths: tuple[str, ...],
    errors: bool,
    paths: tuple[str, ...],
    form: str | None,
    lang: str | None,
    quiet: bool,
) -> None:
    """Measure results against labels that people made.

    GOLD.jsonl holds one label a line: the words of a commitment (text), its kind and verdict, and where they apply
    targets, evidence and renewed; RESULT.json is what compare has written as JSON. Several pairs are pooled: their
    counts are added up before any ratio is taken. What the measures mean stands in the documentation, under Accuracy.
    """
    from reportdiff.scoring import Tally, figures, per_verdict, tally
    from reportdiff.serialize import comparison_to_dict

    if len(files) % 2:
        raise click.UsageError("Files come in pairs: GOLD RESULT, or GOLD RESULT GOLD RESULT ...")
    pairs = list(zip(files[::2], files[1::2], strict=True))
    for name, given in (("--old", old_paths), ("--new", new_paths)):
        if given and len(given) != len(pairs):
            raise click.UsageError(f"{name} must be given once for each pair of files, {len(pairs)} in all.")
    outputs = plan_outputs(paths, form, [Source(path) for path in files], FORMATS)
    total = Tally()
    for index, (gold, path) in enumerate(pairs):
        result = read_result(path)
        old = _text(old_paths[index] if old_paths else None, result.old, (path, gold))
        new = _text(new_paths[index] if new_paths else None, result.new, (path, gold))
        total = total + tally(_labels(gold), old, new, comparison_to_dict(result))
    measured, verdicts = figures(total), per_verdict(total)
    rows = [(name, f"{value:.0f}" if name in _COUNTS else f"{value:.3f}") for name, value in measured.items()]
    for verdict, values in verdicts.items():
        rows += [(f"{verdict}: {name}", f"{v:.0f}" if name == "gold" else f"{v:.3f}") for name, v in values.items()]
    renderers: dict[str, Callable[[], str]] = {
        "table": lambda: "".join(f"{name:38} {value:>7}\n" for name, value in rows),
        "json": lambda: json.dumps({**measured, "per verdict": verdicts}, ensure_ascii=False, indent=2) + "\n",
        "csv": lambda: "measure,value\n" + "".join(f'"{name}",{value}\n' for name, value in rows),
    }
    written = write_outputs(outputs, render_outputs(outputs, lambda form: renderers[form]()))
    if errors:
        for label, found in total.misses:
            tell(_told(label, found))
    if written and not quiet:
        tell(f"{measured['gold']:.0f} labels; wrote {', '.join(written)}")


_COUNTS = ("gold", "said", "not verbatim")


def _told(label: dict[str, Any], found: dict[str, Any] | None) -> str:
    words = " ".join(str(label["text"]).split())
    if found is None:
        return f"not found: {words} (label: {label['verdict']})"
    return f"{found['verdict']}, label {label['verdict']}: {words}"


def _labels(path: str) -> list[dict[str, Any]]:
    name = click.format_filename(path)
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Failure(f"{name}: it cannot be read ({why}); check the path") from error
    labels = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            labels.append(_label(line, f"{name}, line {number}"))
    if not labels:
        raise Failure(f"{name}: there are no labels in it; write one JSON object a line")
    return labels


def _label(line: str, where: str) -> dict[str, Any]:
    try:
        label = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Failure(f"{where}: this is not JSON ({error}); write one label a line") from error
    if not isinstance(label, dict):
        raise Failure(f"{where}: a label is an object with the fields {', '.join(_NEEDED)}")
    for field, kind in _NEEDED.items():
        if not isinstance(label.get(field), kind):
            raise Failure(f"{where}: the field {field!r} is missing or no string")
    label = {**_OPTIONAL, **{key: value for key, value in label.items() if value is not None}}
    lists = isinstance(label["targets"], list) and isinstance(label["evidence"], list)
    quotes = [*(label["evidence"] if lists else ()), *([label["renewed"]] if label["renewed"] else ())]
    if not lists or not all(isinstance(q.get("text") if isinstance(q, dict) else q, str) for q in quotes):
        raise Failure(f"{where}: evidence is a list of words or of objects with a field 'text', renewed one of them")
    if not all(isinstance(target, dict) and "value" in target for target in label["targets"]):
        raise Failure(f"{where}: targets is a list of objects with the fields 'value' and 'unit'")
    known = [verdict.value for verdict in reportdiff.Verdict]
    if label["verdict"] not in known:
        raise Failure(f"{where}: {label['verdict']!r} is no verdict; use one of {', '.join(known)}")
    return label


def _text(path: str | None, info: ReportInfo, beside: Sequence[str]) -> str:
    """Return the text of a report: of the file given, or of one of its name near the result."""
    if path is not None:
        return reportdiff.read(Path(path), limits=limits()).text
    from reportdiff.pipeline import digest

    folders = [*(Path(other).parent for other in beside), Path()]
    for folder in folders:
        candidate = folder / Path(info.name).name
        if candidate.is_file():
            source = reportdiff.read(candidate, limits=limits())
            if digest(source.text) == info.sha256:
                return source.text
    raise Failure(
        f"{info.name}: this report is not beside {' or '.join(map(click.format_filename, beside))}, or is another "
        "text than was compared; name the reports with --old FILE --new FILE"
    )
