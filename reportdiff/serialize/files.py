"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from reportdiff.errors import WriteError

__all__ = ["check_writable", "write_file"]


def check_writable(path: Path) -> None:
    """Refuse what `write_file` could not write, without touching anything.

    Raises
    ------
    WriteError
        It is a folder, its folder does not exist, or permissions are missing.
    """
    name = _shown(path)
    try:
        target = path.resolve()
        folder = target.parent
        if target.is_dir():
            raise WriteError(f"{name}: this is a folder; give the name of a file in it")
        if not folder.is_dir():
            where = folder if path.is_symlink() else path.parent
            raise WriteError(f"{name}: there is no folder {_shown(where)}; create it first")
        if target.exists() and not os.access(target, os.W_OK):
            raise WriteError(f"{name}: this file is write-protected; remove it or choose another name")
        if not _is_special(target) and not os.access(folder, os.W_OK | os.X_OK):
            raise WriteError(f"{name}: you may not write in the folder {_shown(path.parent)}; choose another one")
    except WriteError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise _failed(path, error) from error


def write_file(path: Path, content: str | bytes) -> None:
    """Write bytes as they are and text as UTF-8, ``.csv`` files with a byte order mark, by which Excel recognises it.

    It is written to a draft in the same folder, which then takes the place of the file, so that there is never half a
    file. What a link points to is replaced, not the link; a file that is replaced keeps its mode.

    Parameters
    ----------
    path : Path
        Where to write. Folders are not created.
    content : str or bytes
        What to write; line ends are left as they are.

    Raises
    ------
    WriteError
        It cannot be written; a file that was there before is as it was.
    """
    check_writable(path)
    if isinstance(content, str):
        content = content.encode("utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8")
    try:
        target = path.resolve()
        if _is_special(target):
            target.write_bytes(content)
            return
        draft = target.with_name(f".reportdiff-{os.getpid()}-{secrets.token_hex(4)}{target.suffix}")
        try:
            draft.write_bytes(content)
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except BrokenPipeError:
        raise  # the reader of a named pipe has gone
    except (OSError, RuntimeError, ValueError) as error:
        raise _failed(path, error) from error


def _shown(path: Path) -> str:
    """Return a path for a message; what is no Unicode in it is replaced."""
    return re.sub("[\ud800-\udfff]", "\ufffd", str(path))


def _is_special(target: Path) -> bool:
    """Tell whether it is a device or a named pipe, which no draft can take the place of."""
    return target.exists() and not target.is_file()


def _failed(path: Path, error: Exception) -> WriteError:
    why = getattr(error, "strerror", None) or error
    return WriteError(
        f"{_shown(path)}: it cannot be written ({why}); "
        "check your permissions and the space on the disk, or choose another file"
    )
