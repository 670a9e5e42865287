"""The chain of ways to copy: the file first, then the most reliable way that works."""

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from netui.clipboard.detection import Machine, Way, inside_screen, this_machine, ways_to_copy
from netui.clipboard.kept_file import keep_text
from netui.clipboard.osc52 import SURE_UP_TO, osc52, through_screen
from netui.clipboard.process import Deadline
from netui.clipboard.system import copy_to_system
from netui.clipboard.tmux import copy_to_tmux
from netui.domain.config import ClipboardWay
from netui.domain.counted import counted
from netui.domain.text import clean
from netui.services.ports import FILE_WAY, CopyResult

SECONDS = 1.9
"""How long all ways together may take, so that a copy returns within 2 s."""


class ClipboardChain:
    """The Clipboard port over tmux, the desktop's clipboard, the terminal and a file.

    `keep` is the file every text is kept in, None if nothing may be; `write_terminal` gets escape
    sequences for the terminal, which in a full-screen program have to go through the one writer it has.
    `machine` is looked up at each copy unless it is given.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        way: ClipboardWay,
        keep: Path | None,
        write_terminal: Callable[[str], None],
        *,
        machine: Machine | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._env = env
        self._way = way
        self._keep = keep
        self._write_terminal = write_terminal
        self._machine = machine
        self._seconds = seconds

    def copy(self, text: str) -> CopyResult:
        """Copy a text, cleaned of what steers a terminal, by the best way there is."""
        cleaned = clean(text, newlines=True)
        if not cleaned:
            return CopyResult(way=FILE_WAY, confirmed=False, message="There is nothing to copy")
        data = cleaned.encode("utf-8", "replace")
        amount = counted(len(cleaned), "character")
        job = _Job(data, amount, self._kept(data), Deadline(self._seconds))
        ways = ways_to_copy(self._env, self._way, self._machine or this_machine(self._env))
        for way in ways:
            if way is Way.TMUX:
                result = self._by_tmux(job, also_system=Way.SYSTEM in ways)
            elif way is Way.SYSTEM:
                result = self._by_system(job)
            else:
                result = self._by_terminal(job)
            if result is not None:
                return result
        return self._only_kept(job)

    def _by_tmux(self, job: "_Job", *, also_system: bool) -> CopyResult | None:
        copied = copy_to_tmux(job.data, self._env, job.deadline)
        if copied is None:
            return None
        if also_system and copy_to_system(job.data, self._env, job.deadline):
            return job.copied(Way.TMUX, "into the tmux buffer and the clipboard")
        return job.copied(Way.TMUX, f"into the tmux buffer{copied.beyond}")

    def _by_system(self, job: "_Job") -> CopyResult | None:
        if not copy_to_system(job.data, self._env, job.deadline):
            return None
        return job.copied(Way.SYSTEM, "into the clipboard")

    def _by_terminal(self, job: "_Job") -> CopyResult | None:
        sequence = osc52(job.data)
        try:
            self._write_terminal(through_screen(sequence) if inside_screen(self._env) else sequence)
        except OSError:
            return None
        long = "; it is long, and not every terminal takes so much" if len(sequence) > SURE_UP_TO else ""
        where = f"; if pasting brings nothing, it is in {job.kept}" if job.kept else ""
        message = f"Sent {job.amount} to your terminal, not confirmed{long}{where}"
        return CopyResult(way=Way.TERMINAL, confirmed=False, message=message, path=job.kept)

    def _only_kept(self, job: "_Job") -> CopyResult:
        asked_for = self._way is ClipboardWay.FILE
        if self._keep is None:
            message = "Not copied, nor kept in a file, for the store is read-only: mark the text by hand"
        elif job.kept is None:
            message = f"Not copied, and {self._keep} cannot be written: mark the text by hand"
        elif asked_for:
            message = f"Kept {job.amount} in {job.kept}"
        elif self._way is ClipboardWay.AUTO:
            message = f"No clipboard is in reach: mark the text by hand, or take it from {job.kept}"
        else:
            message = f"Not copied: {self._way}, as the settings ask, did not take it; it is in {job.kept}"
        confirmed = asked_for and job.kept is not None
        return CopyResult(way=FILE_WAY, confirmed=confirmed, message=message, path=job.kept)

    def _kept(self, data: bytes) -> Path | None:
        if self._keep is None:
            return None
        try:
            keep_text(self._keep, data)
        except OSError:
            return None
        return self._keep


class _Job(Struct, frozen=True):
    """One text on its way; `amount` says how long it is, `kept` the file it is in, in any case."""

    data: bytes
    amount: str
    kept: Path | None
    deadline: Deadline

    def copied(self, way: Way, where: str) -> CopyResult:
        return CopyResult(way=way, confirmed=True, message=f"Copied {self.amount} {where}", path=self.kept)
