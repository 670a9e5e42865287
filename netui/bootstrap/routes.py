"""Where keys and messages lead; each screen is imported when it is first shown, so that a start is quick."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from textual.screen import Screen

from netui.bootstrap.destinations import DESTINATIONS
from netui.services.services import Services
from netui.tui.look.messages import WriteNote
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.wiring import Area, Routes

People = tuple[int, ...]
PersonAct = Callable[[NetuiApp, People], Screen[Any] | None]


def areas_of(services: Services) -> list[Area]:
    """Return the areas behind the keys 1 to 6."""
    return [
        Area("week", "This week", partial(_this_week, services)),
        Area("contacts", "Contacts", partial(_contacts, services)),
        Area("interviews", "Interviews", partial(_interviews, services)),
        Area("network", "Network", partial(_network, services)),
        Area("plan", "Plan", partial(_plan, services)),
        Area("journal", "Journal", partial(_journal, services)),
    ]


def routes_of(services: Services, *, first_run: bool = False) -> Routes:
    """Return where messages that cross screens lead."""
    return Routes(
        open={
            "contact": partial(_contact, services),
            "contact-form": partial(_contact_form, services),
            "before": partial(_before, services),
            "interview-new": partial(_interview_new, services),
            "interview-form": partial(_interview_form, services),
            "questions": partial(_questions, services),
            "talk": partial(_talk, services),
            "event": partial(_event, services),
            "complete": partial(_complete, services),
            "import": partial(_import, services),
            "go-through": partial(_go_through, services),
            "history": partial(_history, services),
            "reflection": partial(_reflection, services),
            "portfolio": partial(_portfolio, services),
            "merge": partial(_merge, services),
            "company": partial(_company, services),
        },
        person={
            **{verb: _on_person(services, verb) for verb in _PERSON_VERBS},
            "delete": partial(_delete, services),
            "yank": partial(_yank, services),
            "link": partial(_link, services),
            "notes": partial(_notes, services),
            "export": partial(_export, services),
            "interview": _interview,
            "before": _before_person,
            "note": _note_to,
        },
        person_words=_MORE_WORDS,
        destinations=DESTINATIONS,
        write_note=partial(_write_note, services),
        add=partial(_add, services),
        quick_add=partial(_quick_add, services),
        first=partial(_first_run, services) if first_run else None,
    )


def import_soon_needed() -> None:
    """Import what the first keys lead to, in a thread: none of them should wait for it."""
    for name in (
        "people.list_screen",
        "people.page_screen",
        "people.keys",
        "modals.palette",
        "sections.agenda_keys",
        "sections.screen",
    ):
        import_module(f"netui.tui.{name}")
    import_module("netui.bootstrap.sections")


# Areas


def _this_week(services: Services) -> Screen[Any]:
    from netui.tui.week.screen import ThisWeekScreen

    return ThisWeekScreen(services)


def _contacts(services: Services) -> Screen[Any]:
    from netui.tui.people.list_screen import ContactsScreen

    return ContactsScreen(services)


def _interviews(services: Services) -> Screen[Any]:
    from netui.tui.interviews.list_screen import InterviewsScreen

    return InterviewsScreen(services)


def _network(services: Services) -> Screen[Any]:
    from netui.tui.network.screen import NetworkScreen

    return NetworkScreen(services)


def _plan(services: Services) -> Screen[Any]:
    from netui.bootstrap.sections import plan_sections
    from netui.tui.sections.screen import SectionsScreen

    return SectionsScreen("Plan", plan_sections(services), partial(_many, services))


def _many(services: Services) -> bool:
    from netui.tui.sections.section import AT_ONCE

    return services.contacts.count() > AT_ONCE


def _journal(services: Services) -> Screen[Any]:
    from netui.bootstrap.sections import journal_sections
    from netui.tui.sections.screen import SectionsScreen

    return SectionsScreen("Journal", journal_sections(services), partial(_many, services))


# Screens for one thing, by its id


def _contact(services: Services, key: int) -> Screen[Any]:
    from netui.tui.people.page_screen import ContactScreen

    return ContactScreen(services, int(key))


def _contact_form(services: Services, key: int) -> Screen[Any]:
    from netui.tui.people.form_screen import ContactFormScreen

    return ContactFormScreen(services, int(key))


def _before(services: Services, key: int) -> Screen[Any]:
    from netui.tui.interviews.before_screen import BeforeTalkScreen

    return BeforeTalkScreen(services, int(key))


def _interview_new(services: Services, key: int) -> Screen[Any]:
    from netui.tui.interviews.form_screen import InterviewFormScreen

    return InterviewFormScreen(services, contact_id=int(key))


def _interview_form(services: Services, key: int) -> Screen[Any]:
    from netui.tui.interviews.form_screen import InterviewFormScreen

    return InterviewFormScreen(services, interview_id=int(key))


def _questions(services: Services, key: int) -> Screen[Any]:
    from netui.tui.interviews.questions_screen import QuestionsScreen

    return QuestionsScreen(services, int(key))


def _talk(services: Services, key: int) -> Screen[Any]:
    from netui.tui.interviews.talk_screen import TalkScreen

    return TalkScreen(services, int(key))


def _event(services: Services, key: int) -> Screen[Any]:
    from netui.tui.plan.event_mode_screen import EventModeScreen

    return EventModeScreen(services, int(key))


def _complete(services: Services, key: int) -> Screen[Any]:
    from netui.tui.interviews.complete_screen import CompleteScreen

    return CompleteScreen(services, int(key))


def _import(services: Services, _key: int) -> Screen[Any]:
    from netui.tui.people.import_screen import ImportScreen

    return ImportScreen(services)


def _go_through(services: Services, key: Any) -> Screen[Any]:
    from netui.tui.people.go_through_screen import GoThroughScreen

    return GoThroughScreen(services, key)


def _history(services: Services, _key: int) -> Screen[Any]:
    from netui.tui.journal.history_screen import HistoryScreen

    return HistoryScreen(services)


def _merge(services: Services, key: Any) -> Screen[Any]:
    from netui.tui.people.merge_screen import MergeScreen

    one, other = key
    return MergeScreen(services, int(one), int(other))


def _company(services: Services, key: Any) -> Screen[Any]:
    from netui.tui.people.company_screen import CompanyScreen

    return CompanyScreen(services, str(key))


def _reflection(services: Services, key: Any) -> Screen[Any]:
    from netui.tui.journal.reflection_screen import ReflectionScreen

    return ReflectionScreen(services, key)


def _portfolio(services: Services, _key: int) -> Screen[Any]:
    from netui.tui.journal.portfolio_screen import PortfolioScreen

    return PortfolioScreen(services)


def _first_run(services: Services) -> Screen[Any]:
    from netui.tui.shell.first_run_screen import FirstRunScreen

    return FirstRunScreen(services)


def _write_note(services: Services, message: WriteNote) -> Screen[Any]:
    from netui.tui.notes.screen import NoteScreen

    return NoteScreen(
        services,
        message.contact_ids,
        template=message.template,
        interview_id=message.interview_id,
        follow_up_id=message.follow_up_id,
        about_id=message.about_id,
    )


# Keys on people

_MORE_WORDS = {
    "stage": "stage",
    "roles": "roles",
    "naming": "may be named in what I publish",
    "introducer": "who introduced us",
    "favour": "favour given or received",
    "milestone": "milestone: a new job, an award, a yearly day",
    "merge": "merge two marked people into one",
}
_PERSON_VERBS = ("log", "follow-up", "rhythm", "tag", "more", "introduce", *_MORE_WORDS)


def _on_person(services: Services, verb: str) -> PersonAct:
    def act(app: NetuiApp, ids: People) -> None:
        from netui.tui.people import keys as people

        people.bound(services)[verb](app, ids)

    return act


def _delete(services: Services, app: NetuiApp, ids: People) -> None:
    from netui.tui.people import keys as people

    people.delete(services, app, ids)


def _yank(services: Services, app: NetuiApp, ids: People) -> None:
    from netui.tui.people import yank

    yank.yank(services, app, ids)


def _notes(services: Services, app: NetuiApp, ids: People) -> None:
    from netui.tui.people import keys as notes_in_editor

    notes_in_editor.write_notes(services, app, ids)


def _link(services: Services, app: NetuiApp, ids: People) -> None:
    from netui.tui.people import yank

    yank.open_link(services, app, ids)


def _export(services: Services, app: NetuiApp, ids: People) -> None:
    from netui.tui.people import yank as exporting

    exporting.export(services, app, ids)


def _interview(app: NetuiApp, ids: People) -> None:
    from netui.tui.people import keys as people

    people.interview(app, ids)


def _before_person(app: NetuiApp, ids: People) -> None:
    from netui.tui.people import keys as people

    people.before(app, ids)


def _note_to(app: NetuiApp, ids: People) -> None:
    app.post_message(WriteNote(ids))


def _add(services: Services, app: NetuiApp) -> None:
    from netui.tui.people import adding

    adding.add(services, app)


def _quick_add(services: Services, app: NetuiApp) -> None:
    from netui.tui.people import adding

    adding.quick_add(services, app)
