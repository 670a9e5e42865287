"""The brand: kept, measured, compared, and offered for review one at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.plan.brand import Bio, Pitch, RecordKind, Side
from netui.domain.week.agenda import RowKind
from netui.services.services import Services
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.services_builder import build

TODAY = date(2026, 11, 20)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 20, 11, tzinfo=UTC))


@pytest.fixture
def services(clock: FakeClock) -> Services:
    return build(InMemoryStore(clock), clock=clock)


def test_pitches_are_kept_in_versions(services: Services, clock: FakeClock) -> None:
    long = services.brand.add_pitch("For a stage", "word " * 140)
    short = services.brand.add_pitch("In the lift", "I make compilers small.")
    clock.advance(timedelta(days=10))
    renamed = services.brand.edit_pitch(short, title="In a lift")
    rewritten = services.brand.edit_pitch(long, text="word " * 70)

    assert [one.title for one in services.brand.pitches()] == ["In a lift", "For a stage"]
    assert (renamed.reviewed_on, rewritten.reviewed_on) == (TODAY, TODAY + timedelta(days=10))
    assert rewritten.seconds == 30
    services.brand.remove(renamed)
    with pytest.raises(NotFoundError):
        services.brand.pitch(short.id)
    with pytest.raises(InvalidValueError, match="needs a title"):
        services.brand.add_pitch(" ")


def test_bios_have_fields_and_differ(services: Services) -> None:
    linkedin = services.brand.add_bio("LinkedIn")
    github = services.brand.add_bio("GitHub")
    services.brand.set_field(linkedin, "about", "  Compilers.  ")
    services.brand.set_field(github, "About", "Compilers and bread.")
    services.brand.set_field(github, "Pronouns", "they")

    found = services.brand.compare(linkedin.id, github.id)
    assert [(one.field, one.side) for one in found] == [
        ("About", Side.DIFFERS),
        ("Pronouns", Side.SECOND_ONLY),
    ]
    about = services.brand.bio(linkedin.id).field("About")
    assert about is not None
    assert (about.text, about.limit) == ("Compilers.", 2600)
    limited = services.brand.set_limit(github, "Pronouns", 10).field("pronouns")
    assert limited is not None
    assert limited.limit == 10
    with pytest.raises(InvalidValueError, match="already"):
        services.brand.add_bio("linkedin")
    with pytest.raises(InvalidValueError, match="1 or more"):
        services.brand.set_limit(github, "About", 0)


def test_records_and_evidence_are_newest_first(services: Services) -> None:
    services.brand.add_record("On linkers", date(2026, 3, 1), kind=RecordKind.ARTICLE, where="A blog")
    interview = services.brand.add_record("On loaders", date(2026, 5, 1), kind=RecordKind.TALK)
    kept = services.brand.add_evidence("Kubernetes exam", date(2026, 2, 1), link="https://example.org/c/1")

    assert [one.title for one in services.brand.records()] == ["On loaders", "On linkers"]
    assert services.brand.evidence() == [kept]
    services.brand.remove(interview)
    assert len(services.brand.records()) == 1
    services.history.undo()
    assert len(services.brand.records()) == 2


def test_one_review_at_a_time_is_offered(services: Services, clock: FakeClock) -> None:
    pitch = services.brand.add_pitch("In the lift", "I make compilers small.")
    clock.advance(timedelta(days=3))
    bio = services.brand.add_bio("LinkedIn")

    def offered() -> list[str]:
        return [row.who for row in services.agenda.week().rows if row.kind is RowKind.REVIEW]

    assert offered() == []
    clock.advance(timedelta(days=220))
    assert offered() == ["pitch: In the lift"]
    (row,) = [row for row in services.agenda.week().rows if row.kind is RowKind.REVIEW]
    assert row.why == "last reviewed 7 months ago; 1 more after it"
    assert row.due_on == services.present.today()
    services.actions.done(row)
    assert services.brand.pitch(pitch.id).reviewed_on == services.present.today()
    assert offered() == ["LinkedIn bio"]
    (row,) = [row for row in services.agenda.week().rows if row.kind is RowKind.REVIEW]
    services.actions.skip(row)
    assert offered() == []
    assert services.brand.bio(bio.id).reviewed_on == TODAY + timedelta(days=3)
    services.history.undo()
    assert offered() == ["LinkedIn bio"]


def test_both_kinds_can_be_reviewed_by_hand(services: Services, clock: FakeClock) -> None:
    what: list[Pitch | Bio] = [services.brand.add_pitch("A", "a"), services.brand.add_bio("X")]
    clock.advance(timedelta(days=5))
    for one in what:
        services.brand.reviewed(one)

    assert services.brand.pitches()[0].reviewed_on == TODAY + timedelta(days=5)
    assert services.brand.bios()[0].reviewed_on == TODAY + timedelta(days=5)
