"""Who is meant by a name typed at an event: answered at every key, also among 30,000 people."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from netui.domain.people.contact import ContactRow
from netui.domain.plan.event import MetLine
from netui.domain.text import fold

_MOST = 9


class Recognised(Struct, frozen=True):
    """Who a line may be: `known` is the one that is taken to be meant, None for someone new.

    `others` are more people it could be; `known` is not among them.
    """

    known: ContactRow | None = None
    others: tuple[ContactRow, ...] = ()


class Recognition:
    """An index of the names of some people; made once, where an event begins."""

    def __init__(self, rows: Iterable[ContactRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._by_name: dict[str, list[int]] = {}
        words: list[tuple[str, int]] = []
        for row in self._rows.values():
            parts = fold(row.name).split()
            self._by_name.setdefault(" ".join(parts), []).append(row.id)
            if row.archived_at is None:
                words += [(part, row.id) for part in parts]
        words.sort()
        self._words = words

    def who(self, met: MetLine) -> Recognised:
        """Return who a line means: one of exactly that name, else the only one whose name begins so.

        Of several with the same name it is the one at the company that was jotted down. Several who only
        begin so are offered, none is taken: people met are more often new.
        """
        parts = fold(met.name).split()
        named = [self._rows[one] for one in self._by_name.get(" ".join(parts), ())]
        if named:
            named.sort(key=lambda row: _rank(row, met.company))
            return Recognised(named[0], tuple(named[1:_MOST]))
        begun = [self._rows[one] for one in self._beginning(parts)]
        if len(begun) == 1:
            return Recognised(begun[0])
        at_company = [row for row in begun if met.company and fold(row.company) == fold(met.company)]
        if len(at_company) == 1:
            known = at_company[0]
            return Recognised(known, tuple(row for row in begun if row is not known)[: _MOST - 1])
        return Recognised(None, tuple(begun[:_MOST]))

    def _beginning(self, parts: Sequence[str]) -> list[int]:
        found: set[int] | None = None
        for part in parts:
            ids = set(self._with_word(part))
            found = ids if found is None else found & ids
            if not found:
                return []
        return sorted(found or ())

    def _with_word(self, beginning: str) -> Iterator[int]:
        for index in range(bisect_left(self._words, (beginning, 0)), len(self._words)):
            word, contact_id = self._words[index]
            if not word.startswith(beginning):
                return
            yield contact_id


def _rank(row: ContactRow, company: str) -> tuple[bool, bool, int]:
    elsewhere = not company or fold(row.company) != fold(company)
    return (elsewhere, row.archived_at is not None, row.id)
