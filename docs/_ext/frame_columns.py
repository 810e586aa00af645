"""The directive ``frame-columns``: the table of a data frame's columns, from `reportdiff.frames.COLUMNS`."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from reportdiff.frames import COLUMNS, Column

WIDTHS = (20, 15, 65)


class FrameColumns(SphinxDirective):
    """One row a column: its name, its dtype and what it holds."""

    required_arguments = 1  # the name of the frame

    def run(self) -> list[nodes.Node]:
        table = nodes.table()
        group = nodes.tgroup(cols=len(WIDTHS))
        table += group
        group += [nodes.colspec(colwidth=width) for width in WIDTHS]
        head, body = nodes.thead(), nodes.tbody()
        group += [head, body]
        head += row(nodes.Text("column"), nodes.Text("dtype"), nodes.Text("what it holds"))
        for name, column in COLUMNS[self.arguments[0]].items():
            body += row(nodes.literal(text=name), nodes.literal(text=column.dtype), nodes.Text(meaning(column)))
        return [table]


def meaning(column: Column) -> str:
    """Return what a column holds, with its categories."""
    values = ", ".join(value.value for value in column.of) if column.of else ""
    return f"{column.meaning} ({values})" if values else column.meaning


def row(*cells: nodes.Node) -> nodes.row:
    """Return a table row of inline cells."""
    return nodes.row("", *[nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("frame-columns", FrameColumns)
    return {"parallel_read_safe": True}
