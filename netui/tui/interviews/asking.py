"""What the list of interviews asks: who to talk with, when, who else, and what became of one."""

from collections.abc import Callable, Mapping

from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.services.interviews.service import InterviewService
from netui.services.interviews.views import InterviewRow
from netui.services.services import Services
from netui.tui.interviews.times import InterviewTime, read_interview_time
from netui.tui.look.messages import Open, WriteNote
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice
from netui.tui.shell.area import AreaScreen

_OPEN = (InterviewStatus.IDEA, InterviewStatus.ASKED, InterviewStatus.SCHEDULED)
_REACHED_BY: Mapping[str, tuple[InterviewStatus, ...]] = {
    "held": (InterviewStatus.SCHEDULED,),
    "moved": (InterviewStatus.SCHEDULED,),
    "no-show": (InterviewStatus.SCHEDULED,),
    "asked": (
        InterviewStatus.IDEA,
        InterviewStatus.ASKED,
        InterviewStatus.DECLINED,
        InterviewStatus.NO_ANSWER,
        InterviewStatus.CANCELLED,
    ),
    "also-asked": (InterviewStatus.ASKED,),
    "second-try": (InterviewStatus.ASKED,),
    "no-answer": (InterviewStatus.ASKED,),
    "declined": (*_OPEN, InterviewStatus.NO_ANSWER),
    "cancelled": _OPEN,
}
_LABELS = {
    "held": ("it was held: wrap it up", "h"),
    "moved": ("it has another date", "m"),
    "no-show": ("they did not come", "w"),
    "asked": ("asked today", "a"),
    "also-asked": ("someone else asked as well", "e"),
    "second-try": ("second try sent", "t"),
    "no-answer": ("no answer: close it", "n"),
    "declined": ("declined", "d"),
    "cancelled": ("cancelled", "c"),
}
STATUS_KEYS = frozenset(_LABELS) - {"held", "moved"}


def ask_who(screen: AreaScreen, services: Services) -> None:
    """Ask who to talk with, then open the form of a new interview."""
    screen.host.ask(
        PromptModal(
            "Who is the interview with?",
            placeholder="a name, or a part of it",
            hint="someone among your contacts",
            validate=lambda text: _who(services, text),
            about=(),
            kept=False,
        ),
        lambda name: screen.post_message(Open("interview-new", services.contacts.find(name).id)),
    )


def ask_when(screen: AreaScreen, services: Services, row: InterviewRow, what: str) -> None:
    """Ask for the date of an interview, say it on both clocks, and schedule or move the interview."""
    interview = row.interview
    their_zone = ""
    if interview.contact_id is not None and services.contacts.row(interview.contact_id) is not None:
        their_zone = services.contacts.get(interview.contact_id).time_zone

    def read(text: str) -> InterviewTime:
        return read_interview_time(text, services.present, their_zone=their_zone)

    def others(when: InterviewTime) -> str:
        return services.interviews.at_that_time(when.at, interview.minutes, but=interview.id)

    def echoed(text: str) -> str:
        when = read(text)
        return "\n".join(filter(None, (when.note or when.description, others(when))))

    def answered(text: str) -> None:
        when = read(text)
        if interview.status is InterviewStatus.SCHEDULED:
            services.interviews.move(interview.id, when.at, zone=when.zone)
        else:
            services.interviews.schedule(interview.id, when.at, zone=when.zone)
        screen.host.say(". ".join(filter(None, (f"{row.name}: {when.description}", others(when)))))

    screen.host.ask(
        PromptModal(
            f"{what} the interview with {row.name}",
            placeholder="mon 14:00, tomorrow 9am, 23 nov 19:00",
            hint="on your clock; end with “there” for theirs" if their_zone else "on your clock",
            validate=echoed,
            about=interview.id,
        ),
        answered,
    )


def ask_someone_else(screen: AreaScreen, services: Services, row: InterviewRow) -> None:
    """Ask who else to ask while a request waits; a name opens the request to them."""

    def answered(name: str) -> None:
        other = services.contacts.find(name).id if name.strip() else None
        services.interviews.also_asked(row.interview.id)
        if other is None:
            screen.host.say(f"Noted: someone else is asked besides {row.name}.")
        else:
            screen.post_message(WriteNote((other,), template="interview-request"))

    screen.host.ask(
        PromptModal(
            f"Who else do you ask besides {row.name}?",
            placeholder="a name; empty just notes that you asked",
            hint="a name opens the request to them",
            validate=lambda text: _who(services, text),
            required=False,
            about=row.interview.id,
        ),
        answered,
    )


def _who(services: Services, text: str) -> str:
    try:
        row = services.contacts.find(text)
    except AmbiguousError as error:
        raise InvalidValueError("; ".join((str(error), *error.candidates[:3]))) from error
    except NotFoundError as error:
        raise InvalidValueError(str(error)) from error
    return ", ".join(part for part in (row.name, row.title, row.company) if part)


def status_choices(row: InterviewRow) -> list[Choice[str]]:
    """Return what can become of an interview from its present state."""
    return [
        Choice(verb, label, key=key)
        for verb, (label, key) in _LABELS.items()
        if row.interview.status in _REACHED_BY[verb] and (verb != "no-show" or row.needs_outcome)
    ]


def change_status(interviews: InterviewService, row: InterviewRow, verb: str) -> str:
    """Note what became of an interview; return a message, and what may come next."""
    ways: dict[str, tuple[Callable[[int], Interview], str]] = {
        "asked": (interviews.ask, "asked today; you hear from this page when to follow up."),
        "also-asked": (interviews.also_asked, "someone else is asked as well."),
        "second-try": (interviews.second_try, "second try noted."),
        "no-answer": (interviews.closing.no_answer, "closed without an answer."),
        "declined": (interviews.closing.decline, "declined. A kind word back keeps the door open: n."),
        "cancelled": (interviews.closing.cancel, "cancelled; what was left to prepare is closed."),
        "no-show": (interviews.closing.no_show, "cancelled; a follow-up offers another time."),
    }
    if verb not in ways:
        raise InvalidValueError(f"an interview cannot become “{verb}”")
    change, message = ways[verb]
    change(row.interview.id)
    return f"{row.name}: {message}"
