"""Where keys and messages lead: tables of rows, whose modules are imported when a row is first used.

A row names its class or function as "module:name" below netui.tui. A class gets the services and what the row
says; a function gets the services and the app.
"""

from functools import partial
from heapq import nsmallest
from importlib import import_module
from typing import Any

from textual.screen import Screen

from netui.domain.people.contact import first_name
from netui.domain.people.person_name import name_words
from netui.domain.search.nearness import rank
from netui.domain.settings import SETTINGS
from netui.domain.text import shortened
from netui.domain.week.agenda import RowKind
from netui.services.services import Services
from netui.tui.look.messages import GoToArea, Open, PersonAction, WriteNote
from netui.tui.modals.host import Host
from netui.tui.shell.wiring import Area, Destination, Routes

AREAS = (
    ("week", "This week", "week.screen:ThisWeekScreen"),
    ("contacts", "Contacts", "people.list_screen:ContactsScreen"),
    ("interviews", "Interviews", "interviews.list_screen:InterviewsScreen"),
    ("network", "Network", "network.screen:NetworkScreen"),
    ("plan", "Plan", "sections.screen:SectionsScreen"),
    ("journal", "Journal", "sections.screen:SectionsScreen"),
)
"""The areas behind the keys 1 to 6: the name for `GoToArea`, the title, the screen."""

SECTIONS = {
    "plan": {
        "goals": ("plan.goals:GoalsSection", "goals", "aspiration motive measure target months met missed"),
        "strategies": (
            "plan.strategies:StrategiesSection",
            "strategies and actions",
            "strategy why chosen online offline yield steps due date",
        ),
        "groups": (
            "plan.groups:GroupsSection",
            "groups",
            "association community membership objectives meeting hours accountability role",
        ),
        "events": (
            "plan.events:EventsSection",
            "events",
            "event mode conference meetup attend people as you meet them",
        ),
        "wanted": (
            "plan.wanted_people:WantedPeopleSection",
            "people I want to know",
            "target companies industries potential to meet",
        ),
        "mentoring": (
            "plan.mentoring:MentoringSection",
            "mentoring",
            "mentor mentee finding a mentor sponsor coach pipeline agenda",
        ),
        "brand": (
            "plan.brand:BrandSection",
            "brand: pitch, bios, what I published",
            "elevator profile platform limit differences last reviewed article talk post record",
        ),
        "skills": ("plan.skills:SkillsSection", "skills to build", "learn teach"),
        "opportunities": (
            "plan.opportunities:OpportunitiesSection",
            "opportunities",
            "opportunity lead referral partnership job collaboration",
        ),
        "introductions": (
            "plan.introductions:IntroductionsSection",
            "introductions",
            "introducer connectors thank tell how it went how i came to know chain",
        ),
        "favours": (
            "plan.favours:FavoursSection",
            "favours",
            "give gives given receive received balance value ideas give back",
        ),
        "collaborations": (
            "plan.collaborations:CollaborationsSection",
            "collaborations",
            "project article event together",
        ),
        "companies": ("plan.companies:CompaniesSection", "companies", "company everyone i know at employer"),
        "upkeep": (
            "plan.upkeep:UpkeepSection",
            "upkeep: duplicates, stale and missing details",
            "merge twice review old milestones",
        ),
    },
    "journal": {
        "reflections": (
            "journal.reflections:ReflectionsSection",
            "reflections, STAR and the network check",
            "situation task action result journal diary free",
        ),
        "reviews": ("journal.reviews:ReviewsSection", "weekly and monthly review", "summary week month"),
        "insights": (
            "journal.insights:InsightsSection",
            "insights and trends of all interviews",
            "learned heard advice",
        ),
        "practice": (
            "journal.practice:PracticeSection",
            "practice and confidence",
            "mock visibility rating aloud",
        ),
        "evidence": ("journal.evidence:EvidenceSection", "evidence", "certificate link proof"),
        "portfolio": ("journal.portfolio:PortfolioSection", "", ""),
        "history": ("journal.changes:ChangesSection", "", ""),
    },
}
"""The sections of an area, in their order: the class, what the palette calls it, more words to find it by."""

SCREENS = {
    "contact": ("people.page_screen:ContactScreen", "contact_id"),
    "contact-form": ("people.form_screen:ContactFormScreen", "contact_id"),
    "before": ("interviews.before_screen:BeforeInterviewScreen", "contact_id"),
    "interview-new": ("interviews.form_screen:InterviewFormScreen", "contact_id"),
    "interview-form": ("interviews.form_screen:InterviewFormScreen", "interview_id"),
    "questions": ("interviews.questions_screen:QuestionsScreen", "interview_id"),
    "talk": ("interviews.talk_mode_screen:TalkModeScreen", "interview_id"),
    "rehearsal": ("interviews.rehearsal_screen:RehearsalScreen", "interview_id"),
    "complete": ("interviews.complete_screen:CompleteScreen", "interview_id"),
    "event": ("plan.event_mode_screen:EventModeScreen", "event_id"),
    "import": ("people.import_screen:ImportScreen", "path"),
    "collect": ("people.collect_screen:CollectScreen",),
    "go-through": ("people.go_through_screen:GoThroughScreen", "ids"),
    "history": ("journal.history_screen:HistoryScreen",),
    "review": ("journal.review_screen:ReviewScreen", "span"),
    "reflection": ("journal.reflection_screen:ReflectionScreen", "subject"),
    "portfolio": ("journal.portfolio_screen:PortfolioScreen",),
    "merge": ("people.merge_screen:MergeScreen", "one_id", "other_id"),
    "company": ("people.company_screen:CompanyScreen", "name"),
    "settings": ("shell.settings_screen:SettingsScreen",),
}
"""The screens that `Open` shows, by its kind, and the parameters that get its id: one, several or none."""

NOTE = "notes.screen:NoteScreen"
FIRST_RUN = "shell.first_run_screen:FirstRunScreen"
ADD = "people.adding:add"
QUICK_ADD = "people.adding:quick_add"

VERBS = {
    "log": ("people.log_form:ask_log", ""),
    "note": ("people.keys:note", ""),
    "follow-up": ("people.keys:follow_up", ""),
    "interview": ("people.keys:interview", ""),
    "introduce": ("people.introducing:introduce", ""),
    "before": ("people.keys:before", ""),
    "rhythm": ("people.keys:keep_in_touch", ""),
    "tag": ("people.keys:tag", ""),
    "yank": ("people.sharing:copy_menu", ""),
    "link": ("people.sharing:open_link", ""),
    "notes": ("people.keys:write_notes", ""),
    "more": ("people.keys:more", ""),
    "delete": ("people.keys:delete", "delete a person: u undoes it"),
    "news": ("sections.news_round:write_news", ""),
    "waiting": ("people.waiting:show", ""),
    "backup": ("shell.safekeeping:backup", ""),
    "doctor": ("shell.safekeeping:doctor", ""),
    "forget": ("shell.safekeeping:forget", "forget a person: erase them everywhere, for good"),
    "export": ("people.exporting:export", ""),
    "stage": ("people.keys:stage", "stage"),
    "roles": ("people.keys:roles", "roles"),
    "naming": ("people.keys:naming", "may be named in what I publish"),
    "introducer": ("people.keys:introduced_by", "who introduced us"),
    "favour": ("people.introducing:favour", "favour given or received"),
    "milestone": ("people.keys:milestone", "milestone: a new job, an award, a yearly day"),
    "merge": ("people.keys:merge", "merge two marked people into one"),
}
"""What `PersonAction` does, by its verb, and the words of those that have no key of their own."""


PLACES: tuple[tuple[str, Any, str], ...] = (
    (
        "birthdays and milestones ahead",
        (GoToArea, "week", f"{RowKind.BIRTHDAY} {RowKind.MILESTONE}"),
        "work anniversary new job change award congratulate due agenda",
    ),
    (
        "follow-ups that wait for a conversation",
        (PersonAction, "waiting", ()),
        "promises waiting once i talked to after talking to",
    ),
    (
        "what became of it: news to everyone who gave you something",
        (PersonAction, "news", ()),
        "givers favours received introductions advice quarter outcome tell thank",
    ),
    (
        "what is due: done, snooze, skip, time away",
        (GoToArea, "week"),
        "agenda check-in off holiday vacation default rhythm this week",
    ),
    (
        "contacts: search, saved searches, marks",
        (GoToArea, "contacts"),
        "saved search people list sort columns mark save query filter",
    ),
    (
        "interviews: prepare, talk mode, wrap up",
        (GoToArea, "interviews"),
        "checklist questions question bank rehearse rehearsal complete debrief schedule prepare move cancel",
    ),
    ("thank-you notes to write", (GoToArea, "week", RowKind.THANK_YOU), "thank you letter due"),
    ("portfolio", (Open, "portfolio", 0), "publish export html markdown write print"),
    ("history of changes", (Open, "history", 0), "undo redo restore earlier session"),
    ("import people", (Open, "import", 0), "linkedin google outlook vcard vcf address book csv contacts"),
    ("collect from mail or calendar", (Open, "collect", 0), "mbox maildir ics email meetings messages log"),
    (
        "export everything, or the calendar",
        (PersonAction, "export", ()),
        "csv spreadsheet vcard vcf address book ics icalendar json",
    ),
    ("go through people: how often for each", (Open, "go-through", ""), "cadence keep up newest imported"),
    (
        "settings",
        (Open, "settings", 0),
        "preferences configure config.toml keymap " + " ".join(setting.label for setting in SETTINGS),
    ),
    (
        "backup: everything in one file",
        (PersonAction, "backup", ()),
        "back up save zip copy restore another machine move safe",
    ),
    ("doctor: look at every file of the store", (PersonAction, "doctor", ()), "check damage repair health"),
    ("map of the network", (GoToArea, "network"), "ghosts group by export svg graphml"),
    ("who can introduce me to someone", (GoToArea, "network", "path:"), "warm path way shortest"),
    ("thin spots of the network", (GoToArea, "network", "thin:"), "diversity spread bridge deepen"),
)
"""Where else the palette leads: its words, the message, more words it is found by."""

_REHEARSE_WORDS = "rehearsal practice practise alone aloud pitch questions avoid interview"

KEY_WORDS = {
    "person.log": "talked met call coffee spoke touch happened",
    "person.note": "write thank you letter message email template",
    "person.follow-up": "remind reminder promise task",
    "person.interview": "informational interview meeting schedule ask",
    "person.before": "brief prepare preparation",
    "person.rhythm": "cadence rhythm keep in touch check-in every weeks",
    "person.yank": "yank email phone link card address clipboard",
    "person.more": "stage role archive pause merge favour milestone",
    "interviews.rehearse": _REHEARSE_WORDS,
    "before.rehearse": _REHEARSE_WORDS,
    "person.delete": "remove drop",
    "person.forget": "erase remove privacy gdpr",
    "app.drafts": "half-typed draft unsaved continue",
    "app.undo": "take back",
    "app.suspend": "stop background job ctrl+z fg",
}
"""More words by which the palette finds what a key does, by the key's id."""

_BEST = 5
"""So many people, and so many companies, the palette offers by name."""


def areas_of(services: Services) -> list[Area]:
    """Return the areas behind the keys 1 to 6."""
    return [Area(name, title, partial(_area, services, name, title, at)) for name, title, at in AREAS]


def routes_of(services: Services, *, first_run: bool = False) -> Routes:
    """Return where messages that cross screens lead."""
    return Routes(
        open={kind: partial(_screen, services, row) for kind, row in SCREENS.items()},
        person={verb: partial(_act, services, at) for verb, (at, _) in VERBS.items()},
        person_words={verb: words for verb, (_, words) in VERBS.items() if words},
        for_person=partial(_for_person, services),
        destinations=destinations(),
        named=partial(_named, services),
        read_names=partial(_read_names, services),
        key_words=KEY_WORDS,
        write_note=partial(_note, services),
        templates=lambda: {template.name for template in services.notes.templates()},
        add=partial(_act, services, ADD),
        quick_add=partial(_act, services, QUICK_ADD),
        first=partial(_screen, services, (FIRST_RUN,)) if first_run else None,
    )


def destinations() -> list[Destination]:
    """Return where the palette leads from anywhere: the sections, then all else."""
    sections = [
        Destination(words, partial(GoToArea, area, name), also)
        for area, rows in SECTIONS.items()
        for name, (_, words, also) in rows.items()
        if words
    ]
    return [*sections, *(Destination(words, partial(*message), also) for words, message, also in PLACES)]


def _for_person(services: Services, contact_id: int) -> list[Destination]:
    person = services.contacts.row(contact_id)
    if person is None:
        return []
    name, found = first_name(person.name), []
    if (thanks := services.notes.thanks_to(contact_id)) is not None:
        message = partial(WriteNote, (contact_id,), thanks.name)
        found.append(Destination(f"thank-you to {name}", message, "thank you letter note", "note"))
    if (interview := services.interviews.rehearsals.next_with(contact_id)) is not None:
        rehearse = partial(Open, "rehearsal", interview.id)
        found.append(Destination(f"rehearse the interview with {name}", rehearse, _REHEARSE_WORDS))
    return found


def _read_names(services: Services) -> None:
    services.names.prepare()
    services.companies.list()


def _named(services: Services, text: str) -> list[Destination]:
    people = [
        Destination(row.name, partial(Open, "contact", row.id), note=_at(row.title, row.company))
        for row in services.names.search(text, _BEST)
    ]
    words = name_words(text)
    found = ((rank(words, one.name), one.name) for one in services.companies.find(text))
    companies = [
        Destination(name, partial(Open, "company", name), note="company")
        for _, name in nsmallest(_BEST, ((near, name) for near, name in found if near is not None))
    ]
    return [*people, *companies]


def _at(title: str, company: str) -> str:
    return shortened(" · ".join(part for part in (title, company) if part))


def import_soon_needed() -> None:
    """Import what the first keys lead to, in a thread: none of them should wait for it."""
    for name in (
        "people.list_screen",
        "people.page_screen",
        "people.keys",
        "shell.offers",
        "sections.agenda_keys",
        "sections.screen",
        *(at.partition(":")[0] for rows in SECTIONS.values() for at, _, _ in rows.values()),
    ):
        import_module(f"netui.tui.{name}")


def load(at: str) -> Any:
    """Return the class or function that "module:name" names, below netui.tui."""
    module, _, name = at.partition(":")
    return getattr(import_module(f"netui.tui.{module}"), name)


def sections_of(services: Services, area: str) -> list[Any]:
    """Return the sections of an area, in their order."""
    return [load(at)(services) for at, _, _ in SECTIONS[area].values()]


def _area(services: Services, name: str, title: str, at: str) -> Screen[Any]:
    screen: Screen[Any]
    if name in SECTIONS:
        screen = load(at)(title, sections_of(services, name), partial(_many, services))
    else:
        screen = load(at)(services)
    return screen


def _many(services: Services) -> bool:
    from netui.tui.terminal.threads import AT_ONCE

    return services.contacts.count() > AT_ONCE


def _screen(services: Services, row: tuple[str, ...], entity_id: Any = None) -> Screen[Any]:
    at, *names = row
    values = entity_id if len(names) > 1 else (entity_id,) * len(names)
    screen: Screen[Any] = load(at)(services, **dict(zip(names, values, strict=True)))
    return screen


def _note(services: Services, message: WriteNote) -> Screen[Any]:
    screen: Screen[Any] = load(NOTE)(
        services,
        message.contact_ids,
        template=message.template,
        interview_id=message.interview_id,
        follow_up_id=message.follow_up_id,
        about_id=message.about_id,
        news=message.news,
    )
    return screen


def _act(services: Services, at: str, host: Host, *ids: tuple[int, ...]) -> None:
    load(at)(services, host, *ids)
