"""Which notes fit a person now, and each of them filled in from the store."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError, existing
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.notes.note import TO_INTRODUCER, Moment, Note, NoteTemplate
from netui.domain.notes.own_notes import for_another
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.plan.event import Event, is_owed_after, talked_about
from netui.domain.plan.favour import FavourEntry
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.text import clean, fold
from netui.domain.values import replace
from netui.services.notes.introducers import Introducers
from netui.services.notes.moments import Situation, by_fit, moment_of, moments_now, moments_of_interview
from netui.services.notes.note_occasions import news_kinds
from netui.services.notes.values import MetAt, Subjects, field_values
from netui.services.people.milestones import anniversary_of, news_of
from netui.services.people.people import event_words, require_contact
from netui.services.ports import Store, TemplateSource
from netui.services.present import Present

_FAVOUR, _EVENT, _FOLLOW_UP = "favour.", "event", "follow_up"
"""Words of a template that ask for what takes long to find."""
_TALK_OF = {
    Moment.TALK_DONE: InterviewStatus.DONE,
    Moment.UPDATE: InterviewStatus.DONE,
    Moment.NEWS: InterviewStatus.DONE,
    Moment.CONFIRM: InterviewStatus.SCHEDULED,
    Moment.RESCHEDULE: InterviewStatus.SCHEDULED,
    Moment.SECOND_TRY: InterviewStatus.ASKED,
    Moment.REQUEST: InterviewStatus.IDEA,
}


class NoteComposer:
    """Offers templates for a person, and fills them in; writes nothing."""

    def __init__(
        self,
        store: Store,
        present: Present,
        templates: TemplateSource,
        config: Callable[[], Config],
        given: Callable[[int], FavourEntry | None] = lambda _: None,
    ) -> None:
        """`given` returns what a person gave me, for news to them."""
        self._store = store
        self._present = present
        self._templates = templates
        self._config = config
        self._given = given
        self._introducers = Introducers(store, present)

    def templates_for(
        self, contact_id: int, moment: Interview | FollowUp | None = None
    ) -> tuple[list[NoteTemplate], list[NoteTemplate]]:
        """Return the templates that fit now, the best first, and the others.

        With an interview or a follow-up in hand, what it asks for comes before what else could be written.
        A template that would go to someone else comes last of those that fit.
        """
        contact = require_contact(self._store, contact_id)
        moments = moments_now(self._situation(contact))
        if isinstance(moment, Interview):
            moments = (
                *moments_of_interview(
                    moment,
                    self._present.now(),
                    self._present.today(),
                    introduced=self._introducers.introducer_of(contact) is not None,
                ),
                *moments,
            )
        elif (
            moment is not None and (wanted := moment_of(moment, self._known_moments(contact_id))) is not None
        ):
            moments = (wanted, *moments)
        templates = [replace(one, limit=self._limit(one)) for one in self._templates.all()]
        given = moment if isinstance(moment, Interview) else None
        templates = [one for one in templates if self._too_early(one, contact, given) is None]
        fitting, others = by_fit(templates, tuple(dict.fromkeys(moments)))
        fitting.sort(key=lambda one: self.someone_else(one, contact_id, moment) is not None)
        return fitting, others

    def someone_else(
        self, template: NoteTemplate, contact_id: int, moment: Interview | FollowUp | None = None
    ) -> Contact | None:
        """Return who a note from this template would go to, if not to this person."""
        contact = require_contact(self._store, contact_id)
        if isinstance(moment, FollowUp) or not _to_introducer(template):
            return None  # a follow-up in hand says itself who is written to
        kept = self.follow_up_kept(template, contact, moment.id if moment is not None else None)
        to, _ = self._addressed(template, contact, kept, None)
        return to if to.id != contact.id else None

    def thanks_to(self, contact_id: int) -> NoteTemplate | None:
        """Return the thank-you note that a person is owed now, or None."""
        fitting, _ = self.templates_for(contact_id)
        owed = (one for one in fitting if one.closes == FollowUpKind.THANK_YOU)
        return next((one for one in owed if self.someone_else(one, contact_id) is None), None)

    def compose(
        self,
        contact_id: int,
        template_name: str | None = None,
        interview_id: int | None = None,
        follow_up_id: int | None = None,
        about_id: int | None = None,
    ) -> Note:
        """Fill a template in, by default the one that fits best; `about_id` is who the note is about.

        Without a template the note goes to this person. A template for an introducer, asked for by name on
        the page of the person introduced, goes to the introducer.
        Raises NotFoundError for an unknown person, interview, follow-up or template, TemplateError for a
        broken one.
        """
        contact = require_contact(self._store, contact_id)
        interview = self._interview(interview_id)
        follow_up = self._follow_up(follow_up_id)
        if template_name is None:
            moment = follow_up or interview
            fitting, _ = self.templates_for(contact_id, moment)
            mine = bool(fitting) and self.someone_else(fitting[0], contact_id, moment) is None
            template = fitting[0] if mine else self._templates.get(Moment.CHECK_IN)
        else:
            template = self._templates.get(template_name)
        if follow_up is None:
            follow_up = self.follow_up_kept(template, contact, interview_id)
        to, about = self._addressed(template, contact, follow_up, about_id)
        if interview is None:
            interview = self._interview_for(
                template, about if about and _to_introducer(template) else to, follow_up
            )
        if (coming := self._too_early(template, to, interview)) is not None:
            assert coming.at is not None
            raise InvalidValueError(
                f"The interview with {to.name} is still to come, on {self._present.full_moment(coming.at)}: "
                "thank them after it, or write confirm-time now"
            )
        entries = self._store.interactions.for_contact(to.id)
        log = [self._for_person(one, to) for one in entries]
        asks_for = f"{template.subject}{template.body}"
        is_met_at = _EVENT in asks_for or (follow_up is not None and _FOLLOW_UP in asks_for)
        subjects = Subjects(
            contact=to,
            interview=interview or self._newest_interview(to),
            introducer=self._person(self._introducers.introducer_of(to)),
            about=about,
            follow_up=follow_up,
            log=log,
            last=_last_entry(template, log),
            news=self._news(template, to),
            met_at=self._met_at(to, follow_up, entries) if is_met_at else None,
            favour=self._given(to.id) if _FAVOUR in asks_for else None,
        )
        values = field_values(subjects, self._config(), self._present, self._names)
        subject, body = self._templates.render(template, values)
        return Note(
            template=template.name,
            contact_id=to.id,
            interview_id=interview.id if interview else None,
            follow_up_id=follow_up.id if follow_up else None,
            about_id=about.id if about else None,
            to=clean(to.name),
            address=clean(_address(template, to)),
            subject=clean(subject),
            body=clean(body, newlines=True),
            limit=self._limit(template),
        )

    def _situation(self, contact: Contact) -> Situation:
        follow_ups = [
            follow_up
            for follow_up in self._store.follow_ups.for_contact(contact.id)
            if follow_up.is_open
            and not follow_up.waits
            and (follow_up.contact_id == contact.id or moment_of(follow_up) in TO_INTRODUCER)
        ]
        return Situation(
            contact=contact,
            interviews=self._store.interviews.for_contact(contact.id),
            follow_ups=follow_ups,
            log=self._store.interactions.for_contact(contact.id),
            thanks_owed=any(
                self._introducers.owes_thanks(introducer_id)
                for introducer_id in (contact.id, self._introducers.introducer_of(contact))
                if introducer_id is not None
            ),
            now=self._present.now(),
            today=self._present.today(),
            news=news_of(self._store, contact.id, self._present.today()),
            anniversary=anniversary_of(contact, self._present.today()) is not None,
            remind=self._introducers.is_to_be_reminded(contact.id),
            known=self._known_moments(contact.id),
        )

    def _known_moments(self, contact_id: int) -> dict[int, Moment]:
        """Return what a note is for that keeps a follow-up to a person, where its kind does not say."""
        return {**self._after_events(contact_id), **self._asking()}

    def _after_events(self, contact_id: int) -> dict[int, Moment]:
        events = [event for event in self._store.of(Event).all() if contact_id in event.contact_ids]
        owed = self._store.follow_ups.for_contact(contact_id) if events else []
        return {one.id: Moment.EVENT for one in owed if any(is_owed_after(event, one) for event in events)}

    def _for_person(self, entry: Interaction, person: Contact) -> Interaction:
        """Return an entry of the log with only the words for one person."""
        listed = event_words(self._store, entry, person.id)
        if listed is None:
            return entry
        title, details = listed
        return replace(entry, text=": ".join(filter(None, (title, talked_about(details)))))

    def _met_at(self, person: Contact, kept: FollowUp | None, log: Sequence[Interaction]) -> MetAt | None:
        """Return the event a note to a person refers to: the one a follow-up is owed after, else the last."""
        events = [one for one in self._store.of(Event).all() if person.id in one.contact_ids]
        owed = [one for one in events if kept is not None and is_owed_after(one, kept)]
        event = max(owed or events, key=lambda one: (one.on, one.id), default=None)
        logged = (one for one in log if one.kind is InteractionKind.EVENT)
        entry = next((one for one in logged if event is None or one.on == event.on), None)
        if event is None and entry is None:
            return MetAt(title=person.met, first=True) if person.met else None
        day = event.on if event is not None else entry.on if entry is not None else None
        first = person.met_on == day
        title = event.title if event is not None else person.met if first else ""
        if entry is None:
            return MetAt(title=title, first=first)
        listed = event_words(self._store, entry, person.id)
        topic = talked_about(listed[1]) if listed is not None else entry.text.strip().partition("\n")[0]
        return MetAt(title=title, topic="" if fold(topic) == fold(title) else topic.rstrip(" ."), first=first)

    def _asking(self) -> Mapping[int, Moment]:
        """Return what asking is for, by its follow-up: to introduce me, or whether to be introduced."""
        return {
            one.step_id: Moment.ASK_WHETHER if one.way is Way.MADE else Moment.ASK_INTRODUCTION
            for one in self._store.of(Introduction).all()
            if one.is_open and one.to_ask is not None and one.step_id is not None
        }

    def follow_up_kept(
        self, template: NoteTemplate, contact: Contact, interview_id: int | None, about_id: int | None = None
    ) -> FollowUp | None:
        """Return the open follow-up that sending this completes: of the same interview, else due first."""
        known = self._after_events(contact.id)
        if Moment.ASK_WHETHER in template.fits:
            known |= self._asking()
        fitting = [
            follow_up
            for follow_up in self._store.follow_ups.for_contact(contact.id)
            if follow_up.is_open
            and (follow_up.kind == template.closes or known.get(follow_up.id) in template.fits)
            and (follow_up.contact_id == contact.id or _to_introducer(template))
            and (not follow_up.waits or about_id in {follow_up.about_id or 0, follow_up.after_id})
            and _keeps(template, follow_up, known)
        ]
        if not fitting:
            return None
        return min(
            fitting,
            key=lambda follow_up: (
                interview_id is None or follow_up.interview_id != interview_id,
                about_id is None or follow_up.about_id != about_id,
                follow_up.due_on,
                follow_up.id,
            ),
        )

    def _addressed(
        self,
        template: NoteTemplate,
        contact: Contact,
        follow_up: FollowUp | None,
        about_id: int | None,
    ) -> tuple[Contact, Contact | None]:
        if about_id is not None:
            return contact, self._person(about_id)
        about = self._person(follow_up.about_id or follow_up.after_id) if follow_up else None
        to = (self._person(follow_up.contact_id) if follow_up else None) or contact
        if about is not None or not _to_introducer(template):
            return to, about or self._person(self._introducers.wanted_person(template, to.id))
        met = self._introducers.introduced(to.id)
        introducer = self._person(self._introducers.introducer_of(to))
        if introducer is not None and (not met or self._is_next_to_thank(template, introducer, to)):
            return introducer, to
        return to, self._person(max(met)) if met else None

    def _is_next_to_thank(self, template: NoteTemplate, introducer: Contact, met: Contact) -> bool:
        """Whether thanks are owed to an introducer, and no more to the person met, who introduced others."""
        return (
            Moment.INTRODUCED in template.fits
            and not self._introducers.owes_thanks(met.id)
            and self._introducers.owes_thanks(introducer.id)
        )

    def _interview_for(
        self, template: NoteTemplate, person: Contact, follow_up: FollowUp | None
    ) -> Interview | None:
        if follow_up is not None and follow_up.interview_id is not None:
            return self._store.interviews.get(follow_up.interview_id)
        wanted = [_TALK_OF[Moment(fit)] for fit in template.fits if fit in _TALK_OF]
        interviews = [
            interview
            for interview in self._store.interviews.for_contact(person.id)
            if interview.status in wanted
        ]
        if InterviewStatus.SCHEDULED in wanted:
            return min(
                interviews,
                key=lambda interview: (interview.at is None, interview.at or self._present.now()),
                default=None,
            )
        if Moment.TALK_DONE in template.fits:
            interviews.sort(key=lambda interview: interview.thanked_at is not None)
        return interviews[0] if interviews else None

    def _news(self, template: NoteTemplate, contact: Contact) -> str:
        today = self._present.today()
        news = news_of(self._store, contact.id, today, news_kinds(template))
        noted = news is not None and news.kind is MilestoneKind.WORK_ANNIVERSARY
        if Moment.ANNIVERSARY in template.fits and not noted:
            near = anniversary_of(contact, today)
            return near.words if near is not None else ""
        return news.text if news is not None else ""

    def _too_early(
        self, template: NoteTemplate, person: Contact, interview: Interview | None
    ) -> Interview | None:
        """Return the interview that a template would thank for, if it is still to come."""
        if template.fits != (Moment.TALK_DONE,):
            return None
        about = interview or self._interview_for(template, person, None) or self._newest_interview(person)
        if about is None or about.status is not InterviewStatus.SCHEDULED or about.at is None:
            return None
        return about if about.at > self._present.now() else None

    def _newest_interview(self, contact: Contact) -> Interview | None:
        return next(iter(self._store.interviews.for_contact(contact.id)), None)

    def _interview(self, interview_id: int | None) -> Interview | None:
        if interview_id is None:
            return None
        return existing(self._store.interviews.get(interview_id), "interview", interview_id)

    def _follow_up(self, follow_up_id: int | None) -> FollowUp | None:
        if follow_up_id is None:
            return None
        return existing(self._store.follow_ups.get(follow_up_id), "follow-up", follow_up_id)

    def for_another(self, text: str) -> str:
        """Return words of a letter to one person for another: as a gap where they are to be reworded."""
        return for_another(text, self._names)

    def _names(self) -> Iterable[str]:
        return (row.name for row in self._store.contacts.rows())

    def _person(self, contact_id: int | None) -> Contact | None:
        return None if contact_id is None else self._store.contacts.get(contact_id)

    def _limit(self, template: NoteTemplate) -> int | None:
        if not for_linkedin(template):
            return template.limit
        most = self._config().linkedin_note_limit
        return min(template.limit or most, most)


def for_linkedin(template: NoteTemplate) -> bool:
    """Whether a note goes to the LinkedIn address, as a message."""
    return template.name.casefold().startswith("linkedin")


def _to_introducer(template: NoteTemplate) -> bool:
    return any(fit in TO_INTRODUCER for fit in template.fits)


def _keeps(template: NoteTemplate, follow_up: FollowUp, known: Mapping[int, Moment]) -> bool:
    """Whether sending completes a follow-up: thanks for an interview aren't those for an introduction."""
    moment = moment_of(follow_up, known)
    return not template.fits or moment in {None, Moment.HELPED, Moment.EVENT} or moment in template.fits


def _address(template: NoteTemplate, contact: Contact) -> str:
    profile = next((link for link in contact.links if "linkedin.com" in link.casefold()), "")
    if for_linkedin(template):
        return profile or next(iter(contact.links), "")
    return next(filter(None, (*contact.emails, profile, *contact.links)), "")


def _last_entry(template: NoteTemplate, log: list[Interaction]) -> Interaction | None:
    if Moment.HELPED in template.fits:
        return next((entry for entry in log if entry.direction is Direction.RECEIVED), None)
    return next(iter(log), None)
