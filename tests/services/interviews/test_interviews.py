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
from netui.domain.values import field_names
from netui.domain.week.debrief import Debrief, InsightKind
from netui.services.interviews.service import InterviewService
from tests.factories import make_contact
from tests.services.conftest import Core

TODAY = date(2026, 11, 20)
MONDAY_19 = datetime(2026, 11, 23, 18, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    core: Core
    talks: InterviewService
    dana: Contact
    ana: Contact

    def follow_ups(self) -> dict[str, FollowUp]:
        return {promise.text: promise for promise in self.core.store.follow_ups.all()}

    def go_to(self, instant: datetime) -> None:
        self.core.clock.set(instant)

    def held(self, **told: Any) -> Interview:
        """Schedule an interview, go to its end and complete it."""
        talk = self.talks.add(self.dana.id, at=MONDAY_19, goal="Learn how SRE teams hire")
        self.go_to(MONDAY_19 + timedelta(minutes=30))
        return self.talks.closing.complete(talk.id, Debrief(**told))


@pytest.fixture
def scene(core: Core) -> Scene:
    ana = make_contact(name="Ana Silva")
    dana = make_contact(
        name="Dana Okafor", company="Fastly", title="SRE", introduced_by=ana.id, time_zone="America/New_York"
    )
    core.store.seed(ana, dana)
    talks = InterviewService(
        core.store, core.present, core.log, core.follow_ups, load_checklists(), load_questions()
    )
    return Scene(core, talks, dana, ana)


def tables(scene: Scene) -> dict[str, dict[int, Any]]:
    return {name: dict(table) for name, table in scene.core.store.tables.items()}


def last_label(scene: Scene) -> str:
    return scene.core.store.history()[0].label


def test_an_idea_is_asked_for_then_gets_its_date_and_its_checklist(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, goal=" Learn ", medium=Medium.PHONE, place="+1 555")
    assert (talk.status, talk.items, talk.goal, talk.company) == (InterviewStatus.IDEA, (), "Learn", "Fastly")
    asked = scene.talks.ask(talk.id)
    assert (asked.status, asked.asked_on) == (InterviewStatus.ASKED, TODAY)
    dated = scene.talks.schedule(talk.id, MONDAY_19)
    assert (dated.status, dated.at, dated.checklist) == (InterviewStatus.SCHEDULED, MONDAY_19, "phone")
    assert (dated.zone, dated.place) == ("Europe/Zurich", "+1 555")
    assert "Dana Okafor" in dated.items[0].text
    assert "Fastly" in dated.items[1].text
    assert all(TODAY <= item.due_on <= date(2026, 11, 23) for item in dated.items)
    assert scene.talks.get(talk.id) == dated


def test_a_date_makes_a_new_talk_scheduled_on_the_users_own_day(scene: Scene) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # already Tuesday in Zurich
    talk = scene.talks.add(scene.dana.id, status=InterviewStatus.ASKED, at=late)
    assert talk.status is InterviewStatus.SCHEDULED
    assert max(item.due_on for item in talk.items) == date(2026, 11, 24)
    assert last_label(scene) == "Add talk with Dana Okafor"


def test_a_talk_tomorrow_has_nothing_due_before_today(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert min(item.due_on for item in talk.items) == TODAY
    assert max(item.due_on for item in talk.items) == date(2026, 11, 21)


def test_a_checklist_is_chosen_by_name_or_left_out(scene: Scene) -> None:
    short = scene.talks.add(scene.dana.id, at=MONDAY_19, checklist="short-notice")
    assert short.checklist == "short-notice"
    bare = scene.talks.add(scene.dana.id, at=MONDAY_19, checklist="")
    assert bare.items == ()
    with pytest.raises(NotFoundError, match="video, phone"):
        scene.talks.add(scene.dana.id, at=MONDAY_19, checklist="nope")
    swapped = scene.talks.preparation.use_checklist(short.id, "phone")
    assert swapped.checklist == "phone"
    with pytest.raises(InvalidValueError, match="date first"):
        scene.talks.preparation.use_checklist(scene.talks.add(scene.dana.id).id, "phone")


def test_a_talk_that_is_over_needs_no_checklist(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    assert talk.items == ()


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
        scene.talks.add(scene.dana.id, **wrong)
    assert scene.core.store.history() == []
    with pytest.raises(NotFoundError):
        scene.talks.add(999)


def test_moving_takes_open_items_along_and_reopens_nothing(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19 + timedelta(days=7))
    talk = scene.talks.preparation.tick_item(talk.id, 1)
    later = scene.talks.move(talk.id, talk.at + timedelta(days=7) if talk.at else MONDAY_19)
    assert later.items[0] == talk.items[0]
    for before, after in zip(talk.items[1:], later.items[1:], strict=True):
        assert after.due_on - before.due_on == timedelta(days=7)
    earlier = scene.talks.move(talk.id, datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert all(TODAY <= item.due_on <= date(2026, 11, 21) for item in earlier.items[1:])
    assert last_label(scene) == "Move the talk with Dana Okafor"


def test_moving_over_the_night_clocks_change_counts_days_not_hours(scene: Scene) -> None:
    scene.go_to(datetime(2026, 10, 1, 8, tzinfo=UTC))
    talk = scene.talks.add(scene.dana.id, at=datetime(2026, 10, 23, 22, 30, tzinfo=UTC))  # Sat 00:30
    moved = scene.talks.move(talk.id, datetime(2026, 10, 25, 23, 30, tzinfo=UTC))  # Mon 00:30, winter time
    assert max(item.due_on for item in moved.items) == date(2026, 10, 26)


def test_only_a_scheduled_talk_moves(scene: Scene) -> None:
    with pytest.raises(InvalidValueError, match="only a scheduled talk moves"):
        scene.talks.move(scene.talks.add(scene.dana.id).id, MONDAY_19)


def test_a_cancelled_talk_leaves_this_week_and_comes_back_with_a_date(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    scene.talks.preparation.skip_item(talk.id, 1)
    scene.talks.preparation.tick_item(talk.id, 2)
    scene.core.clock.advance(timedelta(minutes=1))
    cancelled = scene.talks.closing.cancel(talk.id)
    assert cancelled.status is InterviewStatus.CANCELLED
    assert all(item.state is not ItemState.OPEN for item in cancelled.items)
    again = scene.talks.schedule(talk.id, MONDAY_19 + timedelta(days=7))
    states = [item.state for item in again.items]
    assert states[:3] == [ItemState.SKIPPED, ItemState.DONE, ItemState.OPEN]
    assert states.count(ItemState.OPEN) == len(states) - 2
    assert again.closed_at is None


def test_asking_again_after_a_cancellation_starts_the_preparation_anew(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    scene.talks.preparation.tick_item(talk.id, 1)
    scene.talks.closing.cancel(talk.id)
    asked = scene.talks.ask(talk.id)
    assert (asked.at, asked.closed_at, asked.asked_on) == (None, None, TODAY)
    dated = scene.talks.schedule(talk.id, MONDAY_19)
    assert [item.text for item in dated.items].count(dated.items[0].text) == 1
    assert (dated.prep_done, dated.prep_total) == (1, len(talk.items))


def test_a_request_without_an_answer_is_timed(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, status=InterviewStatus.ASKED)
    scene.go_to(datetime(2026, 11, 25, 9, tzinfo=UTC))
    row = scene.talks.grouped().asked[0]
    assert (row.waiting, row.step) == (3, RequestStep.ASK_ELSE)
    scene.talks.also_asked(talk.id)
    assert scene.talks.grouped().asked[0].step is RequestStep.NONE
    scene.go_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert scene.talks.grouped().asked[0].step is RequestStep.RESEND
    scene.talks.second_try(talk.id)
    scene.go_to(datetime(2026, 12, 10, 9, tzinfo=UTC))
    assert scene.talks.grouped().asked[0].step is RequestStep.CLOSE
    assert scene.talks.closing.no_answer(talk.id).status is InterviewStatus.NO_ANSWER
    with pytest.raises(InvalidValueError, match="no request is waiting"):
        scene.talks.second_try(talk.id)
    with pytest.raises(InvalidValueError, match="still to come"):
        scene.talks.ask(talk.id, date(2027, 1, 1))


def test_asking_moves_a_potential_contact_on(scene: Scene) -> None:
    new = make_contact(name="Bo Lind", stage=Stage.POTENTIAL)
    scene.core.store.seed(new)
    idea = scene.talks.add(new.id)
    assert scene.talks.ask(idea.id, date(2026, 11, 18)).status is InterviewStatus.ASKED
    assert scene.core.contacts.get(new.id).stage is Stage.REACHED_OUT
    assert scene.talks.get(idea.id).asked_on == date(2026, 11, 18)


def test_completing_writes_all_that_follows_in_one_transaction(scene: Scene) -> None:
    scene.held(
        insights=("Runbooks first", "Hiring is slow"),
        trends=("eBPF everywhere",),
        actions=("Send the eBPF article by Wednesday", "Read the SRE book"),
        influence="SRE moves up",
        ask_next=("Bo Lind, ETH", "Ana Silva", "someone in hiring"),
    )
    talk = scene.talks.list()[0]
    ended = MONDAY_19 + timedelta(minutes=30)
    assert (talk.status, talk.ended_at) == (InterviewStatus.DONE, ended)
    assert (talk.company, talk.title) == ("Fastly", "SRE")
    assert last_label(scene) == "Complete talk with Dana Okafor"
    assert len(scene.core.store.history()) == 2

    entry = scene.core.store.interactions.for_contact(scene.dana.id)[0]
    assert (entry.kind, entry.on, entry.at) == (InteractionKind.INTERVIEW, date(2026, 11, 23), MONDAY_19)
    assert (entry.direction, entry.interview_id) == (Direction.RECEIVED, talk.id)
    assert entry.text == "Learn how SRE teams hire: Runbooks first; Hiring is slow"
    assert scene.core.contacts.get(scene.dana.id).last_contact_on == date(2026, 11, 23)

    owed = scene.follow_ups()
    thanks = owed["Thank Dana for the talk"]
    assert (thanks.due_at, thanks.due_on) == (ended + timedelta(hours=24), date(2026, 11, 24))
    assert (thanks.kind, thanks.interview_id) == (FollowUpKind.THANK_YOU, talk.id)
    news = owed["Tell Ana how it went with Dana"]
    assert (news.kind, news.contact_id, news.about_id) == (FollowUpKind.UPDATE, scene.ana.id, scene.dana.id)
    assert news.due_on == date(2026, 11, 25)
    introducer = owed["Thank Ana for the introduction to Dana"]
    assert (introducer.kind, introducer.contact_id) == (FollowUpKind.THANK_YOU, scene.ana.id)
    article = owed["Send the eBPF article"]
    assert (article.kind, article.due_on) == (FollowUpKind.SEND, date(2026, 11, 25))
    assert owed["Read the SRE book"].due_on == date(2026, 11, 30)
    assert len(owed) == 5

    new = [row for row in scene.core.store.contacts.rows() if row.id not in {scene.ana.id, scene.dana.id}]
    assert [(row.name, row.company, row.stage) for row in new] == [("Bo Lind", "ETH", Stage.POTENTIAL)]
    assert new[0].introduced_by == scene.dana.id


def test_one_undo_takes_a_completed_talk_back_whole(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    before = tables(scene)
    scene.talks.closing.complete(talk.id, Debrief(insights=("a",), actions=("b",), ask_next=("Bo Lind",)))
    assert tables(scene) != before
    scene.core.store.undo(scene.core.store.history()[0].seq)
    assert tables(scene) == before


def test_the_thanks_count_from_the_end_of_the_talk_however_late_it_is_completed(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    scene.go_to(MONDAY_19 + timedelta(hours=20))
    assert scene.talks.closing.complete(talk.id).ended_at == MONDAY_19 + timedelta(minutes=30)
    row = scene.talks.grouped().to_thank[0]
    assert row.hours_left == 4


def test_a_talk_that_ends_early_ends_now(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    scene.go_to(MONDAY_19 + timedelta(minutes=12))
    assert scene.talks.closing.complete(talk.id).ended_at == MONDAY_19 + timedelta(minutes=12)


def test_a_talk_without_a_date_was_held_now(scene: Scene) -> None:
    talk = scene.talks.closing.complete(scene.talks.add(scene.dana.id).id)
    now = scene.core.present.now()
    assert (talk.ended_at, talk.at) == (now, now - timedelta(minutes=30))


def test_a_talk_still_to_come_is_completed_only_with_its_real_end(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    with pytest.raises(InvalidValueError, match=r"begins Mon 23 Nov 19:00"):
        scene.talks.closing.complete(talk.id)
    with pytest.raises(InvalidValueError, match="still to come"):
        scene.talks.closing.complete(talk.id, Debrief(ended_at=MONDAY_19))
    scene.talks.preparation.add_item(talk.id, "Send the photo", date(2026, 11, 25))
    now = scene.core.present.now()
    done = scene.talks.closing.complete(talk.id, Debrief(ended_at=now))
    assert (done.at, done.ended_at) == (now - timedelta(minutes=30), now)
    assert scene.core.store.interactions.all()[0].on == TODAY
    promised = {text for text, owed in scene.follow_ups().items() if owed.kind is not FollowUpKind.THANK_YOU}
    assert promised == {"Send the photo", "Tell Ana how it went with Dana"}  # nothing of the preparation


def test_a_done_talk_stays_done(scene: Scene) -> None:
    done = scene.held()
    closings: tuple[Callable[[int], Interview], ...] = (
        scene.talks.closing.complete,
        scene.talks.ask,
        scene.talks.closing.cancel,
        scene.talks.closing.decline,
    )
    for closing in closings:
        with pytest.raises(InvalidValueError, match="add a new talk"):
            closing(done.id)
    with pytest.raises(InvalidValueError, match="add a new talk"):
        scene.talks.schedule(done.id, MONDAY_19 + timedelta(days=7))


def test_the_introducer_is_thanked_once_and_told_once(scene: Scene) -> None:
    scene.held()
    for promise in scene.core.store.follow_ups.open():
        scene.core.follow_ups.done(promise.id)
    second = scene.talks.closing.complete(scene.talks.add(scene.dana.id).id)
    texts = [p.text for p in scene.core.store.follow_ups.for_interview(second.id)]
    assert texts == ["Thank Dana for the talk"]
    assert len(scene.core.store.follow_ups.open()) == 1


def test_thanking_the_introducer_is_not_thanking_the_person(scene: Scene) -> None:
    done = scene.held()
    scene.core.follow_ups.done(scene.follow_ups()["Thank Ana for the introduction to Dana"].id)
    assert scene.talks.get(done.id).thanked_at is None
    scene.core.follow_ups.done(scene.follow_ups()["Thank Dana for the talk"].id)
    assert scene.talks.get(done.id).thanked_at is not None
    assert scene.talks.grouped().to_thank == ()


def test_an_item_for_after_the_talk_becomes_a_promise(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    scene.talks.preparation.add_item(talk.id, "Send my slides", date(2026, 11, 26))
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    done = scene.talks.closing.complete(talk.id)
    assert all(item.state is ItemState.SKIPPED for item in done.items)
    promise = scene.follow_ups()["Send my slides"]
    assert (promise.kind, promise.due_on) == (FollowUpKind.SEND, date(2026, 11, 26))


def test_a_talk_with_somebody_deleted_is_still_completed(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    with scene.core.store.transaction("gone"):
        scene.core.store.contacts.remove(scene.dana.id)
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    done = scene.talks.closing.complete(talk.id, Debrief(actions=("Read on",), ask_next=("Bo Lind",)))
    assert scene.talks.name_of(done) == "Dana Okafor"
    assert [p.contact_id for p in scene.core.store.follow_ups.all()] == [None]
    assert [row.introduced_by for row in scene.core.store.contacts.rows() if row.name == "Bo Lind"] == [None]
    summary = scene.talks.talk_summary(talk.id)
    assert (summary.contact, summary.row.name, summary.row.company) == (None, "Dana Okafor", "Fastly")


def test_a_debrief_written_later_adds_only_what_is_new(scene: Scene) -> None:
    done = scene.held(actions=("Read the SRE book",))
    told = Debrief(
        insights=("Runbooks first",), actions=("read the SRE book", "Send the CV"), ask_next=("Bo Lind",)
    )
    changed = scene.talks.closing.set_debrief(done.id, told)
    assert changed.insights == ("Runbooks first",)
    assert [p.text for p in scene.core.store.follow_ups.all()][-1] == "Send the CV"
    assert len(scene.core.store.follow_ups.all()) == 5
    assert scene.core.store.interactions.all()[0].text == "Learn how SRE teams hire: Runbooks first"
    assert last_label(scene) == "Debrief of the talk with Dana Okafor"
    scene.talks.closing.set_debrief(done.id, told)
    assert len(scene.core.store.history()) == 3
    with pytest.raises(InvalidValueError, match="complete it first"):
        scene.talks.closing.set_debrief(scene.talks.add(scene.dana.id).id, told)


def test_words_the_user_put_into_the_log_are_kept(scene: Scene) -> None:
    done = scene.held()
    entry = scene.core.store.interactions.all()[0]
    scene.core.log.edit(
        type(entry)(**{f: getattr(entry, f) for f in field_names(entry)} | {"text": "My words"})
    )
    scene.talks.closing.set_debrief(done.id, Debrief(insights=("New",)))
    assert scene.core.store.interactions.all()[0].text == "My words"


def test_what_became_of_a_talk(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    with pytest.raises(InvalidValueError, match="still to come"):
        scene.talks.outcome(talk.id, Outcome.NO_SHOW)
    scene.go_to(MONDAY_19 + timedelta(hours=1))
    assert scene.talks.grouped().upcoming[0].needs_outcome
    with pytest.raises(InvalidValueError, match="say when"):
        scene.talks.outcome(talk.id, Outcome.MOVED)
    moved = scene.talks.outcome(talk.id, Outcome.MOVED, MONDAY_19 + timedelta(days=2))
    assert not scene.talks.grouped().upcoming[0].needs_outcome
    assert min(item.due_on for item in moved.items) >= date(2026, 11, 23)
    scene.go_to(MONDAY_19 + timedelta(days=2, hours=1))
    assert scene.talks.outcome(talk.id, Outcome.HELD).status is InterviewStatus.DONE
    assert "Thank Dana for the talk" in scene.follow_ups()


def test_an_action_is_due_in_the_week_that_begins_on_the_users_day(scene: Scene) -> None:
    scene.core.present.week_start = 6
    scene.held(actions=["send the CV by next sun"])
    assert scene.follow_ups()["send the CV"].due_on == date(2026, 11, 29)


def test_after_a_no_show_another_time_is_offered(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert scene.talks.outcome(talk.id, Outcome.NO_SHOW).status is InterviewStatus.CANCELLED
    promise = scene.follow_ups()["Offer Dana another time: the talk did not take place"]
    assert promise.due_on == date(2026, 11, 23)
    assert last_label(scene) == "No-show: talk with Dana Okafor"


@pytest.mark.parametrize(
    ("way", "status"),
    [("decline", InterviewStatus.DECLINED), ("cancel", InterviewStatus.CANCELLED)],
)
def test_a_closed_talk_is_past_and_can_be_asked_for_again(
    scene: Scene, way: str, status: InterviewStatus
) -> None:
    talk = scene.talks.add(scene.dana.id, status=InterviewStatus.ASKED)
    assert getattr(scene.talks.closing, way)(talk.id).status is status
    assert [row.interview.id for row in scene.talks.grouped().past] == [talk.id]
    assert scene.talks.ask(talk.id).status is InterviewStatus.ASKED


def test_a_cancelled_outcome_cancels(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert scene.talks.outcome(talk.id, Outcome.CANCELLED).status is InterviewStatus.CANCELLED


def test_deleting_a_talk_leaves_the_log_and_the_promises(scene: Scene) -> None:
    done = scene.held(actions=("Read the SRE book",))
    scene.talks.closing.delete(done.id)
    with pytest.raises(NotFoundError):
        scene.talks.get(done.id)
    states = {text: promise.state for text, promise in scene.follow_ups().items()}
    assert states["Thank Dana for the talk"] is FollowUpState.DROPPED
    assert states["Tell Ana how it went with Dana"] is FollowUpState.DROPPED
    assert states["Read the SRE book"] is FollowUpState.OPEN
    assert len(scene.core.store.interactions.all()) == 1
    assert last_label(scene) == "Delete talk with Dana Okafor"


def test_items_are_added_ticked_skipped_edited_moved_and_removed(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19)
    total = talk.prep_total
    talk = scene.talks.preparation.add_item(talk.id, "Buy flowers")
    assert talk.items[-1].due_on == date(2026, 11, 22)
    talk = scene.talks.preparation.edit_item(
        talk.id, talk.items[-1].id, text="Buy a book", due_on=date(2026, 11, 21)
    )
    assert (talk.items[-1].text, talk.items[-1].due_on) == ("Buy a book", date(2026, 11, 21))
    own = talk.items[-1].id
    talk = scene.talks.preparation.move_item(talk.id, own, -1)
    assert talk.items[-2].id == own
    assert scene.talks.preparation.tick_item(talk.id, own).prep_done == 1
    assert scene.talks.preparation.skip_item(talk.id, own).prep_total == total
    assert scene.talks.preparation.untick_item(talk.id, own).prep_total == total + 1
    assert scene.talks.preparation.remove_item(talk.id, own).prep_total == total
    with pytest.raises(NotFoundError):
        scene.talks.preparation.tick_item(talk.id, 999)
    idea = scene.talks.preparation.add_item(scene.talks.add(scene.dana.id).id, "Think")
    assert idea.items[0].due_on == TODAY


def test_questions_are_chosen_reworded_asked_and_answered(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id)
    talk = scene.talks.preparation.choose_questions(talk.id, ["two-people", "way-in", "two-people"])
    assert [question.theme for question in talk.questions] == ["network", "career-path"]
    talk = scene.talks.preparation.add_question(talk.id, "Why Zig?", "skills")
    assert [q.id for q in scene.talks.preparation.move_question(talk.id, 3, -2).questions] == [3, 1, 2]
    scene.talks.preparation.edit_question(talk.id, 3, "Why not Zig?")
    scene.talks.preparation.mark_asked(talk.id, 3)
    answered = scene.talks.preparation.answer(talk.id, 3, "Comptime.\n")
    assert (answered.questions[0].text, answered.questions[0].answer) == ("Why not Zig?", "Comptime.\n")
    assert [q.id for q in scene.talks.preparation.remove_question(talk.id, 2).questions] == [3, 1]
    with pytest.raises(NotFoundError, match="“nope”"):
        scene.talks.preparation.choose_questions(talk.id, ["nope"])
    assert scene.talks.preparation.set_talk_notes(talk.id, "as typed \n").talk_notes == "as typed \n"


def test_what_is_typed_twice_is_written_once(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id)
    scene.talks.preparation.set_talk_notes(talk.id, "x")
    scene.talks.preparation.set_talk_notes(talk.id, "x")
    assert len(scene.core.store.history()) == 2


def test_a_talk_is_changed_in_what_is_given_only(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19, goal="Learn")
    changed = scene.talks.change(talk.id, minutes=20, zone="America/New_York", place=" Zoom ", goal="")
    assert (changed.minutes, changed.zone, changed.place, changed.goal) == (
        20,
        "America/New_York",
        "Zoom",
        "",
    )
    assert (changed.at, changed.medium, changed.items) == (talk.at, talk.medium, talk.items)


def test_the_list_has_its_groups_in_order(scene: Scene) -> None:
    assert not scene.talks.grouped()
    later = scene.talks.add(scene.dana.id, at=MONDAY_19 + timedelta(days=3))
    sooner = scene.talks.add(scene.dana.id, at=MONDAY_19)
    asked = scene.talks.add(scene.dana.id, status=InterviewStatus.ASKED)
    idea = scene.talks.add(scene.dana.id)
    done = scene.talks.closing.complete(scene.talks.add(scene.dana.id).id)
    gone = scene.talks.closing.decline(scene.talks.add(scene.dana.id, status=InterviewStatus.ASKED).id)
    groups = scene.talks.grouped()
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
    scene.core.follow_ups.drop(scene.follow_ups()["Thank Dana for the talk"].id)
    assert [row.interview.id for row in scene.talks.grouped().past] == [done.id]


def test_the_position_of_that_time_is_kept(scene: Scene) -> None:
    done = scene.held()
    person = scene.core.contacts.get(scene.dana.id)
    with scene.core.store.transaction("new job"):
        scene.core.store.contacts.save(
            make_contact(id=person.id, name=person.name, company="Stripe", title="Staff")
        )
    row = scene.talks.talk_summary(done.id).row
    assert (row.company, row.title) == ("Fastly", "SRE")


def test_one_talk_is_shown_with_all_around_it(scene: Scene) -> None:
    earlier = scene.held()
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19 + timedelta(days=7))
    summary = scene.talks.talk_summary(talk.id)
    assert (summary.introducer, summary.question_hint) == ("Ana Silva", "0 of 5 to 8")
    assert summary.clocks is not None
    assert summary.clocks.theirs is not None
    assert f"{summary.clocks.theirs:%H:%M}" == "13:00"  # the appointment is in my zone: theirs is New York
    past = scene.talks.talk_summary(earlier.id)
    assert past.row.hours_left == 24
    assert scene.talks.talk_summary(scene.talks.add(scene.ana.id).id).clocks is None


def test_the_zone_of_the_appointment_goes_before_the_persons_own(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19, zone="Asia/Tokyo")
    clocks = scene.talks.talk_summary(talk.id).clocks
    assert clocks is not None
    assert clocks.theirs is not None
    assert f"{clocks.theirs:%a %H:%M}" == "Tue 03:00"


def test_a_talk_is_found_by_id_name_or_goal(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, goal="Compilers")
    other = scene.talks.add(scene.ana.id)
    assert scene.talks.find(str(talk.id)) == talk
    assert scene.talks.find(" dana  OKAFOR ") == talk
    assert scene.talks.find("compil") == talk
    assert scene.talks.find("silva") == other
    assert list(scene.talks.for_contact(scene.ana.id)) == [other]
    with pytest.raises(AmbiguousError) as error:
        scene.talks.find("a")
    assert len(error.value.candidates) == 2
    for missing in ("zoe", "", "9"):
        with pytest.raises(NotFoundError):
            scene.talks.find(missing)
    with pytest.raises(NotFoundError):
        scene.talks.find("dana", among=(InterviewStatus.DONE,))


def test_insights_of_all_talks_are_read_and_searched_in_one_place(scene: Scene) -> None:
    scene.held(insights=("Runbooks first",), trends=("eBPF",))
    scene.core.clock.advance(timedelta(days=1))
    scene.talks.closing.complete(scene.talks.add(scene.ana.id).id, Debrief(insights=("Café culture",)))
    assert [(i.kind, i.text) for i in scene.talks.insights_of_all()] == [
        (InsightKind.INSIGHT, "Café culture"),
        (InsightKind.INSIGHT, "Runbooks first"),
        (InsightKind.TREND, "eBPF"),
    ]
    assert [i.text for i in scene.talks.insights_of_all("cafe CULT")] == ["Café culture"]
    assert [i.text for i in scene.talks.insights_of_all("fastly ebpf")] == ["eBPF"]
    assert list(scene.talks.insights_of_all("nothing")) == []


def test_all_that_a_form_changes_is_one_change(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, goal="Teams")
    changed = scene.talks.change(
        talk.id,
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
    assert scene.talks.get(talk.id) == changed
    assert scene.core.history.entries()[0].label == "Change the talk with Dana Okafor"
    scene.core.history.undo()
    assert scene.talks.get(talk.id) == talk


def test_a_form_notes_a_request_and_nothing_is_kept_of_a_change_that_is_refused(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id)
    assert scene.talks.change(talk.id, asked=True).status is InterviewStatus.ASKED
    with pytest.raises(NotFoundError):
        scene.talks.change(talk.id, goal="Teams", at=MONDAY_19, checklist="none such")
    assert (scene.talks.get(talk.id).status, scene.talks.get(talk.id).goal) == (InterviewStatus.ASKED, "")


def test_a_talk_that_is_to_come_is_completed_as_held_until_now(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19, minutes=30)
    assert scene.talks.is_to_come(talk)
    done = scene.talks.complete_early(talk.id, Debrief(insights=("hire for drive",), trends=("remote",)))
    assert done.at == scene.core.clock.now() - timedelta(minutes=30)
    assert (done.status, done.ended_at) == (InterviewStatus.DONE, scene.core.clock.now())
    assert not scene.talks.is_to_come(done)
    assert scene.talks.insight_count() == 2
    assert scene.core.history.entries()[0].label == "Complete talk with Dana Okafor"
    scene.core.history.undo()
    assert scene.talks.get(talk.id) == talk
    assert scene.talks.insight_count() == 0


def test_a_talk_that_was_held_is_completed_at_its_own_time(scene: Scene) -> None:
    talk = scene.talks.add(scene.dana.id, at=MONDAY_19, minutes=30)
    scene.go_to(MONDAY_19 + timedelta(hours=3))
    assert scene.talks.complete_early(talk.id).at == MONDAY_19
