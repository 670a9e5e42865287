"""The keys on a person: follow-up, cadence, tag, notes, more."""

from collections.abc import Sequence

from netui.domain.counted import count_people
from netui.domain.edits import met_draft
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Naming, Role, Stage
from netui.domain.people.field_values import entries
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.text import choose
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.look.messages import GoToArea, Open, WriteNote
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.modals.cadence_choices import NONE_KEY, cadence_choices
from netui.tui.modals.choose import Choice, ChoiceModal, MultiChoiceModal
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.modals.host import Host
from netui.tui.people import introducing
from netui.tui.people.asking import change_all, names
from netui.tui.sections.answers import Answers
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch, thanks_owed
from netui.tui.sections.mentoring_forms import ask_next
from netui.tui.sections.milestone_forms import ask_milestone


def follow_up(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask what is promised to a person, by when."""
    answers = Answers(services)
    ask_due, reading = answers.ask_due_or_awaited(), services.follow_ups.reading

    def promised(values: dict[str, str]) -> None:
        due, text = answers.due_or_awaited(values["due"]), values["text"]
        repeats = Cadence.parse(values["repeats"]) if values["repeats"] else None
        if (own := reading.with_own_day(text)) is not None:
            if values["due"] == ask_due.value:
                due = reading.when(own)
            elif due != reading.when(own):
                raise InvalidValueError(f"“{text}” or {reading.echo(due)}? Say once when it is due.")
            text, repeats = own.text, repeats or own.repeats
        made = services.follow_ups.add_for_each(
            ids,
            kind=FollowUpKind(values["kind"]),
            text=text,
            due_on=due.on,
            after_id=due.after_id,
            repeats=repeats,
        )
        due_words = services.follow_ups.due_words(made[0])
        host.say(f"Promised {names(services, ids)}: {text}, {due_words}. u undo")

    def check_text(text: str) -> str:
        own = reading.with_own_day(text)
        words = own.due_words(services.present.today()) if own is not None else ""
        return f"{words}, not “{ask_due.value}”" if words else ""

    host.ask(
        FormModal(
            f"Follow up with {names(services, ids)}",
            [
                Ask("text", "What", check=check_text, required=True, placeholder="send the eBPF article"),
                ask_due,
                one_of("kind", "Kind", FollowUpKind.OTHER),
                Ask("repeats", "Again every", check=_cadence_echo, placeholder="empty: once"),
            ],
            about=ids,
        ),
        promised,
    )


def keep_in_touch(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask how often to be in touch."""
    who = names(services, ids)

    def chosen(value: str) -> None:
        if value == "typed":
            host.ask(
                PromptModal(
                    f"Be in touch with {who}",
                    value="every 6 weeks",
                    overtype=True,
                    validate=_cadence_echo,
                    about=ids,
                ),
                lambda text: set_to(Cadence.parse(text)),
            )
        elif value == "pause":
            message = f"No check-ins with {who} until you choose how often again"
            change_all(host, ids, lambda: services.cadences.pause(ids, paused=True), message)
        else:
            set_to(Cadence.parse(value) if value else None)

    def set_to(cadence: Cadence | None) -> None:
        message = f"{who}: every {cadence}" if cadence else f"{who}: no check-ins of their own"
        change_all(host, ids, lambda: services.cadences.set_cadence(ids, cadence), message)

    row = services.contacts.row(ids[0]) if len(ids) == 1 else None
    now = row.cadence if row else None
    listed = cadence_choices(now)
    present = next((one.value for one in listed if one.note), "typed" if now else None)
    options = [
        *listed,
        Choice("typed", "another ...", f"now every {now}" if present == "typed" else "", key="o"),
        Choice("pause", "pause", "now" if row and row.paused else "no check-ins for now", key="p"),
        Choice("", "none", "no reminders", key=NONE_KEY),
    ]
    start = "pause" if row and row.paused else present
    host.ask(ChoiceModal(f"How often, {who}?", options, filterable=False, start=start), chosen)


def tag(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask which tags people have; new ones can be typed."""
    used = services.contacts.tags()
    rows = [row for one in ids if (row := services.contacts.row(one)) is not None]
    had = [tag for tag in used if rows and all(tag in row.tags for row in rows)]

    def typed(text: str) -> None:
        wanted = entries(text)
        names_of = {one.casefold().lstrip("#") for one in wanted}
        gone = [tag for tag in had if tag.casefold() not in names_of]
        held = {tag.casefold() for tag in had}
        new = [one for one in wanted if one.casefold().lstrip("#") not in held]
        message = f"Tags of {names(services, ids)}: {', '.join(wanted) or 'none'}"
        change_all(host, ids, lambda: services.contacts.set_tags(ids, add=new, remove=gone), message)

    hint = f"in use: {', '.join(used[:8])}" if used else "comma between several"
    host.ask(
        PromptModal(
            f"Tags of {names(services, ids)}",
            value=", ".join(had) + (", " if had else ""),
            hint=hint,
            required=False,
            about=ids,
        ),
        typed,
    )


def more(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Offer what is done less often: stage, roles, naming, archive, delete."""
    archived = all((row := services.contacts.row(one)) is not None and row.archived_at for one in ids)
    paused = any((row := services.contacts.row(one)) is not None and row.paused for one in ids)
    options = [
        Choice("stage", "stage", key="s"),
        Choice("roles", "roles", key="o"),
        Choice("naming", "may be named in what I publish", key="n"),
        Choice("introducer", "who introduced us", key="i"),
        *([Choice("way", "who can introduce me", key="w")] if len(ids) == 1 else []),
        Choice("favour", "favour you did for them, or they for you", key="f"),
        Choice("milestone", "milestone", "an award, a new job, a day of every year", key="m"),
        *(
            [Choice("agenda", "agenda of the next meeting", "mentoring", key="t")]
            if _mentored(services, ids)
            else []
        ),
        *(
            [Choice("merge", "merge", "these two are one person", key="g")]
            if len(ids) == 2
            else [Choice("merge", "merge with ...", key="g")]
            if len(ids) <= 2
            else []
        ),
        Choice("resume", "end the pause", key="p")
        if paused
        else Choice("pause", "pause", "no check-ins for now", key="p"),
        Choice("reviewed", "details reviewed today", key="v"),
        Choice("archive", "bring back" if archived else "archive", key="a"),
        Choice("delete", "delete", "undoable with u", key="d"),
    ]

    def picked(value: str) -> None:
        if value == "archive" and archived:
            change_all(host, ids, lambda: services.contacts.unarchive(ids))
        elif value == "archive":
            change_all(host, ids, lambda: services.contacts.archive(ids))
        elif value in ("pause", "resume"):
            change_all(host, ids, lambda: services.cadences.pause(ids, paused=value == "pause"))
        elif value == "way":
            host.post_message(GoToArea("network", f"path:{ids[0]}"))
        elif value == "reviewed":
            change_all(host, ids, lambda: services.contacts.reviewed(ids))
        else:
            _MORE[value](services, host, ids)

    host.ask(ChoiceModal(names(services, ids), options, filterable=False), picked)


def delete(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Delete people: one at once, since `u` undoes it; several after a question."""

    def gone(sure: bool) -> None:
        if sure:
            who, due = names(services, ids), _due_without(services, ids)
            message = f"Deleted {who}; what happened with them stays in the log{due}. u brings them back"
            change_all(host, ids, lambda: services.contacts.delete(ids), message)

    if len(ids) == 1:
        gone(True)
    else:
        question = f"Delete {count_people(len(ids))}?"
        host.ask(ConfirmModal(question, "The log keeps that you met. u undoes it.", danger=True), gone)


def _due_without(services: Services, ids: Sequence[int]) -> str:
    """Return what is due at once where people are deleted who it waited for."""
    waits = {
        one.text
        for contact_id in ids
        for one in services.follow_ups.around(contact_id)
        if one.waits and one.after_id in ids and not {one.contact_id, one.about_id} & set(ids)
    }
    return f"; due today: {'; '.join(sorted(waits))}" if waits else ""


def stage(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask how near to me people are."""
    options = [Choice(stage.value, stage.value) for stage in Stage]
    now = services.contacts.get(ids[0]).stage.value
    host.ask(
        ChoiceModal(f"Stage of {names(services, ids)}", options, start=now),
        lambda value: change_all(
            host, ids, lambda: services.contacts.set_stage(ids, choose(Stage, value, "stage"))
        ),
    )


def roles(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask which roles people have; ticked are those that all of them have, and only ticks change."""
    options = [Choice(role.value, role.value) for role in Role]
    people = services.contacts.get_many(ids)
    had = [role for role in Role if people and all(role in person.roles for person in people)]

    def chosen(values: list[str]) -> None:
        wanted = [Role(value) for value in values]
        new, gone = [one for one in wanted if one not in had], [one for one in had if one not in wanted]
        change_all(host, ids, lambda: services.contacts.set_roles(ids, add=new, remove=gone))

    host.ask(MultiChoiceModal(f"Roles of {names(services, ids)}", options, chosen=had), chosen)


def naming(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask whether people may be named in what I publish."""
    options = [Choice(naming.value, naming.value) for naming in Naming]
    host.ask(
        ChoiceModal(f"May {names(services, ids)} be named in what you publish?", options),
        lambda value: change_all(host, ids, lambda: services.contacts.set_naming(ids, Naming(value))),
    )


def introduced_by(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask who introduced a person to me."""
    if len(ids) != 1:
        raise InvalidValueError("one person at a time: an introduction is between two")
    base = services.contacts.get(ids[0])
    people = [row for row in services.contacts.rows() if row.id != base.id]
    options = [Choice(row.id, row.name, row.company) for row in sorted(people, key=lambda one: one.name)]
    options.insert(0, Choice(0, "no one"))

    def chosen(contact_id: int) -> None:
        saved = services.contacts.set_introducer(base.id, contact_id or None)
        words = f"{base.name}: introduced by {services.contacts.name_of(contact_id) or 'no one'}"
        owed = thanks_owed(services, base.introduced_by, saved)
        host.say(" · ".join(part for part in (words, owed) if part))
        if owed:
            offer_to_keep_in_touch(services, host, [saved.id])

    host.ask(
        ChoiceModal(
            f"Who introduced {base.name} to you?", options, filterable=True, start=base.introduced_by or 0
        ),
        chosen,
    )


def milestone(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask what there is to congratulate a person on."""
    if len(ids) != 1:
        raise InvalidValueError("one person at a time: a milestone is one person's own")
    ask_milestone(services, host, ids[0])


def merge(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Compare two people, to make one of them; with one, ask who the other is."""
    if len(ids) == 1:
        rows = sorted(
            (row for row in services.contacts.rows() if row.id != ids[0]), key=lambda one: one.name.casefold()
        )
        title = f"Who is the same person as {services.contacts.name_of(ids[0])}?"
        options = [Choice(row.id, row.name, row.company) for row in rows]
        modal: ChoiceModal[int] = ChoiceModal(title, options, filterable=True)
        host.ask(modal, lambda other: host.post_message(Open("merge", (ids[0], other))))
        return
    if len(ids) != 2:
        raise InvalidValueError("two people are merged: mark both with m, then . merges them")
    host.post_message(Open("merge", ids))


def _mentored(services: Services, ids: tuple[int, ...]) -> list[Mentoring]:
    """Return the relations with one person in which there is, or may be, a next meeting."""
    found = services.mentoring.of_contact(ids[0]) if len(ids) == 1 else ()
    return [one for one in found if one.stage is not MentoringStage.ENDED]


def _agenda(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    ask_next(services, host, _mentored(services, ids)[0])


def interview(_services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Plan an interview with a person."""
    if len(ids) != 1:
        raise InvalidValueError("an interview is with one person: take the marks away, or choose one")
    host.post_message(Open("interview-new", ids[0]))


def before(_services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Show the brief on a person before an interview."""
    host.post_message(Open("before", ids[0]))


def note(_services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Write a note to people."""
    host.post_message(WriteNote(ids))


def _cadence_echo(text: str) -> str:
    return f"every {Cadence.parse(text)}"


def write_notes(services: Services, host: Host, ids: Sequence[int]) -> None:
    """Open the notes on one person in $EDITOR and keep what was written; raise InvalidValueError.

    What a session that ended left in the editor is what it opens with; notes that were stored since stay.
    """
    if len(ids) > 1:
        raise InvalidValueError("notes are written for one person at a time: esc clears the marks")
    contact, drafts = services.contacts.get(ids[0]), services.drafts
    key = f"notes:{contact.id}"
    left = drafts.load(key)
    base = contact.notes if left is None else drafts.began_from(key)
    written = host.edit_outside(drafts, key, contact.notes if left is None else left)
    text = met_draft(contact.notes, base, written)
    if text != contact.notes:
        changed = replace(contact, notes=text.rstrip())
        services.contacts.edit(contact, changed)
        where = "" if text == written else ", below what was stored since"
        host.say(f"Notes on {contact.name} saved{where}")
    drafts.discard(key)


_MORE = {
    "stage": stage,
    "roles": roles,
    "naming": naming,
    "introducer": introduced_by,
    "favour": introducing.favour,
    "delete": delete,
    "milestone": milestone,
    "agenda": _agenda,
    "merge": merge,
}
