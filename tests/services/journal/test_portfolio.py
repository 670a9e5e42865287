"""The portfolio from the store: what goes in, what never does."""

import stat
from pathlib import Path
from typing import Any

import pytest

from netui.data.demo import build_demo
from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.journal.anonymity import Anonymiser
from netui.domain.journal.portfolio import Part, PortfolioEntry
from netui.domain.journal.reflection import Start
from netui.domain.people.contact import Naming
from netui.domain.plan.brand import EvidenceKind
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.group import GroupMeeting, GroupRole, HoursEntry
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.skill import Skill
from netui.domain.plan.strategy import Reach, Strategy
from netui.domain.text import fold
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.journal.portfolio import PortfolioService
from netui.services.network.network import NetworkService, PublishedMap
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_follow_up, make_goal, make_group, make_interview
from tests.fakes import NOON, FakeClock, InMemoryStore
from tests.tui.services_builder import FRIDAY, ZURICH, build, store_of


@pytest.fixture
def services() -> Services:
    return build(config=Config(name="Jo"))


@pytest.fixture(scope="module")
def demo() -> Services:
    clock = FakeClock(FRIDAY)
    store = InMemoryStore(clock)
    build_demo(store, FRIDAY, ZURICH)
    return build(store, clock=clock, config=Config(name="Jo"))


def add_interview(services: Services, contact_id: int | None, **over: object) -> None:
    values: dict[str, object] = {
        "contact_id": contact_id,
        "status": InterviewStatus.DONE,
        "ended_at": NOON,
        "title": "SRE",
        "company": "Fastly",
        "talk_notes": "SECRET-NOTES",
        "place": "https://meet.example/SECRET-ROOM",
    }
    with store_of(services).transaction("Talk"):
        store_of(services).interviews.add(make_interview(**{**values, **over}))


def both(services: Services) -> str:
    made, _ = services.portfolio.gather()
    return services.portfolio.text(made) + services.portfolio.text(made, ".html")


def test_an_interview_shows_the_position_of_that_time(services: Services) -> None:
    ann = services.contacts.add(
        make_contact(name="Ann Lee", naming=Naming.YES, title="CTO", company="New Co")
    )
    add_interview(
        services, ann.id, insights=("Ann asks first",), influence="Turn", thanked_at=NOON, talk_notes="SECRET"
    )
    interview = store_of(services).interviews.all()[0]
    with store_of(services).transaction("Promise"):
        store_of(services).follow_ups.add(
            make_follow_up(contact_id=ann.id, interview_id=interview.id, text="Send Ann the list")
        )
    (reported,) = services.portfolio.gather()[0].interviews
    assert (reported.who, reported.position) == ("Ann Lee", "SRE, Fastly")
    assert reported.insights == ("Ann asks first",)
    assert [(step.text, step.done) for step in reported.steps] == [("Send Ann the list", False)]
    assert (reported.influence, reported.thanked) == ("Turn", "thanked within 24 hours")


@pytest.mark.parametrize("naming", [Naming.ASK, Naming.NO])
def test_who_did_not_say_yes_is_named_nowhere(services: Services, naming: Naming) -> None:
    dana = services.contacts.add(
        make_contact(
            name="Dana Okafor",
            naming=naming,
            title="SRE",
            company="Fastly",
            emails=("dana@fastly.example",),
            phones=("+41 79 000 00 01",),
            links=("people.example/dana",),
            notes="SECRET",
            avoid=("SECRET",),
        )
    )
    texts = "Dana said: write to dana@fastly.example or +41 79 000 00 01, people.example/dana. OKAFOR knows."
    add_interview(
        services,
        dana.id,
        goal=texts,
        insights=(texts,),
        trends=(texts,),
        actions=(texts,),
        influence=texts,
    )
    goal = services.goals.add(make_goal(title=f"Like {texts}", motive=texts, aspiration=texts))
    way = Strategy(
        id=0, uid="", title=f"{texts} Ask", goal_id=goal.id, why=texts, reach=Reach.ONLINE, yielded=texts
    )
    services.strategies.brought(services.strategies.add(way), [dana.id])
    services.reflections.add(Start(interview_id=store_of(services).interviews.all()[0].id), {"text": texts})
    services.brand.add_evidence(texts, TODAY, kind=EvidenceKind.LINK, text=texts, link="https://ok.example")

    text = both(services)
    for hidden in ("dana", "okafor", "fastly.example", "79 000", "secret"):
        assert hidden not in fold(text)
    assert "(online): An SRE" in text
    assert "; brought 1 person" in text
    assert "An SRE at Fastly" in text
    assert "about the interview with an SRE at Fastly" in text


def test_people_who_are_gone_or_only_named_are_hidden_too(services: Services) -> None:
    add_interview(
        services,
        None,
        contact_name="Gone Girling",
        insights=("Girling knew Zed Zedson",),
        ask_next=("Zed Zedson, Arm",),
    )
    text = both(services)
    assert "Girling" not in text
    assert "Zedson" not in text
    assert "An SRE at Fastly" in text


def test_private_reflections_and_interviews_to_come_stay_out(services: Services) -> None:
    kept = services.reflections.add(Start(), {"text": "Only mine"})
    services.reflections.set_private(kept.id, private=True)
    services.reflections.add(Start(), {"text": "For all"})
    add_interview(services, None, status=InterviewStatus.SCHEDULED, goal="To come")
    text = both(services)
    assert "For all" in text
    assert "Only mine" not in text
    assert "To come" not in text
    assert services.portfolio.counts()[Part.REFLECTIONS] == 1


def test_groups_mentoring_skills_opportunities_and_collaborations_go_in(services: Services) -> None:
    ann = services.contacts.add(
        make_contact(name="Ann Lee", naming=Naming.YES, title="CTO", company="New Co")
    )
    bob = services.contacts.add(make_contact(name="Bob Roy", title="SRE", company="Fastly"))
    services.groups.add(
        make_group(
            name="Rust Zürich",
            role=GroupRole.ORGANISER,
            objectives="Bob helps newcomers",
            criteria="SECRET",
            notes="SECRET",
            meetings=(GroupMeeting(TODAY, "SECRET"),),
            hours=(HoursEntry(TODAY, 1.5),),
        )
    )
    services.groups.add(make_group(name="Not joined", role=GroupRole.INTERESTED))
    mentoring = Mentoring(
        id=0, uid="", contact_id=bob.id, goals="Bob: less code", stage=MentoringStage.ACTIVE
    )
    services.mentoring.add(replace(mentoring, agenda=("SECRET",)))
    services.mentoring.add(replace(mentoring, contact_id=ann.id, stage=MentoringStage.ASKED))
    services.skills.add(
        Skill(id=0, uid="", name="Tracing", why="As Bob says", level=2, contact_ids=(ann.id, bob.id))
    )
    services.opportunities.add(
        Opportunity(id=0, uid="", title="Bob's talk", contact_id=bob.id, company="PyCon", next_step="SECRET")
    )
    collaboration = Collaboration(id=0, uid="", title="An article", contact_ids=(ann.id, bob.id))
    services.collaborations.add(collaboration)
    left_out = services.collaborations.add(replace(collaboration, title="Left out"))
    services.collaborations.add(replace(collaboration, title="Dropped", state=CollaborationState.DROPPED))

    made, _ = services.portfolio.gather(without=[left_out.id])
    assert {part: list(entries) for part, entries in made.entries.items()} == {
        Part.GROUPS: [
            PortfolioEntry(
                "Rust Zürich",
                f"community · organiser · since {full_day(TODAY)} · 1.5 h · 1 meeting",
                "An SRE at Fastly helps newcomers",
            )
        ],
        Part.MENTORING: [
            PortfolioEntry(
                "An SRE at Fastly", f"my mentor · active · since {full_day(TODAY)}", "The SRE: less code"
            )
        ],
        Part.SKILLS: [
            PortfolioEntry(
                "Tracing",
                "level 2 of 5 · aim 3 · help from Ann Lee, an SRE at Fastly",
                "As an SRE at Fastly says",
            )
        ],
        Part.OPPORTUNITIES: [
            PortfolioEntry(
                "An SRE at Fastly's talk", f"lead · open · PyCon · from an SRE at Fastly · {full_day(TODAY)}"
            )
        ],
        Part.COLLABORATIONS: [
            PortfolioEntry("An article", "project · idea · with Ann Lee, an SRE at Fastly")
        ],
    }
    assert "SECRET" not in both(services)
    assert "Ann Lee" in both(services)
    counts, items = services.portfolio.counts(), services.portfolio.items()
    assert (counts[Part.GROUPS], counts[Part.MENTORING], counts[Part.COLLABORATIONS]) == (1, 1, 2)
    assert [one.title for one in items[Part.MENTORING]] == ["Bob Roy"]
    assert services.portfolio.gather([Part.TALKS])[0].entries == {}

    services.contacts.delete([bob.id])
    assert "Roy" not in both(services)


def test_it_is_written_for_the_user_alone(demo: Services, tmp_path: Path) -> None:
    portfolios = demo.portfolio
    made, _ = portfolios.gather({Part.TALKS})
    assert made.goals == ()
    written = portfolios.write(made, tmp_path)
    assert [path.name for path in written] == ["portfolio.html", "portfolio.md"]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in written)
    (one,) = portfolios.write(made, tmp_path / "mine.MD")
    assert one.read_text(encoding="utf-8") == portfolios.text(made)
    with pytest.raises(InvalidValueError, match=r"ends in \.html or \.md"):
        portfolios.write(made, tmp_path / "mine.pdf")


def test_the_demo_has_something_of_everything_and_names_no_one_who_did_not_agree(demo: Services) -> None:
    made, found = demo.portfolio.gather()
    assert all(made.has(part) for part in Part)
    assert found
    assert "- **Fastly** (4): Siobhán Kerrigan and 3 others" in demo.portfolio.text(made)
    assert "a person at" not in demo.portfolio.text(made)
    text = fold(both(demo))
    for contact in store_of(demo).contacts.all():
        if contact.naming is not Naming.YES:
            assert fold(contact.name) not in text, contact.name
        for detail in (*contact.emails, *contact.phones, *contact.links):
            assert fold(detail) not in text
        for secret in (contact.notes, *contact.avoid):
            assert not secret or fold(secret) not in text


def test_the_map_is_worked_out_once_for_its_groups_and_its_picture(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.contacts.add(make_contact(name="Ann Lee", naming=Naming.YES, company="Fastly"))
    asked = []
    real = NetworkService.published

    def published(self: NetworkService, *args: Any, **options: Any) -> PublishedMap:
        asked.append(args)
        return real(self, *args, **options)

    monkeypatch.setattr(NetworkService, "published", published)
    made, _ = services.portfolio.gather()
    assert "<svg" in services.portfolio.text(made, ".html")
    assert len(asked) == 1


def test_names_are_kept_until_they_are_released_or_change(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.contacts.add(make_contact(name="Ann Lee", naming=Naming.NO))
    read = []
    real = PortfolioService._everybody

    def everybody(self: PortfolioService, *args: Any, **options: Any) -> Anonymiser:
        read.append(args)
        return real(self, *args, **options)

    monkeypatch.setattr(PortfolioService, "_everybody", everybody)
    services.portfolio.gather()
    services.portfolio.gather()
    assert len(read) == 1
    services.portfolio.release()
    services.portfolio.gather()
    assert len(read) == 2
