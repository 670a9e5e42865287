"""Looks at the files of an open store: whether other hands changed them, and whether they are sound again."""

from netui.domain.errors import StoreError
from netui.storage.base.registry import KINDS
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.snapshots import file_name
from netui.storage.state.seen_files import Looks, looks_of
from netui.storage.state.state import State

_OLDER = "an older netui wrote what is there now: close netui and open it again"


class Watch:
    """Watches the files of one state; cheap where none of them changed."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._before: Looks = {}
        self._listed: Looks = {}

    def look(self) -> None:
        """Notice edits by hand; read everything again when a damaged store is sound again."""
        state = self._state
        with state.guard:
            if state.damage is None:
                if state.journal is not None:
                    self._check()
                return
            now = self._files()
            if now != self._before:
                self._before = now
                self._look_again()

    def _check(self) -> None:
        """Look at the files that are there; for others only where the folder has changed."""
        state = self._state
        listed = looks_of([state.folder])
        for name, marks in state.marks.items():
            if marks or listed != self._listed:
                state.check(name)
        self._listed = listed

    def _look_again(self) -> None:
        state = self._state
        found = State(state.folder, KINDS, state.own_schema)
        try:
            found.open()
        except StoreError as error:
            state.damage = str(error)
            return
        finally:
            found.close()
        if found.damage is not None:
            state.damage, state.problems = found.damage, found.problems
        elif found.schema < state.own_schema:
            state.damage = f"{state.journal_path}: {_OLDER}"
        else:
            state.damage, state.problems = None, []
            state.unannounced += state.start_again()

    def _files(self) -> Looks:
        names = (JOURNAL, *(file_name(each) for each in self._state.collections))
        return looks_of(self._state.folder / name for name in names)
