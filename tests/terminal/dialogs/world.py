"""The store that the dialogs are tried on: one entry of each kind, so that the first row is the one meant."""

from datetime import date, timedelta
from pathlib import Path

from netui.bootstrap.wiring import build_services, build_store
from netui.config import Places
from netui.domain.config import Config
from netui.domain.journal.reflection import ReflectionKind, Start
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.brand import EvidenceKind
from netui.domain.plan.collaboration import Collaboration
from netui.domain.plan.event import Event
from netui.domain.plan.favour import FavourKind
from netui.domain.plan.goal import Goal, Measure
from netui.domain.plan.group import Group
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.plan.skill import Skill
from netui.domain.plan.strategy import PlanAction, Strategy
from netui.domain.plan.target import Target, TargetKind
from netui.domain.week.debrief import Debrief
from netui.services.services import Services
from tests.factories import make_contact
from tests.fakes import NOON, FakeClock

NOW = "2026-11-20T12:00:00+01:00"
"""What the clock of the program shows."""
TODAY = date(2026, 11, 20)
_SOON = TODAY + timedelta(days=5)
_LATE = TODAY - timedelta(days=2)


def build_world(folder: Path) -> Path:
    """Make the store in a folder, by what the services do."""
    clock = FakeClock(NOON - timedelta(days=40))
    places = Places(folder, folder / "config.toml", folder / "state", folder / "cache")
    store = build_store(folder, clock, session="before")
    services = build_services(store, store.drafts, places, clock, config=Config(time_zone="Europe/Zurich"))
    dana = services.contacts.add(
        make_contact(
            name="Dana Okafor",
            company="Acme",
            emails=("dana@example.org",),
            links=("https://example.org/dana", "https://example.org/talks"),
            tags=("alumni",),
        )
    ).id
    ana = services.contacts.add(make_contact(name="Ana Ruiz", company="Borealis")).id
    _asked_long_ago(services)
    clock.set(NOON - timedelta(days=10))
    services.log.log(
        contact_ids=[dana], kind=InteractionKind.COFFEE, on=TODAY - timedelta(days=12), text="about builds"
    )
    services.follow_ups.add(
        contact_id=dana, kind=FollowUpKind.SEND, text="Send the notes on linkers", due_on=_LATE
    )
    _interviews(services, dana, ana)
    _plan(services, dana, ana)
    _giving(services, dana, ana)
    _brand_and_journal(services)
    clock.set(NOON - timedelta(days=6))
    xia = services.contacts.add(make_contact(name="Xia Chen")).id
    services.interviews.ask(services.interviews.add(xia).id)
    store.close()
    return folder


def _asked_long_ago(services: Services) -> None:
    """What waits for an answer: a request, a mentor, a check-in."""
    vik = services.contacts.add(make_contact(name="Vik Rao")).id
    services.interviews.ask(services.interviews.add(vik).id)
    wen = services.contacts.add(make_contact(name="Wen Li")).id
    services.mentoring.add(Mentoring(id=0, uid="", contact_id=wen, stage=MentoringStage.ASKED))
    tom = services.contacts.add(make_contact(name="Tom Weiss")).id
    services.cadences.set_cadence([tom], Cadence.parse("2 weeks"))


def _interviews(services: Services, dana: int, ana: int) -> None:
    coming = services.interviews.add(ana, at=NOON + timedelta(days=3), goal="How compilers are tested")
    services.interviews.preparation.add_question(coming.id, "What surprised you?")
    uma = services.contacts.add(make_contact(name="Uma Berg")).id
    services.interviews.add(uma, at=NOON - timedelta(days=1))
    held = services.interviews.add(dana, at=NOON - timedelta(days=30))
    services.interviews.closing.complete(held.id, Debrief(insights=("Builds are slow everywhere",)))


def _plan(services: Services, dana: int, ana: int) -> None:
    goal = services.goals.add(Goal(id=0, uid="", title="Two talks a month", measure=Measure.TALKS, target=2))
    services.goals.add(Goal(id=0, uid="", title="Five letters", measure=Measure.BY_HAND, target=5))
    way = services.strategies.add(Strategy(id=0, uid="", title="Speak at meetups", goal_id=goal.id))
    services.plan_actions.add(
        PlanAction(id=0, uid="", text="Apply to speak", due_on=_SOON, strategy_id=way.id)
    )
    group = services.groups.add(Group(id=0, uid="", name="Rust Club", contact_ids=(dana,)))
    services.groups.add_action(group.id, "Book the room", _SOON)
    services.events.add(Event(id=0, uid="", title="RustFest", on=TODAY))
    services.events.add(Event(id=0, uid="", title="PyCon", on=TODAY - timedelta(days=1)))
    services.targets.add(Target(id=0, uid="", kind=TargetKind.COMPANY, name="Cobalt"))
    services.mentoring.add(Mentoring(id=0, uid="", contact_id=dana, stage=MentoringStage.TRYING))
    services.skills.add(Skill(id=0, uid="", name="Speaking"))
    services.opportunities.add(
        Opportunity(id=0, uid="", title="A platform team", next_step="Call Mia", next_on=_LATE)
    )
    services.collaborations.add(Collaboration(id=0, uid="", title="An article", contact_ids=(dana, ana)))


def _giving(services: Services, dana: int, ana: int) -> None:
    services.introductions.asking.ask(dana, ana, TODAY - timedelta(days=10))
    services.favours.note(
        dana, Direction.RECEIVED, FavourKind.ARTICLE, "on linkers", _LATE - timedelta(days=10)
    )


def _brand_and_journal(services: Services) -> None:
    services.brand.add_pitch("for engineers", "I build tools.")
    services.brand.add_bio("GitHub")
    services.brand.add_bio("LinkedIn")
    services.brand.add_bio("Mastodon")
    services.brand.add_evidence("A certificate", TODAY - timedelta(days=20), kind=EvidenceKind.CERTIFICATE)
    services.reflections.add(Start(kind=ReflectionKind.FREE), {"text": "I ask too little."})
    services.practice.add(Practice(id=0, uid="", kind=PracticeKind.PITCH, on=TODAY - timedelta(days=20)))
