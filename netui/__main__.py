"""`python -m netui` and the `netui` command."""

import sys
from types import TracebackType


def main() -> None:
    """Run netui and exit with its code."""
    sys.excepthook = _report
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)


def _report(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Say where an error of our own happened; the text of the error would be people's data."""
    from netui.domain.crash import crash_report

    sys.stderr.write(crash_report(error))


def _run() -> int:
    from netui.cli.prompt import cached_line, print_line

    line = cached_line(sys.argv[1:])
    if line is not None:
        print_line(line)
        return 0
    from netui.cli.main import main as run

    return run()


if __name__ == "__main__":
    main()
