"""Reflections: written, begun from the log, tied, compared, and the network check on the agenda."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.data.loading import load_prompts
from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.journal.reflection import PARTS, Reflection, ReflectionKind, Start
from netui.domain.plan.event import Event
from netui.domain.week.agenda import NetworkCheck
from netui.services.journal.reflections import ReflectionService, Tie
from netui.services.week.plan_sources import NetworkCheckAgenda
from tests.factories import TODAY, make_contact, make_goal, make_interaction, make_interview
from tests.services.conftest import Core


@pytest.fixture
def reflections(core: Core) -> ReflectionService:
    return ReflectionService(core.store, core.present, load_prompts())


def test_the_prompts_ask_for_every_part_of_every_kind() -> None:
    prompts = load_prompts()
    for kind in ReflectionKind:
        assert tuple(one.part for one in prompts if one.kind is kind) == PARTS[kind]
    free = prompts[0]
    asked = {free.question(TODAY + timedelta(days=days)) for days in range(0, 7 * len(free.questions), 7)}
    assert asked == set(free.questions)


def test_a_reflection_keeps_what_was_written_and_nothing_empty(
    reflections: ReflectionService, core: Core
) -> None:
    texts = {"situation": "  The build broke. ", "task": "", "result": "Fixed in an hour", "other": "no"}
    made = reflections.add(Start(kind=ReflectionKind.STAR, first=TODAY, last=TODAY), texts)

    assert [(one.part, one.text) for one in made.written] == [
        ("situation", "The build broke."),
        ("result", "Fixed in an hour"),
    ]
    assert (made.on, made.opening) == (TODAY, "The build broke.")
    changed = reflections.write(made, {"task": "Find out why"}, None)
    assert [one.part for one in changed.written] == ["situation", "task", "result"]
    assert core.history.entries()[-1].label == "Write reflection: STAR, The build broke."


def test_an_empty_one_is_not_kept(reflections: ReflectionService, core: Core) -> None:
    with pytest.raises(InvalidValueError, match="nothing is written"):
        reflections.add(Start(), {"text": " \n "})
    with pytest.raises(InvalidValueError, match="is after"):
        reflections.add(Start(first=date(2026, 2, 2), last=date(2026, 2, 1)), {"text": "a"})
    gone = Reflection(id=1, uid="", kind=ReflectionKind.FREE, on=TODAY)
    with pytest.raises(NotFoundError):
        reflections.write(gone, {"text": "a"}, None)
    assert core.store.history() == []


def test_a_star_begins_from_what_was_logged_and_talked_over(
    reflections: ReflectionService, core: Core
) -> None:
    ended = datetime(2026, 11, 10, 15, tzinfo=UTC)
    with core.store.transaction("fill"):
        core.store.contacts.add(make_contact(id=901, name="Ann Lee"))
        core.store.interactions.add(
            make_interaction(contact_ids=(901,), on=date(2026, 11, 12), text="Lent me a book", gone=("Bo",))
        )
        core.store.interactions.add(make_interaction(contact_ids=(901,), on=date(2026, 10, 1)))
        core.store.interviews.add(
            make_interview(
                contact_id=901,
                contact_name="Ann Lee",
                status=InterviewStatus.DONE,
                ended_at=ended,
                insights=("Ask early",),
            )
        )
    found = reflections.happened(date(2026, 11, 1), date(2026, 11, 30))

    assert [one.sentence for one in found] == [
        "10 Nov: interview with Ann Lee. Ask early",
        "12 Nov: coffee with Ann Lee, Bo. Lent me a book",
    ]


def test_it_is_tied_to_an_interview_an_event_or_a_goal_and_survives_their_end(
    reflections: ReflectionService, core: Core
) -> None:
    goal = make_goal(title="One talk a month")
    event = Event(id=77, uid="e", title="RustFest", on=TODAY)
    interview = make_interview(status=InterviewStatus.DONE, contact_name="Bo Ito", contact_id=None)
    with core.store.transaction("fill"):
        core.store.goals.add(goal)
        core.store.of(Event).add(event)
        core.store.interviews.add(interview)
    made = reflections.add(Start(), {"text": "Well"})
    assert [(one.kind, one.label) for one in reflections.ties()] == [
        ("interview", "interview with Bo Ito"),
        ("event", "RustFest"),
        ("goal", "One talk a month"),
    ]
    for tie in reflections.ties():
        held = reflections.tie_of(reflections.tie(made.id, tie))
        assert held is not None
        assert (held.kind, held.id) == (tie.kind, tie.id)
    with core.store.transaction("remove"):
        core.store.goals.remove(goal.id)
    assert reflections.tie_of(reflections.get(made.id)) is None
    assert reflections.tie_of(reflections.tie(made.id, None)) is None


def test_the_network_check_is_compared_with_those_before_and_comes_round(
    reflections: ReflectionService, core: Core
) -> None:
    agenda = NetworkCheckAgenda(core.store, core.present)
    assert list(agenda.rows(date.max)) == []
    first = reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": "Writing first"})
    (row,) = agenda.rows(date(2027, 1, 31))
    assert row.subject == NetworkCheck()
    assert row.due_on == date(2026, 12, 20)
    assert list(agenda.rows(date(2026, 12, 19))) == []

    core.clock.advance(timedelta(days=40))
    (late,) = agenda.rows(core.present.today())
    assert late.due_on == core.present.today()
    second = reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": "Ending talks"})
    assert list(reflections.before(ReflectionKind.CHECK, second)) == [first]
    assert list(reflections.before(ReflectionKind.CHECK)) == [second, first]
    assert list(agenda.rows(core.present.today())) == []


@pytest.mark.parametrize(
    "start",
    [
        Start(),
        Start(kind=ReflectionKind.STAR, first=date(2026, 2, 1), last=TODAY, interview_id=5),
        Start(kind=ReflectionKind.CHECK, event_id=7, goal_id=8),
    ],
)
def test_a_start_can_be_handed_on_as_text(start: Start) -> None:
    assert Start.read(str(start)) == start


def test_the_words_and_what_they_are_about_are_one_change(reflections: ReflectionService, core: Core) -> None:
    interview = make_interview(contact_id=41, status=InterviewStatus.DONE)
    core.store.seed(make_contact(id=41, name="Ann Lee"), interview)
    made = reflections.add(Start(), {"text": "First"})
    assert reflections.contact_of(made) is None
    tie = Tie("interview", interview.id, "interview with Ann Lee")
    changed = reflections.write(made, {"text": "Second"}, tie)
    assert (changed.opening, changed.interview_id) == ("Second", interview.id)
    assert reflections.contact_of(changed) == 41
    assert core.history.entries()[0].label == "Write reflection"
    core.history.undo()
    assert reflections.get(made.id) == made
