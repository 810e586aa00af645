"""The audit as one web page that needs no network and no server: to be read, searched, printed and decided in."""

from __future__ import annotations

from reportdiff.renderers.page.page import comparison_page

__all__ = ["comparison_page"]
