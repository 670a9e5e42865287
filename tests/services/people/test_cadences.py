"""Cadences: when people fall due, and that an agenda never floods."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, RuleScope
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.values import replace
from tests.services.conftest import Core

TODAY = date(2026, 11, 20)
SIX_WEEKS = Cadence.parse("every 6 weeks")


def person(core: Core, name: str = "Ann", **fields: object) -> Contact:
    return core.contacts.add(replace(core.contacts.blank(name), **fields))  # type: ignore[arg-type]


def test_no_one_is_due_until_a_cadence_is_chosen(core: Core) -> None:
    ann = person(core)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=date(2026, 1, 5))
    assert core.contacts.get(ann.id).next_due_on is None


def test_someone_decided_on_is_not_asked_about_again(core: Core) -> None:
    ann, bo, cy, di = (person(core, name) for name in ("Ann", "Bo", "Cy", "Di"))
    ids = [ann.id, bo.id, cy.id, di.id, bo.id]
    assert core.cadences.undecided(ids) == (ann.id, bo.id, cy.id, di.id)
    core.cadences.decide([ann.id], SIX_WEEKS, core.follow_ups.add_value)
    core.cadences.decide([bo.id], None)
    core.cadences.pause([cy.id], paused=True)
    assert core.cadences.undecided(ids) == (di.id,)
    core.contacts.archive([di.id])
    assert core.cadences.undecided(ids) == ()
    assert [one.text for one in core.follow_ups.open()] == ["Send Ann something of value"]
    labels = [entry.label for entry in core.store.history()]
    assert {"Keep in touch with Ann: every 6 weeks", "Keep in touch with Bo: no"} <= set(labels)
    core.history.undo()
    core.history.undo()
    core.history.undo()
    assert core.cadences.undecided(ids) == (bo.id, cy.id, di.id)


def test_history_has_one_name_for_how_often_to_keep_in_touch(core: Core) -> None:
    ann = person(core)
    core.cadences.set_cadence([ann.id], SIX_WEEKS)
    core.cadences.set_cadence([ann.id], None)
    core.cadences.set_rule(RuleScope.TAG, "alumni", SIX_WEEKS)
    labels = [entry.label for entry in core.store.history()[:3]]
    assert labels == [
        "Default for tag alumni: every 6 weeks",
        "Keep in touch with Ann: no",
        "Keep in touch with Ann: every 6 weeks",
    ]


def test_the_next_check_in_follows_from_the_last_real_contact(core: Core) -> None:
    ann = person(core, cadence=SIX_WEEKS, cadence_from=date(2026, 1, 1))
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=date(2026, 9, 14))
    assert core.contacts.get(ann.id).next_due_on == date(2026, 10, 26)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.SOCIAL, on=date(2026, 11, 2))
    assert core.contacts.get(ann.id).next_due_on == date(2026, 10, 26)
    later = core.log.log(contact_ids=[ann.id], kind=InteractionKind.EMAIL, on=date(2026, 11, 3))
    assert core.contacts.get(ann.id).next_due_on == date(2026, 12, 15)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=date(2026, 1, 3))
    assert core.contacts.get(ann.id).last_contact_on == date(2026, 11, 3)
    core.log.remove(later.id)
    assert core.contacts.get(ann.id).next_due_on == date(2026, 10, 26)


@pytest.mark.parametrize(
    ("met_on", "due"),
    [
        (None, date(2026, 12, 20)),
        (date(2025, 1, 5), date(2026, 12, 20)),
        (date(2026, 10, 15), date(2026, 12, 20)),
        (TODAY, date(2026, 12, 20)),
    ],
)
@pytest.mark.parametrize("way", ["chosen", "form", "tag", "rule", "stage"])
def test_no_one_is_late_for_a_time_before_the_cadence_was_chosen(
    core: Core, way: str, met_on: date | None, due: date
) -> None:
    monthly = Cadence.parse("monthly")
    ann = person(core)
    if way in {"tag", "stage"}:
        scope = RuleScope.TAG if way == "tag" else RuleScope.STAGE
        core.cadences.set_rule(scope, "mentor" if way == "tag" else "active", monthly)
    if met_on is not None:
        core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=met_on)
    ann = core.contacts.get(ann.id)
    match way:
        case "chosen":
            core.cadences.set_cadence([ann.id], monthly)
        case "form":
            core.contacts.edit(ann, replace(ann, cadence=monthly))
        case "tag":
            core.contacts.set_tags([ann.id], add=["mentor"])
        case "rule":
            core.cadences.set_rule(RuleScope.STAGE, ann.stage, monthly)
        case "stage":
            core.contacts.set_stage([ann.id], Stage.ACTIVE)
    assert core.contacts.get(ann.id).next_due_on == due


def test_a_cadence_is_late_from_its_first_interval_on(core: Core) -> None:
    ann = person(core)
    core.clock.set(datetime(2027, 1, 4, 9, tzinfo=UTC))
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=date(2026, 11, 30))
    core.cadences.set_cadence([ann.id], Cadence.parse("weekly"))
    core.clock.set(datetime(2027, 1, 12, 9, tzinfo=UTC))
    (row,) = core.services.agenda.week().rows
    assert row.due_on == date(2027, 1, 11)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=date(2027, 1, 12))
    assert core.contacts.get(ann.id).next_due_on == date(2027, 1, 19)


def test_the_same_cadence_saved_again_keeps_its_day(core: Core) -> None:
    ann = person(core, cadence=SIX_WEEKS)
    core.clock.set(datetime(2026, 12, 20, 9, tzinfo=UTC))
    core.contacts.set_tags([ann.id], add=["mentor"])
    core.contacts.edit(ann, replace(ann, notes="likes tea"))
    assert core.contacts.get(ann.id).next_due_on == date(2027, 1, 1)


def test_a_day_that_a_check_in_was_spread_to_in_an_older_store_stays(core: Core) -> None:
    spread_to = date(2026, 11, 25)
    ann = person(core, cadence=SIX_WEEKS, cadence_from=TODAY, snoozed_until=spread_to)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=date(2025, 3, 1))
    kept = core.contacts.get(ann.id)
    with core.store.transaction("As an older netui did"):
        core.store.contacts.save(replace(kept, snoozed_until=spread_to))
    core.contacts.set_tags([ann.id], add=["mentor"])
    assert core.contacts.get(ann.id).next_due_on == spread_to


def test_a_tag_with_a_default_for_many_is_spread(core: Core) -> None:
    core.cadences.set_rule(RuleScope.TAG, "mentor", Cadence.parse("monthly"))
    people = [person(core, f"P{index:02}") for index in range(40)]
    core.contacts.set_tags([one.id for one in people], add=["mentor"])
    days = [core.contacts.get(one.id).next_due_on for one in people]
    assert all(day is not None and TODAY < day <= date(2026, 12, 20) for day in days)
    assert max(days.count(day) for day in set(days)) <= 4


def test_the_log_refuses_the_future_and_no_one(core: Core) -> None:
    ann = person(core)
    with pytest.raises(InvalidValueError, match="still to come"):
        core.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidValueError, match="at least one person"):
        core.log.log(contact_ids=[], kind=InteractionKind.CALL, on=TODAY)


@pytest.mark.parametrize(
    ("stage", "direction", "after"),
    [
        (Stage.POTENTIAL, Direction.GAVE, Stage.REACHED_OUT),
        (Stage.POTENTIAL, Direction.BOTH, Stage.CONNECTED),
        (Stage.REACHED_OUT, Direction.RECEIVED, Stage.CONNECTED),
        (Stage.DORMANT, Direction.BOTH, Stage.ACTIVE),
        (Stage.ACTIVE, Direction.GAVE, Stage.ACTIVE),
    ],
)
def test_contact_moves_the_stage_on(core: Core, stage: Stage, direction: Direction, after: Stage) -> None:
    ann = person(core, stage=stage)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.MESSAGE, on=TODAY, direction=direction)
    assert core.contacts.get(ann.id).stage is after


def test_snooze_skip_and_pause(core: Core) -> None:
    ann = person(core, cadence=SIX_WEEKS)
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=date(2026, 9, 1))
    assert core.cadences.snooze(ann.id, date(2026, 11, 27)).next_due_on == date(2026, 11, 27)
    with pytest.raises(InvalidValueError, match="not to come"):
        core.cadences.snooze(ann.id, TODAY)
    assert core.cadences.skip(ann.id).next_due_on == date(2027, 1, 1)
    core.cadences.pause([ann.id], paused=True)
    assert core.contacts.get(ann.id).next_due_on is None
    core.cadences.pause([ann.id], paused=False)
    assert core.contacts.get(ann.id).next_due_on == date(2027, 1, 1)


def test_defaults_of_tag_and_stage_count_only_where_nothing_else_was_chosen(core: Core) -> None:
    tagged = person(core, "Tagged", tags=("mentor",))
    own = person(core, "Own", tags=("mentor",), cadence=SIX_WEEKS)
    other = person(core, "Other", stage=Stage.POTENTIAL)
    core.cadences.set_rule(RuleScope.TAG, "Mentor", Cadence.parse("monthly"))
    due = core.contacts.get(tagged.id).next_due_on
    assert due is not None
    assert due > TODAY
    assert core.contacts.get(own.id).next_due_on == date(2027, 1, 1)
    assert core.contacts.get(other.id).next_due_on is None
    core.cadences.set_rule(RuleScope.TAG, "mentor", None)
    assert core.contacts.get(tagged.id).next_due_on is None
    with pytest.raises(InvalidValueError, match="no stage"):
        core.cadences.set_rule(RuleScope.STAGE, "bosom", SIX_WEEKS)


def test_a_cadence_for_many_is_spread_and_never_due_today(core: Core) -> None:
    people = [person(core, f"P{index:02}") for index in range(40)]
    core.log.log(contact_ids=[p.id for p in people[:20]], kind=InteractionKind.EVENT, on=date(2025, 3, 1))
    core.cadences.set_cadence([p.id for p in people], Cadence.parse("monthly"))
    days = [core.contacts.get(p.id).next_due_on for p in people]
    assert all(day is not None and day > TODAY for day in days)
    busiest = max(days.count(day) for day in set(days))
    assert busiest <= 4


def test_time_away_spreads_what_was_missed(core: Core) -> None:
    people = [person(core, f"P{index:02}", cadence=Cadence.parse("weekly")) for index in range(30)]
    back = date(2026, 12, 14)
    core.cadences.away(back)
    days = sorted(core.contacts.get(p.id).next_due_on or TODAY for p in people)
    assert days[0] == back
    assert days[-1] >= back + timedelta(days=14)
    core.history.undo()
    assert core.cadences.preferences().away_until is None


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("monthly", date(2027, 1, 31), date(2027, 2, 28)),
        ("every 2 months", date(2027, 12, 31), date(2028, 2, 29)),
        ("yearly", date(2028, 2, 29), date(2029, 2, 28)),
        ("every other week", date(2026, 3, 22), date(2026, 4, 5)),
        ("6w", date(2026, 11, 20), date(2027, 1, 1)),
    ],
)
def test_intervals_end_on_days_that_exist(text: str, start: date, due: date) -> None:
    assert Cadence.parse(text).after(start) == due


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("every 6 wks", "6 weeks"),
        ("2 yrs", "2 years"),
        ("3 mths", "3 months"),
        ("6 mos", "6 months"),
        ("3 mo.", "3 months"),
        ("every other wk", "2 weeks"),
        ("every second month", "2 months"),
        ("once a month", "month"),
        ("once every 2 weeks", "2 weeks"),
        ("each week", "week"),
        ("every fortnight", "2 weeks"),
        ("every quarter", "3 months"),
        ("half a year", "6 months"),
        ("five weeks", "5 weeks"),
        ("a couple of months", "2 months"),
    ],
)
def test_an_interval_is_read_as_people_type_it(text: str, same: str) -> None:
    assert str(Cadence.parse(text)) == same


def test_what_is_refused_shows_how_to_write_it_first() -> None:
    with pytest.raises(
        InvalidValueError, match=r"^write “6 weeks”, “3 months” or “monthly”: “often” doesn't"
    ):
        Cadence.parse("often")


@pytest.mark.parametrize("text", ["", "often", "every 0 weeks", "every -1 week", "6 fortnights", "every"])
def test_an_invalid_cadence_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        Cadence.parse(text)
