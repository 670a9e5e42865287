"""The people a note is written to, one after another, and the note as it is filled in for each."""

from collections.abc import Sequence

from netui.domain.interviews.interview import Interview
from netui.domain.notes.note import NEWS_GAP, Note, NoteTemplate, gap, typed_in_gap
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.forgotten import Forgotten
from netui.domain.values import replace
from netui.services.notes.service import draft_key
from netui.services.services import Services
from netui.tui.look.text import Line, safe, safe_lines
from netui.tui.notes.lines import NoteStanding, gift_line, recipient_lines
from netui.tui.terminal.guard import DraftMirror


def standing(services: Services, note: Note) -> NoteStanding:
    """Return what is still open with the person a note goes to."""
    follow_ups = services.follow_ups.for_contact(note.contact_id) if note.contact_id is not None else []
    return NoteStanding(
        follow_ups=sum(1 for follow_up in follow_ups if follow_up.is_open),
        thanked=note.interview_id is not None
        and services.interviews.get(note.interview_id).thanked_at is not None,
    )


def other_addresses(services: Services, note: Note) -> list[str]:
    """Return the other addresses of a person who has several."""
    assert note.contact_id is not None
    emails = [safe(email) for email in services.contacts.get(note.contact_id).emails]
    return [email for email in emails if email != note.address] if note.address in emails else []


class NoteRound:
    """A round of one or more people; with several, no interview or follow-up is mentioned.

    In a round of `news` a person can be skipped, and what the user has to tell is taken from note to note.
    """

    def __init__(
        self,
        services: Services,
        contact_ids: Sequence[int],
        interview_id: int | None,
        follow_up_id: int | None,
        about_id: int | None = None,
        *,
        news: bool = False,
    ) -> None:
        self.services = services
        self.is_news = news
        self._my_news = ""
        self._people = tuple(dict.fromkeys(contact_ids))
        self._names = {one: services.contacts.name_of(one) for one in self._people}
        alone = len(self._people) == 1
        self._interview_id = interview_id if alone else None
        self._follow_up_id = follow_up_id if alone else None
        self._about_id = about_id if alone else None
        self.place = 0
        self.thanked: list[int] = []

    def __len__(self) -> int:
        return len(self._people)

    def sent(self, note: Note, template: NoteTemplate | None) -> None:
        """Remember who was thanked."""
        if template is not None and template.closes == FollowUpKind.THANK_YOU and note.contact_id is not None:
            self.thanked.append(note.contact_id)

    @property
    def reaches_someone(self) -> bool:
        """Whether at least one of the people is still here."""
        return any(self.services.contacts.row(one) is not None for one in self._people)

    @property
    def is_gone(self) -> bool:
        """Whether the present person is here no more, while someone else still is."""
        return self.reaches_someone and self.services.contacts.row(self._people[self.place]) is None

    def leave_out_gone(self, forgotten: Forgotten) -> str:
        """Leave out who is here no more, as long as someone else is; return one line that names them.

        Those who were `forgotten` are not named.
        """
        self._names = {one: name for one, name in self._names.items() if one not in forgotten.ids}
        gone = [one for one in self._people if self.services.contacts.row(one) is None]
        if not gone or len(gone) == len(self._people):
            return ""
        self.place -= sum(1 for one in self._people[: self.place] if one in gone)
        self._people = tuple(one for one in self._people if one not in gone)
        self.place = min(self.place, len(self._people) - 1)
        names = ", ".join(self._names.get(one) or "someone" for one in gone)
        names = f"{names[0].upper()}{names[1:]}"
        return f"{names} {'is' if len(gone) == 1 else 'are'} gone from your contacts, and left out here."

    def can_go(self, step: int) -> bool:
        """Whether there is someone that many places on."""
        return 0 <= self.place + step < len(self._people)

    def filled_in(self, template: str) -> Note:
        """Return the note to the present person; without a template the one that fits best."""
        note = self.services.notes.compose(
            self._people[self.place],
            template or None,
            interview_id=self._interview_id,
            follow_up_id=self._follow_up_id,
            about_id=self._about_id,
        )
        if not self._my_news:
            return note
        mine = self.services.notes.for_another(self._my_news)
        return replace(note, body=note.body.replace(gap(NEWS_GAP), mine))

    def learn(self, fresh: str, text: str) -> None:
        """Take the user's news from a text that was `fresh` before: those to come are filled in with it."""
        if self.is_news:
            self._my_news = typed_in_gap(fresh, text, NEWS_GAP) or self._my_news

    def skip(self) -> str:
        """Send no news to the present person for now; return their name."""
        self.services.news.skip_person(contact_id := self._people[self.place])
        return self.services.contacts.name_of(contact_id)

    def head(self, note: Note, template: NoteTemplate | None, *, wide: bool) -> list[Line]:
        """Say who gets a note and where, and which interview it speaks of."""
        assert note.contact_id is not None
        services = self.services
        gave = services.news.given(note.contact_id) if self.is_news else None
        lines = recipient_lines(
            services.contacts.get(note.contact_id),
            note,
            services.interviews.get(note.interview_id) if note.interview_id is not None else None,
            template,
            services.present,
            wide=wide,
            others=other_addresses(services, note),
        )
        return lines if gave is None else [*lines, gift_line(gave, services.present.today())]

    def templates(self) -> tuple[list[NoteTemplate], list[NoteTemplate]]:
        """Return the templates that fit the present person, and the others."""
        return self.services.notes.templates_for(self._people[self.place], self._moment())

    def someone_else(self, template: NoteTemplate) -> str:
        """Return the first name of who a template would go to, or "" where it is the present person."""
        if self._about_id is not None:
            return ""
        to = self.services.notes.someone_else(template, self._people[self.place], self._moment())
        return to.first_name if to is not None else ""

    @property
    def name(self) -> str:
        """The first name of the present person."""
        return self.services.contacts.get(self._people[self.place]).first_name

    def _moment(self) -> Interview | FollowUp | None:
        if self._follow_up_id is not None:
            return self.services.follow_ups.get(self._follow_up_id)
        return self.services.interviews.get(self._interview_id) if self._interview_id is not None else None


class NoteDraft:
    """One note, the text its template gave (`fresh`), and what was typed instead."""

    def __init__(self, note: Note, mirror: DraftMirror) -> None:
        self.note = note
        self.fresh = safe_lines(note.body)
        self._mirror = mirror
        self.key = draft_key(note.contact_id or 0, note.template)
        self._subject_key = f"{self.key}:subject"
        kept = mirror.load(self.key)
        self.text = self.fresh if kept is None else kept
        self.subject = mirror.load(self._subject_key) or note.subject
        self.kept = self.text != self.fresh

    def keep(self, text: str, subject: str) -> bool:
        """Mirror the values of the fields; return whether the text is the user's."""
        if text != self.fresh:
            self._mirror.keep(self.key, text)
            self.kept = True
        elif self.kept:
            self._mirror.discard(self.key)
            self.kept = False
        if subject != self.note.subject:
            self._mirror.keep(self._subject_key, subject)
        return self.kept

    def renew(self, note: Note) -> bool:
        """Take the note as it is filled in now; return whether its text is another."""
        before = self.fresh
        self.note, self.fresh = note, safe_lines(note.body)
        return self.fresh != before

    def discard_subject(self) -> None:
        """Discard the subject that was typed."""
        self._mirror.discard(self._subject_key)

    def discard(self) -> None:
        """Discard all that was typed."""
        self._mirror.discard(self.key)
        self.discard_subject()
