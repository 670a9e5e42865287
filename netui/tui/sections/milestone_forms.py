"""The form of a milestone, opened from people as well as from their page."""

from datetime import date

from netui.domain.people.check_in import cadence_of
from netui.domain.people.milestone import MILESTONE_WORDS, Milestone, MilestoneKind, check_milestone
from netui.domain.text import choose
from netui.domain.time.dates import full_day
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.host import Host

_KINDS = [(kind.value, MILESTONE_WORDS[kind]) for kind in MilestoneKind]
_ONCE, _YEARLY = "once", "yearly"


def ask_milestone(
    services: Services, host: Host, contact_id: int, milestone: Milestone | None = None
) -> None:
    """Ask what there is to congratulate a person on, and when; or change what is noted."""
    name = services.contacts.name_of(contact_id)
    start = milestone or Milestone(
        id=0, uid="", contact_id=contact_id, kind=MilestoneKind.AWARD, on=_partial(services.present.today())
    )

    def saved(values: dict[str, str]) -> None:
        kind = choose(MilestoneKind, values["kind"], "kind of milestone")
        on, yearly = read_day(services, values["on"]), values["again"] == _YEARLY
        changed = replace(start, kind=kind, on=on, yearly=yearly, text=values["text"])
        check_milestone(replace(changed, text=changed.text.strip()))
        if milestone is None:
            services.milestones.add(contact_id, kind, on, yearly=yearly, text=values["text"])
            row = services.contacts.row(contact_id)
            rules = services.cadences.preferences().rules
            unseen = (
                ""
                if row is None or cadence_of(row, rules)
                else "; This week tells of it once r says how often"
            )
            host.say(f"Milestone of {name}: {MILESTONE_WORDS[kind]}, {day_of(on)}{unseen}")
        else:
            services.milestones.edit(changed, start)

    asks = [
        Ask("text", "What", start.text, placeholder="best paper at PLDI"),
        Ask("kind", "Kind", start.kind.value, choices=_KINDS),
        Ask(
            "on",
            "On",
            _typed(start) if milestone is not None else "today",
            check=lambda text: day_of(read_day(services, text)),
            hint="12 mar, 2026-03-12, or --03-12 without a year",
            required=True,
            overtype=True,
        ),
        Ask(
            "again",
            "Returns",
            _YEARLY if start.yearly else _ONCE,
            choices=[(_ONCE, "once"), (_YEARLY, "every year")],
        ),
    ]
    host.ask(FormModal(f"Milestone of {name}", asks, about=start.id or contact_id), saved)


def read_day(services: Services, text: str) -> PartialDate:
    """Read a day with or without its year; raise InvalidValueError for one that is in no calendar."""
    words = text.strip()
    if words.startswith("--") or (len(words) == 10 and words[4:5] == "-"):
        return PartialDate.parse(words)
    return _partial(services.present.read_day(words, past=True))


def day_of(day: PartialDate) -> str:
    """Return a day in words, without the year where it is not known."""
    if day.year is not None:
        return full_day(date(day.year, day.month, day.day))
    return f"{day.day} {day.in_year(2000):%B}"


def _typed(milestone: Milestone) -> str:
    """Return the day of a milestone as it can be typed again; without its year only ISO says that."""
    return str(milestone.on) if milestone.on.year is None else day_of(milestone.on)


def _partial(day: date) -> PartialDate:
    return PartialDate(day.month, day.day, day.year)
