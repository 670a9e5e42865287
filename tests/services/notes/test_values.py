"""Each field of a note template gets a value."""

from zoneinfo import ZoneInfo

from netui.domain.config import Config
from netui.domain.notes.fields import FIELDS
from netui.services.notes.values import MetAt, Subjects, field_values
from netui.services.present import Present
from tests.factories import make_contact, make_follow_up, make_interaction, make_interview
from tests.fakes import FakeClock


def test_each_field_gets_a_value() -> None:
    priya, tom = make_contact(time_zone="America/New_York"), make_contact(name="Tom Weiss")
    subjects = Subjects(
        contact=priya,
        interview=make_interview(contact_id=priya.id),
        introducer=tom,
        about=tom,
        follow_up=make_follow_up(),
        last=make_interaction(),
        news="won the award",
        met_at=MetAt(title="RustFest"),
    )
    values = field_values(subjects, Config(), Present(FakeClock(), ZoneInfo("Europe/Berlin")))
    names = {
        f"{group}.{name}" if isinstance(of_group, dict) else group
        for group, of_group in values.items()
        for name in (of_group if isinstance(of_group, dict) else [""])
    }
    assert set(FIELDS) - names == set()
