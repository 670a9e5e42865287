"""A merge through the real store: one line of the journal, undone to the byte."""

from pathlib import Path

from netui.domain.people.contact import Position
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.time.partial_date import PartialDate
from tests.factories import TODAY, make_contact
from tests.storage.opened import opened
from tests.tui.services_builder import build


def documents(store: object) -> dict[str, dict[int, bytes]]:
    collections = store._state.collections  # type: ignore[attr-defined]
    return {
        name: {key: bytes(raw) for key, raw in collection.documents.items()}
        for name, collection in collections.items()
    }


def test_a_merge_is_one_change_on_the_disk(tmp_path: Path) -> None:
    store = opened(tmp_path)
    services = build(store)
    one, other = (
        services.contacts.add(
            make_contact(name=name, positions=(Position("CTO", "Acme"),), emails=(f"{index}@x.org",))
        )
        for index, name in enumerate(("Tom Weiss", "Tom Weiss"))
    )
    services.log.log(contact_ids=(other.id,), kind=InteractionKind.CALL, on=TODAY)
    services.follow_ups.add(contact_id=other.id, kind=FollowUpKind.SEND, text="send", due_on=TODAY)
    services.milestones.add(other.id, MilestoneKind.AWARD, PartialDate(1, 1, 2026))
    before, lines = documents(store), len(store.history())

    assert len(services.duplicates.find()) == 1
    merged = services.duplicates.merge(one.id, other.id)
    assert merged.last_contact_on == TODAY
    assert len(store.history()) == lines + 1
    store.close()

    again = opened(tmp_path)
    assert again.contacts.get(other.id) is None
    assert again.contacts.get(one.id) == merged
    assert again.contacts.rows()[0].reviewed_on == merged.reviewed_on
    build(again).history.undo(any_session=True)
    assert documents(again) == before
    again.close()
