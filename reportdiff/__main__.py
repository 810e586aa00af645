"""``python -m reportdiff`` is the same as ``reportdiff``."""

from __future__ import annotations

from reportdiff.cli import main

if __name__ == "__main__":
    main(prog_name="reportdiff")
