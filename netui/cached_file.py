"""Writing a small file of the cache: whole or not at all, and never a reason to fail."""

# pathlib takes longer to import than all that a prompt does.
# ruff: noqa: PTH103, PTH105, PTH108, PTH120

import os


def keep(file: str, text: str | bytes) -> bool:
    """Replace a file of the cache by one with this text; return False if that can't be done."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    temporary = f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
            os.replace(temporary, file)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return False
    return True
