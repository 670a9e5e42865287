"""Who introduced someone, and who they have to do with, comes back from every file that netui writes."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.journal.exporting import CardVersion, Columns
from netui.domain.people.contact import Contact
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.values import replace
from netui.exchange.reading.address_table import ANY, AddressTableReader
from netui.exchange.reading.vcard import VCardReader
from netui.exchange.writing.contacts_csv import contacts_csv
from netui.exchange.writing.vcard import vcards
from netui.services.people.imports import ImportService
from tests.services.conftest import Core, make_core

NAMES = ("Ana Ruiz", "Tom Weiß", "Dr. Bo van Dyk, PhD", "Mei-Lin O’Neil", "山田 太郎")
FORMATS = (*CardVersion, *Columns)
TIES = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([None, *RelationKind]), st.integers(0, 4)), max_size=8
)


class Names:
    """The names of the people of a store."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def name_of(self, contact_id: int) -> str:
        return self._core.contacts.name_of(contact_id)


def written(core: Core, how: CardVersion | Columns, file: Path) -> Path:
    people = core.store.contacts.all()
    if isinstance(how, CardVersion):
        text = "".join(vcards(people, Names(core), notes=True, version=how))
    else:
        text = "".join(contacts_csv(people, Names(core), columns=how))
    file.write_text(text, encoding="utf-8", newline="")
    return file


def take(core: Core, file: Path) -> list[str]:
    """Import a file; return what became of the rows."""
    card = file.read_bytes().startswith(b"BEGIN")
    reader = VCardReader() if card else AddressTableReader(ANY)
    service = ImportService(core.store, core.present, readers={"any": reader})
    return [row.action.value for row in service.apply(service.preview([file], "any")).rows]


def ties(core: Core) -> set[tuple[str, str, str]]:
    """Return (name, what the other is to them, name of the other) for all."""
    name = Names(core).name_of
    people = core.store.contacts.all()
    found = {(one.name, tie.kind.value, name(tie.contact_id)) for one in people for tie in one.relations}
    return found | {
        (one.name, "introduced by", name(one.introduced_by))
        for one in people
        if one.introduced_by is not None
    }


def person(core: Core, name: str) -> Contact:
    return next(one for one in core.store.contacts.all() if one.name == name)


@pytest.mark.parametrize("how", FORMATS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tied=TIES)
def test_ties_come_back_as_they_were(
    how: CardVersion | Columns, tied: list[tuple[int, RelationKind | None, int]], tmp_path: Path
) -> None:
    here = make_core()
    ids = [here.contacts.add(here.contacts.blank(name)).id for name in NAMES]
    for one, kind, other in tied:
        base = here.contacts.get(ids[one])
        with contextlib.suppress(InvalidValueError):  # themself, or a circle
            if kind is None:
                here.contacts.edit(base, replace(base, introduced_by=ids[other]))
            else:
                relations = (*base.relations, Relation(kind, ids[other]))
                here.contacts.edit(base, replace(base, relations=relations))
    file = written(here, how, tmp_path / "people")
    there = make_core()
    assert take(there, file) == ["added"] * len(NAMES)
    assert ties(there) == ties(here)
    assert not any(one.custom for one in there.store.contacts.all())
    assert take(there, file) == ["skipped"] * len(NAMES)


CARD = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dana Okafor\r\nEMAIL:dana@x.example\r\n"
    "RELATED;VALUE=text;TYPE=x-introduced-by:{}\r\n"
    "RELATED;VALUE=text;TYPE=friend:Ana Ruiz\r\nRELATED;VALUE=text;TYPE=friend:Mei Lin\r\nEND:VCARD\r\n"
)


def test_who_is_not_here_stays_readable(core: Core, tmp_path: Path) -> None:
    file = tmp_path / "one.vcf"
    file.write_text(CARD.format("Ana Ruiz"))
    take(core, file)
    assert person(core, "Dana Okafor").custom == {"Introduced by": "Ana Ruiz", "Friend": "Ana Ruiz, Mei Lin"}
    core.history.undo()
    core.contacts.add(core.contacts.blank("Ana Ruiz"))
    take(core, file)
    dana = person(core, "Dana Okafor")
    assert dana.custom == {"Friend": "Mei Lin"}
    assert ties(core) == {
        ("Dana Okafor", "introduced by", "Ana Ruiz"),
        ("Dana Okafor", "friend", "Ana Ruiz"),
        ("Ana Ruiz", "friend", "Dana Okafor"),
    }
    assert take(core, file) == ["skipped"]
    core.history.undo()
    assert ties(core) == set()


def test_someone_known_learns_who_introduced_them(core: Core, tmp_path: Path) -> None:
    ana = core.contacts.add(core.contacts.blank("Ana Ruiz"))
    dana = core.contacts.add(replace(core.contacts.blank("Dana Okafor"), emails=("dana@x.example",)))
    file = tmp_path / "one.vcf"
    file.write_text(CARD.format("ANA RUIZ"))
    assert take(core, file) == ["updated"]
    assert core.contacts.get(dana.id).introduced_by == ana.id
    assert core.contacts.get(dana.id).custom == {"Friend": "Mei Lin"}


@pytest.mark.parametrize("name", ["Dana Okafor", "Two Alike"])
def test_no_one_is_introduced_by_themself_or_by_one_of_two(core: Core, name: str, tmp_path: Path) -> None:
    for namesake in ("Two Alike", "Two Alike"):
        core.contacts.add(core.contacts.blank(namesake))
    file = tmp_path / "one.vcf"
    file.write_text(CARD.format(name))
    take(core, file)
    dana = person(core, "Dana Okafor")
    assert (dana.introduced_by, dana.custom["Introduced by"]) == (None, name)


def test_an_own_field_of_netuis_table_stays_one(core: Core, tmp_path: Path) -> None:
    ana = core.contacts.add(core.contacts.blank("Ana Ruiz"))
    core.contacts.add(replace(core.contacts.blank("Dana Okafor"), custom={"Friend": "Ana Ruiz"}))
    there = make_core()
    take(there, written(core, Columns.NETUI, tmp_path / "people"))
    assert person(there, "Dana Okafor").custom == {"Friend": ana.name}
    assert ties(there) == set()


def test_a_row_says_who_it_names_only_once_all_are_in(core: Core, tmp_path: Path) -> None:
    """A friend who comes later in the file, and one who stays out, in netui's own table."""
    ann, ben, cem = (core.contacts.add(core.contacts.blank(name)) for name in ("Ann", "Ben", "Cem"))
    base = core.contacts.get(ben.id)
    relations = (Relation(RelationKind.FRIEND, ann.id), Relation(RelationKind.FRIEND, cem.id))
    core.contacts.edit(base, replace(base, relations=relations))
    file = written(core, Columns.NETUI, tmp_path / "people")
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if ",Cem," not in line))
    there = make_core()
    take(there, file)
    assert ties(there) == {("Ann", "friend", "Ben"), ("Ben", "friend", "Ann")}
    assert person(there, "Ben").custom == {"Relations": "friend: Ann; friend: Cem"}
