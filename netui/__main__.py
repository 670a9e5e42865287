"""`python -m netui` and the `netui` command."""

import errno
import os
import sys

TYPE_CHECKING = False  # until `main` runs, ctrl+c shows Python's own traceback: what it needs is little
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn

_FILES = 32
"""How many a command has open at once, and some more: without them a file would look damaged or locked."""


def main() -> None:
    """Run netui and exit with its code."""
    if os.name == "nt":  # the lock, the signals and the terminal of Windows are others
        sys.exit("netui runs on Linux, macOS and WSL.")
    try:
        sys.excepthook = _report
        if not _may_open_files():
            _end("it may not open enough files here: raise the limit with ulimit -n 256, then try again")
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:
        _end("there is too little memory: close other programs or raise the limit, then try again")
    except ImportError as error:  # of a library too, when memory runs out
        name = error.name or "a library"
        _end(f"{name} can't be loaded ({error.msg}): make room in the memory, or install netui again")


def _end(words: str) -> "NoReturn":
    sys.stderr.write(f"netui: {words}\n")
    sys.exit(1)


def _may_open_files() -> bool:
    opened: list[int] = []
    try:
        while len(opened) < _FILES:
            opened.append(os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC))
    except OSError as error:
        return error.errno not in {errno.EMFILE, errno.ENFILE}
    finally:
        for fd in opened:
            os.close(fd)
    return True


def _report(_kind: type[BaseException], error: BaseException, _trace: "TracebackType | None") -> None:
    """Say where an error of our own happened; the text of the error would be people's data."""
    from netui.domain.errors import crash_report

    sys.stderr.write(crash_report(error))


def _run() -> int:
    from netui.cli.prompt import cached_line, print_line

    line = cached_line(sys.argv[1:])
    if line is not None:
        print_line(line)
        return 0
    if sys.argv[1:3] == ["completion", "people"]:
        from netui.cli.completing_names import asked_word, names_for

        word = asked_word(sys.argv[1:])
        if word is not None:
            print_line("\n".join(names_for(word)))
            return 0
    from netui.cli.main import main as run

    return run()


if __name__ == "__main__":
    main()
