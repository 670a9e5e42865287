from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import ChosenQuestion, Interview, InterviewStatus
from netui.domain.notes.note import NoteTemplate, gaps
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.event import Event
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.notes.template_folder import TemplateFolder
from netui.services.notes.service import NoteService, draft_key
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.plan.asked_introductions import AskedIntroductions
from netui.services.present import Present
from tests.factories import (
    HOSTILE,
    TODAY,
    hostile_contact,
    make_contact,
    make_follow_up,
    make_interaction,
    make_interview,
)
from tests.fakes import NOON, FakeClipboard, FakeClock, FakeDrafts, InMemoryStore

INSIGHT = "Compiler teams hire for debugging stories"


@dataclass
class Desk:
    """A store, and the service that writes notes from it."""

    store: InMemoryStore
    notes: NoteService
    clipboard: FakeClipboard
    drafts: FakeDrafts
    clock: FakeClock

    @property
    def labels(self) -> list[str]:
        return [entry.label for entry in self.store.history()]

    def interview(self, interview_id: int) -> Interview:
        interview = self.store.interviews.get(interview_id)
        assert interview is not None
        return interview

    def follow_up(self, follow_up_id: int) -> FollowUp:
        follow_up = self.store.follow_ups.get(follow_up_id)
        assert follow_up is not None
        return follow_up


def make_desk(**settings: Any) -> Desk:
    clock = FakeClock()
    store = InMemoryStore(clock)
    present = Present(clock, ZoneInfo("Europe/Berlin"))
    log = InteractionService(store, present)
    config = Config(name="Ada Byron", headline="a final-year student", **settings)
    clipboard, drafts = FakeClipboard(), FakeDrafts()
    follow_ups = FollowUpService(store, present, log)
    asking = AskedIntroductions(store, present, follow_ups)
    templates = TemplateFolder(None)
    notes = NoteService(
        store, present, templates, clipboard, lambda: config, log, follow_ups, drafts, lambda: asking.ask
    )
    return Desk(store, notes, clipboard, drafts, clock)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def priya(desk: Desk) -> Contact:
    contact = make_contact(emails=("priya@example.org",), company="Acme", met="Rust meetup")
    desk.store.seed(contact)
    return contact


def done_interview(contact: Contact, **over: Any) -> Interview:
    values: dict[str, Any] = {
        "contact_id": contact.id,
        "status": InterviewStatus.DONE,
        "at": NOON - timedelta(hours=3),
        "insights": (INSIGHT,),
        "actions": ("Send a first patch",),
    }
    return make_interview(**{**values, **over})


def first_fitting(desk: Desk, contact: Contact, moment: Interview | FollowUp | None = None) -> str | None:
    fitting, others = desk.notes.templates_for(contact.id, moment)
    assert {t.name for t in fitting}.isdisjoint(t.name for t in others)
    assert len(fitting) + len(others) >= 20  # thanks are not offered before the interview
    return fitting[0].name if fitting else None


def asked(contact: Contact, on: date, **over: Any) -> Interview:
    return make_interview(contact_id=contact.id, status=InterviewStatus.ASKED, at=None, asked_on=on, **over)


def test_nothing_presses_for_a_friend_one_just_knows(desk: Desk, priya: Contact) -> None:
    assert first_fitting(desk, priya) is None


def test_thanks_for_an_interview_come_before_everything(desk: Desk, priya: Contact) -> None:
    interview = done_interview(priya)
    desk.store.seed(replace(priya, birthday=PartialDate(11, 22), next_due_on=TODAY), interview)
    assert first_fitting(desk, priya) == "thank-you"
    follow_up = make_follow_up(contact_id=priya.id, kind=FollowUpKind.THANK_YOU, interview_id=interview.id)
    desk.store.seed(follow_up, replace(interview, thanked_at=NOON))
    assert first_fitting(desk, priya) == "thank-you"


@pytest.mark.parametrize(
    ("waited", "expected"), [(date(2026, 11, 11), "second-try"), (date(2026, 11, 12), None)]
)
def test_after_seven_working_days_one_more_try(
    desk: Desk, priya: Contact, waited: date, expected: str | None
) -> None:
    desk.store.seed(asked(priya, waited))
    assert first_fitting(desk, priya) == expected


def test_a_second_try_is_the_last_one(desk: Desk, priya: Contact) -> None:
    desk.store.seed(asked(priya, date(2026, 10, 1), second_try_on=date(2026, 10, 20)))
    assert first_fitting(desk, priya) is None


@pytest.mark.parametrize("stage", [Stage.POTENTIAL, Stage.REACHED_OUT])
def test_a_wanted_person_is_asked_for_an_interview(desk: Desk, stage: Stage) -> None:
    contact = make_contact(stage=stage)
    desk.store.seed(contact)
    assert first_fitting(desk, contact) == "interview-request"


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"birthday": PartialDate(11, 30)}, "birthday"),
        ({"birthday": PartialDate(12, 30)}, None),
        ({"next_due_on": date(2026, 11, 24)}, "check-in"),
        ({"next_due_on": date(2026, 12, 24)}, None),
    ],
)
def test_what_is_near_is_offered(
    desk: Desk, priya: Contact, over: dict[str, Any], expected: str | None
) -> None:
    desk.store.seed(replace(priya, **over))
    assert first_fitting(desk, priya) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FollowUpKind.THANK_YOU, "thanks-for-help"),
        (FollowUpKind.CHECK_IN, "check-in"),
        (FollowUpKind.SEND, "share-resource"),
        (FollowUpKind.INTRODUCTION, "make-introduction"),
        (FollowUpKind.UPDATE, "introducer-update"),
        (FollowUpKind.CONGRATULATE, "congratulations"),
        (FollowUpKind.OTHER, None),
    ],
)
def test_a_follow_up_opens_its_note(
    desk: Desk, priya: Contact, kind: FollowUpKind, expected: str | None
) -> None:
    follow_up = make_follow_up(contact_id=priya.id, kind=kind)
    desk.store.seed(follow_up)
    assert first_fitting(desk, priya) == expected
    desk.store.seed(done_interview(priya))
    assert first_fitting(desk, priya, follow_up) == (expected or "thank-you")


def test_who_is_to_be_asked_whether_to_be_introduced_gets_that_question(desk: Desk, priya: Contact) -> None:
    ana = make_contact(id=77, name="Ana Ruiz")
    follow_up = make_follow_up(contact_id=priya.id, kind=FollowUpKind.INTRODUCTION, about_id=ana.id)
    plan = Introduction(
        id=78, uid="78", way=Way.MADE, contact_id=priya.id, other_id=ana.id, step_id=follow_up.id
    )
    desk.store.seed(ana, follow_up, plan)
    assert first_fitting(desk, priya) == first_fitting(desk, priya, follow_up) == "ask-whether"
    note = desk.notes.compose(priya.id)
    assert note.follow_up_id == follow_up.id
    assert note.subject == "May I introduce Ana to you?"
    assert "asked you both" not in note.body
    both = replace(plan, asked_on=TODAY, other_asked_on=TODAY)
    desk.store.seed(both)
    assert first_fitting(desk, priya, follow_up) == "make-introduction"
    assert desk.notes.compose(priya.id, "ask-whether").follow_up_id is None


def test_a_current_interview_offers_its_notes(desk: Desk, priya: Contact) -> None:
    tomorrow = make_interview(contact_id=priya.id, at=NOON + timedelta(hours=22))
    later = make_interview(contact_id=priya.id, at=NOON + timedelta(days=9))
    desk.store.seed(tomorrow, later)
    assert first_fitting(desk, priya) == "confirm-time"
    fitting, _ = desk.notes.templates_for(priya.id, later)
    assert [template.name for template in fitting[:2]] == ["confirm-time", "reschedule"]
    passed = make_interview(contact_id=priya.id, at=NOON - timedelta(hours=22))
    fitting, _ = desk.notes.templates_for(priya.id, passed)
    assert [template.name for template in fitting[:2]] == ["thank-you", "reschedule"]


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"kind": InteractionKind.EVENT}, "after-event"),
        ({"kind": InteractionKind.EVENT, "on": date(2026, 11, 2)}, None),
        ({"direction": Direction.RECEIVED}, "thanks-for-help"),
    ],
)
def test_the_log_brings_its_notes(
    desk: Desk, priya: Contact, over: dict[str, Any], expected: str | None
) -> None:
    desk.store.seed(make_interaction(contact_ids=(priya.id,), **over))
    assert first_fitting(desk, priya) == expected


def test_the_thank_you_is_filled_from_the_interview(desk: Desk, priya: Contact) -> None:
    advice = ChosenQuestion(id=1, text="?", theme="Advice", answer="Start small")
    interview = done_interview(priya, questions=(advice,), ask_next=("Tom Okafor",))
    desk.store.seed(interview)
    note = desk.notes.compose(priya.id)
    assert (note.template, note.to, note.address) == ("thank-you", "Priya Raman", "priya@example.org")
    assert (note.subject, note.interview_id) == ("Thank you, Priya", interview.id)
    for part in ("your time today", INSIGHT, "Start small", "Send a first patch", "Tom Okafor", "Ada Byron"):
        assert part in note.body
    assert gaps(note.body) == ()


def test_the_thank_you_names_people_without_their_work(desk: Desk, priya: Contact) -> None:
    asked = ("Marek Dvořák, Cloudflare", "Pat O'Brien (Fly.io)", "someone in hiring")
    desk.store.seed(done_interview(priya, ask_next=asked))
    body = desk.notes.compose(priya.id).body
    assert "pointing me to Marek Dvořák, Pat O'Brien and someone in hiring. I will" in body


def test_both_clocks_are_named(desk: Desk, priya: Contact) -> None:
    desk.store.seed(
        replace(priya, time_zone="America/New_York"),
        make_interview(contact_id=priya.id, at=datetime.fromisoformat("2026-11-23T14:30:00+00:00")),
    )
    body = desk.notes.compose(priya.id, "confirm-time").body
    assert "for you: Monday 23 November, 09:30 (New York time)" in body
    assert "for me: Monday 23 November, 15:30 (Berlin time)" in body


@pytest.mark.parametrize("zone", ["", "Europe/Paris", "Nowhere/Atall"])
def test_one_clock_is_enough_where_both_agree_or_theirs_is_unknown(
    desk: Desk, priya: Contact, zone: str
) -> None:
    desk.store.seed(replace(priya, time_zone=zone), make_interview(contact_id=priya.id))
    assert "- Monday 23 November, 13:00 (Berlin time)" in desk.notes.compose(priya.id, "confirm-time").body


def test_the_last_topic_is_what_was_talked_about_not_what_was_sent(desk: Desk, priya: Contact) -> None:
    desk.store.seed(
        make_interaction(contact_ids=(priya.id,), text="Check-in\n\nHi", template="check-in"),
        make_interaction(contact_ids=(priya.id,), on=date(2026, 9, 1), text="The move to Oslo.\nMore"),
    )
    assert "(The move to Oslo)" in desk.notes.compose(priya.id, "check-in").body


@pytest.mark.parametrize("words", ["", ": The move to Oslo"])
def test_a_note_does_not_repeat_the_hour(desk: Desk, priya: Contact, words: str) -> None:
    desk.store.seed(
        make_interaction(contact_ids=(priya.id,), text=f"at 8am{words}"),
        make_interaction(contact_ids=(priya.id,), on=date(2026, 9, 1), text="The move to Oslo"),
    )
    assert "(The move to Oslo)" in desk.notes.compose(priya.id, "check-in").body


def test_the_introducer_is_named_in_a_request(desk: Desk, priya: Contact) -> None:
    tom = make_contact(name="Tom Okafor", introduced_by=priya.id)
    desk.store.seed(tom)
    assert "Priya Raman suggested" in desk.notes.compose(tom.id, "interview-request").body


def test_thanks_for_an_introduction_go_to_the_introducer(desk: Desk, priya: Contact) -> None:
    tom = make_contact(name="Tom Okafor", introduced_by=priya.id)
    desk.store.seed(tom)
    assert first_fitting(desk, tom) == first_fitting(desk, priya) == "introduction-thanks"
    for note in (desk.notes.compose(tom.id, "introduction-thanks"), desk.notes.compose(priya.id)):
        assert (note.contact_id, note.about_id, note.to) == (priya.id, tom.id, "Priya Raman")
        assert "in touch with Tom Okafor" in note.body
    desk.notes.mark_sent(note)
    assert first_fitting(desk, tom) is None
    assert first_fitting(desk, priya) is None


def test_a_note_to_someone_introduced_goes_to_them(desk: Desk, priya: Contact) -> None:
    tom = make_contact(name="Tom Okafor", introduced_by=priya.id, birthday=PartialDate(month=11, day=25))
    lee = make_contact(name="Lee Park", introduced_by=priya.id)
    interview = done_interview(lee, thanked_at=NOON)
    desk.store.seed(tom, lee, interview)
    owed = make_follow_up(
        contact_id=priya.id, about_id=tom.id, kind=FollowUpKind.THANK_YOU, due_on=date(2026, 11, 1)
    )
    desk.store.seed(owed)
    fitting, _ = desk.notes.templates_for(tom.id)
    names = [one.name for one in fitting]
    assert names.index("birthday") < names.index("introduction-thanks")
    assert {one.name for one in fitting if desk.notes.someone_else(one, tom.id) is not None} == {
        "introduction-thanks"
    }
    assert (desk.notes.compose(tom.id).template, desk.notes.compose(tom.id).to) == ("birthday", "Tom Okafor")
    for note in (desk.notes.compose(lee.id), desk.notes.compose(lee.id, interview_id=interview.id)):
        assert (note.contact_id, note.to) == (lee.id, "Lee Park")
    kept = desk.notes.compose(tom.id, follow_up_id=owed.id)
    assert (kept.template, kept.contact_id, kept.about_id) == ("introduction-thanks", priya.id, tom.id)


def test_thanks_already_sent_to_someone_are_not_written_again(desk: Desk, priya: Contact) -> None:
    tom = make_contact(name="Tom Okafor", introduced_by=priya.id)
    lee = make_contact(name="Lee Park", introduced_by=tom.id)
    desk.store.seed(tom, lee)
    desk.notes.mark_sent(desk.notes.compose(tom.id))
    assert desk.notes.compose(tom.id).template == "check-in"
    asked_for = desk.notes.compose(tom.id, "introduction-thanks")
    assert (asked_for.to, asked_for.about_id) == ("Priya Raman", tom.id)


def test_an_update_tells_the_introducer_how_the_interview_went(desk: Desk, priya: Contact) -> None:
    tom = make_contact(name="Tom Okafor", introduced_by=priya.id)
    owed = make_follow_up(contact_id=priya.id, about_id=tom.id, kind=FollowUpKind.UPDATE)
    desk.store.seed(tom, owed, done_interview(tom, thanked_at=NOON))
    for person in (tom, priya):
        note = desk.notes.compose(person.id, "introducer-update")
        assert (note.contact_id, note.about_id, note.follow_up_id) == (priya.id, tom.id, owed.id)
        assert INSIGHT in note.body
    desk.notes.mark_sent(note)
    assert desk.follow_up(owed.id).state is FollowUpState.DONE


@pytest.mark.parametrize(("configured", "limit"), [(300, 300), (200, 200), (500, 300)])
def test_a_linkedin_note_keeps_to_the_smaller_limit(configured: int, limit: int) -> None:
    desk = make_desk(linkedin_note_limit=configured)
    profile = "https://www.linkedin.com/in/priya"
    contact = make_contact(links=("https://example.org", profile), emails=("p@example.org",))
    desk.store.seed(contact)
    note = desk.notes.compose(contact.id, "linkedin-connection")
    assert (note.limit, note.address) == (limit, profile)
    listed = [one for found in desk.notes.templates_for(contact.id) for one in found]
    assert {one.limit for one in listed if one.name == "linkedin-connection"} == {limit}
    assert desk.notes.check("x" * 310, note).over == 310 - limit
    sent = desk.notes.mark_sent(note)
    assert sent.kind is InteractionKind.MESSAGE


@pytest.mark.parametrize(
    ("over", "address"),
    [
        ({"emails": ("a@example.org", "b@example.org")}, "a@example.org"),
        ({"links": ("x.org",)}, "x.org"),
        ({}, ""),
    ],
)
def test_the_address_is_what_is_known(desk: Desk, over: dict[str, Any], address: str) -> None:
    contact = make_contact(**over)
    desk.store.seed(contact)
    assert desk.notes.compose(contact.id, "check-in").address == address


def test_a_note_counts_its_words_and_gaps(desk: Desk, priya: Contact) -> None:
    note = desk.notes.compose(priya.id, "check-in")
    check = desk.notes.check("Hi [[their name]], how are [[you]]?", note)
    assert [gap.label for gap in check.gaps] == ["their name", "you"]
    assert (check.words, check.characters, check.limit, check.over) == (6, 35, None, 0)
    assert (check.quotes_something, check.advice) == (None, "")


def test_a_thank_you_that_quotes_nothing_gets_a_warning(desk: Desk, priya: Contact) -> None:
    desk.store.seed(done_interview(priya))
    note = desk.notes.compose(priya.id, "thank-you")
    assert desk.notes.check(note.body, note).quotes_something is True
    bland = desk.notes.check("Thank you for your time [[debugging stories, compiler teams]].", note)
    assert bland.quotes_something is False
    assert "quotes nothing specific" in bland.advice


def test_an_interview_without_a_debrief_asks_for_one(desk: Desk, priya: Contact) -> None:
    desk.store.seed(done_interview(priya, insights=()))
    note = desk.notes.compose(priya.id, "thank-you")
    check = desk.notes.check(note.body, note)
    assert check.quotes_something is None
    assert "No insight" in check.advice
    assert "one specific point from the talk" in [gap.label for gap in check.gaps]


def test_a_note_that_is_copied_whole_leaves_nothing_half_typed(desk: Desk, priya: Contact) -> None:
    note = desk.notes.compose(priya.id, "check-in")
    result = desk.notes.copy_text(note.body)
    assert result.confirmed
    assert desk.clipboard.copies == [note.body]
    assert desk.drafts.kept == {}
    assert desk.store.history() == []


def test_sending_the_thank_you_is_one_change(desk: Desk, priya: Contact) -> None:
    interview = done_interview(priya)
    other = make_follow_up(contact_id=priya.id, kind=FollowUpKind.THANK_YOU, due_on=date(2026, 11, 1))
    owed = make_follow_up(contact_id=priya.id, kind=FollowUpKind.THANK_YOU, interview_id=interview.id)
    desk.store.seed(replace(priya, cadence=Cadence(2, Unit.MONTHS)), interview, other, owed)
    note = desk.notes.compose(priya.id, "thank-you", interview_id=interview.id)
    desk.drafts.save(draft_key(priya.id, note.template), note.body)
    sent = desk.notes.mark_sent(note)
    assert desk.labels == ["Send a thank-you to Priya"]
    assert desk.store.interactions.all() == [sent]
    assert (sent.kind, sent.on, sent.at, sent.direction) == (
        InteractionKind.EMAIL,
        TODAY,
        NOON,
        Direction.GAVE,
    )
    assert (sent.template, sent.interview_id, sent.real) == ("thank-you", interview.id, True)
    assert sent.text == f"Thank-you\n\n{note.body}"
    assert desk.follow_up(owed.id).state is FollowUpState.DONE
    assert desk.follow_up(other.id).is_open
    assert desk.interview(interview.id).thanked_at == NOON
    contact = desk.store.contacts.get(priya.id)
    assert contact is not None
    assert (contact.last_contact_on, contact.next_due_on) == (TODAY, date(2027, 1, 20))
    assert desk.drafts.kept == {}
    desk.store.undo(1)
    assert desk.interview(interview.id).thanked_at is None
    assert desk.follow_up(owed.id).is_open
    assert desk.store.interactions.count() == 0


def test_who_is_thanked_before_the_wrap_up_is_not_owed_thanks_again(desk: Desk, priya: Contact) -> None:
    begun = NOON - timedelta(hours=2)
    interview = done_interview(priya, status=InterviewStatus.SCHEDULED, at=begun, ended_at=None)
    desk.store.seed(interview)
    desk.notes.mark_sent(desk.notes.compose(priya.id, "thank-you", interview_id=interview.id))
    assert desk.interview(interview.id).thanked_at == NOON


def test_thanks_for_help_leave_those_for_the_interview_owed(desk: Desk, priya: Contact) -> None:
    interview = done_interview(priya)
    owed = make_follow_up(contact_id=priya.id, kind=FollowUpKind.THANK_YOU, interview_id=interview.id)
    desk.store.seed(interview, owed)
    desk.notes.mark_sent(desk.notes.compose(priya.id, "thanks-for-help"))
    assert desk.follow_up(owed.id).is_open
    assert desk.interview(interview.id).thanked_at is None


def test_a_follow_up_that_recurs_is_opened_again(desk: Desk, priya: Contact) -> None:
    every = make_follow_up(contact_id=priya.id, kind=FollowUpKind.CHECK_IN, repeats=Cadence(1, Unit.MONTHS))
    desk.store.seed(every)
    desk.notes.mark_sent(desk.notes.compose(priya.id, follow_up_id=every.id))
    (again,) = desk.store.follow_ups.open()
    assert (again.id != every.id, again.due_on) == (True, date(2026, 12, 20))


def test_a_follow_up_done_since_is_left_as_it_is(desk: Desk, priya: Contact) -> None:
    owed = make_follow_up(contact_id=priya.id)
    desk.store.seed(owed)
    note = desk.notes.compose(priya.id, "share-resource")
    desk.store.seed(replace(owed, state=FollowUpState.DROPPED))
    desk.notes.mark_sent(note)
    assert desk.follow_up(owed.id).state is FollowUpState.DROPPED


def test_sending_a_request_opens_the_interview_as_asked(desk: Desk) -> None:
    contact = make_contact(stage=Stage.POTENTIAL, company="Acme", title="Staff engineer")
    desk.store.seed(contact)
    desk.notes.mark_sent(desk.notes.compose(contact.id))
    (interview,) = desk.store.interviews.all()
    assert (interview.status, interview.asked_on, interview.contact_id) == (
        InterviewStatus.ASKED,
        TODAY,
        contact.id,
    )
    assert (interview.contact_name, interview.company, interview.title) == (
        "Priya Raman",
        "Acme",
        "Staff engineer",
    )
    assert desk.labels == ["Send an interview request to Priya"]
    contact_now = desk.store.contacts.get(contact.id)
    assert contact_now is not None
    assert contact_now.stage is Stage.REACHED_OUT


def test_an_idea_becomes_the_interview_that_is_asked_for(desk: Desk, priya: Contact) -> None:
    idea = make_interview(contact_id=priya.id, status=InterviewStatus.IDEA, at=None, goal="How teams hire")
    desk.store.seed(idea)
    note = desk.notes.compose(priya.id)
    assert "How teams hire." in note.body
    desk.notes.mark_sent(note, date(2026, 11, 18))
    assert desk.store.interviews.all() == [
        replace(idea, status=InterviewStatus.ASKED, asked_on=date(2026, 11, 18))
    ]
    desk.notes.mark_sent(note)
    assert desk.store.interviews.count() == 1
    assert desk.interview(idea.id).asked_on == date(2026, 11, 18)


def test_a_second_try_is_noted_on_the_interview(desk: Desk, priya: Contact) -> None:
    interview = asked(priya, date(2026, 11, 2))
    desk.store.seed(interview)
    desk.notes.mark_sent(desk.notes.compose(priya.id))
    assert desk.interview(interview.id).second_try_on == TODAY
    assert desk.labels == ["Write to Priya a second time"]


def test_a_day_to_come_is_refused_and_nothing_changes(desk: Desk, priya: Contact) -> None:
    note = desk.notes.compose(priya.id, "check-in")
    desk.drafts.save(draft_key(priya.id, note.template), note.body)
    with pytest.raises(InvalidValueError, match="still to come"):
        desk.notes.mark_sent(note, TODAY + timedelta(days=1))
    assert desk.store.history() == []
    assert list(desk.drafts.kept.values()) == [note.body]


def test_what_is_not_there_is_named(desk: Desk, priya: Contact) -> None:
    with pytest.raises(NotFoundError, match="no contact"):
        desk.notes.compose(99_999)
    with pytest.raises(NotFoundError, match="did you mean thank-you"):
        desk.notes.compose(priya.id, "thankyou")
    with pytest.raises(NotFoundError, match="no interview"):
        desk.notes.compose(priya.id, "thank-you", interview_id=5)
    with pytest.raises(NotFoundError, match="no follow-up"):
        desk.notes.compose(priya.id, "check-in", follow_up_id=5)
    with pytest.raises(InvalidValueError, match="for no one yet"):
        desk.notes.mark_sent(replace(desk.notes.compose(priya.id, "check-in"), contact_id=None))


@pytest.mark.parametrize("template", TemplateFolder(None).all(), ids=lambda template: template.name)
def test_a_hostile_contact_cannot_steer_the_terminal(desk: Desk, template: NoteTemplate) -> None:
    contact = hostile_contact(stage=Stage.POTENTIAL, links=(HOSTILE["title write"],))
    desk.store.seed(contact, done_interview(contact, insights=tuple(HOSTILE.values())))
    note = desk.notes.compose(contact.id, template.name)
    for text in (note.to, note.address, note.subject, note.body.replace("\n", "")):
        assert not any(ord(ch) < 32 or 127 <= ord(ch) < 160 or ch in "\u202e\u2067" for ch in text)
    assert "49" not in note.body


def test_what_was_written_about_a_person_is_to_be_reworded_for_them(desk: Desk, priya: Contact) -> None:
    interview = done_interview(
        priya,
        insights=("She reads the incident reviews first", "Small patches win trust"),
        actions=("Send Priya what I made by wed",),
    )
    desk.store.seed(interview)
    note = desk.notes.compose(priya.id, "thank-you")
    assert [gap.text for gap in gaps(note.body)] == [
        "She reads the incident reviews first",
        "Send Priya what I made.",
    ]
    assert "- Small patches win trust" in note.body
    check = desk.notes.check(note.body, note)
    assert check.own_notes == "2 lines come from your own notes: reword them for Priya"
    one_left = note.body.replace("[[your note: She reads", "You read").replace("first]]", "first")
    check = desk.notes.check(one_left, note)
    assert check.own_notes == "1 line comes from your own notes: reword it for Priya"
    assert check.quotes_something


def test_a_line_still_to_be_reworded_is_neither_praised_nor_missed(desk: Desk, priya: Contact) -> None:
    desk.store.seed(done_interview(priya, insights=("She reads the incident reviews first",), actions=()))
    note = desk.notes.compose(priya.id, "thank-you")
    check = desk.notes.check(note.body, note)
    assert check.quotes_something is None
    assert check.advice == ""


def test_another_contact_named_in_a_note_is_found(desk: Desk, priya: Contact) -> None:
    text = "what Omar said of the vectorizer"
    desk.store.seed(make_interaction(contact_ids=(priya.id,), on=date(2026, 9, 1), text=text))
    assert gaps(desk.notes.compose(priya.id, "check-in").body)[0].text == ""
    desk.store.seed(make_contact(name="Omar Aziz"))
    assert gaps(desk.notes.compose(priya.id, "check-in").body)[0].text == text


@pytest.mark.parametrize(
    ("owed", "expected"),
    [
        ("send Priya the slides by wed", "\n\nthe slides\n"),
        ("share the eBPF article", "\n\nthe eBPF article\n"),
        ("https://example.org/ebpf", "\n\nhttps://example.org/ebpf\n"),
        ("Write to Priya after the demo: send slides by wed", "[[your note: Write to Priya after the demo"),
    ],
)
def test_what_was_promised_is_not_pasted_as_an_order(
    desk: Desk, priya: Contact, owed: str, expected: str
) -> None:
    follow_up = make_follow_up(contact_id=priya.id, kind=FollowUpKind.SEND, text=owed)
    desk.store.seed(follow_up)
    body = desk.notes.compose(priya.id, "share-resource", follow_up_id=follow_up.id).body
    assert expected in body
    assert "by wed" not in body


def test_the_introducer_reads_no_words_meant_for_another(desk: Desk, priya: Contact) -> None:
    ana = make_contact(name="Ana Ruiz")
    met = replace(priya, introduced_by=ana.id)
    desk.store.seed(ana, met, done_interview(met, insights=("You read the incident reviews first",)))
    note = desk.notes.compose(met.id, "introducer-update")
    assert note.to == "Ana Ruiz"
    assert gaps(note.body)[0].text == "You read the incident reviews first."


@pytest.mark.parametrize("kind", [FollowUpKind.CHECK_IN, FollowUpKind.SEND])
def test_a_follow_up_of_an_event_is_kept_by_the_note_after_an_event(
    desk: Desk, priya: Contact, kind: FollowUpKind
) -> None:
    event = Event(id=900, uid="e", title="Rust meetup", on=TODAY, contact_ids=(priya.id,))
    owed = make_follow_up(
        contact_id=priya.id, kind=kind, text="Write to Priya after Rust meetup: send slides", due_on=TODAY
    )
    desk.store.seed(event, replace(priya, next_due_on=TODAY), owed)
    assert first_fitting(desk, priya, owed) == first_fitting(desk, priya) == "after-event"
    note = desk.notes.compose(priya.id)
    assert note.template == "after-event"
    desk.notes.mark_sent(note)
    assert desk.follow_up(owed.id).state is FollowUpState.DONE


def test_another_follow_up_of_someone_met_at_an_event_is_what_it_says(desk: Desk, priya: Contact) -> None:
    event = Event(id=900, uid="e", title="Rust meetup", on=TODAY, contact_ids=(priya.id,))
    owed = make_follow_up(contact_id=priya.id, kind=FollowUpKind.CHECK_IN, text="Ask about Oslo")
    desk.store.seed(event, owed)
    assert first_fitting(desk, priya, owed) == "check-in"


def test_a_profile_is_no_place_for_email(desk: Desk) -> None:
    tom = make_contact(name="Tom Weiss", links=("https://www.linkedin.com/in/tom",))
    desk.store.seed(tom)
    note = desk.notes.compose(tom.id, "check-in")
    assert desk.notes.channel(note) is None
    assert desk.notes.mark_sent(note).kind is InteractionKind.MESSAGE
    assert desk.notes.channel(note) is InteractionKind.MESSAGE


def test_a_note_that_turns_out_to_have_gone_by_email_keeps_its_message_id(desk: Desk, priya: Contact) -> None:
    desk.store.seed(priya)
    note = desk.notes.compose(priya.id, "check-in")
    by_mail = desk.notes.mark_sent(note)
    desk.store.undo(1)
    sent = desk.notes.mark_sent(note, kind=InteractionKind.MESSAGE)
    assert sent.came_from == ()
    desk.notes.set_channel(note, sent, InteractionKind.EMAIL)
    (entry,) = desk.store.interactions.all()
    assert entry.came_from == by_mail.came_from != ()


def test_the_channel_is_asked_once(desk: Desk) -> None:
    tom = make_contact(name="Tom Weiss", links=("https://tom.example",))
    desk.store.seed(tom)
    note = desk.notes.compose(tom.id, "check-in")
    desk.notes.mark_sent(note, kind=InteractionKind.LETTER)
    assert desk.notes.channel(desk.notes.compose(tom.id, "birthday")) is InteractionKind.LETTER
    assert desk.notes.channel(desk.notes.compose(tom.id, "linkedin-connection")) is InteractionKind.MESSAGE


def test_an_address_says_that_a_note_goes_by_email(desk: Desk, priya: Contact) -> None:
    desk.store.seed(
        make_interaction(contact_ids=(priya.id,), kind=InteractionKind.LETTER, template="check-in")
    )
    assert desk.notes.channel(desk.notes.compose(priya.id, "check-in")) is InteractionKind.EMAIL


def test_a_thank_you_is_offered_to_those_it_is_owed(desk: Desk, priya: Contact) -> None:
    assert desk.notes.thanks_to(priya.id) is None
    ana = make_contact(name="Ana Ruiz")
    met = replace(priya, introduced_by=ana.id)
    desk.store.seed(ana, met)
    assert desk.notes.thanks_to(priya.id) is None  # it is Ana who is owed one
    thanks = desk.notes.thanks_to(ana.id)
    assert thanks is not None
    assert thanks.name == "introduction-thanks"
    desk.store.seed(done_interview(met))
    thanks = desk.notes.thanks_to(priya.id)
    assert thanks is not None
    assert thanks.name == "thank-you"


@pytest.mark.parametrize(("template", "events"), [("check-in", 1), ("after-event", 2)])
def test_a_note_reads_only_what_its_template_asks_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, template: str, events: int
) -> None:
    tom = make_contact(name="Tom Okafor")
    desk.store.seed(tom)
    read: list[str] = []
    of, for_contact = desk.store.of, desk.store.interactions.for_contact

    def table(kind: Any) -> Any:
        read.append(kind.__name__)
        return of(kind)

    def log(contact_id: int) -> Any:
        read.append("log")
        return for_contact(contact_id)

    monkeypatch.setattr(desk.store, "of", table)
    monkeypatch.setattr(desk.store.interactions, "for_contact", log)
    desk.notes.compose(tom.id, template)
    assert (read.count("Event"), read.count("log")) == (events, 1)
