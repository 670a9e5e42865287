"""One typed line becomes a contact, a log entry, a follow-up or an interview."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from msgspec import Struct

from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.interviews.interview import Interview, InterviewStatus, Medium
from netui.domain.people.contact import Contact, ContactRow, Position, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import NEWS, Direction, InteractionKind
from netui.domain.people.person_name import capitalised
from netui.domain.plan.introduction import IntroductionState
from netui.domain.time.dates import at_zone
from netui.domain.time.lengths import USUAL
from netui.domain.values import replace
from netui.domain.week.line_names import words_behind
from netui.domain.week.quick_add import parse_quick_add
from netui.domain.week.quick_line import Entry, QuickAdd
from netui.domain.week.quick_words import describe
from netui.services.interviews.service import InterviewService
from netui.services.people.finding import find_contact, rows_meant
from netui.services.people.people_services import PeopleServices
from netui.services.plan.introductions import IntroductionService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.logged_requests import LoggedRequests, Request

NO_ONE: Mapping[str, int] = MappingProxyType({})


class QuickResult(Struct, frozen=True, kw_only=True):
    """What a line made: its words, who it was about, and what was promised that it may have kept.

    `to_keep_up_with` has the people whose open thank-you it closed, and those introduced to me.
    """

    message: str
    contact_ids: tuple[int, ...] = ()
    may_be_kept: tuple[FollowUp, ...] = ()
    to_keep_up_with: tuple[int, ...] = ()


class QuickEntryService:
    """Understands a line, says what it would do, and does it."""

    def __init__(
        self,
        store: Store,
        present: Present,
        people: PeopleServices,
        interviews: InterviewService,
        introductions: IntroductionService,
    ) -> None:
        self._store = store
        self._present = present
        self._contacts, self._log, self._follow_ups = people
        self._interviews = interviews
        self._introductions = introductions
        self.requests = LoggedRequests(store, present, interviews, introductions)

    def echo(self, line: str, meant: Mapping[str, int] = NO_ONE) -> str:
        """Return what a line would do; raise InvalidValueError with the question it leaves open."""
        entry = self._parse(line, meant).settled()
        try:
            return self._described(entry, kept=self._kept(entry))
        except (AmbiguousError, NotFoundError) as error:
            raise InvalidValueError(str(error)) from error

    def as_typed(self, line: str) -> str:
        """Return what a line would do if everyone in it were known by the name typed."""
        entry = self._parse(line).settled()
        return describe(replace(entry, names=tuple(map(capitalised, entry.names))), self._present.zone)

    def strangers(self, line: str, meant: Mapping[str, int] = NO_ONE) -> tuple[str, ...]:
        """Return the names in a line that no one has; none if it isn't clear who others mean."""
        found = [(name, rows_meant(self._store, name)) for name in self._names(line, meant)]
        unknown = tuple(name for name, rows in found if not rows)
        is_clear = all(len(rows) < 2 for _, rows in found)
        return unknown if is_clear and all(any(map(str.isalpha, name)) for name in unknown) else ()

    def unclear(self, line: str, meant: Mapping[str, int] = NO_ONE) -> tuple[str, list[ContactRow]] | None:
        """Return the first name in a line that several people have, and these; None where each is clear."""
        found = ((name, rows_meant(self._store, name)) for name in self._names(line, meant))
        return next(((name, rows) for name, rows in found if len(rows) > 1), None)

    def namesake(self, line: str) -> ContactRow | None:
        """Return who has the name of the person that a line adds; None for another line."""
        entry = self._parse(line).settled()
        if entry.entry is not Entry.PERSON:
            return None
        return self._contacts.namesake(self._contacts.blank(entry.names[0]))

    def add(self, line: str, meant: Mapping[str, int] = NO_ONE, *, strangers: bool = False) -> QuickResult:
        """Do what a line says, as one change, with `strangers` adding the names no one has.

        `meant` has the id of each person who was chosen among several of one name. Raises
        InvalidValueError, NotFoundError or AmbiguousError.
        """
        entry = self._parse(line, meant).settled()
        made: Interview | None = None
        request: Request | None = None
        with self._store.transaction(f"Quick add: {' '.join(line.split())[:80]}"):
            for name in dict.fromkeys(self.strangers(line, meant) if strangers else ()):
                self._contacts.add(self._stranger(name, entry))
            entry = self._with_introducer(self._with_awaited(entry))
            ids = (self._person(entry),) if entry.entry is Entry.PERSON else self._people(entry)
            near: Sequence[FollowUp] = ()
            kept = self._kept(entry)
            if entry.entry is Entry.LOG:
                near = self._follow_ups.kept.perhaps(ids, entry.text, self._on(entry), entry.direction)
                request = self._request(entry)
                self._happened(entry, ids, kept)
                if request is not None:
                    request.record()
            elif entry.entry is Entry.FOLLOW_UP:
                for one in _owed_to(entry, ids):
                    self._follow_ups.add_all(one, entry.follow_ups)
            elif entry.entry is Entry.INTERVIEW:
                made = self._interview(entry, ids)
            elif entry.entry is not Entry.PERSON:
                self._introduced(entry, kept, *ids)
            if entry.entry in {Entry.PERSON, Entry.INTERVIEW} and entry.follow_ups:
                self._follow_ups.add_all(ids[0], entry.follow_ups)
        thanked = tuple(
            one.contact_id
            for one in kept
            if one.contact_id is not None and one.kind is FollowUpKind.THANK_YOU
        )
        introduced = ids[1:] if entry.entry is Entry.INTRODUCED else ids if entry.introduced_by else ()
        message = self._described(entry, made, kept, done=True)
        return QuickResult(
            message=f"{message} · {request.echo}" if request is not None else message,
            contact_ids=ids,
            may_be_kept=tuple(near),
            to_keep_up_with=(*thanked, *introduced),
        )

    def _stranger(self, name: str, entry: QuickAdd) -> Contact:
        """Return the person of a name that no one has; who I asked to be introduced to is still to be met."""
        blank = self._contacts.blank(capitalised(name))
        is_to_meet = entry.entry is Entry.ASKED and name == entry.names[1]
        return replace(blank, stage=Stage.POTENTIAL) if is_to_meet else blank

    def _described(
        self,
        entry: QuickAdd,
        made: Interview | None = None,
        kept: Sequence[FollowUp] = (),
        *,
        done: bool = False,
    ) -> str:
        """Return what a line does, or did where it is `done`, people by the names they are known by.

        Raises where one is not known. Other interviews at the time of one are named; `made` is what the line
        has made already. `kept` is what it does of what was promised.
        """
        if entry.entry is Entry.PERSON:
            return describe(self._with_introducer(entry), done=done)
        names = tuple(find_contact(self._store, name).name for name in entry.names)
        request = self._request(entry) if not done else None
        entry = self._with_introducer(replace(entry, names=names))
        words = describe(self._with_awaited(entry), self._present.zone, done=done)
        asked = [request.echo] if request is not None else []
        words = " · ".join((words, *(f"done: “{one.text}”" for one in kept), *asked))
        if entry.entry is not Entry.INTERVIEW or not isinstance(entry.when, datetime):
            return words
        but = made.id if made is not None else None
        others = self._interviews.at_that_time(self._start(entry, entry.when), _minutes(entry), but=but)
        return ". ".join(filter(None, (words, others)))

    def _start(self, entry: QuickAdd, when: datetime) -> datetime:
        return at_zone(when, ZoneInfo(entry.zone) if entry.zone else self._present.zone)

    def _with_awaited(self, entry: QuickAdd) -> QuickAdd:
        """Return a line with who its follow-ups wait for found by name; raise where someone is not known."""
        known = self._follow_ups.reading.known
        return replace(entry, follow_ups=tuple(map(known, entry.follow_ups)))

    def _with_introducer(self, entry: QuickAdd) -> QuickAdd:
        """Return a line with who introduced someone by their full name, or as a note if that is no one."""
        if not entry.introduced_by:
            return entry
        try:
            return replace(entry, introduced_by=find_contact(self._store, entry.introduced_by).name)
        except (AmbiguousError, NotFoundError):
            note = f"introduced by {entry.introduced_by}"
            return replace(entry, introduced_by="", text="; ".join(filter(None, (entry.text, note))))

    def _names(self, line: str, meant: Mapping[str, int]) -> Sequence[str]:
        """Return the names that have to be known for what a line says."""
        entry = self._parse(line, meant).settled()
        awaited = (one.after for one in entry.follow_ups if one.after and one.otherwise is None)
        return () if entry.entry is Entry.PERSON else tuple(dict.fromkeys((*entry.names, *awaited)))

    def _parse(self, line: str, meant: Mapping[str, int] = NO_ONE) -> QuickAdd:
        if not line.strip():
            raise InvalidValueError('write what happened: "coffee with Priya yesterday, send article by fri"')
        entry = self._without_words_behind(parse_quick_add(line, self._present.reading()))
        if not meant:
            return entry
        chosen = {name: f"#{contact_id}" for name, contact_id in meant.items()}
        names = tuple(chosen.get(name, name) for name in entry.names)
        owed = tuple(one._replace(after=chosen.get(one.after, one.after)) for one in entry.follow_ups)
        return replace(entry, names=names, follow_ups=owed)

    def _without_words_behind(self, entry: QuickAdd) -> QuickAdd:
        """Return an entry in which the words typed behind the name of someone known are its text."""
        if entry.entry is not Entry.LOG or entry.doubts:
            return entry
        names, behind = [], []
        for name in entry.names:
            who, words = words_behind(name)
            is_known = words and not rows_meant(self._store, name) and rows_meant(self._store, who)
            names.append(who if is_known else name)
            behind += [words] if is_known else []
        text = ": ".join(filter(None, (", ".join(behind), entry.text)))
        return replace(entry, names=tuple(dict.fromkeys(names)), text=text) if behind else entry

    def _people(self, entry: QuickAdd) -> tuple[int, ...]:
        return tuple(find_contact(self._store, name).id for name in entry.names)

    def _person(self, entry: QuickAdd) -> int:
        blank = self._contacts.blank(entry.names[0])
        known = self._contacts.at_company(entry.company) if entry.company.islower() else []
        company = known[0].company if known else entry.company
        positions = (Position(entry.title, company),) if entry.title or company else ()
        return self._contacts.add(
            replace(
                blank,
                positions=positions,
                emails=entry.emails,
                location=entry.location,
                phones=entry.phones,
                links=entry.links,
                tags=entry.tags,
                cadence=entry.cadence,
                met=entry.met,
                met_on=entry.met_on,
                birthday=entry.birthday,
                pronouns=entry.pronouns,
                introduced_by=self._contacts.find(entry.introduced_by).id if entry.introduced_by else None,
                roles=entry.roles,
                stage=entry.stage or blank.stage,
                notes=entry.text,
            )
        ).id

    def _kept(self, entry: QuickAdd) -> Sequence[FollowUp]:
        """Return the thanks owed that a line says were given, and what others promised that it says came."""
        if entry.entry is Entry.INTRODUCED:
            who, text = self._people(entry)[:1], f"introduced me to {entry.names[1]}"
            return self._follow_ups.kept.surely(who, text, self._on(entry), Direction.RECEIVED)
        if entry.entry is not Entry.LOG:
            return ()
        return self._follow_ups.kept.surely(self._people(entry), entry.text, self._on(entry), entry.direction)

    def _request(self, entry: QuickAdd) -> Request | None:
        """Return what a line says I asked someone for."""
        if entry.entry is not Entry.LOG or entry.is_news:
            return None
        return self.requests.of(self._people(entry), entry.text, self._on(entry), entry.direction)

    def _on(self, entry: QuickAdd) -> date:
        return entry.on or self._present.today()

    def _happened(self, entry: QuickAdd, ids: tuple[int, ...], kept: Sequence[FollowUp]) -> None:
        self._follow_ups.log_with_follow_ups(
            entry.follow_ups,
            contact_ids=ids,
            kind=entry.kind or InteractionKind.MEETING,
            on=entry.on or self._present.today(),
            direction=entry.direction,
            text=entry.text,
            source=NEWS if entry.is_news else None,
            kept=kept,
        )
        if entry.introduced_by:
            introducer = self._contacts.find(entry.introduced_by).id
            for contact_id in ids:
                self._introductions.received(introducer, contact_id, entry.on)

    def _introduced(self, entry: QuickAdd, kept: Sequence[FollowUp], first: int, second: int) -> None:
        if entry.entry is Entry.INTRODUCED:
            self._introductions.received(first, second, entry.on, entry.text)
            for one in kept:
                self._follow_ups.done(one.id, logged=True)
        elif entry.entry is Entry.ASKED:
            asked = self._introductions.asking.ask(first, second, entry.on)
            if asked.state is IntroductionState.MADE:
                raise InvalidValueError(f"{entry.names[0]} introduced you to {entry.names[1]} already")
        else:
            self._introductions.made(first, second, entry.on, entry.text)
        if entry.follow_ups:
            self._follow_ups.add_all(second if entry.entry is Entry.INTRODUCED else first, entry.follow_ups)

    def _interview(self, entry: QuickAdd, ids: tuple[int, ...]) -> Interview:
        if len(ids) != 1:
            raise InvalidValueError("an interview is with one person: name one")
        if entry.when is not None and not isinstance(entry.when, datetime):
            raise InvalidValueError(
                f"at what time on {self._present.short_day(entry.when)}? Add it, as in “mon 14:00”"
            )
        at = self._start(entry, entry.when) if isinstance(entry.when, datetime) else None
        return self._interviews.add(
            ids[0],
            status=InterviewStatus.SCHEDULED if at else InterviewStatus.IDEA,
            at=at,
            zone=entry.zone,
            minutes=_minutes(entry),
            medium=entry.medium or Medium.VIDEO,
            goal=entry.text,
        )


def _owed_to(entry: QuickAdd, ids: tuple[int, ...]) -> tuple[int, ...]:
    """Return who a follow-up is owed to: an introduction of two people is one."""
    is_one = any(one.kind is FollowUpKind.INTRODUCTION for one in entry.follow_ups)
    return ids[:1] if is_one else ids


def _minutes(entry: QuickAdd) -> int:
    return entry.minutes or USUAL
