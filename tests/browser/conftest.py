"""A headless Chromium, and pages of audits opened from files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import reportdiff

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser; without one the tests are skipped, but not in CI, which installs it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and not os.environ.get("CI"):
        pytest.skip("there is no Chromium: install the package chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def result() -> reportdiff.Comparison:
    return reportdiff.compare("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a comparison as a page; nothing must be asked for or go wrong."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def show(result: reportdiff.Comparison, lang: str = "zh", *, name: str = "audit.html", **options: object) -> Page:
        path = tmp_path / name
        path.write_text(result.to_html(lang), encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else
                faults.append(f"request: {request.url}"))  # fmt: skip
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert faults == []
