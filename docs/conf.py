"""Settings of the documentation: ``sphinx-build -W -b html docs docs/_build/html``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import reportdiff

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "reportdiff"
author = "The reportdiff developers"
copyright = "the reportdiff developers, MIT licence"
version = release = reportdiff.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "frame_columns",
]
exclude_patterns = ["_build"]
suppress_warnings = ["myst.xref_missing"]  # README and changelog link to files of the repository, which are no pages

html_theme = "furo"
html_title = f"reportdiff {release}"
html_copy_source = False

myst_enable_extensions = ["substitution", "deflist"]
myst_heading_anchors = 3
# The settings that pages talk about, so that no page can fall behind them: {{ evidence }}.
myst_substitutions = {name: f"{value:g}" for name, value in asdict(reportdiff.Config()).items()}

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_google_docstring = False
napoleon_use_rtype = False
