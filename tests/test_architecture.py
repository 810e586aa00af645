"""The rules of docs/architecture.md, held by walking the syntax trees of whatever modules there are."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reportdiff"

# From the bottom up; a part is a module or a package. The empty name is reportdiff/__init__.py.
LAYERS = (
    {"terms", "errors", "controls", "source"},
    {"model", "identity", "scoring", "decisions"},
    {"config"},
    {"languages", "readers", "layout"},
    {
        "structure",
        "quantities",
        "sentences",
        "claims",
        "similarity",
        "alignment",
        "matching",
        "judging",
        "findings",
        "cautions",
        "overlay",
        "agenda",
    },
    {"pipeline", "choosing", "frames", "serialize", "renderers", "results"},
    {"api"},
    {""},
    {"cli", "__main__"},
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
MOST_LINES = 450
# Loaded only by the functions that need them: most callers want one of them or none.
HEAVY = (
    "pandas", "numpy", "rapidfuzz", "scipy", "trafilatura", "opencc", "jinja2", "charset_normalizer",
    "openpyxl", "docx", "pyarrow", "matplotlib", "pypdfium2",
)  # fmt: skip
# Light in themselves, but they would make every start of the command wait.
SLOW_TO_START = ("email", "subprocess", "tomllib", "zipfile", "reportdiff.readers.sources", "reportdiff.pipeline")


@dataclass(frozen=True)
class Module:
    """A source file with its dotted name."""

    path: Path
    name: str

    @property
    def part(self) -> str:
        return part_of(self.name)

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    def imports(self) -> set[str]:
        return imports_of(self.path.read_text(encoding="utf-8"), self.name, is_package=self.is_package)


def modules_in(folder: Path) -> list[Module]:
    modules = []
    for path in sorted(folder.rglob("*.py")):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        modules.append(Module(path, dotted.removesuffix(".__init__")))
    return modules


def imports_of(source: str, module: str, *, is_package: bool = False) -> set[str]:
    """Return the dotted names that a module imports anywhere: at the top, in functions, for type checking."""
    return _imports(ast.walk(ast.parse(source)), module, is_package)


def imports_at_run_time(module: Module) -> set[str]:
    """Return the same without what only the type checker reads."""
    tree = ast.parse(module.path.read_text(encoding="utf-8"))
    guarded = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    skipped = {inner for node in guarded for statement in node.body for inner in ast.walk(statement)}
    return _imports((node for node in ast.walk(tree) if node not in skipped), module.name, module.is_package)


def _imports(nodes: Iterable[ast.AST], module: str, is_package: bool) -> set[str]:
    names = set()
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in nodes:
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return names


def part_of(name: str) -> str:
    """Return the part of the package that a dotted name stands in, "" for the package and its public names."""
    part = name.split(".")[1] if "." in name else ""
    return part if is_part(part) else ""


def imported_parts(module: Module) -> set[str]:
    return {part_of(name) for name in module.imports() if name.split(".")[0] == "reportdiff"}


def is_part(name: str) -> bool:
    return bool(name) and ((PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir())


MODULES = modules_in(PACKAGE)
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def tops(module: Module) -> set[str]:
    return {name.split(".")[0] for name in module.imports()}


def test_the_package_is_there() -> None:
    assert (PACKAGE / "__init__.py").exists(), "reportdiff/__init__.py is missing: the public API"
    assert len(MODULES) > 10


@pytest.mark.parametrize("module", [*MODULES, *modules_in(ROOT / "tests")], ids=lambda module: module.name)
def test_nothing_imports_difflib(module: Module) -> None:
    assert "difflib" not in tops(module), "matching goes through rapidfuzz"


@each_module
def test_only_what_matches_imports_rapidfuzz(module: Module) -> None:
    if not module.part.startswith(("matching", "alignment", "overlay")):
        assert "rapidfuzz" not in tops(module)


@each_module
def test_only_frames_imports_pandas(module: Module) -> None:
    if module.name != "reportdiff.frames":
        # An annotation may name a DataFrame.
        assert "pandas" not in {name.split(".")[0] for name in imports_at_run_time(module)}


@each_module
def test_every_part_has_a_layer(module: Module) -> None:
    assert module.part in LEVEL, f"say in LAYERS, and in docs/architecture.md, where {module.part} belongs"


@each_module
def test_imports_go_down_only(module: Module) -> None:
    above = {part for part in imported_parts(module) if LEVEL.get(part, 0) > LEVEL.get(module.part, 0)}
    assert not above, f"{module.name} imports {sorted(above)} from a higher layer"


def test_parts_do_not_import_each_other_in_a_circle() -> None:
    needs: dict[str, set[str]] = {}
    for module in MODULES:
        needs.setdefault(module.part, set()).update(imported_parts(module) - {module.part})
    while leaves := {part for part, needed in needs.items() if not needed & needs.keys()}:
        for part in leaves:
            del needs[part]
    assert not needs, f"in a circle, or above one: {sorted(needs)}"


@each_module
def test_only_languages_knows_which_languages_there_are(module: Module) -> None:
    if module.part != "languages":
        packs = {path.name for path in (PACKAGE / "languages").iterdir() if (path / "__init__.py").exists()}
        named = {name for name in module.imports() if name.startswith("reportdiff.languages.")}
        assert not {name for name in named if name.split(".")[2] in packs}


@pytest.mark.parametrize("part", sorted(LAYERS[0]))
def test_model_and_errors_import_the_standard_library_only(part: str) -> None:
    assert tops(Module(PACKAGE / f"{part}.py", f"reportdiff.{part}")) <= sys.stdlib_module_names


@each_module
def test_files_are_small(module: Module) -> None:
    lines = len(module.path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{module.name} has {lines} lines: make it a package"


@pytest.mark.parametrize("name", ["reportdiff", "reportdiff.cli"])
def test_importing_loads_nothing_heavy(name: str) -> None:
    unwanted = (*HEAVY, *SLOW_TO_START)
    code = f"import sys, {name}; print([name for name in {unwanted!r} if name in sys.modules])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def all_order(name: str) -> tuple[int, str]:
    """Order names as ruff's RUF022 does: constants, classes, the rest."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


@pytest.mark.parametrize("module", [module for module in MODULES if module.part != "__main__"], ids=lambda m: m.name)
def test_every_public_name_exists_and_they_are_sorted(module: Module) -> None:
    loaded = importlib.import_module(module.name)
    names = getattr(loaded, "__all__", None)
    if module.name == "reportdiff":
        assert names, "the public API is what __all__ lists"
    names = list(names or ())
    assert names == sorted(set(names), key=all_order)
    assert [name for name in names if not hasattr(loaded, name)] == []


@pytest.mark.parametrize(
    ("source", "module", "is_package", "expected"),
    [
        ("import a.b as c, d", "reportdiff.x", False, {"a.b", "d"}),
        ("def f():\n    import difflib", "reportdiff.x", False, {"difflib"}),
        ("if TYPE_CHECKING:\n    from pandas import DataFrame", "reportdiff.x", False, {"pandas.DataFrame"}),
        ("from . import zh", "reportdiff.languages.base", False, {"reportdiff.languages.zh"}),
        ("from . import zh", "reportdiff.languages", True, {"reportdiff.languages.zh"}),
        ("from .. import cli", "reportdiff.languages", True, {"reportdiff.cli"}),
        ("from .. import cli", "reportdiff.languages.base", False, {"reportdiff.cli"}),
        ("from ..model import Span", "reportdiff.readers.html", False, {"reportdiff.model.Span"}),
    ],
)
def test_no_way_of_importing_is_overlooked(source: str, module: str, is_package: bool, expected: set[str]) -> None:
    assert imports_of(source, module, is_package=is_package) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from reportdiff.model import Span", {"model"}),
        ("from reportdiff import model", {"model"}),
        ("from reportdiff import compare", {""}),
        ("from reportdiff import model, compare", {"", "model"}),
        ("import reportdiff", {""}),
        ("import reportdiff.model", {"model"}),
        ("import json", set()),
    ],
)
def test_parts_and_public_names_are_told_apart(source: str, expected: set[str], tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text(source, encoding="utf-8")
    assert imported_parts(Module(path, "reportdiff.sample")) == expected


def test_type_checking_is_told_from_run_time(tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text("if TYPE_CHECKING:\n    import a\nelse:\n    import b\ndef f():\n    import c", encoding="utf-8")
    assert imports_at_run_time(Module(path, "reportdiff.sample")) == {"b", "c"}
