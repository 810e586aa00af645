"""The audit as one HTML file, to be looked through and decided on in a browser, without a network."""

from __future__ import annotations

from reportdiff.renderers.page.document import comparison_page

__all__ = ["comparison_page"]
