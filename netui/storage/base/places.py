"""Lines and columns of a text: its line ends are looked for once, whatever number of places is asked for."""

import re
from bisect import bisect_left

_KEY = re.compile(r'"(\d{1,16})"\s*:\s*\{')


class Places:
    """Tells line and column, from 1, of any offset of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None

    def of(self, offset: int) -> dict[str, int]:
        """Return the line and the column of an offset."""
        if self._ends is None:
            self._ends = [match.start() for match in re.finditer("\n", self._text)]
        line = bisect_left(self._ends, offset)
        before = self._ends[line - 1] if line else -1
        return {"line": line + 1, "column": offset - before}

    def of_documents(self, wanted: set[int]) -> dict[int, dict[str, int]]:
        """Return where the documents of these ids begin, as far as they are there."""
        found: dict[int, dict[str, int]] = {}
        for match in _KEY.finditer(self._text) if wanted else ():
            document_id = int(match[1])
            if document_id in wanted and document_id not in found:
                found[document_id] = self.of(match.start())
                if len(found) == len(wanted):
                    break
        return found
