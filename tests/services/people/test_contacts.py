"""People: what is kept, what is refused, how two sessions' edits meet."""

from datetime import date

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Position, Role, Stage, first_name
from netui.domain.people.fields import contact_field
from netui.domain.people.follow_up import FollowUpKind, FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.values import replace
from tests.services.conftest import Core


def add(core: Core, name: str = "Ann Lee", **fields: object) -> Contact:
    return core.contacts.add(replace(core.contacts.blank(name), **fields))  # type: ignore[arg-type]


def test_add_tidies_what_was_typed(core: Core) -> None:
    ann = add(core, "  Ann   Lee ", tags=("#alumni", "Alumni", " "), emails=("a@b.example", "A@b.example"))
    assert (ann.name, ann.tags, ann.emails) == ("Ann Lee", ("Alumni",), ("A@b.example",))
    assert core.contacts.get(ann.id) == ann
    assert ann.reviewed_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"emails": ("nobody",)}, "no email address"),
        ({"time_zone": "Mars/Base"}, "no time zone"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_and_nothing_is_stored(
    core: Core, fields: dict[str, object], words: str
) -> None:
    with pytest.raises(InvalidValueError, match=words):
        add(core, **{"name": "Ann", **fields})  # type: ignore[arg-type]
    assert core.contacts.count() == 0
    assert core.history.entries() == []


def test_no_one_is_introduced_by_themself_or_in_a_circle(core: Core) -> None:
    ann, bob = add(core, "Ann"), add(core, "Bob")
    with pytest.raises(InvalidValueError, match="themself"):
        core.contacts.edit(ann, replace(ann, introduced_by=ann.id))
    bob = core.contacts.edit(bob, replace(bob, introduced_by=ann.id))
    with pytest.raises(InvalidValueError, match="introduced by"):
        core.contacts.edit(ann, replace(ann, introduced_by=bob.id))
    assert [row.name for row in core.contacts.introduced(ann.id)] == ["Bob"]


def test_edits_of_two_sessions_meet_field_by_field(core: Core) -> None:
    base = add(core, tags=("one", "two"))
    core.contacts.edit(base, replace(base, location="Bern", tags=("one", "two", "theirs")))
    mine = core.contacts.edit(base, replace(base, notes="mine", tags=("two", "mine")))
    assert (mine.location, mine.notes) == ("Bern", "mine")
    assert set(mine.tags) == {"two", "mine", "theirs"}
    assert core.history.entries()[0].label == "Edit Ann Lee"


def test_what_an_edit_replaced_is_in_history(core: Core) -> None:
    base = add(core)
    core.contacts.edit(base, replace(base, location="Lima", notes="theirs\x1b]52;c;AA\x07 " + "x" * 99))
    mine = core.contacts.edit(base, replace(base, location="Rome", notes="mine"))
    assert (mine.location, mine.notes) == ("Rome", "mine")
    label = core.history.entries()[0].label
    assert label.startswith(
        "Edit Ann Lee (meanwhile the location had become Lima, the notes had become theirs"
    )
    assert "\x1b" not in label
    assert "x" * 50 not in label
    core.history.undo()
    kept = core.store.contacts.get(base.id)
    assert kept is not None
    assert kept.location == "Lima"


def test_many_are_counted_with_a_comma_everywhere(core: Core) -> None:
    ids = [add(core, f"P{index}").id for index in range(1_001)]
    core.contacts.archive(ids)
    assert core.history.entries()[0].label == "Archive 1,001 people"


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Dr. Ana Silva", "Ana"),
        ("田中 太郎", "田中 太郎"),
        ("Dr. 김 민수", "김 민수"),
        ("アリス リデル", "アリス リデル"),
        ("Zoë 高橋", "Zoë"),
        ("Prof.", "Prof."),
    ],
)
def test_no_one_is_greeted_by_a_family_name_alone(name: str, greeted: str) -> None:
    assert first_name(name) == greeted


def test_bulk_changes_are_one_undo(core: Core) -> None:
    people = [add(core, f"P{index}") for index in range(3)]
    ids = [person.id for person in people]
    assert core.contacts.set_tags(ids, add=["meetup"]) == 3
    assert core.contacts.set_stage(ids, Stage.ACTIVE) == 3
    assert core.contacts.set_roles(ids, add=[Role.PEER]) == 3
    assert core.contacts.archive(ids) == 3
    assert core.contacts.archive(ids) == 0
    assert core.history.entries()[0].label == "Archive 3 people"
    for _ in range(4):
        core.history.undo()
    assert core.store.contacts.get_many(ids) == people


def test_deleting_a_person_keeps_that_a_meeting_took_place(core: Core) -> None:
    ann, bob = add(core, "Ann"), add(core, "Bob")
    bob = core.contacts.edit(bob, replace(bob, introduced_by=ann.id))
    both = core.log.log(contact_ids=[ann.id, bob.id], kind=InteractionKind.COFFEE, on=date(2026, 11, 1))
    follow_up = core.follow_ups.add(
        contact_id=ann.id, kind=FollowUpKind.SEND, text="article", due_on=date(2026, 12, 1)
    )
    core.contacts.delete([ann.id])
    kept = core.log.get(both.id)
    assert (kept.contact_ids, kept.gone) == ((bob.id,), ("Ann",))
    assert core.follow_ups.get(follow_up.id).state is FollowUpState.DROPPED
    assert core.contacts.get(bob.id).introduced_by is None
    with pytest.raises(NotFoundError):
        core.contacts.get(ann.id)
    core.history.undo()
    assert core.contacts.get(ann.id).name == "Ann"
    assert core.log.get(both.id).contact_ids == (ann.id, bob.id)
    assert core.contacts.get(bob.id).introduced_by == ann.id


def test_people_at_a_company_and_tags_in_use(core: Core) -> None:
    add(core, "Ann", positions=(Position("SRE", "Fastly"),), tags=("a", "b"))
    bob = add(
        core, "Bob", positions=(Position("Dev", "fastly"), Position("Old", "Arm", until="2024")), tags=("b",)
    )
    assert [row.name for row in core.contacts.at_company("FASTLY", but=bob.id)] == ["Ann"]
    assert core.contacts.tags() == ["b", "a"]


def test_changing_the_cadence_in_the_form_moves_the_next_check_in(core: Core) -> None:
    ann = add(core, cadence=Cadence.parse("6 weeks"))
    assert ann.next_due_on == date(2027, 1, 1)
    ann = core.contacts.edit(ann, replace(ann, cadence=Cadence.parse("1 week")))
    assert ann.next_due_on == date(2026, 11, 27)
    assert core.contacts.edit(ann, replace(ann, cadence=None)).next_due_on is None


def test_people_are_found_by_what_is_typed(core: Core) -> None:
    ann, bob = add(core, "Ann Lee"), add(core, "Bob Ray")
    assert core.contacts.find("lee").id == ann.id
    assert [row.id for row in core.contacts.find_all("bob, ann")] == [bob.id, ann.id]
    assert [row.id for row in core.contacts.find_all("bob and ann")] == [bob.id, ann.id]
    assert [row.id for row in core.contacts.find_all("Ann & Bob")] == [ann.id, bob.id]
    with pytest.raises(NotFoundError, match="“Carl”"):
        core.contacts.find_all("bob and Carl")
    with pytest.raises(NotFoundError, match="Cem"):
        core.contacts.find("Cem")
    assert core.contacts.get_many([bob.id, 7, ann.id]) == [bob, ann]


def test_a_name_is_known_where_it_means_someone_or_several(core: Core) -> None:
    for name in ("Ann Lee", "Ann Ray"):
        add(core, name)
    assert [core.contacts.is_known(name) for name in ("ann lee", "Ann", "Cem")] == [True, True, False]


def test_title_and_company_of_two_sessions_meet_in_one_job(core: Core) -> None:
    base = add(core, positions=(Position("CTO", "Fastly Inc"),))
    title, company = contact_field("title"), contact_field("company")
    core.contacts.edit(base, title.with_value(base, "Director"))
    both, overtaken = core.contacts.edit_and_tell(base, company.with_value(base, "Akamai"))
    assert (both.title, both.company, len(both.positions)) == ("Director", "Akamai", 1)
    assert not overtaken
    later, overtaken = core.contacts.edit_and_tell(base, title.with_value(base, "VP"))
    assert (later.title, later.company) == ("VP", "Akamai")
    assert overtaken == "the title had become Director"
    assert core.history.entries()[0].label == "Edit Ann Lee (meanwhile the title had become Director)"


def test_people_are_named_where_two_edits_clash(core: Core) -> None:
    base, bob, eve = add(core), add(core, "Bob"), add(core, "Eve")
    core.contacts.edit(base, replace(base, introduced_by=bob.id))
    _, overtaken = core.contacts.edit_and_tell(base, replace(base, introduced_by=eve.id))
    assert overtaken == "“Introduced by” had become Bob"
