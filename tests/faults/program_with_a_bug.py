"""The program with one bug in it: asking for help fails with an unexpected error."""

import sys
from unittest.mock import patch

from netui.cli.main import main
from netui.tui.shell.app import NetuiApp

if __name__ == "__main__":
    with patch.object(NetuiApp, "action_help", side_effect=KeyError("a bug")):
        sys.exit(main())
