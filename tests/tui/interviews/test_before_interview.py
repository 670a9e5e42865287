"""Before you talk: one calm page, and the read model behind it."""

from typing import Any

import pytest

from netui.domain.errors import NotFoundError
from netui.domain.interviews.interview import ChosenQuestion, InterviewStatus
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUpState
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.plan.mentoring import Mentoring, MentoringSide, MentoringStage
from netui.domain.values import replace
from netui.services.people.page import BriefService
from netui.services.services import Services
from netui.tui.interviews.before_screen import BeforeInterviewScreen
from netui.tui.people import keys as people
from netui.tui.shell.app import NetuiApp, Routes
from tests.factories import (
    HOSTILE_TEXT,
    TODAY,
    hostile_contact,
    make_contact,
    make_follow_up,
    make_interaction,
    make_interview,
)
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, text_of
from tests.tui.services_builder import app_for, build, store_of

DANA = make_contact(
    id=41,
    name="Dana Okafor",
    pronunciation="OH-ka-for",
    company="Fastly",
    title="SRE",
    time_zone="America/Denver",
    introduced_by=42,
    interests=("jazz",),
    avoid=("layoffs",),
    met="at a meetup",
    why="edge work",
)
ANA = make_contact(id=42, name="Ana Ruiz")


def scene(dana: Contact = DANA) -> Services:
    store = InMemoryStore()
    store.seed(dana, ANA)
    store.seed(
        *[
            make_interaction(contact_ids=(41,), text=f"topic {n}", on=TODAY.replace(day=n))
            for n in range(1, 6)
        ]
    )
    store.seed(
        make_follow_up(contact_id=41, text="Send the article"),
        make_follow_up(contact_id=41, text="Over", state=FollowUpState.DONE),
        make_follow_up(contact_id=42, about_id=41, text="Tell Ana"),
        make_interview(
            id=43,
            contact_id=41,
            goal="Is it for me?",
            questions=(
                ChosenQuestion(id=1, text="What surprised you?"),
                ChosenQuestion(id=2, text="Asked already", asked=True),
            ),
        ),
        make_interview(id=44, contact_id=41, status=InterviewStatus.DONE, ask_next=("Mei Chen",)),
    )
    return build(store)


def brief_app(services: Services, routes: Routes | None = None) -> NetuiApp:
    return app_for(services, lambda: BeforeInterviewScreen(services, 41), routes=routes)


def test_the_brief_gathers_what_matters() -> None:
    services = scene()
    brief = BriefService(store_of(services), services.present).of(41)
    assert brief.introducer == "Ana Ruiz"
    assert brief.local is not None
    assert f"{brief.local:%H:%M}" == "04:00"
    assert [one.text for one in brief.last] == ["topic 5", "topic 4", "topic 3"]
    assert [one.text for one in brief.owed] == ["Send the article"]
    assert brief.interview is not None
    assert brief.interview.id == 43
    assert brief.questions == ("What surprised you?",)
    assert brief.named == ("Mei Chen",)


def test_a_brief_needs_a_person_but_nothing_else() -> None:
    store = InMemoryStore()
    store.seed(make_contact(id=41, name="New One", time_zone="Mars/Base"))
    services = build(store)
    briefs = BriefService(store_of(services), services.present)
    assert briefs.of(41).local is None
    with pytest.raises(NotFoundError):
        briefs.of(99)


async def test_one_page_says_it_all() -> None:
    async with brief_app(scene()).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = text_of(pilot.app)
        for message in (
            "Dana Okafor  OH-ka-for",
            "SRE · Fastly",
            "04:00 there",
            "Goal: Is it for me?",
            "avoid       ! layoffs",
            "coffee: topic 5",
            "Send the article",
            "What surprised you?",
            "they named last time: Mei Chen",
            "jazz",
            "at a meetup · introduced by Ana Ruiz",
            "edge work",
        ):
            assert message in text, message
        assert "topic 2" not in text
        assert "Asked already" not in text


async def test_who_is_related_to_them_is_on_the_page() -> None:
    services = scene()
    boss = services.contacts.add(hostile_contact(id=0))
    dana = services.contacts.get(41)
    services.contacts.edit(dana, replace(dana, relations=(Relation(RelationKind.MANAGER, boss.id),)))
    async with brief_app(services).run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        text = text_of(pilot.app)
        assert "related     manager " in text
        assert harmless(text)


async def test_the_agenda_with_a_mentor_is_shown_and_written_from_the_page() -> None:
    services = scene()
    mentor = Mentoring(
        id=0, uid="", contact_id=41, stage=MentoringStage.ACTIVE, goals=f"a PhD {HOSTILE_TEXT}"
    )
    one = services.mentoring.add(replace(mentor, agenda=("the draft", "whom to ask")))
    services.mentoring.add(replace(mentor, side=MentoringSide.MENTEE, stage=MentoringStage.WANTED, goals=""))
    services.mentoring.met(one.id, on=TODAY, actions=[("bring the figures", None)])
    app = brief_app(services, Routes(person={"more": lambda app, ids: people.more(services, app, ids)}))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "agenda" not in text  # it was talked about
        assert "my mentor · active · every month · meet Sun 20 Dec" in text
        assert "my mentee · wanted" in text
        assert "bring the figures" in text
        await pilot.press("full_stop", "t")
        await pilot.pause()
        await pilot.press(*"one; two", "ctrl+s")
        await pilot.pause()
        assert "agenda      • one" in text_of(app)
        assert "            • two" in text_of(app)
        assert harmless(text_of(app))
        services.mentoring.set_stage(one.id, MentoringStage.ENDED)
        await pilot.pause()
        assert "my mentor" not in text_of(app)


async def test_keys_lead_on() -> None:
    opened: list[tuple[str, object]] = []

    def note(kind: str) -> Any:
        return lambda entity_id: opened.append((kind, entity_id))

    kinds = ("contact", "talk", "questions", "contact-form")
    async with brief_app(scene(), Routes(open={kind: note(kind) for kind in kinds})).run_test() as pilot:
        await pilot.press("enter", "T", "p", "e")
        await pilot.pause()
    assert opened == [("contact", 41), ("talk", 43), ("questions", 43), ("contact-form", 41)]


async def test_without_an_interview_the_keys_say_why() -> None:
    store = InMemoryStore()
    store.seed(make_contact(id=41, name="New One"))
    async with brief_app(build(store)).run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.pause()
        assert "Nothing more is known" in text_of(pilot.app)
        await pilot.press("T")
        await pilot.pause()
        assert "No interview with them is planned" in text_of(pilot.app)


async def test_what_changes_is_seen() -> None:
    services = scene()
    async with brief_app(services).run_test(size=(80, 24)) as pilot:
        services.follow_ups.done(services.follow_ups.open()[0].id)
        await pilot.pause()
        assert "Send the article" not in text_of(pilot.app)
        services.contacts.delete([41])
        await pilot.pause()
        assert "This person is no longer here" in text_of(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_hostile_text_is_harmless(size: tuple[int, int]) -> None:
    services = scene(hostile_contact(id=41))
    store_of(services).seed(make_interaction(contact_ids=(41,), text=HOSTILE_TEXT))  # type: ignore[attr-defined]
    async with brief_app(services).run_test(size=size) as pilot:
        for _ in range(6):
            assert harmless(text_of(pilot.app))
            await pilot.press("pagedown")
            await pilot.pause()


async def test_a_long_job_takes_three_lines_at_most() -> None:
    services = scene(make_contact(id=41, name="Dana Okafor", title="Engineer of " * 200, avoid=("layoffs",)))
    app = app_for(services, lambda: BeforeInterviewScreen(services, 41))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert 0 < text_of(app).count("Engineer of") <= 3 * 80 // len("Engineer of ")
        assert "layoffs" in text_of(app)
