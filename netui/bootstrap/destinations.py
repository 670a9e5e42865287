"""Where the command palette leads from anywhere, with the words people may look for it by."""

from functools import partial

from netui.domain.week.agenda import RowKind
from netui.tui.look.messages import GoToArea, Open, PersonAction
from netui.tui.shell.wiring import Destination

_PLAN = (
    ("goals", "goals", "aspiration motive measure target months met missed"),
    ("strategies and actions", "strategies", "why chosen online offline yield steps due date"),
    ("groups", "groups", "association community membership objectives meeting hours accountability role"),
    ("events", "events", "event mode conference meetup attend people as you meet them"),
    ("people I want to know", "wanted", "target companies industries potential"),
    ("mentoring", "mentoring", "mentor mentee finding a mentor sponsor coach pipeline agenda"),
    (
        "brand: pitch, bios, what I published",
        "brand",
        "elevator profile platform limit differences last reviewed article talk post record",
    ),
    ("skills to build", "skills", "learn teach"),
    ("opportunities", "opportunities", "lead referral partnership job collaboration"),
    (
        "introductions",
        "introductions",
        "introducer connectors thank tell how it went how i came to know chain",
    ),
    ("favours", "favours", "give gives given receive received balance value ideas give back"),
    ("collaborations", "collaborations", "project article event together"),
    ("companies", "companies", "company everyone i know at employer"),
    ("upkeep: duplicates, stale and missing details", "upkeep", "merge twice review old milestones"),
)
_JOURNAL = (
    (
        "reflections, STAR and the network check",
        "reflections",
        "situation task action result journal diary free",
    ),
    ("weekly and monthly review", "reviews", "summary week month"),
    ("insights and trends of all talks", "insights", "learned heard advice"),
    ("practice and confidence", "practice", "mock visibility rating aloud"),
    ("evidence", "evidence", "certificate link proof"),
)

DESTINATIONS: tuple[Destination, ...] = (
    *(Destination(text, partial(GoToArea, "plan", name), also) for text, name, also in _PLAN),
    *(Destination(text, partial(GoToArea, "journal", name), also) for text, name, also in _JOURNAL),
    Destination(
        "birthdays and milestones ahead",
        partial(GoToArea, "week", f"{RowKind.BIRTHDAY} {RowKind.MILESTONE}"),
        "work anniversary new job change award congratulate due agenda",
    ),
    Destination("portfolio", partial(Open, "portfolio", 0), "publish export html markdown write print"),
    Destination("history of changes", partial(Open, "history", 0), "undo redo restore earlier session"),
    Destination("import people", partial(Open, "import", 0), "linkedin zip csv connections"),
    Destination(
        "export everything, or the calendar",
        partial(PersonAction, "export", ()),
        "csv spreadsheet vcard vcf address book ics icalendar json",
    ),
    Destination(
        "go through people: a rhythm for each",
        partial(Open, "go-through", ""),
        "cadence keep up newest imported",
    ),
    Destination("map of the network", partial(GoToArea, "network"), "ghosts group by export svg graphml"),
    Destination(
        "who can introduce me to someone", partial(GoToArea, "network", "path:"), "warm path way shortest"
    ),
    Destination(
        "thin spots of the network", partial(GoToArea, "network", "thin:"), "diversity spread bridge deepen"
    ),
)
