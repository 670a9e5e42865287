"""What a note to a person could be for now, the pressing first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.rules import RequestStep, request_step
from netui.domain.notes.note import Moment, NoteTemplate
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.people.milestone import Milestone, MilestoneKind

_CONFIRM_WITHIN = timedelta(hours=48)
_BIRTHDAY_AHEAD = 14
_EVENT_DAYS = 7
_HELP_DAYS = 14
_CHECK_IN_AHEAD = 7

_OF_KIND = {
    FollowUpKind.CHECK_IN: Moment.CHECK_IN,
    FollowUpKind.SEND: Moment.SEND,
    FollowUpKind.INTRODUCTION: Moment.INTRODUCE,
    FollowUpKind.UPDATE: Moment.UPDATE,
    FollowUpKind.CONGRATULATE: Moment.CONGRATULATE,
}
_OF_NEWS = {
    MilestoneKind.NEW_JOB: Moment.NEW_JOB,
    MilestoneKind.WORK_ANNIVERSARY: Moment.ANNIVERSARY,
}
_NOT_MET = frozenset({Stage.POTENTIAL, Stage.REACHED_OUT})


class Situation(Struct, frozen=True, kw_only=True):
    """What is known about a person when a note is to be written.

    `follow_ups` are the open ones to the person, and updates owed about them; `log` has the newest first;
    `thanks_owed` is whether an introduction by or to this person was not thanked for yet, `remind` whether
    they were asked for one and did not answer; `news` is what there is to congratulate on, `anniversary`
    whether one at work is near; `known` says by its id what a follow-up is for, where its kind does not.
    """

    contact: Contact
    interviews: Sequence[Interview]
    follow_ups: Sequence[FollowUp]
    log: Sequence[Interaction]
    thanks_owed: bool
    now: datetime
    today: date
    news: Milestone | None = None
    anniversary: bool = False
    remind: bool = False
    known: Mapping[int, Moment] = {}


def moments_now(situation: Situation) -> tuple[Moment, ...]:
    """Return what a note could be for now, the pressing first, each once."""
    contact, today = situation.contact, situation.today
    found: list[Moment] = []
    for interview in situation.interviews:
        found += _pressing(interview, situation)
    for follow_up in sorted(situation.follow_ups, key=lambda one: (one.due_on, one.id)):
        moment = moment_of(follow_up, situation.known)
        if moment is Moment.TALK_DONE:
            found.insert(0, moment)
        elif moment is not None:
            found.append(moment)
    found += [Moment.REMIND_INTRODUCTION] * situation.remind + [Moment.INTRODUCED] * situation.thanks_owed
    if contact.birthday is not None:
        returns = contact.birthday.next_on_or_after(today)
        if (returns - today).days <= _BIRTHDAY_AHEAD:
            found.append(Moment.BIRTHDAY)
    if situation.news is not None:
        found.append(moment_of_news(situation.news.kind))
    if situation.anniversary:
        found.append(Moment.ANNIVERSARY)
    found += _from_log(situation.log, today)
    found += _first_steps(situation)
    if any(interview.status is InterviewStatus.SCHEDULED for interview in situation.interviews):
        found.append(Moment.RESCHEDULE)
    if contact.next_due_on is not None and (contact.next_due_on - today).days <= _CHECK_IN_AHEAD:
        found.append(Moment.CHECK_IN)
    return tuple(dict.fromkeys(found))


def moments_of_interview(
    interview: Interview, now: datetime, today: date, *, introduced: bool
) -> tuple[Moment, ...]:
    """Return what a note about one interview could be for, by the state of the interview.

    News for the introducer is offered if someone `introduced` the person.
    """
    if interview.status is InterviewStatus.IDEA:
        return (Moment.REQUEST, Moment.CONNECT)
    if interview.status is InterviewStatus.ASKED:
        resend = request_step(interview, today) is not RequestStep.NONE
        return (Moment.SECOND_TRY, Moment.CONNECT) if resend else (Moment.CONNECT, Moment.SECOND_TRY)
    if interview.status is InterviewStatus.SCHEDULED:
        passed = interview.at is not None and interview.at < now
        return (Moment.TALK_DONE if passed else Moment.CONFIRM, Moment.RESCHEDULE)
    if interview.status is InterviewStatus.DONE:
        update = (Moment.UPDATE,) if introduced else ()
        if interview.thanked_at is None:
            return (Moment.TALK_DONE, *update, Moment.NEWS)
        return (*update, Moment.NEWS, Moment.SEND)
    return (Moment.CHECK_IN, Moment.REQUEST)


def moment_of_news(kind: MilestoneKind) -> Moment:
    """Return what a note about news of a kind is for."""
    return _OF_NEWS.get(kind, Moment.CONGRATULATE)


def moment_of(follow_up: FollowUp, known: Mapping[int, Moment] | None = None) -> Moment | None:
    """Return what a note that keeps this follow-up is for; None if any could be.

    `known` is that of a `Situation`.
    """
    if known and follow_up.id in known:
        return known[follow_up.id]
    if follow_up.kind is not FollowUpKind.THANK_YOU:
        return _OF_KIND.get(follow_up.kind)
    if follow_up.about_id is not None:
        return Moment.INTRODUCED
    return Moment.HELPED if follow_up.interview_id is None else Moment.TALK_DONE


def by_fit(
    templates: Iterable[NoteTemplate], moments: Sequence[Moment]
) -> tuple[list[NoteTemplate], list[NoteTemplate]]:
    """Part templates into those that fit, the best first, and the others, by title."""
    rank = {moment.value: place for place, moment in enumerate(moments)}
    fitting: list[tuple[tuple[int, int, bool, str], NoteTemplate]] = []
    others: list[NoteTemplate] = []
    for template in templates:
        places = [(rank[fit], order) for order, fit in enumerate(template.fits) if fit in rank]
        if places:
            fitting.append(((*min(places), template.built_in, template.title.casefold()), template))
        else:
            others.append(template)
    fitting.sort(key=lambda ranked: ranked[0])
    others.sort(key=lambda template: template.title.casefold())
    return [template for _, template in fitting], others


def _pressing(interview: Interview, situation: Situation) -> list[Moment]:
    if interview.status is InterviewStatus.DONE and interview.thanked_at is None:
        return [Moment.TALK_DONE]
    if interview.status is InterviewStatus.SCHEDULED and interview.at is not None:
        ahead = interview.at - situation.now
        return [Moment.CONFIRM] if timedelta() <= ahead <= _CONFIRM_WITHIN else []
    if request_step(interview, situation.today) is RequestStep.RESEND:
        return [Moment.SECOND_TRY]
    return []


def _from_log(log: Sequence[Interaction], today: date) -> list[Moment]:
    found = []
    if log and log[0].kind is InteractionKind.EVENT and (today - log[0].on).days <= _EVENT_DAYS:
        found.append(Moment.EVENT)
    if log and log[0].direction is Direction.RECEIVED and (today - log[0].on).days <= _HELP_DAYS:
        found.append(Moment.HELPED)
    return found


def _first_steps(situation: Situation) -> list[Moment]:
    statuses = {interview.status for interview in situation.interviews}
    not_met = situation.contact.stage in _NOT_MET
    if InterviewStatus.IDEA in statuses or (not_met and not statuses):
        return [Moment.REQUEST, Moment.CONNECT] if not_met else [Moment.REQUEST]
    return [Moment.CONNECT] if not_met and InterviewStatus.SCHEDULED not in statuses else []
