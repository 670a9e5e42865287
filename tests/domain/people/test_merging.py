"""Merging: lists united, fields chosen, references led over, nothing dropped unseen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Naming, Position, Role, Stage
from netui.domain.people.merging import ALSO_KNOWN_AS, MergeField, Side, merge_fields, merged, readdressed
from netui.domain.plan.group import Group, GroupKind, GroupMeeting, GroupRole
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from tests.factories import make_contact, make_interaction

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def two() -> tuple[Contact, Contact]:
    keep = make_contact(
        id=10,
        name="Tom Weiss",
        positions=(Position("CTO", "Acme", "2020-01"),),
        emails=("tom@x.org",),
        phones=("+41 79 123 45 67",),
        tags=("a", "b"),
        roles=(Role.PEER,),
        notes="first",
        custom={"shoe": "42"},
        naming=Naming.YES,
        location="Bern",
        met_on=date(2024, 1, 2),
        updated_at=NOW - timedelta(days=9),
        created_at=NOW - timedelta(days=99),
    )
    other = make_contact(
        id=11,
        name="Thomas Weiss",
        positions=(Position("cto", "ACME Inc."), Position("Engineer", "Beta", "2015", "2019")),
        emails=("TOM@x.org", "thomas@y.org"),
        phones=("0041791234567",),
        tags=("B", "c"),
        roles=(Role.MENTOR,),
        notes="second",
        custom={"shoe": "43", "pet": "cat"},
        birthday=PartialDate(2, 29),
        naming=Naming.NO,
        location="Zürich",
        met_on=date(2025, 1, 2),
        updated_at=NOW,
        created_at=NOW - timedelta(days=1),
    )
    return keep, other


def field(name: str) -> MergeField:
    keep, other = two()
    return next(one for one in merge_fields(keep, other, str) if one.name == name)


def test_lists_are_united_and_the_newest_value_is_taken() -> None:
    keep, other = two()
    one = merged(keep, other, {})
    assert (one.id, one.uid) == (keep.id, keep.uid)
    assert [job.company for job in one.positions] == ["ACME Inc.", "Beta"]
    assert one.positions[0].since == "2020-01"
    assert one.emails == ("TOM@x.org", "thomas@y.org")
    assert len(one.phones) == 1
    assert [tag.casefold() for tag in one.tags] == ["a", "b", "c"]
    assert set(one.roles) == {Role.PEER, Role.MENTOR}
    assert one.location == "Zürich"
    assert one.birthday == PartialDate(2, 29)
    assert one.notes == "first\nsecond"
    assert one.custom["shoe"] == "43"
    assert one.custom["shoe (2)"] == "42"
    assert one.custom["pet"] == "cat"
    assert one.custom[ALSO_KNOWN_AS] in {keep.name, other.name}
    assert one.met_on == date(2024, 1, 2)
    assert one.naming is Naming.NO
    assert one.created_at == keep.created_at


@pytest.mark.parametrize(("side", "expected"), [(Side.KEEP, "Bern"), (Side.OTHER, "Zürich")])
def test_a_field_is_chosen(side: Side, expected: str) -> None:
    keep, other = two()
    assert merged(keep, other, {"location": side}).location == expected


def test_only_texts_are_kept_both() -> None:
    keep, other = two()
    assert field("notes").sides == (Side.KEEP, Side.OTHER, Side.BOTH)
    assert field("location").sides == (Side.KEEP, Side.OTHER)
    assert merged(keep, other, {"location": Side.BOTH}).location == "Zürich"
    assert merged(keep, other, {"notes": Side.OTHER}).notes == "second"


def test_a_value_only_one_has_leaves_no_choice() -> None:
    assert not field("birthday").conflict
    assert field("birthday").side is Side.OTHER


def test_the_fuller_name_is_taken() -> None:
    keep, other = two()
    short = replace(other, name="T. Weiss")
    assert merged(keep, short, {}).name == "Tom Weiss"
    assert merged(short, keep, {}).name == "Tom Weiss"


def test_the_stage_and_cadence_are_those_of_the_later_contact() -> None:
    keep, other = two()
    keep = replace(
        keep, stage=Stage.ACTIVE, cadence=Cadence.parse("6 weeks"), last_contact_on=date(2026, 11, 1)
    )
    other = replace(other, stage=Stage.CONNECTED, cadence=Cadence.parse("year"))
    one = merged(keep, other, {})
    assert (one.stage, str(one.cadence)) == (Stage.ACTIVE, "6 weeks")


def test_no_one_introduces_themself() -> None:
    keep, other = two()
    assert merged(replace(keep, introduced_by=other.id), other, {}).introduced_by is None
    assert merged(keep, replace(other, introduced_by=keep.id), {}).introduced_by is None
    assert merged(keep, replace(other, introduced_by=77), {}).introduced_by == 77


def test_references_are_updated_everywhere() -> None:
    interaction = make_interaction(contact_ids=(10, 11, 12))
    assert readdressed(interaction, 11, 10).contact_ids == (10, 12)
    assert readdressed(interaction, 99, 10) is interaction
    introduction = Introduction(id=5, uid="u", way=Way.MADE, contact_id=11, other_id=12, by_id=None)
    moved = readdressed(introduction, 11, 10)
    assert (moved.id, moved.contact_id, moved.other_id) == (5, 10, 12)
    group = Group(
        id=11,
        uid="u",
        name="G",
        kind=GroupKind.MEETUP,
        role=GroupRole.MEMBER,
        contact_ids=(11,),
        meetings=(GroupMeeting(date(2026, 1, 1), "x"),),
    )
    assert readdressed(group, 11, 10).id == 11
    assert readdressed(group, 11, 10).contact_ids == (10,)
    assert readdressed(group, 11, 10).meetings is group.meetings
