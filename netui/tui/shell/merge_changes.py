"""Several changes of the store, taken as one."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from netui.services.ports import Change


def merge_changes(changes: Sequence[Change]) -> Change:
    """Return one change that touched all that these touched."""
    if len(changes) == 1:
        return changes[0]
    touched: dict[str, frozenset[int]] = {}
    for change in changes:
        for collection, ids in change.touched.items():
            touched[collection] = touched.get(collection, frozenset()) | ids
    last = changes[-1]
    gone = [change.forgotten for change in changes if change.forgotten is not None]
    return Change(
        seq=last.seq,
        at=last.at,
        session=last.session,
        label=last.label,
        ours=all(change.ours for change in changes),
        touched=touched,
        forgotten=reduce(or_, gone) if gone else None,
    )
