from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from netui.data.loading import load_checklists, load_questions
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState, Medium
from netui.domain.interviews.rules import Outcome, RequestStep
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.values import field_names, replace
from netui.domain.week.debrief import Debrief, InsightKind
from netui.services.interviews.after_interview import log_text
from netui.services.interviews.service import InterviewService
from tests.factories import make_contact, make_interview
from tests.services.conftest import Core

TODAY = date(2026, 11, 20)
MONDAY_19 = datetime(2026, 11, 23, 18, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    core: Core
    interviews: InterviewService
    dana: Contact
    ana: Contact

    def follow_ups(self) -> dict[str, FollowUp]:
        return {follow_up.text: follow_up for follow_up in self.core.store.follow_ups.all()}

    def go_to(self, instant: datetime) -> None:
        self.core.clock.set(instant)

    def held(self, **debrief: Any) -> Interview:
        """Schedule an interview, go to its end and complete it."""
        interview = self.interviews.add(self.dana.id, at=MONDAY_19, goal="Learn how SRE teams hire")
        self.go_to(MONDAY_19 + timedelta(minutes=30))
        return self.interviews.closing.complete(interview.id, Debrief(**debrief))


@pytest.fixture
def scene(core: Core) -> Scene:
    ana = make_contact(name="Ana Silva")
    dana = make_contact(
        name="Dana Okafor", company="Fastly", title="SRE", introduced_by=ana.id, time_zone="America/New_York"
    )
    core.store.seed(ana, dana)
    interviews = InterviewService(
        core.store, core.present, core.log, core.follow_ups, load_checklists(), load_questions()
    )
    return Scene(core, interviews, dana, ana)


def tables(scene: Scene) -> dict[str, dict[int, Any]]:
    return {name: dict(table) for name, table in scene.core.store.tables.items()}


def last_label(scene: Scene) -> str:
    return scene.core.store.history()[0].label


def test_an_idea_is_asked_for_then_gets_its_date_and_its_checklist(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, goal=" Learn ", medium=Medium.PHONE, place="+1 555")
    assert (interview.status, interview.items, interview.goal, interview.company) == (
        InterviewStatus.IDEA,
        (),
        "Learn",
        "Fastly",
    )
    asked = scene.interviews.ask(interview.id)
    assert (asked.status, asked.asked_on) == (InterviewStatus.ASKED, TODAY)
    dated = scene.interviews.schedule(interview.id, MONDAY_19)
    assert (dated.status, dated.at, dated.checklist) == (InterviewStatus.SCHEDULED, MONDAY_19, "phone")
    assert (dated.zone, dated.place) == ("Europe/Zurich", "+1 555")
    assert "Dana Okafor" in dated.items[0].text
    assert "Fastly" in dated.items[1].text
    assert all(TODAY <= item.due_on <= date(2026, 11, 23) for item in dated.items)
    assert scene.interviews.get(interview.id) == dated


def test_a_date_makes_a_new_interview_scheduled_on_the_users_own_day(scene: Scene) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # already Tuesday in Zurich
    interview = scene.interviews.add(scene.dana.id, status=InterviewStatus.ASKED, at=late)
    assert interview.status is InterviewStatus.SCHEDULED
    assert max(item.due_on for item in interview.items) == date(2026, 11, 24)
    assert last_label(scene) == "Add interview with Dana Okafor"


def test_an_interview_tomorrow_has_nothing_due_before_today(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert min(item.due_on for item in interview.items) == TODAY
    assert max(item.due_on for item in interview.items) == date(2026, 11, 21)


def test_a_checklist_is_chosen_by_name_or_left_out(scene: Scene) -> None:
    short = scene.interviews.add(scene.dana.id, at=MONDAY_19, checklist="short-notice")
    assert short.checklist == "short-notice"
    bare = scene.interviews.add(scene.dana.id, at=MONDAY_19, checklist="")
    assert bare.items == ()
    with pytest.raises(NotFoundError, match="video, phone"):
        scene.interviews.add(scene.dana.id, at=MONDAY_19, checklist="nope")
    swapped = scene.interviews.preparation.use_checklist(short.id, "phone")
    assert swapped.checklist == "phone"
    with pytest.raises(InvalidValueError, match="date first"):
        scene.interviews.preparation.use_checklist(scene.interviews.add(scene.dana.id).id, "phone")


def ticked(interview: Interview) -> list[str]:
    """Return the first word of each item that is done."""
    return [item.text.split()[0] for item in interview.items if item.state is ItemState.DONE]


def test_writing_the_goal_and_choosing_five_questions_tick_their_items(scene: Scene) -> None:
    interviews, preparation = scene.interviews, scene.interviews.preparation
    interview = interviews.add(scene.dana.id, at=MONDAY_19)
    slugs = [question.id for question in preparation.question_bank]
    assert ticked(preparation.choose_questions(interview.id, slugs[:4])) == []
    assert ticked(preparation.add_question(interview.id, "What do you read?")) == ["Choose"]
    assert ticked(interviews.change(interview.id, goal="Learn how SRE teams hire")) == ["Write", "Choose"]
    scene.core.history.undo()
    assert ticked(interviews.get(interview.id)) == ["Choose"]
    assert ticked(interviews.change(interview.id, goal=" ")) == ["Choose"]


def test_what_is_opened_again_by_hand_stays_open(scene: Scene) -> None:
    interviews, preparation = scene.interviews, scene.interviews.preparation
    interview = interviews.add(scene.dana.id, at=MONDAY_19, goal="Learn")
    assert ticked(interview) == ["Write"]  # which was written before there was an item
    (goal,) = (item for item in interview.items if item.state is ItemState.DONE)
    preparation.untick_item(interview.id, goal.id)
    assert ticked(interviews.change(interview.id, goal="Learn more", minutes=20)) == []


def test_a_goal_written_for_an_idea_counts_once_it_has_its_date(scene: Scene) -> None:
    idea = scene.interviews.add(scene.dana.id, goal="Learn")
    assert ticked(scene.interviews.schedule(idea.id, MONDAY_19)) == ["Write"]
    assert ticked(scene.interviews.preparation.use_checklist(idea.id, "short-notice")) == ["Write"]


def test_an_interview_that_is_over_needs_no_checklist(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    assert interview.items == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": InterviewStatus.SCHEDULED},
        {"status": InterviewStatus.DONE},
        {"minutes": 0},
        {"zone": "Mars/Base"},
        {"at": datetime(2026, 11, 23, 19)},  # noqa: DTZ001 - what is refused
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(scene: Scene, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        scene.interviews.add(scene.dana.id, **wrong)
    assert scene.core.store.history() == []
    with pytest.raises(NotFoundError):
        scene.interviews.add(999)


def test_moving_takes_open_items_along_and_reopens_nothing(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19 + timedelta(days=7))
    interview = scene.interviews.preparation.tick_item(interview.id, 1)
    later = scene.interviews.move(
        interview.id, interview.at + timedelta(days=7) if interview.at else MONDAY_19
    )
    assert later.items[0] == interview.items[0]
    for before, after in zip(interview.items[1:], later.items[1:], strict=True):
        assert after.due_on - before.due_on == timedelta(days=7)
    earlier = scene.interviews.move(interview.id, datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert all(TODAY <= item.due_on <= date(2026, 11, 21) for item in earlier.items[1:])
    assert last_label(scene) == "Move the interview with Dana Okafor"


def test_moving_over_the_night_clocks_change_counts_days_not_hours(scene: Scene) -> None:
    scene.go_to(datetime(2026, 10, 1, 8, tzinfo=UTC))
    interview = scene.interviews.add(
        scene.dana.id, at=datetime(2026, 10, 23, 22, 30, tzinfo=UTC)
    )  # Sat 00:30
    moved = scene.interviews.move(
        interview.id, datetime(2026, 10, 25, 23, 30, tzinfo=UTC)
    )  # Mon 00:30, winter time
    assert max(item.due_on for item in moved.items) == date(2026, 10, 26)


def test_only_a_scheduled_interview_moves(scene: Scene) -> None:
    with pytest.raises(InvalidValueError, match="only a scheduled interview moves"):
        scene.interviews.move(scene.interviews.add(scene.dana.id).id, MONDAY_19)


def test_a_cancelled_interview_leaves_this_week_and_comes_back_with_a_date(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    scene.interviews.preparation.skip_item(interview.id, 1)
    scene.interviews.preparation.tick_item(interview.id, 2)
    scene.core.clock.advance(timedelta(minutes=1))
    cancelled = scene.interviews.closing.cancel(interview.id)
    assert cancelled.status is InterviewStatus.CANCELLED
    assert all(item.state is not ItemState.OPEN for item in cancelled.items)
    again = scene.interviews.schedule(interview.id, MONDAY_19 + timedelta(days=7))
    states = [item.state for item in again.items]
    assert states[:3] == [ItemState.SKIPPED, ItemState.DONE, ItemState.OPEN]
    assert states.count(ItemState.OPEN) == len(states) - 2
    assert again.closed_at is None


def test_asking_again_after_a_cancellation_restarts_the_preparation(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    scene.interviews.preparation.tick_item(interview.id, 1)
    scene.interviews.closing.cancel(interview.id)
    asked = scene.interviews.ask(interview.id)
    assert (asked.at, asked.closed_at, asked.asked_on) == (None, None, TODAY)
    dated = scene.interviews.schedule(interview.id, MONDAY_19)
    assert [item.text for item in dated.items].count(dated.items[0].text) == 1
    assert (dated.prep_done, dated.prep_total) == (1, len(interview.items))


def test_a_request_without_an_answer_is_timed(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, status=InterviewStatus.ASKED)
    scene.go_to(datetime(2026, 11, 25, 9, tzinfo=UTC))
    row = scene.interviews.grouped().asked[0]
    assert (row.waiting, row.step) == (3, RequestStep.ASK_ELSE)
    scene.interviews.also_asked(interview.id)
    assert scene.interviews.grouped().asked[0].step is RequestStep.NONE
    scene.go_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert scene.interviews.grouped().asked[0].step is RequestStep.RESEND
    scene.interviews.second_try(interview.id)
    scene.go_to(datetime(2026, 12, 10, 9, tzinfo=UTC))
    assert scene.interviews.grouped().asked[0].step is RequestStep.CLOSE
    assert scene.interviews.closing.no_answer(interview.id).status is InterviewStatus.NO_ANSWER
    with pytest.raises(InvalidValueError, match="no request is waiting"):
        scene.interviews.second_try(interview.id)
    with pytest.raises(InvalidValueError, match="still to come"):
        scene.interviews.ask(interview.id, date(2027, 1, 1))


def test_asking_moves_a_potential_contact_on(scene: Scene) -> None:
    new = make_contact(name="Bo Lind", stage=Stage.POTENTIAL)
    scene.core.store.seed(new)
    idea = scene.interviews.add(new.id)
    assert scene.interviews.ask(idea.id, date(2026, 11, 18)).status is InterviewStatus.ASKED
    assert scene.core.contacts.get(new.id).stage is Stage.REACHED_OUT
    assert scene.interviews.get(idea.id).asked_on == date(2026, 11, 18)


def test_completing_writes_all_that_follows_in_one_transaction(scene: Scene) -> None:
    scene.held(
        insights=("Runbooks first", "Hiring is slow"),
        trends=("eBPF everywhere",),
        actions=("Send the eBPF article by Wednesday", "Read the SRE book"),
        influence="SRE moves up",
        ask_next=("Bo Lind, ETH", "Ana Silva", "someone in hiring"),
    )
    interview = scene.interviews.list()[0]
    ended = MONDAY_19 + timedelta(minutes=30)
    assert (interview.status, interview.ended_at) == (InterviewStatus.DONE, ended)
    assert (interview.company, interview.title) == ("Fastly", "SRE")
    assert last_label(scene) == "Wrap up interview with Dana Okafor"
    assert len(scene.core.store.history()) == 2

    entry = scene.core.store.interactions.for_contact(scene.dana.id)[0]
    assert (entry.kind, entry.on, entry.at) == (InteractionKind.INTERVIEW, date(2026, 11, 23), MONDAY_19)
    assert (entry.direction, entry.interview_id) == (Direction.RECEIVED, interview.id)
    assert entry.text == "Learn how SRE teams hire: Runbooks first; Hiring is slow"
    assert scene.core.contacts.get(scene.dana.id).last_contact_on == date(2026, 11, 23)

    owed = scene.follow_ups()
    thanks = owed["Thank Dana for the interview"]
    assert (thanks.due_at, thanks.due_on) == (ended + timedelta(hours=24), date(2026, 11, 24))
    assert (thanks.kind, thanks.interview_id) == (FollowUpKind.THANK_YOU, interview.id)
    news = owed["Tell Ana how it went with Dana"]
    assert (news.kind, news.contact_id, news.about_id) == (FollowUpKind.UPDATE, scene.ana.id, scene.dana.id)
    assert news.due_on == date(2026, 11, 25)
    introducer = owed["Thank Ana for the introduction to Dana"]
    assert (introducer.kind, introducer.contact_id) == (FollowUpKind.THANK_YOU, scene.ana.id)
    article = owed["Send the eBPF article"]
    assert (article.kind, article.due_on) == (FollowUpKind.SEND, date(2026, 11, 25))
    assert owed["Read the SRE book"].due_on == date(2026, 11, 30)
    assert owed["Ask Dana to introduce you to Bo Lind"].due_on == date(2026, 11, 25)
    assert len(owed) == 6

    new = [row for row in scene.core.store.contacts.rows() if row.id not in {scene.ana.id, scene.dana.id}]
    assert [(row.name, row.company, row.stage) for row in new] == [("Bo Lind", "ETH", Stage.POTENTIAL)]
    assert new[0].introduced_by is None, "named, and not introduced yet"
    assert scene.core.contacts.get(new[0].id).met == "named by Dana Okafor"


def test_one_undo_undoes_a_whole_completed_interview(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    before = tables(scene)
    scene.interviews.closing.complete(
        interview.id, Debrief(insights=("a",), actions=("b",), ask_next=("Bo Lind",))
    )
    assert tables(scene) != before
    scene.core.store.undo(scene.core.store.history()[0].seq)
    assert tables(scene) == before


def test_the_thanks_count_from_the_end_of_the_interview_however_late_it_is_completed(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    scene.go_to(MONDAY_19 + timedelta(hours=20))
    assert scene.interviews.closing.complete(interview.id).ended_at == MONDAY_19 + timedelta(minutes=30)
    row = scene.interviews.grouped().to_thank[0]
    assert row.hours_left == 4


def test_an_interview_that_ends_early_ends_now(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    scene.go_to(MONDAY_19 + timedelta(minutes=12))
    assert scene.interviews.closing.complete(interview.id).ended_at == MONDAY_19 + timedelta(minutes=12)


def test_an_interview_without_a_date_was_held_now(scene: Scene) -> None:
    interview = scene.interviews.closing.complete(scene.interviews.add(scene.dana.id).id)
    now = scene.core.present.now()
    assert (interview.ended_at, interview.at) == (now, now - timedelta(minutes=30))


def test_an_interview_still_to_come_is_completed_only_with_its_real_end(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    with pytest.raises(InvalidValueError, match=r"begins Mon 23 Nov 2026 19:00"):
        scene.interviews.closing.complete(interview.id)
    with pytest.raises(InvalidValueError, match="still to come"):
        scene.interviews.closing.complete(interview.id, Debrief(ended_at=MONDAY_19))
    scene.interviews.preparation.add_item(interview.id, "Send the photo", date(2026, 11, 25))
    now = scene.core.present.now()
    done = scene.interviews.closing.complete(interview.id, Debrief(ended_at=now))
    assert (done.at, done.ended_at) == (now - timedelta(minutes=30), now)
    assert scene.core.store.interactions.all()[0].on == TODAY
    promised = {text for text, owed in scene.follow_ups().items() if owed.kind is not FollowUpKind.THANK_YOU}
    assert promised == {"Send the photo", "Tell Ana how it went with Dana"}  # nothing of the preparation


def test_a_done_interview_stays_done(scene: Scene) -> None:
    done = scene.held()
    closings: tuple[Callable[[int], Interview], ...] = (
        scene.interviews.closing.complete,
        scene.interviews.ask,
        scene.interviews.closing.cancel,
        scene.interviews.closing.decline,
    )
    for closing in closings:
        with pytest.raises(InvalidValueError, match="add a new interview"):
            closing(done.id)
    with pytest.raises(InvalidValueError, match="add a new interview"):
        scene.interviews.schedule(done.id, MONDAY_19 + timedelta(days=7))


def test_the_introducer_gets_one_thank_you_and_one_update(scene: Scene) -> None:
    scene.held()
    for follow_up in scene.core.store.follow_ups.open():
        scene.core.follow_ups.done(follow_up.id)
    second = scene.interviews.closing.complete(scene.interviews.add(scene.dana.id).id)
    texts = [p.text for p in scene.core.store.follow_ups.for_interview(second.id)]
    assert texts == ["Thank Dana for the interview"]
    assert len(scene.core.store.follow_ups.open()) == 1


def test_thanking_the_introducer_is_not_thanking_the_person(scene: Scene) -> None:
    done = scene.held()
    scene.core.follow_ups.done(scene.follow_ups()["Thank Ana for the introduction to Dana"].id)
    assert scene.interviews.get(done.id).thanked_at is None
    scene.core.follow_ups.done(scene.follow_ups()["Thank Dana for the interview"].id)
    assert scene.interviews.get(done.id).thanked_at is not None
    assert scene.interviews.grouped().to_thank == ()


def test_thanks_sent_before_the_wrap_up_are_not_owed_again_unless_the_interview_moves(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    for moves in (True, False):
        scene.go_to((scene.interviews.get(interview.id).at or MONDAY_19) + timedelta(hours=1))
        with scene.core.store.transaction("Send thank-you to Dana"):
            thanked = replace(scene.interviews.get(interview.id), thanked_at=scene.core.present.now())
            scene.core.store.interviews.save(thanked)
        if moves:
            moved = scene.interviews.move(interview.id, MONDAY_19 + timedelta(days=2))
            assert moved.thanked_at is None
    done = scene.interviews.closing.complete(interview.id)
    assert done.thanked_at is not None
    assert "Thank Dana for the interview" not in scene.follow_ups()


def test_an_item_for_after_the_interview_becomes_a_follow_up(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    scene.interviews.preparation.add_item(interview.id, "Send my slides", date(2026, 11, 26))
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    done = scene.interviews.closing.complete(interview.id)
    assert all(item.state is ItemState.SKIPPED for item in done.items)
    follow_up = scene.follow_ups()["Send my slides"]
    assert (follow_up.kind, follow_up.due_on) == (FollowUpKind.SEND, date(2026, 11, 26))


def test_an_interview_with_someone_deleted_is_still_completed(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    with scene.core.store.transaction("gone"):
        scene.core.store.contacts.remove(scene.dana.id)
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    done = scene.interviews.closing.complete(
        interview.id, Debrief(actions=("Read on",), ask_next=("Bo Lind",))
    )
    assert scene.interviews.name_of(done) == "Dana Okafor"
    assert [p.contact_id for p in scene.core.store.follow_ups.all()] == [None]
    assert [row.introduced_by for row in scene.core.store.contacts.rows() if row.name == "Bo Lind"] == [None]
    summary = scene.interviews.summary(interview.id)
    assert (summary.contact, summary.row.name, summary.row.company) == (None, "Dana Okafor", "Fastly")


def test_a_debrief_written_later_adds_only_what_is_new(scene: Scene) -> None:
    done = scene.held(actions=("Read the SRE book",))
    debrief = Debrief(
        insights=("Runbooks first",), actions=("read the SRE book", "Send the CV"), ask_next=("Bo Lind",)
    )
    changed = scene.interviews.closing.set_debrief(done.id, debrief)
    assert changed.insights == ("Runbooks first",)
    assert [p.text for p in scene.core.store.follow_ups.all()][-2:] == [
        "Send the CV",
        "Ask Dana to introduce you to Bo Lind",
    ]
    assert len(scene.core.store.follow_ups.all()) == 6
    assert scene.core.store.interactions.all()[0].text == "Learn how SRE teams hire: Runbooks first"
    assert last_label(scene) == "Wrap-up of the interview with Dana Okafor"
    scene.interviews.closing.set_debrief(done.id, debrief)
    assert len(scene.core.store.history()) == 3
    with pytest.raises(InvalidValueError, match="wrap it up first"):
        scene.interviews.closing.set_debrief(scene.interviews.add(scene.dana.id).id, debrief)


def test_words_the_user_put_into_the_log_are_kept(scene: Scene) -> None:
    done = scene.held()
    entry = scene.core.store.interactions.all()[0]
    scene.core.log.edit(
        type(entry)(**{f: getattr(entry, f) for f in field_names(entry)} | {"text": "My words"})
    )
    scene.interviews.closing.set_debrief(done.id, Debrief(insights=("New",)))
    assert scene.core.store.interactions.all()[0].text == "My words"


def test_the_outcome_of_an_interview(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    with pytest.raises(InvalidValueError, match="still to come"):
        scene.interviews.outcome(interview.id, Outcome.NO_SHOW)
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    groups = scene.interviews.grouped()
    assert (groups.over[0].needs_outcome, groups.upcoming) == (True, ())
    with pytest.raises(InvalidValueError, match="say when"):
        scene.interviews.outcome(interview.id, Outcome.MOVED)
    moved = scene.interviews.outcome(interview.id, Outcome.MOVED, MONDAY_19 + timedelta(days=2))
    groups = scene.interviews.grouped()
    assert (groups.over, groups.upcoming[0].needs_outcome) == ((), False)
    assert min(item.due_on for item in moved.items) >= date(2026, 11, 23)
    scene.go_to(MONDAY_19 + timedelta(days=2, hours=1))
    assert scene.interviews.outcome(interview.id, Outcome.HELD).status is InterviewStatus.DONE
    assert "Thank Dana for the interview" in scene.follow_ups()


def test_an_action_is_due_in_the_week_that_begins_on_the_users_day(scene: Scene) -> None:
    scene.core.present.week_start = 6
    scene.held(actions=["send the CV by next sun"])
    assert scene.follow_ups()["send the CV"].due_on == date(2026, 11, 29)


def test_after_a_no_show_another_time_is_offered(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert scene.interviews.outcome(interview.id, Outcome.NO_SHOW).status is InterviewStatus.CANCELLED
    follow_up = scene.follow_ups()["Offer Dana another time: the interview did not take place"]
    assert follow_up.due_on == date(2026, 11, 23)
    assert last_label(scene) == "No-show: interview with Dana Okafor"


@pytest.mark.parametrize(
    ("way", "status"),
    [("decline", InterviewStatus.DECLINED), ("cancel", InterviewStatus.CANCELLED)],
)
def test_a_closed_interview_is_past_and_can_be_asked_for_again(
    scene: Scene, way: str, status: InterviewStatus
) -> None:
    interview = scene.interviews.add(scene.dana.id, status=InterviewStatus.ASKED)
    assert getattr(scene.interviews.closing, way)(interview.id).status is status
    assert [row.interview.id for row in scene.interviews.grouped().past] == [interview.id]
    assert scene.interviews.ask(interview.id).status is InterviewStatus.ASKED


def test_a_cancelled_outcome_cancels(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert scene.interviews.outcome(interview.id, Outcome.CANCELLED).status is InterviewStatus.CANCELLED


def test_deleting_an_interview_leaves_the_log_and_the_follow_ups(scene: Scene) -> None:
    done = scene.held(actions=("Read the SRE book",))
    scene.interviews.closing.delete(done.id)
    with pytest.raises(NotFoundError):
        scene.interviews.get(done.id)
    states = {text: follow_up.state for text, follow_up in scene.follow_ups().items()}
    assert states["Thank Dana for the interview"] is FollowUpState.DROPPED
    assert states["Tell Ana how it went with Dana"] is FollowUpState.DROPPED
    assert states["Read the SRE book"] is FollowUpState.OPEN
    assert len(scene.core.store.interactions.all()) == 1
    assert last_label(scene) == "Delete interview with Dana Okafor"


def test_items_are_added_ticked_skipped_edited_moved_and_removed(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    total = interview.prep_total
    interview = scene.interviews.preparation.add_item(interview.id, "Buy flowers")
    assert [item.due_on for item in interview.items] == sorted(item.due_on for item in interview.items)
    (place,) = (index for index, item in enumerate(interview.items) if item.text == "Buy flowers")
    assert interview.items[place].due_on == date(2026, 11, 22)
    own = interview.items[place].id
    interview = scene.interviews.preparation.edit_item(
        interview.id, own, text="Buy a book", due_on=date(2026, 11, 21)
    )
    changed = interview.items[place]
    assert (changed.id, changed.text, changed.due_on) == (own, "Buy a book", date(2026, 11, 21))
    interview = scene.interviews.preparation.move_item(interview.id, own, -1)
    assert interview.items[place - 1].id == own
    assert scene.interviews.preparation.tick_item(interview.id, own).prep_done == 1
    assert scene.interviews.preparation.skip_item(interview.id, own).prep_total == total
    assert scene.interviews.preparation.untick_item(interview.id, own).prep_total == total + 1
    assert scene.interviews.preparation.remove_item(interview.id, own).prep_total == total
    with pytest.raises(NotFoundError):
        scene.interviews.preparation.tick_item(interview.id, 999)
    idea = scene.interviews.preparation.add_item(scene.interviews.add(scene.dana.id).id, "Think")
    assert idea.items[0].due_on == TODAY


def test_questions_are_chosen_reworded_asked_and_answered(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id)
    interview = scene.interviews.preparation.choose_questions(
        interview.id, ["two-people", "way-in", "two-people"]
    )
    assert [question.theme for question in interview.questions] == ["network", "career-path"]
    interview = scene.interviews.preparation.add_question(interview.id, "Why Zig?", "skills")
    assert [q.id for q in scene.interviews.preparation.move_question(interview.id, 3, -2).questions] == [
        3,
        1,
        2,
    ]
    scene.interviews.preparation.edit_question(interview.id, 3, "Why not Zig?")
    scene.interviews.preparation.mark_asked(interview.id, 3)
    answered = scene.interviews.preparation.answer(interview.id, 3, "Comptime.\n")
    assert (answered.questions[0].text, answered.questions[0].answer) == ("Why not Zig?", "Comptime.\n")
    assert [q.id for q in scene.interviews.preparation.remove_question(interview.id, 2).questions] == [3, 1]
    with pytest.raises(NotFoundError, match="“nope”"):
        scene.interviews.preparation.choose_questions(interview.id, ["nope"])
    assert scene.interviews.preparation.set_notes(interview.id, "as typed \n").talk_notes == "as typed \n"


def test_what_is_typed_twice_is_written_once(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id)
    scene.interviews.preparation.set_notes(interview.id, "x")
    scene.interviews.preparation.set_notes(interview.id, "x")
    assert len(scene.core.store.history()) == 2


def test_an_interview_is_changed_in_what_is_given_only(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19, goal="Learn")
    changed = scene.interviews.change(
        interview.id, minutes=20, zone="America/New_York", place=" Zoom ", goal=""
    )
    assert (changed.minutes, changed.zone, changed.place, changed.goal) == (
        20,
        "America/New_York",
        "Zoom",
        "",
    )
    assert (changed.at, changed.medium, changed.items) == (interview.at, interview.medium, interview.items)


def test_the_list_has_its_groups_in_order(scene: Scene) -> None:
    assert not scene.interviews.grouped()
    later = scene.interviews.add(scene.dana.id, at=MONDAY_19 + timedelta(days=3))
    sooner = scene.interviews.add(scene.dana.id, at=MONDAY_19)
    asked = scene.interviews.add(scene.dana.id, status=InterviewStatus.ASKED)
    idea = scene.interviews.add(scene.dana.id)
    done = scene.interviews.closing.complete(scene.interviews.add(scene.dana.id).id)
    gone = scene.interviews.closing.decline(
        scene.interviews.add(scene.dana.id, status=InterviewStatus.ASKED).id
    )
    groups = scene.interviews.grouped()
    assert [row.interview.id for row in groups.upcoming] == [sooner.id, later.id]
    assert [row.interview.id for row in groups.asked] == [asked.id]
    assert [row.interview.id for row in groups.ideas] == [idea.id]
    assert [row.interview.id for row in groups.to_thank] == [done.id]
    assert [row.interview.id for row in groups.past] == [gone.id]
    assert groups.held_this_year == 1
    assert groups
    row = groups.upcoming[0]
    assert (row.name, row.title, row.company) == ("Dana Okafor", "SRE", "Fastly")
    assert row.starts is not None
    assert f"{row.starts:%H:%M}" == "19:00"


def test_dropped_thanks_are_not_asked_for_any_more(scene: Scene) -> None:
    done = scene.held()
    scene.core.follow_ups.drop(scene.follow_ups()["Thank Dana for the interview"].id)
    assert [row.interview.id for row in scene.interviews.grouped().past] == [done.id]


def test_the_position_of_that_time_is_kept(scene: Scene) -> None:
    done = scene.held()
    person = scene.core.contacts.get(scene.dana.id)
    with scene.core.store.transaction("new job"):
        scene.core.store.contacts.save(
            make_contact(id=person.id, name=person.name, company="Stripe", title="Staff")
        )
    row = scene.interviews.summary(done.id).row
    assert (row.company, row.title) == ("Fastly", "SRE")


def test_one_interview_is_shown_with_all_around_it(scene: Scene) -> None:
    earlier = scene.held()
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19 + timedelta(days=7))
    summary = scene.interviews.summary(interview.id)
    assert (summary.introducer, summary.question_hint) == ("Ana Silva", "0 of 5 to 8")
    assert summary.clocks is not None
    assert summary.clocks.theirs is not None
    assert f"{summary.clocks.theirs:%H:%M}" == "13:00"  # the appointment is in my zone: theirs is New York
    past = scene.interviews.summary(earlier.id)
    assert past.row.hours_left == 24
    assert scene.interviews.summary(scene.interviews.add(scene.ana.id).id).clocks is None


def test_the_zone_of_the_appointment_goes_before_the_persons_own(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19, zone="Asia/Tokyo")
    clocks = scene.interviews.summary(interview.id).clocks
    assert clocks is not None
    assert clocks.theirs is not None
    assert f"{clocks.theirs:%a %H:%M}" == "Tue 03:00"


def test_no_clock_is_shared_with_someone_whose_zone_is_not_known(scene: Scene) -> None:
    interview = scene.interviews.add(scene.ana.id, at=MONDAY_19)
    clocks = scene.interviews.summary(interview.id).clocks
    assert interview.zone
    assert clocks is not None
    assert (clocks.theirs, clocks.same) == (None, False)


def test_an_interview_is_found_by_id_name_or_goal(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, goal="Compilers")
    other = scene.interviews.add(scene.ana.id)
    assert scene.interviews.find(str(interview.id)) == interview
    assert scene.interviews.find(" dana  OKAFOR ") == interview
    assert scene.interviews.find("compil") == interview
    assert scene.interviews.find("silva") == other
    assert list(scene.interviews.for_contact(scene.ana.id)) == [other]
    with pytest.raises(AmbiguousError) as error:
        scene.interviews.find("a")
    assert len(error.value.candidates) == 2
    for missing in ("zoe", "", "9"):
        with pytest.raises(NotFoundError):
            scene.interviews.find(missing)
    with pytest.raises(NotFoundError):
        scene.interviews.find("dana", among=(InterviewStatus.DONE,))


def test_insights_of_all_interviews_are_read_and_searched_in_one_place(scene: Scene) -> None:
    scene.held(insights=("Runbooks first",), trends=("eBPF",))
    scene.core.clock.advance(timedelta(days=1))
    scene.interviews.closing.complete(
        scene.interviews.add(scene.ana.id).id, Debrief(insights=("Café culture",))
    )
    assert [(i.kind, i.text) for i in scene.interviews.insights_of_all()] == [
        (InsightKind.INSIGHT, "Café culture"),
        (InsightKind.INSIGHT, "Runbooks first"),
        (InsightKind.TREND, "eBPF"),
    ]
    assert [i.text for i in scene.interviews.insights_of_all("cafe CULT")] == ["Café culture"]
    assert [i.text for i in scene.interviews.insights_of_all("fastly ebpf")] == ["eBPF"]
    assert list(scene.interviews.insights_of_all("nothing")) == []


def test_all_that_a_form_changes_is_one_change(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, goal="Teams")
    changed = scene.interviews.change(
        interview.id,
        minutes=45,
        medium=Medium.PHONE,
        place="my desk",
        at=MONDAY_19,
        at_zone="America/New_York",
        checklist="phone",
    )
    assert (changed.status, changed.at, changed.zone) == (
        InterviewStatus.SCHEDULED,
        MONDAY_19,
        "America/New_York",
    )
    assert (changed.minutes, changed.medium, changed.place, changed.goal) == (
        45,
        Medium.PHONE,
        "my desk",
        "Teams",
    )
    assert changed.items
    assert scene.interviews.get(interview.id) == changed
    assert scene.core.history.entries()[0].label == "Change the interview with Dana Okafor"
    scene.core.history.undo()
    assert scene.interviews.get(interview.id) == interview


def test_a_form_notes_a_request_and_nothing_is_kept_of_a_change_that_is_refused(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id)
    assert scene.interviews.change(interview.id, asked=True).status is InterviewStatus.ASKED
    with pytest.raises(NotFoundError):
        scene.interviews.change(interview.id, goal="Teams", at=MONDAY_19, checklist="none such")
    assert (scene.interviews.get(interview.id).status, scene.interviews.get(interview.id).goal) == (
        InterviewStatus.ASKED,
        "",
    )


def test_an_interview_that_is_to_come_is_completed_as_held_until_now(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19, minutes=30)
    assert scene.interviews.is_to_come(interview)
    done = scene.interviews.complete_early(
        interview.id, Debrief(insights=("hire for drive",), trends=("remote",))
    )
    assert done.at == scene.core.clock.now() - timedelta(minutes=30)
    assert (done.status, done.ended_at) == (InterviewStatus.DONE, scene.core.clock.now())
    assert not scene.interviews.is_to_come(done)
    assert scene.interviews.insight_count() == 2
    assert scene.core.history.entries()[0].label == "Wrap up interview with Dana Okafor"
    scene.core.history.undo()
    assert scene.interviews.get(interview.id) == interview
    assert scene.interviews.insight_count() == 0


def test_an_interview_that_was_held_is_completed_at_its_own_time(scene: Scene) -> None:
    interview = scene.interviews.add(scene.dana.id, at=MONDAY_19, minutes=30)
    scene.go_to(MONDAY_19 + timedelta(hours=3))
    assert scene.interviews.complete_early(interview.id).at == MONDAY_19


def test_a_goal_that_asks_keeps_its_question_mark_in_the_log() -> None:
    interview = make_interview(goal="Is edge work a way into research?", insights=("Read first", "Ask Mei"))
    assert log_text(interview) == "Is edge work a way into research? Read first; Ask Mei"
    assert log_text(replace(interview, goal="edge work.")) == "edge work: Read first; Ask Mei"
