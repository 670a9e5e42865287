"""Changes by other sessions, as the listeners of a store receive them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from netui.domain.people.forgotten import Forgotten
from netui.services.ports import Change
from netui.storage.changes.lines import HeaderLine, TransactionLine

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_ELSEWHERE = "Changes of other sessions"


def change_of(line: TransactionLine, overtaken: str = "") -> Change:
    """Return a line of our own with what others had made of what it changes."""
    return Change(
        seq=line.seq,
        at=line.at,
        session=line.session,
        label=line.label,
        ours=True,
        touched=line.touched,
        overtaken=overtaken,
    )


def change_of_others(line: TransactionLine, forgotten: Forgotten | None) -> Change:
    """Return one line of another session."""
    return Change(
        seq=line.seq,
        at=line.at,
        session=line.session,
        label=line.label,
        ours=False,
        touched=line.touched,
        forgotten=forgotten,
    )


def all_read_again(
    seq: int, header: HeaderLine | None, touched: Mapping[str, frozenset[int]], forgotten: Forgotten
) -> Change:
    """Return everything that differs after the files were read again, as one change."""
    return Change(
        seq=seq,
        at=_EPOCH if header is None else header.at,
        session="",
        label=_ELSEWHERE,
        ours=False,
        touched={name: ids for name, ids in touched.items() if ids},
        forgotten=forgotten,
    )
