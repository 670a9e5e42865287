"""`python -m netui` and the `netui` command."""

import sys


def main() -> None:
    """Run netui and exit with its code."""
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)


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
