"""Office documents are ZIP archives: the same content in the same bytes, whenever it is written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

__all__ = ["WRITTEN", "timeless"]

WRITTEN = datetime(2000, 1, 1)
"""The time that stands in every document for when it was made: the same input gives the same bytes."""

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def timeless(archive: bytes) -> bytes:
    """Return an Office document with all its times set to `WRITTEN`, in its members and in its properties."""
    out = io.BytesIO()
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == _CORE:
                content = _TIMES.sub(rb"\g<1>" + stamp, content)
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # whatever the system is
            after.writestr(member, content)
    return out.getvalue()
