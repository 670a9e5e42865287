"""show --brief: what to know before you talk to someone."""

from collections.abc import Iterable, Iterator

from netui.cli.columns import labelled
from netui.cli.context import Context
from netui.domain.people.contact import Contact
from netui.domain.time.dates import short_day
from netui.services.people.page import Brief


def brief_lines(contact: Contact, context: Context) -> Iterator[str]:
    """Yield the brief on a person as the screen "before you talk" has it."""
    brief = context.services.briefs.of(contact.id)
    job = ", ".join(filter(None, (contact.title, contact.company)))
    yield f"{contact.name}, {job}" if job else contact.name
    yield ""
    for label, values in _parts(brief, context):
        for at, value in enumerate(filter(None, values)):
            yield from labelled("" if at else label, value)


def _parts(brief: Brief, context: Context) -> Iterator[tuple[str, Iterable[str]]]:
    services, contact = context.services, brief.contact
    today, interview = services.present.today(), brief.interview
    due_words = services.follow_ups.due_words
    yield "Pronounced", (contact.pronunciation,)
    yield "Their clock", (f"{brief.local:%a %H:%M}" if brief.local is not None else "",)
    yield "Introduced by", (brief.introducer,)
    yield "Related", brief.related
    yield "Interests", contact.interests
    yield "Avoid", contact.avoid
    yield (
        "Last",
        (
            f"{short_day(one.on, today)}, {one.kind}: {' '.join(one.text.split())}".rstrip(": ")
            for one in brief.last
        ),
    )
    yield "You owe", (f"{one.text}, {due_words(one)}" for one in brief.owed)
    yield "Then owed", (f"{name}: {one.text}" if name else one.text for one, name in brief.then)
    if interview is not None:
        when = f", {services.present.full_moment(interview.at)}" if interview.at is not None else ""
        yield "Interview", (f"{interview.status}{when}", interview.goal)
    yield "Ask", brief.questions
    yield "They named", brief.named
    yield "Mentoring", brief.agenda
    yield "Can help with", (one.name for one in brief.skills)
    yield "Groups", (one.name for one in brief.groups)
