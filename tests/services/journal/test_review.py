"""Reviews: a week and a month in figures and as text."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.contact import Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.importing import CONNECTED
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.goal import Period
from netui.domain.plan.introduction import Introduction
from netui.domain.week.agenda import AgendaRow, ToArea, ToScreen
from netui.services.journal.review import ReviewService, action_of
from netui.services.journal.review_lines import due_words, review_lines, review_text
from netui.services.plan.goals import GoalService
from tests.factories import TODAY, make_contact, make_event, make_goal, make_group, make_interview
from tests.fakes import NOON
from tests.services.conftest import Core


@pytest.fixture
def reviews(core: Core) -> ReviewService:
    return core.services.reviews


def test_a_week_is_counted_with_the_one_before(core: Core, reviews: ReviewService) -> None:
    ann = core.contacts.add(make_contact(name="Ann Lee", met_on=TODAY))
    core.contacts.add(make_contact(name="Old Friend", met_on=TODAY - timedelta(days=400)))
    connected = core.contacts.add(make_contact(name="Im Ported", met_on=TODAY, met=CONNECTED))
    written = core.contacts.add(make_contact(name="Writ Down", created_at=NOON))
    core.contacts.add(make_contact(name="Yet To Meet", met_on=TODAY, stage=Stage.POTENTIAL))
    logged = core.contacts.add(make_contact(name="Lo Gged", created_at=NOON))
    core.log.log(contact_ids=[ann.id, logged.id], kind=InteractionKind.COFFEE, on=TODAY, text="x")
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.EMAIL, on=TODAY - timedelta(days=7), text="y")
    kept = core.follow_ups.add(
        contact_id=ann.id, kind=FollowUpKind.SEND, text="Send it", due_on=TODAY - timedelta(days=1)
    )
    core.follow_ups.done(kept.id)
    open_one = core.follow_ups.add(contact_id=ann.id, kind=FollowUpKind.SEND, text="Send more", due_on=TODAY)
    dropped = core.follow_ups.add(contact_id=ann.id, kind=FollowUpKind.OTHER, text="Meet", due_on=TODAY)
    core.follow_ups.drop(dropped.id)
    ended = datetime(2026, 11, 18, 10, tzinfo=UTC)
    interview = make_interview(
        contact_id=ann.id,
        status=InterviewStatus.DONE,
        ended_at=ended,
        thanked_at=ended + timedelta(hours=20),
        company="Fastly",
    )
    with core.store.transaction("Talk"):
        core.store.interviews.add(interview)

    GoalService(core.store, core.present).add(make_goal(title="One talk"))
    (week, before) = reviews.spans(Period.WEEK, 2)
    review = reviews.review(week)
    figures = review.figures
    assert (figures.talks, figures.thanked, figures.in_time, figures.met) == (1, 1, 1, 2)
    assert (figures.kept, figures.late) == (1, 1)
    assert review.before.logged == 1
    assert review.interviews == ((date(2026, 11, 18), "Ann Lee, Fastly", interview.id),)
    met, added = ({one.name for one in people} for people in (review.met, review.added))
    assert met == {"Ann Lee", "Lo Gged"}, "not who was written down or is connected alone"
    assert {connected.name, written.name} <= added
    assert [one.text for one in review.broken] == ["Meet"]
    assert [due_words(row) for row in review.due] == [f"send Ann Lee: {open_one.text}"]
    assert ("Promise", 3) in review.changed
    assert reviews.review(before).due == ()

    text = review_text(review, TODAY)
    assert "1 of 1 within 24 hours" in text
    assert "  Wed 18 Nov  interview with Ann Lee, Fastly" in text
    assert "  One talk: 1 of 1 in November 2026" in text
    assert "Fri 20 Nov  send Ann Lee: Send more" in text
    assert "What is due" not in review_text(reviews.review(before), TODAY)


def test_each_thank_you_that_was_sent_is_counted_once(core: Core, reviews: ReviewService) -> None:
    ann, bob = (core.contacts.add(make_contact(name=name)).id for name in ("Ann Lee", "Bob Ray"))
    held = core.services.interviews.add(ann, at=NOON - timedelta(hours=3), status=InterviewStatus.SCHEDULED)
    core.services.interviews.closing.complete(held.id)  # which owes a thank-you
    [owed] = core.follow_ups.for_contact(ann)
    core.follow_ups.done(owed.id)  # logged, and the interview is thanked for: one
    for text, template, direction in (
        ("Thanks for the intro", "introduction-thanks", Direction.GAVE),
        ("thanks for your help", None, Direction.GAVE),
        ("thanks for your help", None, Direction.RECEIVED),
        ("News", "news", Direction.GAVE),
    ):
        core.log.log(
            contact_ids=[bob],
            kind=InteractionKind.MESSAGE,
            on=TODAY,
            text=text,
            template=template,
            direction=direction,
        )
    with core.store.transaction("Thanked by hand"):
        core.store.interviews.add(
            make_interview(contact_id=bob, status=InterviewStatus.DONE, ended_at=NOON, thanked_at=NOON)
        )
        core.store.interviews.add(
            make_interview(contact_id=ann, thanked_at=NOON - timedelta(days=9), status=InterviewStatus.DONE)
        )
    week, before = reviews.spans(Period.WEEK, 2)
    assert reviews.review(week).figures.thanked == 3
    assert reviews.review(before).figures.thanked == 1


def test_what_is_due_says_how_late_it_is_and_of_which_day(core: Core, reviews: ReviewService) -> None:
    ann = core.contacts.add(make_contact(name="Ann Lee"))
    core.services.interviews.add(ann.id, at=NOON - timedelta(days=4))
    core.services.events.add(make_event(title="RustFest", on=TODAY - timedelta(days=3)))
    core.follow_ups.add(
        contact_id=ann.id, kind=FollowUpKind.SEND, text="Send it", due_on=TODAY - timedelta(days=2)
    )
    core.follow_ups.add(
        contact_id=ann.id, kind=FollowUpKind.SEND, text="Send more", due_on=TODAY + timedelta(days=1)
    )
    lines = review_text(reviews.review(reviews.spans(Period.WEEK, 1)[0]), TODAY).splitlines()
    [interview] = [line for line in lines if "outcome Ann Lee" in line]
    [event] = [line for line in lines if "event RustFest" in line]
    assert interview.endswith("did it happen? (was Mon 16)")
    assert event.endswith("(was Tue 17)")
    assert "  Wed 18 Nov  send Ann Lee: Send it (2 days late)" in lines
    assert "  Sat 21 Nov  send Ann Lee: Send more" in lines


@pytest.mark.parametrize(
    ("label", "action"),
    [
        ("Log coffee with Priya", "Log coffee"),
        ("Add Bo Ito", "Add"),
        ("Send an interview request to Ann", "Send an interview request"),
        ("Send a thank-you to Ann", "Send a thank-you"),
        ("Skip check-in with ana ruiz", "Skip check-in"),
        ("People met at RustFest: 3", "People met"),
        ("Away until Fri 20 Nov", "Away"),
        ("Set goal: One talk", "Set goal"),
        ("Snooze until Mon 3 Aug: check-in", "Snooze"),
        ("Change contacts", "Change contacts"),
        ("", ""),
    ],
)
def test_changes_are_counted_by_what_was_done(label: str, action: str) -> None:
    assert action_of(label) == action


def test_introductions_that_i_made_are_counted(core: Core, reviews: ReviewService) -> None:
    ann, bo, cem = (core.contacts.add(make_contact(name=name)).id for name in ("Ann Lee", "Bo Ito", "Cem Oz"))
    core.services.introductions.made(ann, bo)
    core.services.introductions.received(cem, ann)
    review = reviews.review(reviews.spans(Period.WEEK, 1)[0])
    assert (review.figures.introduced, review.before.introduced) == (1, 0)
    assert "  introductions made     1  (week before: 0)" in review_text(review, TODAY).splitlines()


def test_no_name_is_counted_among_what_changed(core: Core, reviews: ReviewService) -> None:
    services = core.services
    ann, bo = (core.contacts.add(make_contact(name=name)).id for name in ("Ann Lee", "Bo Ito"))
    services.introductions.received(ann, bo)
    services.introductions.forget(ann, bo)
    services.introductions.received_by_name(ann, "Cem Oz")
    services.contacts.set_introducer(bo, ann)
    services.groups.give_hours(services.groups.add(make_group(name="Ann Street")).id, 2)
    services.brand.set_field(services.brand.add_bio("Bo.social"), "About", "me")
    shared = services.collaborations.add(Collaboration(id=0, uid="", title="Ann and I"))
    services.collaborations.set_state(shared.id, CollaborationState.ACTIVE)
    changed = {action for action, _ in reviews.review(reviews.spans(Period.WEEK, 1)[0]).changed}
    assert not {action.split()[0] for action in changed} & {"Ann", "Bo", "Cem", "2"}
    assert "Introduction" in changed


def test_each_line_leads_to_what_it_is_about(core: Core, reviews: ReviewService) -> None:
    ann, bob = (core.contacts.add(make_contact(name=name, created_at=NOON)) for name in ("Ann", "Bob"))
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=TODAY)
    owed = core.follow_ups.add(contact_id=bob.id, kind=FollowUpKind.OTHER, text="Meet", due_on=TODAY)
    goal = core.services.goals.add(make_goal(title="One talk"))
    with core.store.transaction("Ask"):
        core.store.of(Introduction).add(
            Introduction(id=core.store.new_id(), uid="", contact_id=ann.id, by_id=bob.id, asked_on=TODAY)
        )
    review = reviews.review(reviews.spans(Period.WEEK, 1)[0])
    assert (review.figures.asked, review.before.asked) == (1, 0)
    found = {line.text.split("  ")[1]: line for line in review_lines(review, TODAY) if line.leads}
    assert found["interviews held"].leads == ToArea("interviews")
    assert found["logged"].leads == ToScreen("contact", ann.id)
    assert found["introductions asked"].leads == ToArea("plan", "introductions")
    assert found["people met"].leads == ToScreen("contact", ann.id)
    assert found["people added"].leads == ToScreen("contact", bob.id)
    assert found["One talk: 0 of 1 in November 2026"].leads == ToArea("plan", f"goals:{goal.id}")
    due = found["Fri 20 Nov"]
    assert due.text == "  Fri 20 Nov  follow-up Bob: Meet"
    assert isinstance(due.leads, AgendaRow)
    assert due.leads.id == str(owed.id)
    assert review_text(review, TODAY).count("\n") == len(list(review_lines(review, TODAY))) + 2


def test_each_count_has_its_time_and_its_plural(core: Core, reviews: ReviewService) -> None:
    ann = core.contacts.add(make_contact(name="Ann"))
    core.services.goals.add(
        make_goal(title="Know ten", target=10, period=Period.ONCE, until=date(2027, 3, 30))
    )
    for kind in [*3 * [InteractionKind.MESSAGE], *2 * [InteractionKind.SOCIAL], InteractionKind.COFFEE]:
        core.log.log(contact_ids=(ann.id,), kind=kind, on=TODAY)
    lines = review_text(reviews.review(reviews.spans(Period.MONTH, 1)[0]), TODAY).splitlines()
    assert "  logged                 6  (month before: 0)  3 messages, 2 posts, 1 coffee" in lines
    assert "  Know ten: 0 of 10 from 20 Nov 2026 until 30 Mar 2027" in lines


def test_an_empty_store_has_a_review(reviews: ReviewService) -> None:
    text = review_text(reviews.review(reviews.spans(Period.MONTH, 1)[0]), TODAY)
    assert text.startswith("November 2026\n\nWhat was done\n")
    assert "nothing up to Mon 30 Nov 2026" in text
