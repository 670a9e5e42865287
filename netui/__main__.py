"""`python -m netui` and the `netui` command."""

import sys


def main() -> None:
    """Run netui and exit with its code."""
    from netui.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
