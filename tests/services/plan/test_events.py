"""Groups and events: attendance is logged, the people met are kept, follow-ups are set, all in one undo."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.notes.note import Note, gaps
from netui.domain.people.contact import Stage
from netui.domain.people.follow_up import FollowUpKind, FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.event import EventState, MetLine, met_line, met_lines
from netui.domain.plan.group import GroupKind, GroupMeeting, GroupRole
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, CheckIn, EventDay, RowKind, RowState
from netui.services.people.recognition import Recognition
from netui.services.plan.events import MetPerson
from netui.services.services import Services
from tests.factories import HOSTILE, make_contact, make_event, make_group
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.services_builder import FRIDAY, build

TODAY = date(2026, 11, 20)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def services() -> Services:
    return build()


def met(text: str) -> MetLine:
    found = met_line(text)
    assert found is not None
    return found


def event_rows(services: Services) -> list[AgendaRow]:
    return [row for row in services.agenda.week().rows if row.kind is RowKind.EVENT]


# Groups


def test_a_group_is_kept_and_changed(services: Services) -> None:
    groups = services.groups
    rust = groups.add(make_group(name=" Rust  Zürich ", kind=GroupKind.MEETUP, rhythm="first Thursday"))
    groups.add(make_group(name="Alumni ETH", role=GroupRole.INTERESTED))
    groups.add(make_group(name="Women in Compilers", objectives="Meet people who write backends"))

    assert [one.name for one in groups.list()] == ["Rust Zürich", "Women in Compilers", "Alumni ETH"]
    assert groups.edit(replace(rust, role=GroupRole.ORGANISER), rust).role is GroupRole.ORGANISER
    assert groups.edit(replace(rust, criteria="show up"), rust).role is GroupRole.ORGANISER
    with pytest.raises(InvalidValueError, match="needs a name"):
        groups.add(make_group(name="  "))


def test_members_are_offered_to_the_map(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    bo = services.contacts.add(make_contact(name="Bo Lind")).id
    rust = services.groups.add(make_group(name="Rust Zürich", contact_ids=(ana,)))
    alumni = services.groups.add(make_group(name="Alumni ETH"))
    services.groups.add_members(alumni.id, [bo, ana, bo])

    assert services.network.source().memberships == {ana: ["Rust Zürich", "Alumni ETH"], bo: ["Alumni ETH"]}
    services.contacts.delete([ana])
    assert services.groups.members(services.groups.get(alumni.id)) == [(bo, "Bo Lind")]
    assert services.groups.set_members(rust, []).contact_ids == ()


def test_a_member_added_while_the_members_are_typed_stays(services: Services) -> None:
    ana, bo, cy = (services.contacts.add(make_contact(name=name)).id for name in ("Ana Silva", "Bo", "Cy"))
    rust = services.groups.add(make_group(name="Rust Zürich", contact_ids=(ana,)))
    services.groups.add_members(rust.id, [bo])  # in another session
    assert services.groups.set_members(rust, [cy]).contact_ids == (bo, cy)
    assert services.history.entries()[0].label == "Change group: Rust Zürich"
    event = services.events.add(make_event(title="RustFest", on=TODAY, contact_ids=(ana,)))
    services.events.attended(event.id, [bo], logged=True)
    assert services.events.edit(replace(event, contact_ids=(ana, cy)), event).contact_ids == (ana, bo, cy)


def test_hours_and_meetings_are_logged(services: Services) -> None:
    rust = services.groups.add(make_group(name="Rust Zürich", rhythm="every 2 weeks"))
    services.groups.give_hours(rust.id, 2, text="Set up the room")
    services.groups.give_hours(rust.id, 1.5, on=TODAY - timedelta(days=30))
    saved = services.groups.log_meeting(rust.id, "Talked of the borrow checker", on=YESTERDAY)

    assert saved.total_hours == 3.5
    assert [entry.hours for entry in saved.hours] == [1.5, 2]
    assert saved.next_meeting_on(TODAY) == YESTERDAY + timedelta(days=14)
    with pytest.raises(InvalidValueError, match="still to come"):
        services.groups.log_meeting(rust.id, on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidValueError, match="more than 0"):
        services.groups.give_hours(rust.id, 0)


def test_tasks_of_a_group_are_on_the_agenda_until_the_group_goes(services: Services) -> None:
    rust = services.groups.add(make_group(name="Rust Zürich"))
    action = services.groups.add_action(rust.id, "Book the room", TODAY)
    group = services.groups.get(rust.id)

    (row,) = [one for one in services.agenda.week().rows if one.follow_up_id == action.id]
    assert (row.text, row.state) == ("Book the room · Rust Zürich", RowState.TODAY)
    assert services.groups.action_words(group, action) == "Book the room"
    services.groups.remove(rust.id)
    assert services.follow_ups.get(action.id).state is FollowUpState.DROPPED
    services.history.undo()
    assert services.follow_ups.get(action.id).is_open
    assert services.groups.get(rust.id).action_ids == (action.id,)
    with pytest.raises(InvalidValueError, match="few words"):
        services.groups.add_action(rust.id, " ", TODAY)


# Events


def test_planned_events_are_on_the_agenda(services: Services) -> None:
    start = datetime(2026, 11, 21, 18, tzinfo=UTC)
    day = date(2026, 11, 21)
    goals = "Two people in compilers"
    event = services.events.add(make_event(title="RustFest", on=day, at=start, place="Zürich", goals=goals))

    (row,) = event_rows(services)
    assert (row.who, row.text, row.about, row.due_on) == (
        "RustFest",
        "Two people in compilers",
        "Zürich",
        event.on,
    )
    assert row.subject == EventDay(event.id)
    with pytest.raises(InvalidValueError, match="no one was met there yet"):
        services.actions.done(row)
    services.actions.skip(row)
    assert services.events.get(event.id).state is EventState.SKIPPED
    assert event_rows(services) == []


def test_a_day_that_is_set_is_not_snoozed_past(services: Services) -> None:
    services.events.add(make_event(title="RustFest", on=TODAY))
    services.groups.add(make_group(name="Rust Zürich", rhythm="every Friday"))
    rows = [row for row in services.agenda.week().rows if row.who in {"RustFest", "Rust Zürich"}]

    assert len(rows) == 2
    for row in rows:
        with pytest.raises(InvalidValueError, match=f"{row.who} can't be snoozed: .* x skips it"):
            services.actions.snooze(row, TODAY + timedelta(days=2))
        services.actions.skip(row)
    services.events.add(make_event(title="Yesterday's", on=YESTERDAY))
    (over,) = event_rows(services)
    services.actions.snooze(over, TODAY + timedelta(days=2))
    assert [row.due_on for row in event_rows(services)] == [TODAY + timedelta(days=2)]


def test_an_event_that_is_over_asks_what_became_of_it(services: Services) -> None:
    event = services.events.add(make_event(title="RustFest", on=YESTERDAY))

    (row,) = event_rows(services)
    assert (row.id, row.due_on, row.state) == (f"event-told:{event.id}:{event.on}", TODAY, RowState.TODAY)
    assert row.since == event.on
    assert "did you go" in row.why
    assert services.events.untold() == [event]
    services.actions.done(row)
    assert services.events.get(event.id).state is EventState.ATTENDED
    assert services.events.past() == [services.events.get(event.id)]
    assert services.events.plan_again(event.id).is_planned


def test_what_was_promised_at_an_event_is_due_on_the_day_named(services: Services) -> None:
    ben = services.contacts.add(make_contact(name="Ben Achterberg")).id
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    lines = met_lines(
        "Jana Kovács, send paper by 8 jan\n"
        "Kwame, promised intro to Dana by fri\n"
        "Ben Achterberg: talk about payments\n"
        "Lea, send slides by last week"
    )
    known = {"Ben Achterberg": ben}
    services.events.finish(event.id, [MetPerson(line, known.get(line.name)) for line in lines])
    owed = {one.text: (one.kind.value, one.due_on.isoformat()) for one in services.follow_ups.open()}
    assert owed == {
        "Write to Jana after RustFest: send paper": ("send", "2027-01-08"),
        "Write to Kwame after RustFest: promised intro to Dana": ("introduction", "2026-11-27"),
        "Write to Ben after RustFest": ("check-in", "2026-11-22"),
        "Write to Lea after RustFest: send slides by last week": ("send", "2026-11-22"),
    }


def test_a_group_meets_again_on_the_day_it_began_with() -> None:
    meetings = (GroupMeeting(date(2027, 1, 31)), GroupMeeting(date(2027, 2, 28)))
    group = make_group(rhythm="every month", meetings=meetings)
    assert group.next_meeting_on(date(2027, 3, 1)) == date(2027, 3, 31)
    moved = make_group(rhythm="every month", meetings=(*meetings, GroupMeeting(date(2027, 4, 2))))
    assert moved.next_meeting_on(date(2027, 4, 3)) == date(2027, 5, 2)


@pytest.mark.parametrize(
    ("every", "first", "expected"),
    [
        ("every month", date(2027, 1, 31), ["28 Feb 2027", "31 Mar 2027", "30 Apr 2027", "31 May 2027"]),
        ("every year", date(2028, 2, 29), ["28 Feb 2029", "28 Feb 2030", "28 Feb 2031", "29 Feb 2032"]),
    ],
)
def test_a_group_that_meets_each_time_keeps_its_day(every: str, first: date, expected: list[str]) -> None:
    group, days = make_group(rhythm=every, meetings=(GroupMeeting(first),)), []
    for _ in expected:
        day = group.next_meeting_on(max(one.on for one in group.meetings))
        assert day is not None
        days.append(f"{day:%d %b %Y}")
        group = make_group(rhythm=every, meetings=(*group.meetings, GroupMeeting(day)))
    assert days == expected


def test_attendance_logs_an_event_with_those_met(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    event = services.events.add(make_event(title="RustFest", on=YESTERDAY))
    saved = services.events.attended(event.id, [ana, ana], notes="Long talk at the bar")

    assert saved.contact_ids == (ana,)
    (entry,) = services.log.for_contact(ana)
    assert (entry.kind, entry.on, entry.text) == (InteractionKind.EVENT, YESTERDAY, "Long talk at the bar")
    assert services.contacts.get(ana).last_contact_on == YESTERDAY


def test_how_to_reach_someone_met_is_kept_with_them(services: Services) -> None:
    event = services.events.add(make_event(title="RustFest", on=YESTERDAY))
    line = met("Bo Lind, bo@arm.example, +41 79 123 45 67, https://arm.example/bo")
    bo = services.contacts.get(services.events.finish(event.id, [MetPerson(line)]).contact_ids[0])
    assert (bo.name, bo.emails, bo.phones) == ("Bo Lind", ("bo@arm.example",), ("+41 79 123 45 67",))
    assert bo.links == ("https://arm.example/bo",)


def test_the_end_of_an_event_keeps_everyone_in_one_step(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva", stage=Stage.POTENTIAL)).id
    rust = services.groups.add(make_group(name="Rust Zürich"))
    event = services.events.add(make_event(title="RustFest", on=YESTERDAY, group_id=rust.id))
    steps = len(services.history.entries())
    before = services.contacts.get(ana)

    outcome = services.events.finish(
        event.id,
        [
            MetPerson(met("Ana Silva, send paper"), ana),
            MetPerson(met("Bo Lind, compiler at Arm")),
            MetPerson(met("Cy Young, will not write"), follow_up=False),
        ],
    )

    assert (outcome.added, outcome.follow_ups, outcome.due_on) == (2, 2, TODAY + timedelta(days=1))
    assert len(services.history.entries()) == steps + 1
    bo = services.contacts.get(outcome.contact_ids[1])
    assert (bo.name, bo.title, bo.company, bo.stage) == ("Bo Lind", "compiler", "Arm", Stage.CONNECTED)
    assert (bo.met, bo.met_on, bo.tags, bo.notes) == (
        "RustFest",
        YESTERDAY,
        ("rust-zürich",),
        "compiler at Arm",
    )
    assert services.contacts.get(ana).tags == ("rust-zürich",)
    assert services.contacts.get(ana).stage is Stage.CONNECTED
    (entry,) = services.log.for_contact(bo.id)
    assert entry.contact_ids == outcome.contact_ids
    assert entry.text.splitlines() == [
        "RustFest",
        "Ana Silva: send paper",
        "Bo Lind: compiler at Arm",
        "Cy Young: will not write",
    ]
    owed = {one.contact_id: one for one in services.follow_ups.open()}
    assert (owed[ana].text, owed[ana].kind) == ("Write to Ana after RustFest: send paper", FollowUpKind.SEND)
    assert (owed[bo.id].text, owed[bo.id].kind) == ("Write to Bo after RustFest", FollowUpKind.CHECK_IN)
    assert {one.due_on for one in owed.values()} == {TODAY + timedelta(days=1)}
    assert services.events.get(event.id).contact_ids == outcome.contact_ids

    services.history.undo()
    assert services.contacts.get(ana) == before
    assert services.contacts.count() == 1
    assert services.follow_ups.open() == []
    assert services.log.for_contact(ana) == []
    assert services.events.get(event.id) == event


def test_more_people_can_be_added_to_a_reported_event(services: Services) -> None:
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    first = services.events.finish(event.id, [MetPerson(met("Ana Silva"))])
    second = services.events.finish(event.id, [MetPerson(met("Bo Lind")), MetPerson(met("Bo"))])

    assert second.event.contact_ids == (*first.contact_ids, *second.contact_ids)
    assert second.added == 2
    later = services.events.add(make_event(title="Later", on=TODAY + timedelta(days=3)))
    with pytest.raises(InvalidValueError, match="no one was met there yet"):
        services.events.finish(later.id, [])


def test_a_list_kept_twice_adds_nothing_the_second_time(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    people = [MetPerson(met("Ana, send paper by mon"), ana), MetPerson(met("Bo Lind, compiler at Arm"))]
    bo = services.events.finish(event.id, people).contact_ids[1]
    thanked = services.follow_ups.for_contact(bo)[0]
    services.follow_ups.drop(thanked.id)
    before = (
        services.events.get(event.id),
        services.follow_ups.for_contact(ana),
        services.log.for_contact(bo),
    )
    steps = len(services.history.entries())

    outcome = services.events.finish(event.id, [people[0], replace(people[1], contact_id=bo)])
    assert (outcome.contact_ids, outcome.again, outcome.follow_ups) == ((), (ana, bo), 0)
    after = (
        services.events.get(event.id),
        services.follow_ups.for_contact(ana),
        services.log.for_contact(bo),
    )
    assert after == before
    assert len(services.history.entries()) == steps

    more = services.events.finish(
        event.id, [MetPerson(met("Ana, send slides"), ana), MetPerson(met("Bo"), bo)]
    )
    assert (more.contact_ids, more.again, more.follow_ups) == ((ana,), (bo,), 1)
    assert len(services.log.for_contact(ana)) == 2


def test_an_event_of_the_same_name_has_its_own_follow_ups() -> None:
    clock = FakeClock(FRIDAY)
    services = build(InMemoryStore(clock), clock=clock)
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    for _ in range(2):
        event = make_event(title="Meetup", on=services.present.today(), contact_ids=(ana,))
        event = services.events.add(event)
        assert services.events.finish(event.id, [MetPerson(met("Ana"), ana)]).follow_ups == 1
        clock.advance(timedelta(days=7))


def test_those_met_are_logged_once(services: Services) -> None:
    ana, bo = (services.contacts.add(make_contact(name=name)).id for name in ("Ana Silva", "Bo Lind"))
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    first = services.events.attended(event.id, [ana], notes="Long talk")
    assert services.events.attended(event.id, [ana], notes="Long talk") == first
    assert services.events.attended(event.id, [ana], notes="Long").notes == "Long talk\nLong"
    services.events.attended(event.id, [ana, bo])
    assert [[each.text for each in services.log.for_contact(one)] for one in (ana, bo)] == [
        ["Long", "Long talk"],
        ["RustFest"],
    ]


def test_details_that_are_part_of_those_logged_are_logged_too(services: Services) -> None:
    ana, bo = (services.contacts.add(make_contact(name=name)).id for name in ("Ana Silva", "Bo Lind"))
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    for details in ("Golang", "Go", "Golang"):
        people = [MetPerson(met(f"Ana Silva, {details}"), ana), MetPerson(met("Bo Lind, Go"), bo)]
        services.events.finish(event.id, people)
    texts = [one.text for one in services.log.for_contact(ana)]
    assert texts == ["RustFest\nAna Silva: Go", "RustFest\nAna Silva: Golang\nBo Lind: Go"]


def test_a_known_person_who_is_gone_is_not_added_again(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    services.contacts.delete([ana])
    with pytest.raises(
        NotFoundError, match="Ana Silva was deleted in the meantime: look the list over again"
    ):
        services.events.finish(event.id, [MetPerson(met("Bo Lind")), MetPerson(met("Ana Silva"), ana)])
    assert services.contacts.count() == 0
    assert services.events.get(event.id) == event


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whoever_is_met_can_be_kept(services: Services, text: str) -> None:
    event = services.events.add(make_event(title=text or "x", on=TODAY))
    people = [MetPerson(one) for one in met_lines(text)]

    assert len(services.events.finish(event.id, people).contact_ids) == len(people)


# Who is meant


def test_known_people_are_recognised(services: Services) -> None:
    def add(name: str, company: str = "") -> int:
        return services.contacts.add(make_contact(name=name, company=company)).id

    ana, bo_arm, bo_eth, zoe = (
        add("Ana Silva"),
        add("Bo Lind", "Arm"),
        add("Bo Lind", "ETH"),
        add("Zoë Brand"),
    )
    add("Ann Lee")
    recognition = Recognition(services.contacts.rows())

    def who(text: str) -> tuple[int | None, list[int]]:
        found = recognition.who(met(text))
        return (found.known.id if found.known else None, [row.id for row in found.others])

    assert who("ana silva") == (ana, [])
    assert who("Silva") == (ana, [])
    assert who("zoe b") == (zoe, [])
    assert who("Bo Lind, at ETH") == (bo_eth, [bo_arm])
    assert who("Bo, at Arm") == (bo_arm, [bo_eth])
    assert who("Bo") == (None, [bo_arm, bo_eth])
    assert who("Ana Silvestre") == (None, [])
    assert who("lva") == (None, [])


# What is shown of an event's list


def rust_evening(services: Services, *lines: str, known: str = "") -> tuple[int, ...]:
    """Finish an event of today at which the people of some lines were met; return them."""
    event = services.events.add(make_event(title="Rust Zurich", on=TODAY))
    met_there = met_lines("\n".join(lines))
    ids = {known: services.contacts.add(make_contact(name=known)).id} if known else {}
    return services.events.finish(
        event.id, [MetPerson(line, ids.get(line.name)) for line in met_there]
    ).contact_ids


def shown(services: Services, person: int) -> str:
    return services.pages.words_with(services.log.for_contact(person)[0], person)


def test_each_person_met_is_shown_with_their_own_line_only(services: Services) -> None:
    mira, jana, cy = rust_evening(
        services, "Mira Novak, backend at SBB, likes Rust", "Jana Meier, wants a talk", "Cy"
    )
    assert shown(services, mira) == "Rust Zurich: backend at SBB, likes Rust"
    assert shown(services, jana) == "Rust Zurich: wants a talk"
    assert shown(services, cy) == "Rust Zurich"
    assert [one.text for one in services.briefs.of(jana).last] == ["Rust Zurich: wants a talk"]
    (entry,) = services.log.for_contact(jana)
    assert entry.text == "Rust Zurich\nMira Novak: backend at SBB, likes Rust\nJana Meier: wants a talk"


def test_the_agenda_has_a_persons_own_line(services: Services) -> None:
    _, jana = rust_evening(services, "Mira Novak, likes Rust", "Jana Meier, wants a talk")
    row = AgendaRow(
        id=f"checkin:{jana}",
        kind=RowKind.CHECK_IN,
        subject=CheckIn(jana),
        due_on=TODAY,
        text="",
        contact_id=jana,
    )
    assert services.agenda.explain(row).endswith(": Rust Zurich: wants a talk")


def test_a_line_stays_with_its_person_when_names_change_or_go(services: Services) -> None:
    mira, jana, bo = rust_evening(services, "Mira, likes Rust", "Jana Meier, wants a talk", "Bo Lind, tall")
    person = services.contacts.get(mira)
    services.contacts.edit(replace(person, name="Mira Novak"), person)
    services.contacts.delete([bo])
    assert shown(services, mira) == "Rust Zurich: likes Rust"
    assert shown(services, jana) == "Rust Zurich: wants a talk"


def test_an_entry_edited_to_one_line_still_knows_its_people(services: Services) -> None:
    mira, jana = rust_evening(services, "Mira Novak, likes Rust", "Jana Meier, wants a talk")
    (entry,) = services.log.for_contact(jana)
    services.log.edit(replace(entry, text=" ".join(entry.text.split())), entry)
    assert shown(services, mira) == "Rust Zurich: likes Rust"
    assert shown(services, jana) == "Rust Zurich: wants a talk"


@pytest.mark.parametrize(
    "text", ["Long talk at the bar", "Talk by Ana Silva: Rust", "Dinner\nTopic: borrow checker\nGood food"]
)
def test_words_that_are_no_list_of_people_are_everyones(services: Services, text: str) -> None:
    ana, bo = (services.contacts.add(make_contact(name=name)).id for name in ("Ana Silva", "Bo Lind"))
    services.log.log(contact_ids=[ana, bo], kind=InteractionKind.EVENT, on=TODAY, text=text)
    assert shown(services, ana) == shown(services, bo) == text


# The note after an event


LEA = "Lea Moor, infra at Swisscom, told me about their k8s move, send her my notes by monday"


def note_after(services: Services, person: int) -> Note:
    owed = next(one for one in services.follow_ups.around(person) if one.contact_id == person)
    note = services.notes.compose(person, follow_up_id=owed.id)
    assert note.template == "after-event"
    return note


def test_the_first_note_has_their_words_and_what_i_owe(services: Services) -> None:
    lea, *_ = rust_evening(services, LEA, "Mira Novak, backend at SBB, likes Rust")
    note = note_after(services, lea)
    assert note.subject == "Good to meet you (Rust Zurich)"
    assert "It was good to meet you (Rust Zurich). One thing from our talk stays with me: [[your" in note.body
    assert note.body.count("Rust Zurich") == 1
    assert "What I promised you: my notes.\n" in note.body
    assert next(one.text for one in gaps(note.body)) == "told me about their k8s move."
    assert not [word for word in ("Swisscom", "monday", "likes Rust") if word in note.body]


def test_the_note_to_someone_known_before_is_no_first_meeting(services: Services) -> None:
    lea, bo, cy = rust_evening(services, LEA, "Bo Lind, migrations without downtime", "Cy", known="Lea Moor")
    assert "It was good to see you (Rust Zurich)." in note_after(services, lea).body
    assert "stays with me: migrations without downtime.\n" in note_after(services, bo).body
    assert "stays with me: [[what you talked about]]" in note_after(services, cy).body


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lea, I'll send her the slides", "What I promised you: the slides.\n"),
        ("Lea, promised intro to Bo Lind", "What I promised you: [[your note: intro to Bo Lind.]]\n"),
        ("Lea, likes Rust", "[[what you promised, or a link that goes on from there]]"),
    ],
)
def test_what_i_owe_after_an_event_is_put_for_the_other_person(
    services: Services, line: str, expected: str
) -> None:
    lea, _ = rust_evening(services, line, "Bo Lind")
    assert expected in note_after(services, lea).body


@pytest.mark.parametrize("line", ["Lea, likes Rust", "Lea, moved to Bern", "Lea, she runs"])
def test_what_was_noted_of_someone_met_is_a_gap_to_reword(services: Services, line: str) -> None:
    (lea,) = rust_evening(services, line)
    assert f"[[your note: {line.removeprefix('Lea, ')}.]]" in note_after(services, lea).body


def test_an_earlier_event_in_the_log_is_a_meeting_without_a_name(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva", met="RustFest", met_on=YESTERDAY)).id
    services.log.log(contact_ids=[ana], kind=InteractionKind.EVENT, on=TODAY, text="the parser")
    body = services.notes.compose(ana, "after-event").body
    assert "It was good to see you. One thing from our talk stays with me: the parser.\n" in body
