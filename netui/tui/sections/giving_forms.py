"""The forms of introductions, favours and collaborations, opened from sections as well as from people."""

from netui.domain.people.interaction import Direction
from netui.domain.plan.collaboration import Collaboration, CollaborationKind, CollaborationState
from netui.domain.plan.favour import FAVOUR_WORDS, WAY_WORDS, Favour, FavourKind
from netui.domain.text import choose
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch

_WAYS = [(way.value, words) for way, words in WAY_WORDS.items()]


def ask_received(
    services: Services, host: Host, introducer_id: int | None = None, contact_id: int | None = None
) -> None:
    """Ask who introduced me to which person; a new name is added as a new person."""
    answers = Answers(services)

    def check_new(text: str) -> str:
        known = services.contacts.is_known(text)
        return answers.check_person(text) if known else f"{' '.join(text.split())}: new, is added"

    def saved(values: dict[str, str]) -> None:
        introducer = answers.person(values["by"])
        on = answers.past_day(values["on"] or "today")
        contact = services.introductions.received_by_name(introducer.id, values["who"], on, values["text"])
        owed = services.introduction_views.between(introducer.id, contact).owed
        words = f"{introducer.name} introduced you to {services.contacts.name_of(contact)}"
        host.say(" · ".join((words, *(one.text for one in owed))))
        offer_to_keep_in_touch(services, host, [contact])

    host.ask(
        FormModal(
            "Someone introduced me",
            [
                answers.ask_person("by", "Who introduced us", introducer_id),
                Ask("who", "To", _typed(answers, contact_id), check=check_new, required=True),
                answers.ask_past_day("on", "When", required=False),
                Ask("text", "How", placeholder="by email, over coffee"),
            ],
            about=(introducer_id, contact_id),
            start="who" if introducer_id is not None and contact_id is None else "by",
        ),
        saved,
    )


def ask_made(
    services: Services, host: Host, contact_id: int | None = None, other_id: int | None = None
) -> None:
    """Ask which two people I introduce, and whether that is done or both are asked first."""
    answers = Answers(services)

    def saved(values: dict[str, str]) -> None:
        first, second = answers.person(values["first"]), answers.person(values["second"])
        introductions = services.introductions
        if values["state"] == "made":
            on = answers.past_day(values["on"] or "today")
            introductions.made(first.id, second.id, on, values["text"])
            host.say(f"You introduced {first.name} to {second.name}: logged with both")
        else:
            planned = introductions.plan(first.id, second.id, values["text"])
            step = services.follow_ups.get(planned.step_id) if planned.step_id is not None else None
            due = services.follow_ups.due_words(step) if step else ""
            host.say(f"Planned: {step.text}, {due}" if step else "Planned already")

    host.ask(
        FormModal(
            "I introduce two people",
            [
                answers.ask_person("first", "Who", contact_id),
                answers.ask_person("second", "To", other_id),
                Ask(
                    "state",
                    "Where it stands",
                    "idea",
                    choices=[("idea", "ask both first"), ("made", "I have introduced them")],
                ),
                replace(answers.ask_past_day("on", "Made on", required=False), when=("state", "made")),
                Ask("text", "Why they should meet"),
            ],
            about=(contact_id, other_id),
            start="second" if contact_id is not None and other_id is None else "first",
        ),
        saved,
    )


def ask_favour(
    services: Services, host: Host, contact_id: int | None = None, favour: Favour | None = None
) -> None:
    """Ask for a favour, or for what one is to be."""
    answers = Answers(services)
    who = contact_id if favour is None else favour.contact_id
    on = favour.on if favour is not None else None

    def saved(values: dict[str, str]) -> None:
        person = answers.person(values["who"])
        direction = choose(Direction, values["way"], "direction")
        kind = choose(FavourKind, values["kind"], "kind of favour")
        day = answers.past_day(values["on"] or "today")
        if favour is None:
            services.favours.note(person.id, direction, kind, values["text"], day)
        else:
            changed = replace(
                favour,
                contact_id=person.id,
                direction=direction,
                kind=kind,
                on=day,
                text=values["text"],
            )
            services.favours.edit(changed, favour)
        balance = services.favours.balance(person.id)
        host.say(f"{person.name}: {balance.words}")

    host.ask(
        FormModal(
            "A favour" if favour is None else "Change the favour",
            [
                answers.ask_person("who", "With", who),
                Ask("text", "In a few words", favour.text if favour else ""),
                Ask("way", "Which way", favour.direction if favour else Direction.GAVE.value, choices=_WAYS),
                one_of("kind", "What", favour.kind if favour else FavourKind.ARTICLE, FAVOUR_WORDS),
                answers.ask_past_day("on", "When", full_day(on) if on else "today", required=False),
            ],
            about=(who, favour.id if favour is not None else None),
            start="who" if who is None else "text",
        ),
        saved,
    )


def ask_collaboration(
    services: Services,
    host: Host,
    collaboration: Collaboration | None = None,
    *,
    contact_id: int | None = None,
) -> None:
    """Ask for something done together, or for what it is to be."""
    answers = Answers(services)
    start = collaboration or Collaboration(
        id=0, uid="", title="", contact_ids=(contact_id,) if contact_id is not None else ()
    )

    def saved(values: dict[str, str]) -> None:
        changed = replace(
            start,
            title=values["title"],
            kind=choose(CollaborationKind, values["kind"], "kind of collaboration"),
            state=choose(CollaborationState, values["state"], "state"),
            contact_ids=answers.people(values["who"]),
            **answers.step_fields(values["next"]),
            from_on=answers.day_or_none(values["from"]),
            to_on=answers.day_or_none(values["to"]),
            text=values["text"],
        )
        if collaboration is None:
            services.collaborations.add(changed)
            return
        gone = (one for one in collaboration.contact_ids if services.contacts.row(one) is None)
        changed = replace(changed, contact_ids=(*changed.contact_ids, *gone))
        services.collaborations.edit(changed, collaboration)

    host.ask(
        FormModal(
            "Done together" if collaboration is None else "Change what is done together",
            [
                Ask("title", "Title", start.title, required=True, placeholder="article on slow builds"),
                one_of("kind", "Kind", start.kind),
                answers.ask_people("who", "With", start.contact_ids),
                one_of("state", "State", start.state),
                answers.ask_step(start),
                answers.ask_day("from", "From", start.from_on, placeholder="empty: not yet"),
                answers.ask_day("to", "To", start.to_on, placeholder="empty: still running"),
                Ask("text", "Notes", start.text),
            ],
            about=(contact_id,) if collaboration is None else collaboration.id,
        ),
        saved,
    )


def _typed(answers: Answers, contact_id: int | None) -> str:
    return answers.typed_people((contact_id,)) if contact_id is not None else ""
