"""This week, driven by real keys over services on an in-memory store."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.follow_up import FollowUpKind, FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.strategy import PlanAction
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, day_words
from netui.tui.look.messages import GoToArea, Open, WriteNote
from netui.tui.shell.app import Routes
from netui.tui.week.cards import wrap
from netui.tui.week.due_rows import ReachOut
from netui.tui.week.screen import ThisWeekScreen
from netui.tui.widgets.charts import MonthCalendar
from tests.factories import hostile_contact, make_contact, make_event, make_goal, make_group
from tests.tui.conftest import picture, text_of
from tests.tui.services_builder import FRIDAY, app_for, store_of, toasts
from tests.tui.week.scene import TODAY, WEEKLY, HeardScreen, Scene, due, heard, kind_is, on_row, settled

RAW = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\U000e0041")


async def test_duplicates_are_searched_once_the_week_is_counted(scene: Scene) -> None:
    for _ in range(2):
        scene.person("Nadia Benali", company="Acme")
    async with scene.app().run_test(size=(120, 40)) as pilot:
        await settled(pilot)  # the week is counted, then the search begins
        await settled(pilot)
        assert len(scene.services.duplicates.known()) == 1


async def test_the_week_at_a_glance(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = text_of(app)
        lines = picture(app)
    assert (
        shown.index("OVERDUE")
        < shown.index("TODAY Fri 20")
        < shown.index("THIS WEEK")
        < shown.index("NEXT WEEK")
    )
    assert any("! check-in" in line and "Tom Weiss" in line and "12 days late" in line for line in lines)
    assert any(
        "! thank-you" in line and "Priya Raman Stripe" in line and "6 h left of 24" in line for line in lines
    )
    assert any("Send the eBPF verifier article → Mika Ito" in line for line in lines)
    assert any("  thank-you    Thank Mika for the introduction to Dana" in line for line in lines)
    assert any("birthday" in line and "Omar Aziz turns 36" in line and "Sun 22" in line for line in lines)
    assert any("Dana Okafor SRE · Fastly" in line for line in lines)
    assert "Mon 23 Nov 19:00  in 3 days" in shown
    assert "prep ▰▰▰▱▱▱▱▱ 4 of 10" in shown
    assert "─ November ─" in shown
    assert "20•" in shown
    assert "1 of 2" in shown
    assert "7 in touch  0 slipping  1 out" in shown
    assert "in touch, 12 months" in shown
    charts = next(at for at, line in enumerate(lines) if "in touch, 12 months" in line)
    assert "▁▁▁  slipping" in lines[charts + 1]
    assert "█  out" in lines[charts + 2]  # who was met this month, once, and never since
    assert "every week; last: coffee on Sun 1 Nov: compilers" in shown


async def test_why_shows_the_person_and_their_clock(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await on_row(pilot, lambda row: "eBPF" in getattr(row, "text", ""))
        assert "Mika Ito kernel engineer · Sony · Tokyo 20:00" in text_of(app)


async def test_a_check_in_asks_the_channel_leaves_and_comes_back_by_undo(scene: Scene) -> None:
    tom, zoe = scene.late("Tom Weiss", 12), scene.late("Zoe Roth", 9)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert due(pilot).cursor_id == f"checkin:{tom.id}"
        await pilot.press("space", "4", *"the 3 week plan", "enter")
        await settled(pilot)
        logged = scene.services.log.for_contact(tom.id)[0]
        assert (logged.kind, logged.text) == (InteractionKind.COFFEE, "the 3 week plan")
        assert scene.services.contacts.get(tom.id).last_contact_on == TODAY
        assert due(pilot).cursor_id == f"checkin:{zoe.id}"
        await pilot.press("u")
        await settled(pilot)
        assert due(pilot).cursor_id == f"checkin:{tom.id}"
        await pilot.press("space", "escape", "space", "4", "escape")
        await settled(pilot)
        assert due(pilot).cursor_id == f"checkin:{tom.id}"
        await pilot.press("space", "4", "enter")
        await settled(pilot)
        assert scene.services.log.for_contact(tom.id)[0].text == ""
        assert due(pilot).cursor_id == f"checkin:{zoe.id}"


async def test_a_promised_check_in_asks_the_channel_and_takes_the_other_along(scene: Scene) -> None:
    tom = scene.late("Tom Weiss", 12)
    follow_ups = scene.services.follow_ups
    kind, words = FollowUpKind.CHECK_IN, "call Tom about the move"
    promised = follow_ups.add(contact_id=tom.id, kind=kind, text=words, due_on=TODAY).id
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert [row.id for row in due(pilot).rows if isinstance(row, AgendaRow)] == [str(promised)]
        assert "it is the check-in too" in text_of(app)
        await pilot.press("x")
        await settled(pilot)
        assert "Skipped. Next check-in with Tom Weiss: Fri 27. u undo" in toasts(app)
        await pilot.press("u")
        await settled(pilot)
        await pilot.press("space")
        await settled(pilot)
        assert "How did you reach Tom Weiss?" in text_of(app)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press(*"Oslo", "enter")
        await settled(pilot)
    logged = scene.services.log.for_contact(tom.id)[0]
    assert (logged.kind, logged.text) == (InteractionKind.CALL, "Oslo")
    assert follow_ups.get(promised).state is FollowUpState.DONE


async def test_a_follow_up_that_is_done_is_named(scene: Scene) -> None:
    tom = scene.services.contacts.add(make_contact(name="Tom Weiss"))
    scene.services.follow_ups.add(
        contact_id=tom.id, kind=FollowUpKind.SEND, text="send the deck", due_on=TODAY
    )
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space")
        await settled(pilot)
        assert "Done: send the deck. u undo" in toasts(app)
        assert scene.services.follow_ups.open() == []


async def test_a_thank_you_is_marked_as_sent(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(80, 24)) as pilot:
        row = await on_row(pilot, kind_is("thank-you"))
        assert "space sent" in text_of(app)
        await pilot.press("space")
        await settled(pilot)
        await pilot.press("escape")  # whether to keep in touch
        await settled(pilot)
        assert due(pilot).cursor_row.text == "Thank Mika for the introduction to Dana"
    assert scene.services.follow_ups.get(row.follow_up_id).state is FollowUpState.DONE
    assert scene.services.interviews.get(row.interview_id).thanked_at is not None


async def test_prep_is_ticked_and_an_interview_opens_its_completion(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(80, 24)) as pilot:
        row = await on_row(pilot, kind_is("prep"))
        assert "prep         Dana Okafor 4 of 10" in text_of(app)
        assert f"next: {row.items[0].text}" in text_of(app)
        await pilot.press("space", "space")
        await settled(pilot)
        assert scene.services.interviews.get(row.interview_id).prep_done == 6
        assert due(pilot).cursor_id == row.id
        assert f"Ticked: {row.items[1].text}" in toasts(app)
        await pilot.press("enter")
        interview = await on_row(pilot, kind_is("interview"))
        await pilot.press("space", "enter")
        await settled(pilot)
        prepared, done, opened = heard(pilot)
    assert isinstance(done, Open)
    assert (done.kind, done.entity_id) == ("complete", interview.interview_id)
    for lead in (prepared, opened):
        assert isinstance(lead, GoToArea)
        assert (lead.area, lead.query) == ("interviews", str(interview.interview_id))


async def test_steps_of_the_plan_and_what_is_owed_to_a_group_lead_to_their_rows(scene: Scene) -> None:
    step = scene.services.plan_actions.add(PlanAction(id=0, uid="", text="Sign up", due_on=TODAY))
    group = scene.services.groups.add(make_group(name="Rustaceans"))
    scene.services.groups.add_action(group.id, "Book the room", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for kind in ("action", "other"):
            await on_row(pilot, kind_is(kind))
            await pilot.press("enter")
            await settled(pilot)
        scene.add_follow_up("Pay the fee", TODAY)
        await settled(pilot)
        await on_row(pilot, kind_is("send"))
        await pilot.press("enter")
        await settled(pilot)
        assert "about no one in particular" in toasts(app)
        led = [(one.area, one.query) for one in heard(pilot) if isinstance(one, GoToArea)]
    assert led == [("plan", f"strategies:{step.id}"), ("plan", f"groups:{group.id}")]


async def test_a_mentoring_meeting_asks_what_it_brought_and_is_the_only_row_about_them(scene: Scene) -> None:
    tom = scene.late("Tom Weiss", 12)
    scene.late("Zoe Roth", 9)
    with_tom = Mentoring(id=0, uid="", contact_id=tom.id, stage=MentoringStage.ACTIVE)
    one = scene.services.mentoring.add(replace(with_tom, began_on=date(2026, 10, 1)))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        meeting = await on_row(pilot, kind_is("mentoring"))
        assert [row.id for row in due(pilot).rows if getattr(row, "contact_id", 0) == tom.id] == [meeting.id]
        assert "the check-in too" in text_of(app)
        await pilot.press("e", *"the draft", "ctrl+s")
        await settled(pilot)
        assert scene.services.mentoring.get(one.id).agenda == ("the draft",)
        await pilot.press("space", *"went well", "tab", *"send it by mon", "ctrl+s")
        await settled(pilot)
        (held,) = scene.services.mentoring.get(one.id).meetings
        assert (held.text, held.agenda, held.actions) == ("went well", ("the draft",), ("send it",))
        assert "Zoe Roth" in text_of(app)
        assert "send it" in text_of(app)
        assert due(pilot).cursor_row.who == "Zoe Roth"
        await pilot.press("u")
        await settled(pilot)
        assert any(row.id == meeting.id for row in due(pilot).rows if isinstance(row, AgendaRow))


async def test_a_next_step_asks_what_comes_next(scene: Scene) -> None:
    lead = Opportunity(id=0, uid="", title="Platform role", next_step="send my CV", next_on=TODAY)
    made = scene.services.opportunities.add(lead)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_row(pilot, kind_is("action"))
        assert "Platform role send my CV" in " ".join(text_of(app).split())
        await pilot.press("space", *"call Mia by tue", "enter")
        await settled(pilot)
        now = scene.services.opportunities.get(made.id)
        assert (now.next_step, now.next_on) == ("call Mia", date(2026, 11, 24))
        await on_row(pilot, kind_is("action"))
        await pilot.press("space", "enter")
        await settled(pilot)
        assert scene.services.opportunities.get(made.id).next_step == ""
        await pilot.press("u")
        await settled(pilot)
        assert scene.services.opportunities.get(made.id).next_step == "call Mia"


@pytest.mark.parametrize(("key", "stage"), [("j", "asked"), ("jjj", "trying"), ("jjjj", "ended")])
async def test_a_mentor_asked_asks_for_the_answer(scene: Scene, key: str, stage: str) -> None:
    tom = scene.person("Tom Weiss")
    asked = Mentoring(id=0, uid="", contact_id=tom.id, stage=MentoringStage.ASKED)
    made = scene.services.mentoring.add(replace(asked, asked_on=date(2026, 11, 2)))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_row(pilot, kind_is("request"))
        assert "no answer yet: ask once more" in text_of(app)
        await pilot.press("space", *key[1:], "enter")
        await settled(pilot)
        assert scene.services.mentoring.get(made.id).stage == stage
        assert not [row for row in due(pilot).rows if isinstance(row, AgendaRow)]


async def test_an_interview_that_has_passed_asks_for_its_outcome(scene: Scene) -> None:
    dana = scene.person("Dana Okafor")
    interview = scene.services.interviews.add(dana.id, at=FRIDAY + timedelta(hours=1))
    tuesday = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
    scene.services.interviews.add(scene.person("Viktor").id, at=tuesday)
    scene.clock.advance(timedelta(hours=3))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_row(pilot, kind_is("outcome"))
        await pilot.press("x")
        await settled(pilot)
        assert scene.services.interviews.get(interview.id).status is InterviewStatus.SCHEDULED
        await pilot.press("space", "m", *"tue")
        await settled(pilot)
        assert "at what time?" in text_of(app)
        await pilot.press(*" 14:00")
        await settled(pilot)
        assert "Tue 24 Nov 2026 14:00" in text_of(app)
        assert "At that time you also talk with Viktor." in text_of(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "At that time you also talk with Viktor." in toasts(app)
        assert scene.services.interviews.get(interview.id).at == datetime(2026, 11, 24, 13, tzinfo=UTC)
        scene.clock.set(datetime(2026, 11, 24, 16, tzinfo=UTC))
        await pilot.press("u")
        await settled(pilot)
        await on_row(pilot, kind_is("outcome"))
        await pilot.press("enter", "h")
        await settled(pilot)
        (opened,) = heard(pilot)
        assert isinstance(opened, Open)
        assert opened.kind == "complete"
        await pilot.press("space", "c")
        await settled(pilot)
    assert scene.services.interviews.get(interview.id).status is InterviewStatus.CANCELLED


async def test_a_question_about_what_has_passed_names_the_day(scene: Scene) -> None:
    dana = scene.person("Dana Okafor")
    scene.services.interviews.add(dana.id, at=FRIDAY - timedelta(days=4))
    scene.services.events.add(make_event(title="RustFest", on=date(2026, 11, 17)))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_row(pilot, kind_is("outcome"))
        await pilot.press("space")
        await settled(pilot)
        assert "Did the interview with Dana Okafor on Mon 16 happen?" in text_of(app)
        await pilot.press("escape")
        await on_row(pilot, kind_is("event"))
        await pilot.press("space")
        await settled(pilot)
        assert "Did you go to RustFest on Tue 17?" in text_of(app)


async def test_an_event_that_is_over_is_a_question_about_a_day_that_was(scene: Scene) -> None:
    scene.services.events.add(make_event(title="RustFest", on=date(2026, 11, 12)))
    scene.services.events.add(make_event(title="PyCon", on=TODAY))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        lines = picture(app)
    over = next(line for line in lines if "RustFest" in line)
    assert "? event" in over
    assert "was Thu 12" in over
    assert "? event" not in next(line for line in lines if "PyCon" in line)


async def test_a_request_without_an_answer_offers_its_next_step(scene: Scene) -> None:
    mei = scene.person("Mei Chen", company="Kolos")
    interview = scene.services.interviews.add(mei.id)
    scene.services.interviews.ask(interview.id, date(2026, 11, 13))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_row(pilot, kind_is("request"))
        await pilot.press("space", "2")
        await settled(pilot)
        (elsewhere,) = heard(pilot)
        assert isinstance(elsewhere, GoToArea)
        assert (elsewhere.area, elsewhere.query) == ("contacts", 'company:"Kolos"')
        await pilot.press("space", "enter")
        await settled(pilot)
        assert scene.services.interviews.get(interview.id).also_asked_on == TODAY
        assert not [row for row in due(pilot).rows if kind_is("request")(row)]


async def test_the_cursor_goes_to_the_nearest_row_that_is_left(scene: Scene) -> None:
    for number in range(5):
        scene.add_follow_up(f"write to number {number}", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        ids = [row.id for row in due(pilot).rows if isinstance(row, AgendaRow)]
        await pilot.press("j", "m", "m", "k", "s", "3")
        await settled(pilot)
        assert due(pilot).cursor_id == ids[3]  # not the first row
        await pilot.press("m", "m", "k", "s", "3")
        await settled(pilot)
        assert due(pilot).cursor_id == ids[1]  # which is now below, under next week


async def test_one_key_puts_all_marked_rows_off_as_one_change(scene: Scene) -> None:
    first, second = (
        scene.add_follow_up("write to the library", TODAY),
        scene.add_follow_up("[b]museum", TODAY),
    )
    third = scene.add_follow_up("write to the zoo", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("m", "m")
        await settled(pilot)
        assert "3 rows · 2 marked" in text_of(app)
        await pilot.press("space")
        await settled(pilot)
        assert "One row at a time" in toasts(app)
        await pilot.press("s", "3")
        await settled(pilot)
        assert store_of(scene.services).history()[0].label == "Snooze 2 rows until Mon 23 Nov"
        assert due(pilot).cursor_id == str(third)
        assert "marked" not in text_of(app)
        await pilot.press("u", "g", "m", "m", "m", "escape", "M", "x", "y")
        await settled(pilot)
        states = [scene.services.follow_ups.get(one) for one in (first, second, third)]
        assert [one.is_open for one in states] == [False, False, False]
        assert [one.snoozed_until for one in states] == [None, None, None]


async def test_snoozed_rows_leave_the_cursor_on_the_next(scene: Scene) -> None:
    first = scene.add_follow_up("write to the library", TODAY)
    second = scene.add_follow_up("write to the museum", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "the weekend" in text_of(app)
        assert "Sat 21" in text_of(app)
        await pilot.press("3")
        await settled(pilot)
        assert scene.services.follow_ups.get(first).snoozed_until == date(2026, 11, 23)
        assert "until Mon 23. u undo" in toasts(app)
        assert "Snoozed " in toasts(app)
        assert due(pilot).cursor_id == str(second)
        await pilot.press("u")
        await settled(pilot)
        assert due(pilot).cursor_id == str(first)
        await pilot.press("s", "5", *"yesterday")
        await settled(pilot)
        assert "that is not to come" in text_of(app)
        await pilot.press("ctrl+u", *"in 2 weeks")
        await settled(pilot)
        assert "Fri 4 Dec 2026, in 14 days" in text_of(app)
        await pilot.press("enter")
        await settled(pilot)
    assert scene.services.follow_ups.get(first).snoozed_until == date(2026, 12, 4)


async def test_skip_restarts_the_interval_and_drop_is_for_follow_ups(scene: Scene) -> None:
    tom = scene.late("Tom Weiss", 12)
    promised = scene.add_follow_up("send the slides", TODAY, tom)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "x skip  l log  n note  q quit  ? help" in text_of(app)
        await pilot.press("d")
        await settled(pilot)
        assert "Only follow-ups can be deleted" in toasts(app)
        await pilot.press("x")
        await settled(pilot)
        skipped = scene.services.contacts.get(tom.id)
        assert skipped.skipped_on == TODAY
        coming = day_words(skipped.next_due_on or TODAY, TODAY)
        assert f"Skipped. Next check-in with Tom Weiss: {coming}. u undo" in toasts(app)
        assert due(pilot).cursor_id == str(promised)
        await pilot.press("d")
        await settled(pilot)
    assert scene.services.follow_ups.get(promised).state is FollowUpState.DROPPED
    assert scene.services.contacts.row(tom.id) is not None


async def test_the_words_and_the_day_of_a_follow_up_are_edited(scene: Scene) -> None:
    promised = scene.add_follow_up("send the slides", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("e", "end", *" again", "tab", "ctrl+u", *"tomorrow", "ctrl+s")
        await settled(pilot)
    changed = scene.services.follow_ups.get(promised)
    assert (changed.text, changed.due_on) == ("send the slides again", date(2026, 11, 21))


async def test_an_empty_week_offers_who_to_reach_out_to(scene: Scene) -> None:
    ann = scene.person("Ann Lee", company="Acme")
    scene.services.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=date(2026, 3, 2))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "NOTHING DUE THIS WEEK" in text_of(app)
        assert "last Mon 2 Mar" in text_of(app)
        assert isinstance(due(pilot).cursor_row, ReachOut)
        assert app.screen.check_action("person", ("log",))
        await pilot.press("enter", "n", "s")
        await settled(pilot)
        opened = heard(pilot)[0]
        assert isinstance(opened, Open)
        assert (opened.kind, opened.entity_id) == ("contact", ann.id)
        assert "There is nothing due under the cursor." in toasts(app)
        await pilot.press("space", "1", "enter")
        await settled(pilot)
    assert scene.services.contacts.get(ann.id).last_contact_on == TODAY


async def test_a_quiet_week_with_people_is_not_called_empty(scene: Scene) -> None:
    ann = scene.person("Ann Lee")
    scene.services.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Nothing due this week" in text_of(app)
        assert "No one here yet" not in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_without_anyone_the_screen_says_what_to_do(scene: Scene, size: tuple[int, int]) -> None:
    app = scene.app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "No one here yet." in text_of(app)
        for key in ("space", "s", "x", "d", "e", "enter", "l", "slash"):
            await pilot.press(key)
        await settled(pilot)
        assert isinstance(app.screen, HeardScreen)


async def test_clocks_go_down_and_days_begin_by_themselves(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await on_row(pilot, kind_is("thank-you"))
        screen = app.screen
        assert isinstance(screen, ThisWeekScreen)
        scene.clock.advance(timedelta(minutes=90))
        screen.tick()
        await settled(pilot)
        assert "4 h left of 24" in text_of(app)
        assert due(pilot).cursor_row.kind == "thank-you"
        scene.clock.advance(timedelta(hours=14))
        screen.tick()
        await settled(pilot)
        shown = text_of(app)
    assert "TODAY Sat 21" in shown
    assert "24 h just over" in shown or "h over 24" in shown
    assert "in 2 days" in shown


async def test_nothing_is_painted_again_while_nothing_changes(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        rows = due(pilot).rows
        screen = app.screen
        assert isinstance(screen, ThisWeekScreen)
        screen.tick()
        assert due(pilot).rows is rows


async def test_another_session_does_not_move_the_cursor(scene: Scene) -> None:
    scene.full()
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        row = await on_row(pilot, kind_is("birthday"))
        with scene.store.elsewhere("Promise"):
            scene.add_follow_up("from elsewhere", TODAY - timedelta(days=2))
        await settled(pilot)
        assert due(pilot).cursor_id == row.id
        assert any(getattr(row, "text", "") == "from elsewhere" for row in due(pilot).rows)


async def test_the_log_knows_the_follow_up_under_the_cursor(scene: Scene) -> None:
    mika = scene.person("Mika Ito")
    send = scene.add_follow_up("send the article", TODAY, mika)
    asked: list[Any] = []
    routes = Routes(person={"log": lambda _host, *ids: asked.append(ids)})
    app = app_for(scene.services, lambda: ThisWeekScreen(scene.services), routes=routes)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("l")
        await settled(pilot)
    assert asked == [((mika.id,), (send,))]


async def test_a_note_knows_the_follow_up_it_is_for(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(80, 24)) as pilot:
        row = await on_row(pilot, kind_is("thank-you"))
        await pilot.press("n", "enter")
        await settled(pilot)
        note, opened = heard(pilot)
    assert isinstance(note, WriteNote)
    assert (note.contact_ids, note.follow_up_id) == ((row.contact_id,), row.follow_up_id)
    assert note.interview_id == row.interview_id
    assert isinstance(opened, Open)
    assert (opened.kind, opened.entity_id) == ("contact", row.contact_id)


async def test_below_110_columns_tab_reaches_the_cards(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        assert "Next interview" not in text_of(app)
        await pilot.press("tab")
        await settled(pilot)
        assert "Next interview" in text_of(app)
        assert "OVERDUE" not in text_of(app)
        await pilot.press("tab")
        await settled(pilot)
        assert "OVERDUE" in text_of(app)
        assert due(pilot).has_focus


async def test_being_away_and_back(scene: Scene) -> None:
    tom = scene.late("Tom Weiss", 12)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("w", *"7 dec", "enter")
        await settled(pilot)
        assert "AWAY until Mon 7 Dec: no check-ins before, only what you promised" in text_of(app)
        assert scene.services.contacts.get(tom.id).snoozed_until == date(2026, 12, 7)
        await pilot.press("w", "1")
        await settled(pilot)
        assert "AWAY" not in text_of(app)


async def run_entry(pilot: Pilot[Any], name: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, ThisWeekScreen)
    dict(screen.palette_entries())[name]()
    await settled(pilot)


async def test_goals_are_set_changed_and_put_aside(scene: Scene) -> None:
    app = scene.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await run_entry(pilot, "change a goal")
        await pilot.press("plus", "ctrl+u", *"Talks", "tab", "ctrl+u", *"3x", "ctrl+s")
        await settled(pilot)
        assert "a whole number" in text_of(app)
        await pilot.press("backspace", "ctrl+s")
        await settled(pilot)
        assert "0 of 3" in text_of(app)
        await run_entry(pilot, "change a goal")
        await pilot.press("1", "tab", "ctrl+u", *"4", "ctrl+s")
        await settled(pilot)
        assert "0 of 4" in text_of(app)
        await run_entry(pilot, "change a goal")
        await pilot.press("2")
        await settled(pilot)
        assert "None yet: + sets one." in text_of(app)


async def test_default_cadences_are_chosen_for_a_tag_and_a_stage(scene: Scene) -> None:
    ann = scene.person("Ann Lee", tags=("mentor",))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await run_entry(pilot, "default for a tag: how often to keep in touch")
        await pilot.press("1", *"6 weeks", "enter")
        await settled(pilot)
        assert scene.services.contacts.get(ann.id).next_due_on is not None
        await run_entry(pilot, "default for a tag: how often to keep in touch")
        await pilot.press("1", "ctrl+u", "enter")
        await settled(pilot)
        assert scene.services.cadences.preferences().rules == ()
        await run_entry(pilot, "default for a stage: how often to keep in touch")
        await pilot.press("1", *"yearly", "enter")
        await settled(pilot)
    (rule,) = scene.services.cadences.preferences().rules
    assert (rule.scope, str(rule.cadence)) == ("stage", "year")


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_nothing_of_a_stranger_reaches_the_terminal(scene: Scene, size: tuple[int, int]) -> None:
    hostile = hostile_contact(time_zone="Asia/Tokyo", cadence=WEEKLY, birthday=PartialDate(11, 21))
    scene.store.seed(hostile)
    scene.services.log.log(
        contact_ids=[hostile.id], kind=InteractionKind.CALL, on=date(2026, 11, 1), text=hostile.notes
    )
    scene.add_follow_up(hostile.notes, TODAY, hostile)
    scene.services.goals.add(make_goal(title="[/b]" + hostile.name))
    scene.services.interviews.add(hostile.id, at=FRIDAY + timedelta(days=2), goal=hostile.notes)
    app = scene.app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for _ in range(6):
            shown = text_of(app)
            assert not [raw for raw in RAW if raw in shown]
            await pilot.press("j")
            await settled(pilot)
        await pilot.press("g", "space")
        await settled(pilot)
        assert not [raw for raw in RAW if raw in text_of(app)]
        assert "[/b]" in text_of(app)


async def test_a_store_that_cannot_be_written_says_so_and_keeps_the_cursor(scene: Scene) -> None:
    promised = scene.add_follow_up("send the slides", TODAY)
    scene.store.read_only = "the disk is full"
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space")
        await settled(pilot)
        assert "the disk is full" in toasts(app)
        assert due(pilot).cursor_id == str(promised)


def test_words_are_wrapped_by_cells_to_a_few_lines() -> None:
    assert wrap("aa bb cc", 5, 2) == ["aa bb", "cc"]
    assert wrap("aa bb cc dd ee", 5, 2) == ["aa bb", "cc dd ee"]
    assert wrap("山田 太郎", 5, 3) == ["山田", "太郎"]
    assert wrap("", 5, 2) == []
    assert wrap("aa", 5, 0) == []


async def test_the_month_is_walked_by_keys_and_a_day_shows_its_rows(scene: Scene) -> None:
    wanted = scene.add_follow_up("send the slides", date(2026, 11, 24))
    scene.add_follow_up("call the bank", date(2026, 12, 31))
    app = scene.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("tab", "right", "left", "down", "left", "left", "left")
        await settled(pilot)
        assert "Tue 24 November" in text_of(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Tue 24 November 2026" in text_of(app)
        await pilot.press("1")
        await settled(pilot)
        assert due(pilot).has_focus
        assert due(pilot).cursor_id == str(wanted)
        await pilot.press("tab", "greater_than_sign", "end")
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert "Thu 24 December" in text_of(app)
        assert "31•" in text_of(app)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "call the bank" in text_of(app)
        await pilot.press("escape", "less_than_sign", "enter")
        await settled(pilot)
        assert "Nothing falls on Mon 30 November 2026." in toasts(app)
        await pilot.press("home")
        await settled(pilot)
        assert "Fri 20 November, today" in text_of(app)


async def test_a_click_on_a_day_shows_its_rows_and_leaves_the_keys_to_the_list(scene: Scene) -> None:
    scene.add_follow_up("send the slides", date(2026, 11, 24))
    app = scene.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert await pilot.click(MonthCalendar, offset=(4, 5))
        await settled(pilot)
        assert "Tue 24 November 2026" in text_of(app)
        await pilot.press("escape")
        await settled(pilot)
        assert due(pilot).has_focus
