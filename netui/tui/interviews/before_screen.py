"""Before you talk: what the user wants to know about a person in the last minute."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.plan.mentoring import next_meeting
from netui.domain.time.dates import describe_day, full_day, short_day
from netui.services.people.page import Brief
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.glyphs import Glyphs, glyphs_of
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.subjects import Gone, gone_person
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.contact_card import about_words, next_to_name, owed_line, place_words
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage, bullets, paragraph, wrap

_WIDEST = 84
_MOST_ABOUT = 3
"""Lines about the work: what is to be said must stay in sight below."""
_LABEL = 12
_IDEAS = 2
_MOST_OF_GOALS = 3
_NOTHING = Line(())


class BeforeInterviewScreen(AreaScreen):
    """One calm page on one person."""

    KEYS_TITLE: ClassVar[str] = "Before you talk"

    DEFAULT_CSS = """
    BeforeInterviewScreen TextPage { padding: 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "contact page", id="before.open"),
        Binding("T", "talk_mode", "talk mode", id="before.talk"),
        Binding("p", "questions", "questions", id="before.questions"),
        Binding("R", "rehearse", "rehearse", id="before.rehearse"),
        Binding("e", "edit", "edit", id="before.edit"),
        Binding("escape", "app.close", "back", show=False, id="before.back"),
    ]

    def __init__(self, services: Services, contact_id: int) -> None:
        super().__init__()
        self._services = services
        self._contact_id = contact_id
        self._brief: Brief | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        with Panel(title="Before you talk"):
            yield TextPage(id="brief")

    def gone(self) -> Gone | None:
        """Return the person if they are no longer in the store; nothing is typed here."""
        gone = gone_person(self._services.contacts, self._contact_id)
        return gone and gone._replace(typed=False)

    def reload(self, change: Change | None) -> None:
        """Read the brief again."""
        page = self.query_one(TextPage)
        if self._services.contacts.row(self._contact_id) is None:
            self._brief = None
            page.show(lambda _: [Line((Span("This person is no longer here; esc goes back."),))])
            return
        self._brief = brief = self._services.briefs.of(self._contact_id)
        page.show(lambda width: self._page(brief, min(width, _WIDEST)), keep=change is not None)

    def _page(self, brief: Brief, width: int) -> list[Line]:
        glyphs, today = glyphs_of(self.app), self._services.present.today()
        contact = brief.contact
        details = "".join(f"  {words}" for words in next_to_name(contact))
        lines = [Line((Span(contact.name, "strong"), Span(details, "accent")))]
        place = place_words(contact, brief.local, today, glyphs)
        about = f" {glyphs.dot} ".join(part for part in (about_words(contact, glyphs), place) if part)
        lines += paragraph(about, width, "dim", _MOST_ABOUT) if about else []
        lines += self._interview_lines(brief, width, glyphs)
        room = width - _LABEL
        groups: list[list[tuple[str, Sequence[Line]]]] = [
            [("avoid", bullets(contact.avoid, room, glyphs.overdue, "warning"))],
            [
                ("mentoring", self._mentoring(brief, room, glyphs)),
                ("agenda", bullets(brief.agenda, room, glyphs.bullet, "accent")),
            ],
            [("last time", self._last(brief, room))],
            [("I owe", [owed_line(one, today, glyphs) for one in brief.owed])],
            [("ask", self._questions(brief, room, glyphs))],
            [("afterwards", bullets(_then(brief), room, glyphs.bullet, "accent"))],
            [
                ("shared", _text(", ".join(contact.interests), room)),
                ("related", _text(", ".join(brief.related), room)),
                ("how we met", _text(self._met(brief), room)),
                ("why", _text(contact.why, room)),
            ],
            [
                ("together", _text(self._together(), room)),
                ("groups", _text(", ".join(one.name for one in brief.groups), room)),
                ("can help", _text(_skills(brief), room)),
                ("favours", _text(self._favours(), room)),
                ("give back", bullets(self._ideas(), room, glyphs.bullet, "accent")),
            ],
        ]
        for group in groups:
            filled = [(label, body) for label, body in group if body]
            lines += [_NOTHING] if filled else []
            for label, body in filled:
                lines += _next_to_label(label, body)
        if not any(body for group in groups for _, body in group):
            lines += [_NOTHING, Line((Span("Nothing more is known: e fills in what you know.", "dim"),))]
        return lines

    def _interview_lines(self, brief: Brief, width: int, glyphs: Glyphs) -> list[Line]:
        interview = brief.interview
        if interview is None:
            return []
        today = self._services.present.today()
        words = [f"Interview {interview.status.value.replace('-', ' ')}"]
        if interview.at is not None:
            starts = self._services.present.local(interview.at)
            words = [
                f"Interview {short_day(starts.date(), today)} {starts:%H:%M}, {interview.minutes} minutes"
            ]
        words += [interview.medium.value.replace("-", " ")] if interview.at is not None else []
        lines = [_NOTHING, *paragraph(f" {glyphs.dot} ".join(words), width, "accent")]
        return lines + (paragraph(f"Goal: {interview.goal}", width) if interview.goal else [])

    def _mentoring(self, brief: Brief, width: int, glyphs: Glyphs) -> list[Line]:
        today = self._services.present.today()
        lines: list[Line] = []
        for one in brief.mentoring:
            meeting = next_meeting(one)
            words = [f"my {one.side}", str(one.stage)]
            words += [f"every {one.rhythm}", f"meet {describe_day(meeting, today)}"] if meeting else []
            lines += paragraph(f" {glyphs.dot} ".join(words), width)
            lines += paragraph(f"Goals: {one.goals}", width)[:_MOST_OF_GOALS] if one.goals else []
        return lines

    def _last(self, brief: Brief, width: int) -> list[Line]:
        today = self._services.present.today()
        lines: list[Line] = []
        for one in brief.last:
            head = f"{short_day(one.on, today):<12}"
            text = " ".join(one.text.split()) or "no words"
            first, *rest = _two_lines(f"{one.kind}: {text}", width - len(head))
            lines.append(Line((Span(head, "dim"), Span(first))))
            lines += [Line((Span(" " * len(head)), Span(line))) for line in rest]
        return lines

    def _questions(self, brief: Brief, width: int, glyphs: Glyphs) -> list[Line]:
        lines = bullets(brief.questions, width, glyphs.bullet, "accent")
        if brief.named:
            lines += _text(f"they named last time: {', '.join(brief.named)}", width, "dim")
        return lines

    def _together(self) -> str:
        found = self._services.collaborations.with_contact(self._contact_id)
        return ", ".join(f"{one.title} ({one.state})" for one in found if one.is_open)

    def _favours(self) -> str:
        balance = self._services.favours.balance(self._contact_id)
        if not balance.gave and not balance.received:
            return ""
        return balance.words

    def _ideas(self) -> Sequence[str]:
        promised = "Keep your promise"  # which is listed under what I owe already
        ideas = self._services.favours.ideas(self._contact_id)
        return [idea for idea in ideas if not idea.startswith(promised)][:_IDEAS]

    def _met(self, brief: Brief) -> str:
        contact = brief.contact
        parts = [contact.met, full_day(contact.met_on) if contact.met_on else ""]
        parts.append(f"introduced by {brief.introducer}" if brief.introducer else "")
        return f" {glyphs_of(self.app).dot} ".join(part for part in parts if part)

    # Keys

    def current_contact_ids(self) -> Sequence[int]:
        """Return the person the page is about."""
        return (self._contact_id,) if self._brief is not None else ()

    def action_open(self) -> None:
        """Open the contact page."""
        self.post_message(Open("contact", self._contact_id))

    def action_edit(self) -> None:
        """Open the form."""
        self.post_message(Open("contact-form", self._contact_id))

    def action_talk_mode(self) -> None:
        """Open talk mode for the next interview."""
        self._open_interview("talk")

    def action_questions(self) -> None:
        """Choose questions for the next interview."""
        self._open_interview("questions")

    def action_rehearse(self) -> None:
        """Rehearse the next interview."""
        self._open_interview("rehearsal")

    def _open_interview(self, kind: str) -> None:
        if self._brief is not None and self._brief.interview is not None:
            self.post_message(Open(kind, self._brief.interview.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs an interview or a person that isn't there."""
        if action in ("talk_mode", "questions"):
            return True if self._brief is not None and self._brief.interview is not None else None
        if action == "rehearse":
            return None if self._why_no_rehearsal() else True
        if action in ("open", "edit"):
            return True if self._brief is not None else None
        if action == "person" and parameters == ("before",):
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work now."""
        if action in ("talk_mode", "questions"):
            return "No interview with them is planned: i plans one."
        if action == "rehearse":
            return self._why_no_rehearsal()
        return "This person is no longer here."

    def _why_no_rehearsal(self) -> str:
        if self._brief is None:
            return "This person is no longer here."
        if self._brief.interview is None:
            return "No interview with them is planned: i plans one."
        return self._services.interviews.rehearsals.why_not(self._brief.interview)


def _then(brief: Brief) -> Iterator[str]:
    return (f"{one.text} ({who})" for one, who in brief.then)


def _skills(brief: Brief) -> str:
    return ", ".join(f"{one.name} ({one.level} of {one.wanted})" for one in brief.skills)


def _next_to_label(label: str, body: Sequence[Line]) -> list[Line]:
    """Put a label at the left of what belongs to it."""
    tone = "warning strong" if label == "avoid" else "primary"
    heads = [Span(f"{label:<{_LABEL}}", tone), *[Span(" " * _LABEL)] * (len(body) - 1)]
    return [Line((head, *line.left), line.right) for head, line in zip(heads, body, strict=True)]


def _text(text: str, width: int, tone: str = "") -> list[Line]:
    return paragraph(text, width, tone) if text else []


def _two_lines(text: str, width: int) -> list[str]:
    """Wrap a text into two lines at most; where more was to come, an ellipsis says so."""
    first, *rest = wrap(text, width)
    if len(rest) < 2:
        return [first, *rest]
    return [first, wrap(rest[0], width - 1)[0] + "…"]
