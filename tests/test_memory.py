"""Free memory goes back to the system, in a process of its own, whose memory no other test fills."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

_HOLES = """
import gc
from pathlib import Path
from netui.tui.terminal.collecting import PAUSE_SECONDS, Collector

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

collector = Collector()
gc.disable()
collector.begin()
held = [bytes(600) for _ in range(100_000)]
last = bytes(600)
full = megabytes()
del held
collector.tick(100.0, 0.0, 100.0 + PAUSE_SECONDS)
print(full, megabytes())
"""


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists() or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="this system doesn't tell what a process holds, or its C library can't return memory",
)
def test_a_collection_gives_back_what_is_free() -> None:
    printed = subprocess.run([sys.executable, "-c", _HOLES], capture_output=True, text=True, check=True)
    full, after = map(int, printed.stdout.split())
    assert full - after > 40
