"""Commands of netui run in this process, on a store of their own."""

import gc
import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from netui.cli.main import main
from tests.faults.programs import arguments, environment


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a command: its exit code, and what it said."""

    code: int
    out: str
    err: str


def command(place: Path, *words: str, more: Mapping[str, str] | None = None) -> Done:
    """Run `netui WORDS` on a store, with more in its environment."""
    out, err = io.StringIO(), io.StringIO()
    own = {**environment(place), **(more or {})}
    with patch.dict(os.environ, own), redirect_stdout(out), redirect_stderr(err):
        code = main([*arguments(place), *words])
        gc.enable()  # which a command leaves off, for it ends its process
    return Done(code, out.getvalue(), err.getvalue())
