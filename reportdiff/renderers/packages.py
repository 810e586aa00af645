"""Office documents are ZIP archives: the same content in the same bytes, whenever it is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

__all__ = ["WRITTEN", "timeless"]

WRITTEN = datetime(2000, 1, 1)
"""The time that stands in every document for when it was made: the same input gives the same bytes."""

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def timeless(archive: bytes, values: Mapping[str, Mapping[str, float]] | None = None) -> bytes:
    """Return an Office document with all its times set to `WRITTEN`, in its members and in its properties.

    Parameters
    ----------
    archive : bytes
        The document.
    values : mapping, optional
        For members that are sheets, the values of formulas by cell: programs that only show a sheet need them.
    """
    out = io.BytesIO()
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == _CORE:
                content = _TIMES.sub(rb"\g<1>" + stamp, content)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b' customHeight="1"', b"")  # so that rows grow with what is filled in
            for cell, value in (values or {}).get(name, {}).items():
                content = _with_value(content, cell, value)
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # whatever the system is
            after.writestr(member, content)
    return out.getvalue()


def _with_value(sheet: bytes, cell: str, value: float) -> bytes:
    formula = re.compile(rb'(<c r="%s"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)' % cell.encode())
    return formula.sub(rb"\g<1><v>%s</v>" % repr(value).encode(), sheet)
