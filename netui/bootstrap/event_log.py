"""A log of what happened, without people's data: numbers and ids, never a name, a label or a text.

One line an event, `time level event key=value ...`, in `netui.log` in the state folder, mode 0600; at 1 MB it
becomes `netui.log.1` and a new one begins. A log that cannot be written stops nothing.
"""

import os
import stat
import traceback
from pathlib import Path

from netui.services.ports import Change, Clock

LOG = "netui.log"
LIMIT = 1_000_000
_MOST_IDS = 8


class EventLog:
    """Writes to the log in a folder, which is created when there is something to say."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / LOG
        self._clock = clock

    def write(self, level: str, event: str, **values: int | str) -> None:
        """Append one line; the values are numbers and words of our own."""
        known = "".join(f" {name}={value}" for name, value in values.items())
        line = f"{self._clock.now():%Y-%m-%dT%H:%M:%SZ} {level} {event}{known}\n"
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            fd = os.open(self.path, flags, 0o600)  # which waits for no reader of a FIFO
            try:
                if not stat.S_ISREG(os.fstat(fd).st_mode):
                    return
                if os.fstat(fd).st_size + len(line) > LIMIT:
                    self.path.replace(self.path.with_name(f"{LOG}.1"))
                    os.close(fd)
                    fd = os.open(self.path, flags, 0o600)
                os.write(fd, line.encode("ascii", "replace"))
            finally:
                os.close(fd)
        except OSError:
            return

    def changed(self, change: Change) -> None:
        """Note a change of our own: which documents, not what of them."""
        if change.ours:
            touched = {name: _ids(ids) for name, ids in change.touched.items()}
            self.write("info", "commit", seq=change.seq, pid=os.getpid(), **touched)

    def crashed(self, error: BaseException) -> None:
        """Note an error of our own by its kind and its last places."""
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        where = ",".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        self.write("error", "crash", kind=type(error).__name__, at=where, pid=os.getpid())


def _ids(ids: frozenset[int]) -> str:
    shown = ",".join(str(each) for each in sorted(ids)[:_MOST_IDS])
    return shown if len(ids) <= _MOST_IDS else f"{shown},+{len(ids) - _MOST_IDS}"
