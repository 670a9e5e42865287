"""What is wrong with a file of the store, so that a person can find and fix it."""

from msgspec import Struct


class Problem(Struct, frozen=True, kw_only=True):
    """One fault: the file's name, the place in it (line and column count from 1), what it is, what to do."""

    file: str
    what: str
    remedy: str
    line: int | None = None
    column: int | None = None
    id: int | None = None

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
            if self.column is not None:
                place += f", column {self.column}"
        if self.id is not None:
            place += f", document {self.id}"
        return f"{place}: {self.what}; {self.remedy}"


REPAIR = "run `netui doctor --repair`, or `netui restore` a backup"
