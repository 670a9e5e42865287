"""The journal, driven by real keys."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.routes import routes_of, sections_of
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.journal.portfolio import Part
from netui.domain.journal.reflection import ReflectionKind, Start
from netui.domain.people.contact import Naming
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.values import replace
from netui.services.journal.review import Review
from netui.services.services import Services
from netui.tui.journal.portfolio import PortfolioSection
from netui.tui.journal.portfolio_screen import PortfolioScreen
from netui.tui.journal.reflection_screen import ReflectionScreen
from netui.tui.journal.review_screen import ReviewScreen
from netui.tui.look.messages import Open
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.week.screen import ThisWeekScreen
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.panel import Panel
from tests.factories import HOSTILE, HOSTILE_TEXT, TODAY, make_contact, make_goal, make_interview
from tests.fakes import FakeClipboard, FakeClock, FakeDrafts
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import FRIDAY, app_for, build, store_of, toasts
from tests.waiting import HANG_SECONDS

RAW = ("\x1b", "\u202e", "\x07", "\x9b")


@pytest.fixture
def drafts() -> FakeDrafts:
    return FakeDrafts()


@pytest.fixture
def clipboard() -> FakeClipboard:
    return FakeClipboard()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FRIDAY)


@pytest.fixture
def services(drafts: FakeDrafts, clipboard: FakeClipboard, clock: FakeClock) -> Services:
    return build(clock=clock, drafts=drafts, clipboard=clipboard)


def journal(services: Services) -> NetuiApp:
    return app_for(
        services,
        lambda: SectionsScreen("Journal", sections_of(services, "journal")),
        routes=routes_of(services),
    )


async def go_to(pilot: Pilot[Any], name: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, SectionsScreen)
    screen.show_section(name)
    await settle(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*("space" if ch == " " else ch for ch in text))


def held_interview(services: Services, contact_id: int | None = None, **over: Any) -> None:
    values: dict[str, Any] = {
        "contact_id": contact_id,
        "contact_name": "Dana Okafor",
        "status": InterviewStatus.DONE,
        "ended_at": datetime(2026, 11, 18, 10, tzinfo=UTC),
        "company": "Fastly",
    }
    with store_of(services).transaction("Talk"):
        store_of(services).interviews.add(make_interview(**{**values, **over}))


async def test_a_free_reflection_is_written_kept_and_undone(services: Services) -> None:
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Press a to write one" in text_of(app)
        await pilot.press("a", "f")
        await settle(pilot)
        assert isinstance(app.screen, ReflectionScreen)
        await type_in(pilot, "so calm")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "so calm" in text_of(app)
        assert [one.opening for one in services.reflections.list()] == ["so calm"]
        await pilot.press("u")
        await settle(pilot)
        assert services.reflections.count() == 0


async def test_what_is_typed_stays_a_draft(services: Services, drafts: FakeDrafts) -> None:
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "n")
        await settle(pilot)
        await type_in(pilot, "asking")
        await pilot.press("escape")
        await settle(pilot)
        assert "Kept as a draft" in toasts(app)
        app.mirror.flush()
        await pilot.press("a", "n")
        await settle(pilot)
        assert app.screen.query_one("#hard", NoteEditor).text == "asking"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert drafts.load("reflection:new-check:hard") is None
    (kept,) = services.reflections.list()
    assert (kept.kind, kept.text_of("hard")) == (ReflectionKind.CHECK, "asking")


async def test_an_empty_one_is_refused_in_one_line(services: Services) -> None:
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "f")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "nothing is written yet" in toasts(app)
        assert isinstance(app.screen, ReflectionScreen)


async def test_a_star_begins_from_the_log_of_the_chosen_days(services: Services) -> None:
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    services.log.log(
        contact_ids=[ann.id],
        kind=InteractionKind.COFFEE,
        on=TODAY - timedelta(days=2),
        text="The build broke",
    )
    services.log.log(
        contact_ids=[ann.id], kind=InteractionKind.CALL, on=TODAY - timedelta(days=20), text="Old"
    )
    app = journal(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "s")
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        assert "The build broke" in text_of(app)
        assert "Old" not in text_of(app)
        await pilot.press("ctrl+l", "tab", "tab", "tab", "ctrl+l", "enter")  # the last part written in
        await settle(pilot)
        result = app.screen.query_one("#result", NoteEditor)
        assert result.text == "18 Nov: coffee with Ann Lee. The build broke\n"
        await pilot.press("ctrl+s")
        await settle(pilot)
    (kept,) = services.reflections.list()
    assert (kept.first, kept.last) == (TODAY - timedelta(days=6), TODAY)


async def test_a_star_of_days_of_ones_own_takes_all_that_is_marked(services: Services) -> None:
    ann = services.contacts.add(make_contact(name=HOSTILE["closing markup"]))
    for day in (1, 9):
        services.log.log(
            contact_ids=[ann.id],
            kind=InteractionKind.CALL,
            on=TODAY.replace(month=10, day=day),
            text=str(day),
        )
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "s", "d")
        await settle(pilot)
        await type_in(pilot, "october")
        await settle(pilot)
        assert "Thu 1 Oct 2026 to Sat 31 Oct 2026" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "What happened then" in text_of(app)  # one pane: what was logged comes first
        await pilot.press("m", "m", "enter")
        await settle(pilot)
        assert "STAR, Thu 1 Oct 2026 to Sat 31 Oct 2026" in text_of(app)
        situation = app.screen.query_one("#situation", NoteEditor)
        assert [line.partition(".")[2] for line in situation.text.splitlines()] == [" 1", " 9"]
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert "What happened then" in text_of(app)
        assert "esc to the text" in text_of(app)
        await pilot.press("escape", *"so")  # what is typed after it goes into the text
        await settle(pilot)
        assert situation.text.endswith("so")
        assert isinstance(app.screen, ReflectionScreen)


async def test_the_check_shows_the_answers_before_and_is_tied_by_keys(services: Services) -> None:
    services.goals.add(make_goal(title="Know ten people"))
    services.reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": "Writing first"})
    app = journal(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "n")
        await settle(pilot)
        assert "The checks before" in text_of(app)
        assert "Writing first" in text_of(app)
        await type_in(pilot, "more")
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert "about Know ten people" in text_of(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("g", "v", "p")
        await settle(pilot)
        assert "private" in text_of(app)
    kept = services.reflections.list()[0]
    tie = services.reflections.tie_of(kept)
    assert tie is not None
    assert tie.label == "Know ten people"
    assert kept.private


async def test_insights_are_searched_and_lead_to_their_interview(services: Services) -> None:
    held_interview(services, insights=("Ask early", "Write less"), trends=("Early boards",))
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "insights")
        assert "Write less" in text_of(app)
        await pilot.press("v", "/")
        await settle(pilot)
        await type_in(pilot, "early")
        await pilot.press("enter")
        await settle(pilot)
        assert "2 lines with “early”" in text_of(app)
        assert "Write less" not in text_of(app)
        await pilot.press("v", "t")
        await settle(pilot)
        assert "1 trends" in text_of(app)
        await pilot.press("v", "x")
        await settle(pilot)
        assert "Write less" in text_of(app)


async def test_practice_is_kept_with_its_ratings_over_time(services: Services) -> None:
    services.practice.add(
        Practice(id=0, uid="", kind=PracticeKind.PITCH, on=TODAY - timedelta(days=9), confidence=2)
    )
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "practice")
        await pilot.press("a")
        await settle(pilot)
        await type_in(pilot, "aloud")
        await pilot.press("tab", "right", "tab", "right", "right", "right", "right", "ctrl+s")
        await settle(pilot)
        assert "4, up from 2" in text_of(app)
        assert "▃▆" in text_of(app)
    kept = services.practice.list()[0]
    assert (kept.kind, kept.text, kept.confidence) == (PracticeKind.DISCUSSION, "aloud", 4)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_rehearsal_says_who_it_was_for_and_how_long_it_took(
    services: Services, size: tuple[int, int]
) -> None:
    dana = services.contacts.add(make_contact(name="Dana \x1b[2JOkafor"))
    interview = services.interviews.add(dana.id)
    kept = services.interviews.rehearsals.count(interview.id, 12, "slower")
    app = journal(services)
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, "practice")
        shown = text_of(app)
        assert harmless(shown)
        assert re.search(r"rehearsal +Dana .*Okafor  slower", shown)
        if size[0] > 100:
            assert re.search(r"interview +with Dana ", shown)
            assert re.search(r"took +12 minutes", shown)
        await pilot.press("e", "tab", "tab", "tab", "tab", *["backspace"] * 2, *"9h", "ctrl+s")
        await settle(pilot)
        assert "540 minutes: write 1 to 480" in text_of(app)
        await pilot.press(*["backspace"] * 2, *"1h30", "ctrl+s")
        await settle(pilot)
    (changed,) = services.practice.list()
    assert changed == replace(kept, minutes=90)


async def test_a_review_is_read_and_copied(services: Services, clipboard: FakeClipboard) -> None:
    held_interview(services)
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "reviews")
        shown = text_of(app)
        assert "Week of 16 Nov" in shown
        assert "18 Nov  interview with Dana Okafor, Fastly" in shown
        assert "a reflect" in shown
        await pilot.press("y")
        await app.workers.wait_for_complete()
        await settle(pilot)
        await pilot.press("v", "o", "G")
        await settle(pilot)
        assert "June 2025" in text_of(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert "WHAT WAS DONE" in text_of(app)
        await pilot.press("escape", "up")
        await settle(pilot)
        assert "July 2025" in text_of(app)
    assert (clipboard.text or "").startswith("Week of 16 Nov\n\nWhat was done\n")


def shown_as(app: NetuiApp) -> str:
    return type(app.screen).__name__


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_line_of_a_review_opens_what_it_is_about(services: Services, size: tuple[int, int]) -> None:
    people = [services.contacts.add(make_contact(name=f"Wilhelmina Longname {n}")) for n in range(4)]
    services.follow_ups.add(
        contact_id=people[0].id, kind=FollowUpKind.SEND, text="the long way round " * 6, due_on=TODAY
    )
    app = journal(services)
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, "reviews")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await settle(pilot)
        shown = text_of(app)
        assert shown.count("round") == 6
        assert shown.count("Longname") == 5, "four added, and one promised to"
        await pilot.press(*"jjj", "enter")
        assert "There is nothing to open on this line." in toasts(app)
        await pilot.press(*"jjjj", "enter")
        await settle(pilot)
        assert shown_as(app) == "GoThroughScreen"
        await pilot.press("escape")
        await settle(pilot)
        assert shown_as(app) == "ReviewScreen"
        await pilot.press("G", "k", "k", "enter")
        await settle(pilot)
        assert shown_as(app) == "ContactScreen"


async def test_a_review_that_comes_after_its_screen_is_closed_goes_nowhere(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "reviews")
        closed, review = Event(), services.reviews.review

        def late(*args: Any) -> Review:
            assert closed.wait(HANG_SECONDS)
            return review(*args)

        monkeypatch.setattr(services.reviews, "review", late)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        closed.set()
        await app.workers.wait_for_complete()
        assert shown_as(app) != "ReviewScreen"


async def test_a_review_that_comes_while_its_screen_is_being_closed_is_dropped(services: Services) -> None:
    screen = ReviewScreen(services, f"week {TODAY.isoformat()}")
    async with app_for(services, lambda: screen).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await screen.query(Panel).remove()
        screen._pruning = True  # so Textual marks it, long before it is gone
        screen.reload(None)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        screen._pruning = False
        assert pilot.app.is_running


async def test_each_part_of_the_portfolio_says_what_goes_in(services: Services) -> None:
    section = PortfolioSection(services)
    assert all(section.detail(row, 60) for row in section.rows())
    assert {row.part for row in section.rows()} == set(Part)


async def test_history_is_one_key_away(services: Services) -> None:
    services.contacts.add(make_contact(name="Ann Lee"))
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "history")
        assert "Add Ann Lee" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "HistoryScreen"


async def test_the_portfolio_is_one_key_from_a_review_that_was_left_open(services: Services) -> None:
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("6")
        app.post_message(Open("review", f"week {TODAY.isoformat()}"))
        await settle(pilot)
        await pilot.press("1", "6", "X")
        await settle(pilot)
        assert isinstance(app.screen, PortfolioScreen)


async def test_the_portfolio_has_all_names_only_when_that_is_chosen(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    dana = services.contacts.add(make_contact(name="Dana Okafor", title="SRE", company="Fastly"))
    held_interview(services, dana.id, insights=("Dana agrees",))
    app = journal(services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("X")
        await settle(pilot)
        assert "All names, for your own eyes" in text_of(app)
        assert "The SRE agrees" in text_of(app)
        await pilot.press("g", *["j"] * len(Part), "space")
        await settle(pilot)
        assert "Dana agrees" in text_of(app)
        assert "Everyone is named: keep it to yourself." in text_of(app)
        assert "NAMES IN FREE TEXT" not in text_of(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "keep it to yourself" in toasts(app)
        assert "Dana agrees" in (tmp_path / "portfolio.md").read_text(encoding="utf-8")
        await pilot.press("space")
        await settle(pilot)
        assert "The SRE agrees" in text_of(app)


async def test_the_portfolio_lists_names_before_it_is_written(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dana = services.contacts.add(make_contact(name="Dana Okafor", title="SRE", company="Fastly"))
    services.contacts.add(make_contact(name="Bo Ito", naming=Naming.NO))
    held_interview(services, dana.id, insights=("Dana and Bo Ito agree",))
    services.reflections.add(Start(), {"text": "Dana again with Rosa Klein"})
    app = journal(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("X")
        await settle(pilot)
        assert isinstance(app.screen, PortfolioScreen)
        shown = text_of(app)
        assert "NAMES IN FREE TEXT" in shown
        assert "Dana  → an SRE at Fastly" in shown
        assert "The SRE and someone agree" in shown
        assert "netui can miss others: read the text." in shown
        assert "MAY BE NAMES people netui doesn't know" in shown
        assert "Rosa Klein  stands as it is" in shown

        await pilot.press("G", "space")
        await settle(pilot)
        assert "Rosa Klein  → someone" in text_of(app)
        assert "MAY BE NAMES" not in text_of(app)
        assert "again with someone" in text_of(app)
        await pilot.press("G", "space")
        await settle(pilot)
        assert "again with Rosa Klein" in text_of(app)

        await pilot.press("G", "k")
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert "Dana and someone agree" in text_of(app)
        await pilot.press("g", "j", "j", "space")
        await settle(pilot)
        assert "Dana again" not in text_of(app)
        assert "space put in" in text_of(app)
        await pilot.press("enter", "j")  # each reflection by itself
        await settle(pilot)
        assert "○ Dana again" in text_of(app)
        await pilot.press("space")
        await settle(pilot)
        assert text_of(app).count("Dana again") == 2
        await pilot.press("k", "k", "enter", "j", "space")
        await settle(pilot)
        assert "0 of 1" in text_of(app)
        assert "Dana and someone agree" not in text_of(app)
        await pilot.press("space", "j", "space")  # the interview is in again, all reflections are out
        await settle(pilot)

        await pilot.press("w")
        await settle(pilot)
        await pilot.press(*("backspace",))
        await type_in(pilot, ".")
        await pilot.press("enter")
        await settle(pilot)
        assert "Written" in toasts(app)
    page = (tmp_path / "portfolio.html").read_text(encoding="utf-8")
    assert "Dana and someone agree" in page
    assert "Dana again" not in page
    assert f'id="{Part.TALKS}"' in page


async def test_the_portfolio_is_written_home_at_once_unless_it_replaces_something(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "reviews")
        await pilot.press("X")
        await settle(pilot)
        assert "ctrl+s write it  w write it to" in text_of(app)
        assert "ctrl+s writes it to ~" in text_of(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert f"Written: {tmp_path / 'portfolio.html'}, {tmp_path / 'portfolio.md'}" in toasts(app)
        (tmp_path / "portfolio.md").write_text("mine", encoding="utf-8")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "(replaces portfolio.html and" in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
    assert (tmp_path / "portfolio.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("keys", [("a",), ("enter", "a")], ids=("section", "screen"))
async def test_a_review_leads_to_a_reflection(services: Services, keys: Sequence[str]) -> None:
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "reviews")
        for key in (*keys, "f"):
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await settle(pilot)
        await type_in(pilot, "I ask too little.")
        await pilot.press("ctrl+s")
        await settle(pilot)
    (reflection,) = services.reflections.list()
    assert reflection.opening == "I ask too little."


ODD_TARGETS = ("~no-such-user/x.md", "n" * 300 + ".md", "n" * 300 + "/x.md")


@pytest.mark.parametrize("target", ODD_TARGETS, ids=("user", "name", "folder"))
async def test_no_target_of_a_portfolio_ends_the_program(
    services: Services, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_for(services, lambda: PortfolioScreen(services))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("w", "ctrl+u")
        await type_in(pilot, target)
        await pilot.press("enter")
        await settle(pilot)
        assert app.is_running
    assert os.listdir(tmp_path) == []


async def test_a_portfolio_that_is_closed_keeps_no_names(services: Services) -> None:
    services.contacts.add(make_contact(name="Bo Ito"))
    app = journal(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("X")
        await settle(pilot)
        assert services.portfolio._known is not None
        await pilot.press("escape")
        await settle(pilot)
        assert services.portfolio._known is None


async def test_who_refused_stays_hidden(services: Services) -> None:
    services.contacts.add(make_contact(name="Bo Ito", naming=Naming.NO))
    services.reflections.add(Start(), {"text": "Bo Ito helped"})
    app = app_for(services, lambda: PortfolioScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("G", "space")
        await settle(pilot)
        assert "said no to being named" in toasts(app)
        assert "said no" in text_of(app)


async def test_the_check_that_comes_round_is_opened_from_this_week(
    services: Services, clock: FakeClock
) -> None:
    services.reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": "Writing first"})
    clock.advance(timedelta(days=40))
    app = app_for(services, lambda: ThisWeekScreen(services), routes=routes_of(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("G", "right", "k")
        assert "network check" in text_of(app)
        assert "space write it" in text_of(app)
        await pilot.press("space")  # doing it is writing it; x skips it
        await settle(pilot)
        assert isinstance(app.screen, ReflectionScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await type_in(pilot, "x")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "network check" not in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_hostile_words_reach_no_section_raw(services: Services, size: tuple[int, int]) -> None:
    held_interview(services, insights=(HOSTILE_TEXT,), trends=(HOSTILE_TEXT,), contact_name=HOSTILE_TEXT)
    made = services.reflections.add(Start(kind=ReflectionKind.STAR), {"situation": HOSTILE_TEXT})
    services.reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": HOSTILE_TEXT})
    services.practice.add(Practice(id=0, uid="", kind=PracticeKind.DISCUSSION, on=TODAY, text=HOSTILE_TEXT))
    screens: list[Callable[[], Any]] = [
        lambda: SectionsScreen("Journal", sections_of(services, "journal")),
        lambda: PortfolioScreen(services),
        lambda: ReflectionScreen(services, made.id),
        lambda: ReflectionScreen(services, str(Start(kind=ReflectionKind.CHECK))),
    ]
    for make in screens:
        app = app_for(services, make)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            sections = sections_of(services, "journal") if isinstance(app.screen, SectionsScreen) else [None]
            for section in sections:
                if section is not None:
                    await go_to(pilot, section.name)
                assert not any(raw in text_of(app) for raw in RAW)
