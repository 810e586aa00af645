"""A headless browser that opens pages from the disk, and fails the test when one reaches out or breaks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reportdiff import results

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

Opener = Callable[..., "Page"]


# For the package only: while it is open, its event loop runs in this thread, which other tests need not know.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is in the dev extra")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None and not os.environ.get("CI"):  # there, .ci/run installs one
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as run:
        opened = run.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens the page of a comparison from ``file://``, in a profile of its own.

    Options are those of a browser context; ``hash`` is the end of the address. At the end, no page may have asked for
    anything but itself, written an error to the console or shown a dialog that the test did not expect.
    """
    contexts, troubles = [], []

    def request(asked: Any) -> None:
        if not asked.url.startswith(("file://", "blob:null/")):
            troubles.append(f"asked for {asked.url}")

    def opened(comparison: results.Comparison, lang: str | None = None, hash: str = "", **options: Any) -> Page:
        path = tmp_path / "audit.html"
        path.write_text(comparison.to_html(lang), encoding="utf-8")
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", request)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda line: troubles.append(f"{line.type}: {line.text}"))
        page.goto(path.as_uri() + hash)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
