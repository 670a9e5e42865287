"""Notes to send: offered, filled in, checked, copied, and marked as sent."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.rules import has_begun
from netui.domain.notes.note import Gap, Moment, Note, NoteTemplate, gaps, quotes_something, word_count
from netui.domain.notes.sent_words import act_of_sending, what_was_sent
from netui.domain.people.collecting import key_of
from netui.domain.people.contact import Contact, first_name
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.people.written_to import channel_of_notes, likely_channel
from netui.domain.plan.favour import FavourEntry
from netui.domain.values import replace
from netui.services.entries import new_identity
from netui.services.notes.composing import NoteComposer, for_linkedin
from netui.services.notes.mailing import note_message_id
from netui.services.notes.note_occasions import occasions
from netui.services.notes.values import heard_in
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.people.people import require_contact
from netui.services.ports import Clipboard, Drafts, Store, TemplateSource
from netui.services.present import Present

_ASKING = frozenset({Moment.ASK_INTRODUCTION, Moment.REMIND_INTRODUCTION})
_NOTHING_QUOTED = "It quotes nothing specific from the interview: name one or two things they said."
_NOTHING_KNOWN = "No insight of this interview is written down: name one or two things they said."


AskedFor = Callable[[int, int, date], object]
"""Takes who was asked for an introduction, who to, and the day; asked again, they were reminded."""


class NoteCheck(Struct, frozen=True, kw_only=True):
    """What keeps a note from being sent.

    `gaps` has those filled in advance too; `own_notes` says how many of them there are, or is empty.
    `over` counts the characters beyond `limit`. `quotes_something` is None if a note need not quote, or
    nothing was written down; `advice` is then, or when it is False, the sentence to show, else empty.
    """

    gaps: tuple[Gap, ...]
    own_notes: str
    words: int
    characters: int
    limit: int | None
    over: int
    quotes_something: bool | None
    advice: str


class NoteService:
    """Writes the notes that keep a network warm, and remembers that they were sent."""

    def __init__(  # noqa: PLR0917 - one argument for each thing it is wired to, named where it is built
        self,
        store: Store,
        present: Present,
        templates: TemplateSource,
        clipboard: Clipboard,
        config: Callable[[], Config],
        log: InteractionService,
        follow_ups: FollowUpService,
        drafts: Drafts,
        asked: Callable[[], AskedFor],
        given: Callable[[int], FavourEntry | None] = lambda _: None,
    ) -> None:
        self._store = store
        self._present = present
        self._templates = templates
        self._config = config
        self._composer = NoteComposer(store, present, templates, config, given)
        self._log = log
        self._follow_ups = follow_ups
        self._drafts = drafts
        self._asked = asked
        self.problems = templates.problems
        self.copy_text = clipboard.copy
        self.templates_for = self._composer.templates_for
        self.someone_else = self._composer.someone_else
        self.thanks_to = self._composer.thanks_to
        self.compose = self._composer.compose
        self.for_another = self._composer.for_another

    def templates(self) -> list[NoteTemplate]:
        """Return every template that can be used, by name."""
        return sorted(self._templates.all(), key=lambda template: template.name)

    def was_sent(self, note: Note) -> str:
        """Return what sending a note did: "Sent a check-in to Dana Okafor"."""
        about = self._store.contacts.row(note.about_id) if note.about_id is not None else None
        title = self._templates.get(note.template).title
        return what_was_sent(note.template, title, note.to, about.name if about is not None else "")

    def check(self, note_body: str, note: Note) -> NoteCheck:
        """Count and check the note in the editor."""
        open_gaps = gaps(note_body)
        quotes, advice = self._quotes(note_body, note)
        over = max(0, len(note_body) - note.limit) if note.limit is not None else 0
        return NoteCheck(
            gaps=open_gaps,
            own_notes=_own_notes(open_gaps, first_name(note.to)),
            words=word_count(note_body),
            characters=len(note_body),
            limit=note.limit,
            over=over,
            quotes_something=quotes,
            advice=advice,
        )

    def discard_draft(self, contact_id: int, template_name: str) -> None:
        """Discard the draft of a note."""
        self._drafts.discard(draft_key(contact_id, template_name))

    def channel(self, note: Note) -> InteractionKind | None:
        """Return how a note goes to its person; None if that has to be asked."""
        if note.contact_id is None or for_linkedin(self._templates.get(note.template)):
            return InteractionKind.MESSAGE
        contact = require_contact(self._store, note.contact_id)
        return channel_of_notes(contact, self._store.interactions.for_contact(contact.id))

    def mark_sent(
        self, note: Note, on: date | None = None, kind: InteractionKind | None = None
    ) -> Interaction:
        """Log a note as sent, keep its follow-up, put its occasion away, and move its interview along.

        By its `channel` unless `kind` says how; today unless `on` says otherwise. What goes by email keeps
        its Message-ID, so that `collect` knows it again; if `collect` came first, its entry becomes this one.
        One transaction, "Send a thank-you to Priya". The draft is discarded.
        """
        if note.contact_id is None:
            raise InvalidValueError("this note is for no one yet: choose a person first")
        contact = require_contact(self._store, note.contact_id)
        template = self._templates.get(note.template)
        day = on or self._present.today()
        channel = kind or self.channel(note) or likely_channel(contact, ())
        about = self._store.contacts.row(note.about_id) if note.about_id is not None else None
        label = act_of_sending(
            template.name, template.title, contact.first_name, first_name(about.name) if about else ""
        )
        text = f"{template.title}\n\n{note.body}".strip()
        with self._store.transaction(label):
            traces = self._traces(note, channel)
            logged = self._store.interactions.for_contact(contact.id) if traces else ()
            known = next((one for one in logged if set(traces) & set(one.came_from)), None)
            if known is not None:
                text = "\n\n".join(filter(None, (text, known.text)))
                as_note = replace(known, text=text, template=template.name, interview_id=note.interview_id)
                sent = self._log.edit(as_note)
            else:
                sent = self._log.log(
                    contact_ids=(contact.id,),
                    kind=channel,
                    on=day,
                    at=self._present.now() if day == self._present.today() else None,
                    direction=Direction.GAVE,
                    text=text,
                    interview_id=note.interview_id,
                    template=template.name,
                    real=True,
                    came_from=traces,
                )
            self._complete_follow_up(note, template, sent.kind)
            if note.about_id is not None and _ASKING & set(template.fits):
                self._asked()(contact.id, note.about_id, day)
            self._move_interview(note, template, contact, day)
            self._put_away(template, contact)
            self._store.relabel(label)
        self.discard_draft(contact.id, template.name)
        return sent

    def set_channel(self, note: Note, sent: Interaction, kind: InteractionKind) -> None:
        """Correct by what channel a note went that is logged as sent."""
        self._log.edit(replace(sent, kind=kind, came_from=self._traces(note, kind, sent.id)), sent)

    def _traces(self, note: Note, kind: InteractionKind, sent_as: int = 0) -> tuple[str, ...]:
        """Return what `collect` knows a sent note again by: the Message-ID of what goes by email."""
        is_mail = kind is InteractionKind.EMAIL
        return (key_of(note_message_id(self._store, self._config(), note, sent_as)),) if is_mail else ()

    def _quotes(self, body: str, note: Note) -> tuple[bool | None, str]:
        interview = self._store.interviews.get(note.interview_id) if note.interview_id is not None else None
        if interview is None or Moment.TALK_DONE not in self._templates.get(note.template).fits:
            return None, ""
        heard = heard_in(interview)
        if not heard:
            return None, _NOTHING_KNOWN
        written = body
        open_gaps = gaps(body)
        for gap in reversed(open_gaps):
            written = written[: gap.start] + written[gap.end :]
        if quotes_something(written, heard):
            return True, ""
        if any(quotes_something(gap.text, heard) for gap in open_gaps):
            return None, ""  # it is known once that line is reworded or kept
        return False, _NOTHING_QUOTED

    def _complete_follow_up(self, note: Note, template: NoteTemplate, kind: InteractionKind) -> None:
        follow_up = self._store.follow_ups.get(note.follow_up_id) if note.follow_up_id is not None else None
        if follow_up is None or not follow_up.is_open:
            assert note.contact_id is not None
            contact = require_contact(self._store, note.contact_id)
            follow_up = self._composer.follow_up_kept(template, contact, note.interview_id, note.about_id)
        if follow_up is not None and follow_up.contact_id == note.contact_id:
            self._follow_ups.done(follow_up.id, kind=kind, logged=True)

    def _put_away(self, template: NoteTemplate, contact: Contact) -> None:
        """Take off the agenda what the note was written for: a birthday, an award, years in a job."""
        before = self._store.preferences.load()
        rows = occasions(self._store, contact, template, self._present.today())
        if new := [row for row in rows if row not in before.dismissed]:
            self._store.preferences.save(replace(before, dismissed=(*before.dismissed, *new)))

    def _move_interview(self, note: Note, template: NoteTemplate, contact: Contact, day: date) -> None:
        interview = self._store.interviews.get(note.interview_id) if note.interview_id is not None else None
        if Moment.REQUEST in template.fits:
            self._ask(interview, contact, day)
        elif interview is None:
            return
        elif Moment.SECOND_TRY in template.fits and interview.status is InterviewStatus.ASKED:
            self._store.interviews.save(replace(interview, second_try_on=day))
        elif (
            template.closes == FollowUpKind.THANK_YOU
            and has_begun(interview, self._present.now())
            and interview.contact_id == contact.id
            and interview.thanked_at is None
        ):
            self._store.interviews.save(replace(interview, thanked_at=self._present.now()))

    def _ask(self, interview: Interview | None, contact: Contact, day: date) -> None:
        if interview is not None and interview.status is InterviewStatus.IDEA:
            asked = replace(interview, status=InterviewStatus.ASKED, asked_on=day)
            self._store.interviews.save(asked)
            return
        open_ones = {InterviewStatus.IDEA, InterviewStatus.ASKED, InterviewStatus.SCHEDULED}
        if any(one.status in open_ones for one in self._store.interviews.for_contact(contact.id)):
            return
        self._store.interviews.add(
            Interview(
                **new_identity(self._store, self._present),
                contact_id=contact.id,
                contact_name=contact.name,
                status=InterviewStatus.ASKED,
                asked_on=day,
                company=contact.company,
                title=contact.title,
            )
        )


def draft_key(contact_id: int, template_name: str) -> str:
    """Return the key under which a half-written note is kept."""
    return f"note:{contact_id}:{template_name}"


def _own_notes(open_gaps: tuple[Gap, ...], name: str) -> str:
    lines = sum(1 for gap in open_gaps if gap.text)
    if not lines:
        return ""
    come, them = ("line comes", "it") if lines == 1 else ("lines come", "them")
    return f"{lines} {come} from your own notes: reword {them} for {name}"
