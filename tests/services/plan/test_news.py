"""News to everyone who gave something: who, when, and what is remembered. Today is Fri 20 Nov 2026."""

from datetime import timedelta

import pytest

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.notes.note import NEWS_GAP, gap, typed_in_gap
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.favour import FavourKind
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, NewsToGivers, RowState, ToDialog, Verb
from netui.domain.week.debrief import Debrief
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_interview
from tests.services.conftest import Core

ANA, BO, CY = (
    make_contact(id=n, name=name) for n, name in ((11, "Ana Ruiz"), (12, "Bo Lind"), (13, "Cy Dee"))
)
A_DAY = timedelta(days=1)


@pytest.fixture
def services(core: Core) -> Services:
    core.store.seed(ANA, BO, CY)
    return core.services


def received(core: Core, who: int, days_ago: int, kind: FavourKind = FavourKind.HELP, text: str = "") -> None:
    on = core.present.today() - days_ago * A_DAY
    core.services.favours.note(who, Direction.RECEIVED, kind, text, on)


def names(services: Services) -> list[str]:
    return [one.row.name for one in services.news.people()]


def idea(services: Services) -> AgendaRow | None:
    rows = [row for row in services.agenda.week().rows if isinstance(row.subject, NewsToGivers)]
    return rows[0] if rows else None


def test_everyone_who_gave_something_the_longest_ago_first(core: Core, services: Services) -> None:
    services.introductions.received(BO.id, CY.id, TODAY - 50 * A_DAY)
    received(core, ANA.id, 40, FavourKind.REVIEW, "Read my CV")
    received(core, ANA.id, 90)
    interview = make_interview(contact_id=CY.id, status=InterviewStatus.SCHEDULED, at=core.present.now())
    core.store.seed(interview)
    core.clock.advance(timedelta(hours=2))
    services.interviews.closing.complete(interview.id, Debrief(insights=("Small teams ship",)))
    services.favours.note(BO.id, Direction.GAVE, FavourKind.TIME, on=TODAY)
    received(core, CY.id, 3, FavourKind.ENGAGED)
    found = services.news.people()
    assert [(one.row.name, [gift.kind.value for gift in one.gave]) for one in found] == [
        ("Ana Ruiz", ["help", "review"]),
        ("Bo Lind", ["introduction"]),
        ("Cy Dee", ["time"]),
    ]
    services.contacts.archive([BO.id])
    assert names(services) == ["Ana Ruiz", "Cy Dee"]


def test_what_the_log_says_counts_too_and_what_is_a_year_old_does_not(core: Core, services: Services) -> None:
    core.log.log(
        contact_ids=(ANA.id,),
        kind=InteractionKind.EMAIL,
        on=TODAY - 9 * A_DAY,
        direction=Direction.RECEIVED,
        text="Reviewed my talk",
    )
    received(core, BO.id, 366)
    assert names(services) == ["Ana Ruiz"]


def test_it_is_one_idea_a_quarter_after_the_first_gave_something(core: Core, services: Services) -> None:
    received(core, ANA.id, 0)
    core.clock.advance(50 * A_DAY)
    received(core, BO.id, 0)
    core.clock.advance(41 * A_DAY)
    assert idea(services) is None
    core.clock.advance(A_DAY)
    row = idea(services)
    assert row is not None
    assert (row.state, row.text) == (RowState.IDEA, "what became of it: news for 2 people")
    assert row.why == "gave you something since Fri 20 Nov 2026: Ana Ruiz, Bo Lind"
    assert services.agenda.week().counts[RowState.OVERDUE] == 0
    assert (
        services.actions.leads(Verb.DONE, row) == services.actions.leads(Verb.OPEN, row) == ToDialog("news")
    )


def test_who_had_news_is_left_out_until_they_give_again(core: Core, services: Services) -> None:
    received(core, ANA.id, 100)
    received(core, BO.id, 95)
    services.notes.mark_sent(services.notes.compose(ANA.id, "news"))
    assert names(services) == ["Bo Lind"]
    services.news.skip_person(BO.id)
    assert (names(services), idea(services)) == ([], None), (
        "the round is over once each had news or was skipped"
    )
    core.history.undo()
    assert names(services) == ["Bo Lind"]
    core.history.undo()
    assert names(services) == ["Ana Ruiz", "Bo Lind"]
    services.news.skip_person(ANA.id)
    core.clock.advance(A_DAY)
    received(core, ANA.id, 0)
    assert [len(one.gave) for one in services.news.people()] == [1, 1]


def test_done_settles_the_round_skip_and_snooze_put_it_off(core: Core, services: Services) -> None:
    received(core, ANA.id, 100)
    row = idea(services)
    assert row is not None
    services.actions.snooze(row, TODAY + 5 * A_DAY)
    assert idea(services) is None
    core.clock.advance(5 * A_DAY)
    assert idea(services) is not None
    services.actions.skip(row)
    assert (idea(services), names(services)) == (None, ["Ana Ruiz"])
    core.clock.advance(92 * A_DAY)
    assert idea(services) is not None
    services.actions.done(row)
    assert (idea(services), names(services)) == (None, [])
    core.history.undo()
    assert idea(services) is not None


def test_a_merge_and_a_deletion_are_followed(core: Core, services: Services) -> None:
    received(core, ANA.id, 30)
    services.news.skip_person(ANA.id)
    services.duplicates.merge(BO.id, ANA.id)
    assert names(services) == []
    received(core, CY.id, 30)
    services.contacts.delete([CY.id])
    assert names(services) == []


def test_a_long_log_is_not_read_for_the_agenda(
    core: Core, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(core, ANA.id, 100)
    services.introductions.received(BO.id, CY.id, TODAY - 120 * A_DAY)
    interview = make_interview(
        contact_id=CY.id, status=InterviewStatus.DONE, at=core.present.now() - 130 * A_DAY
    )
    core.store.seed(interview, replace(interview, id=interview.id + 1, status=InterviewStatus.CANCELLED))
    monkeypatch.setattr("netui.services.plan.news._FEW_ENTRIES", -1)
    monkeypatch.setattr(core.store.interactions, "during", None)
    row = idea(services)
    assert row is not None
    assert row.text == "what became of it: news for 3 people"
    assert row.why.endswith("Cy Dee, Bo Lind, Ana Ruiz")


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        (FavourKind.HELP, "", "What helped me was your help."),
        (FavourKind.REVIEW, "Read my CV twice", "What helped me was [[your note: Read my CV twice]]."),
        (FavourKind.OTHER, "", "What helped me was [[what they did or said]]."),
    ],
)
def test_the_note_names_what_they_gave(
    core: Core, services: Services, kind: FavourKind, text: str, line: str
) -> None:
    received(core, ANA.id, 20, kind, text)
    assert line in services.notes.compose(ANA.id, "news").body


def test_the_note_names_an_introduction_or_what_was_heard_in_an_interview(
    core: Core, services: Services
) -> None:
    services.introductions.received(ANA.id, BO.id)
    assert "What helped me was your introduction to Bo Lind." in services.notes.compose(ANA.id, "news").body
    interview = make_interview(
        contact_id=CY.id,
        status=InterviewStatus.SCHEDULED,
        at=core.present.now(),
    )
    core.store.seed(interview)
    core.clock.advance(timedelta(hours=2))
    services.interviews.closing.complete(interview.id, Debrief(insights=("Small teams ship",)))
    assert "you told me this: Small teams ship." in services.notes.compose(CY.id, "news").body
    services.news.skip_person(ANA.id)
    assert "your introduction to Bo Lind" in services.notes.compose(ANA.id, "news").body, (
        "the newest, where none waits"
    )


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ([(FavourKind.ARTICLE, 80), (FavourKind.REFERRAL, 40), (FavourKind.HELP, 5)], "your referral"),
        (
            [(FavourKind.ARTICLE, 80), (FavourKind.TIME, 60), (FavourKind.REVIEW, 5)],
            "the time you took for me",
        ),
        ([(FavourKind.HELP, 30), (FavourKind.ARTICLE, 5)], "your help"),
        ([(FavourKind.ARTICLE, 80)], "what you sent me"),
    ],
)
def test_the_note_names_what_weighs_most(
    core: Core, services: Services, given: list[tuple[FavourKind, int]], named: str
) -> None:
    for kind, days_ago in given:
        received(core, ANA.id, days_ago, kind)
    assert f"What helped me was {named}." in services.notes.compose(ANA.id, "news").body


def test_of_several_of_one_kind_the_note_names_the_latest(core: Core, services: Services) -> None:
    received(core, ANA.id, 80, FavourKind.REVIEW, "Read my CV")
    received(core, ANA.id, 20, FavourKind.REVIEW, "Read my talk")
    received(core, ANA.id, 10, FavourKind.ARTICLE, "A link")
    assert "Read my talk" in services.notes.compose(ANA.id, "news").body


def test_the_note_names_an_introduction_before_a_link(core: Core, services: Services) -> None:
    received(core, ANA.id, 80, FavourKind.ARTICLE, "A link")
    services.introductions.received(ANA.id, BO.id, TODAY - 40 * A_DAY)
    received(core, ANA.id, 10, FavourKind.ARTICLE, "A link")
    assert "What helped me was your introduction to Bo Lind." in services.notes.compose(ANA.id, "news").body


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Hi Ana,\n\nEarly: I start in May.\n\nYours", "I start in May."),
        ("Hi Ana,\n\nEarly: [[your news, in one line]]\n\nYours", ""),
        ("Something else", ""),
        ("", ""),
    ],
)
def test_what_was_typed_in_a_gap(text: str, typed: str) -> None:
    fresh = f"Hi Bo,\n\nEarly: {gap(NEWS_GAP)}\n\nYours"
    assert typed_in_gap(fresh, text, NEWS_GAP) == typed
    assert typed_in_gap("no gap", text, NEWS_GAP) == ""


def test_the_template_has_the_gap_that_is_taken_along(services: Services) -> None:
    assert gap(NEWS_GAP) in services.notes.compose(ANA.id, "news").body
