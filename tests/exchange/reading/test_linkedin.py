"""LinkedIn exports of every year, re-saved, zipped and damaged."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netui.domain.errors import ImportFileError
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.domain.people.matching import profile_key
from netui.exchange.reading import export_archive
from netui.exchange.reading.csv_text import UNCLOSED
from netui.exchange.reading.linkedin import LinkedInReader
from netui.exchange.reading.loose_dates import read_day
from netui.exchange.reading.person_names import tidy_name
from tests.factories import HOSTILE

SAMPLES = Path(__file__).parent.parent / "samples"
ZIP = SAMPLES / "linkedin" / "Complete_LinkedInDataExport_11-20-2026.zip"
NOW = SAMPLES / "linkedin" / "2026" / "Connections.csv"
OLD = SAMPLES / "linkedin" / "2021" / "Connections.csv"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@example.org,Acme,CTO,08 Feb 2026"

Read = tuple[list[ImportedPerson], list[RejectedRow]]


def read(path: Path) -> Read:
    rows = list(LinkedInReader().read(path))
    people = [row for row in rows if isinstance(row, ImportedPerson)]
    return people, [row for row in rows if isinstance(row, RejectedRow)]


def read_text(tmp_path: Path, text: str, encoding: str = "utf-8") -> Read:
    path = tmp_path / "Connections.csv"
    path.write_bytes(text.encode(encoding))
    return read(path)


@pytest.mark.parametrize("path", [NOW, ZIP], ids=["csv", "zip"])
def test_a_current_export(path: Path) -> None:
    people, rejected = read(path)
    by_key = {person.profile: person for person in people}
    assert len(people) == 10
    assert [row.hidden for row in rejected] == [True, True]
    assert sum(1 for person in people if person.emails) == 2
    assert by_key["zoë-brânză"].name == "Zoë Brânză"
    assert by_key["zoë-brânză"].notes == "On LinkedIn: PhD"
    assert by_key["zoë-brânză"].title == '"Chief" of Staff'
    assert by_key["olafur-thorsson"].name == "Ólafur Þórsson"
    assert by_key["priscilla-odvdm"].title == "Head of People Ops"
    assert by_key["acme-rosen"].name == "[Acme] [/b] Rosen"
    assert by_key["acme-rosen"].company == '=HYPERLINK("http://evil.example","x")'
    assert by_key["yuki-高橋-77"].link == "https://www.linkedin.com/in/yuki-%E9%AB%98%E6%A9%8B-77"
    assert by_key["jeanluc-solo"].name == "Jean-Luc"
    assert by_key["jeanluc-solo"].line == 15
    assert {person.profile for person in people if person.name == "Teodor Vance"} == {
        "teodor-vance",
        "teodor-vance-2",
    }


def test_an_export_from_before_addresses_and_notes() -> None:
    people, rejected = read(OLD)
    assert [person.name for person in people] == ["Maren Oakhollow", "Teodor Vance"]
    assert not rejected
    assert people[0].connected_on == date(2021, 3, 12)
    assert people[0].profile == people[0].link == ""


def test_an_export_with_notes_but_without_addresses(tmp_path: Path) -> None:
    text = 'Notes:\n"When exporting, ""emails"" may be\nmissing"\n\n' + OLD.read_text("utf-8")
    people, _ = read_text(tmp_path, text)
    assert [(person.name, person.line) for person in people] == [("Maren Oakhollow", 6), ("Teodor Vance", 7)]


def test_columns_in_any_order_and_spelling(tmp_path: Path) -> None:
    text = f"connected on,LAST NAME,first_name,Company,Url\n8-Feb-23,Lee,Ann,Acme,{profile('ann')}\n"
    [person], _ = read_text(tmp_path, text)
    assert (person.name, person.company, person.profile) == ("Ann Lee", "Acme", "ann")
    assert person.connected_on == date(2023, 2, 8)


def profile(key: str) -> str:
    return f"https://www.linkedin.com/in/{key}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_saved_again_by_a_spreadsheet(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f"Notes:,,,,,,\r\n\r\n{HEADER}\r\nZoë,Straße,,,Acme,CTO,02/08/23\r\n".replace(",", delimiter)
    [person], _ = read_text(tmp_path, text, encoding)
    assert person.name == "Zoë Straße"
    assert person.connected_on == date(2023, 2, 8)


def test_days_before_months_are_seen_from_the_whole_file(tmp_path: Path) -> None:
    people, _ = read_text(tmp_path, f"{HEADER}\nAnn,A,,,,x,02/08/23\nBob,B,,,,x,31/08/23\n")
    assert [person.connected_on for person in people] == [date(2023, 8, 2), date(2023, 8, 31)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08 Feb 2026", date(2026, 2, 8)),
        ("8-Feb-26", date(2026, 2, 8)),
        ("8. February 2026", date(2026, 2, 8)),
        ("Feb 8, 2026", date(2026, 2, 8)),
        ("2026-02-08", date(2026, 2, 8)),
        ("2026-02-08T10:00:00Z", date(2026, 2, 8)),
        ("2026/02/08", date(2026, 2, 8)),
        ("02/08/2026", date(2026, 2, 8)),
        ("02/08/26 10:15", date(2026, 2, 8)),
        ("08.02.2026", date(2026, 2, 8)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("29 Feb 2023", None),
        ("13/13/2023", None),
        ("yesterday", None),
        ("", None),
        ("٠٨ Feb 2026", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.linkedin.com/in/Ann-Lee/", "ann-lee"),
        ("http://de.linkedin.com/in/ann-lee?trk=export#top", "ann-lee"),
        ("linkedin.com/in/zo%C3%AB", "zoë"),
        ("www.linkedin.com/in/zoe\u0308/details/", "zoë"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://example.org/in/ann", ""),
        ("https://notlinkedin.com/in/ann", ""),
        ("javascript:alert('linkedin.com/in/x')", ""),
        ("https://www.linkedin.com/in/", ""),
        ("", ""),
    ],
)
def test_profile_keys(address: str, key: str) -> None:
    assert profile_key(address) == key


@pytest.mark.parametrize(
    ("first", "last", "name", "taken"),
    [
        ("Zoë", "Brânză, PhD", "Zoë Brânză", "PhD"),
        ("Ann", "Lee, Ph.D., MBA (she/her)", "Ann Lee", "Ph.D., MBA, she/her"),
        ("Ann (She/Her)", "Lee", "Ann Lee", "She/Her"),
        ("Ann", "Lee she/they", "Ann Lee", "she/they"),
        ("Ann", "Lee (Smith)", "Ann Lee (Smith)", ""),
        ("Ann", "Lee, Jr.", "Ann Lee, Jr.", ""),
        ("Ann", "SMITH, JONES", "Ann SMITH, JONES", ""),
        ("", "Lee, MA", "Lee, MA", ""),
        ("Jean-Luc", "", "Jean-Luc", ""),
        ("  Ann \n", " van  der Lee ", "Ann van der Lee", ""),
    ],
)
def test_names(first: str, last: str, name: str, taken: str) -> None:
    assert tidy_name(first, last) == (name, taken)


def test_hidden_nameless_or_broken_rows_are_reported_and_the_rest_goes_in(tmp_path: Path) -> None:
    text = f"""{HEADER}
LinkedIn,Member,,,,,01 Jan 2026
,,,,,,01 Jan 2026
,,{profile("x")},,Acme,CTO,01 Jan 2026
Cyd
Dan,Unquoted,,,Acme, Ltd,CTO,01 Jan 2026
Eve,"Oops,,,Acme,CTO,01 Jan 2026
Fay,Short
{HEADER}
Gil,Trailing,,,Acme,CTO,01 Jan 2026,,,
{ANN}"""
    people, rejected = read_text(tmp_path, text)
    assert [person.name for person in people] == ["Fay Short", "Gil Trailing", "Ann Lee"]
    assert [(row.line, row.hidden) for row in rejected] == [
        (2, True),
        (3, True),
        (4, False),
        (5, False),
        (6, False),
        (7, False),
    ]
    assert rejected[2].reason == "the row has no name"
    assert "only 1 of the header's 7 cells" in rejected[3].reason
    assert "8 cells where the header has 7" in rejected[4].reason
    assert rejected[5].reason == UNCLOSED
    assert rejected[5].name.startswith("Eve Oops") or rejected[5].name.startswith('Eve "Oops')


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    people, rejected = read_text(
        tmp_path, f"{HEADER}\n{cell},{cell},{cell},{cell},{cell},{cell},{cell}\n{ANN}"
    )
    assert people[-1].name == "Ann Lee"
    for person in people:
        for shown in (person.name, person.company, person.title, person.link, person.notes, *person.emails):
            assert shown.isprintable() or "\u200d" in shown
            assert len(shown) <= 300
    assert len(people) + len(rejected) == 2


def test_only_a_header_is_an_export_of_no_one() -> None:
    assert read(SAMPLES / "edge" / "header_only.csv") == ([], [])


@pytest.mark.parametrize(
    "path",
    [
        SAMPLES / "edge" / "empty.csv",
        SAMPLES / "edge" / "ragged.csv",
        SAMPLES / "edge" / "tabs.tsv",
        SAMPLES / "edge" / "formula_injection.csv",
    ],
    ids=lambda path: path.name,
)
def test_what_is_no_export_of_connections_is_refused_in_one_line(path: Path) -> None:
    with pytest.raises(ImportFileError, match="is no LinkedIn export") as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert not LinkedInReader().recognises(path)


def test_exports_are_recognised(tmp_path: Path) -> None:
    files = [NOW.parent / f"{name}.csv" for name in ("Profile", "messages", "Invitations", "Notes")]
    assert all(LinkedInReader().recognises(path) for path in (NOW, OLD, ZIP, NOW.parent, *files))
    assert not LinkedInReader().recognises(tmp_path / "none.csv")


def test_names_with_jobs_can_be_read_but_are_not_taken_for_an_export_unasked(tmp_path: Path) -> None:
    [person], _ = read_text(tmp_path, "First Name,Last Name,Company,Position\nAnn,Lee,Acme,CTO")
    assert (person.name, person.title, person.connected_on) == ("Ann Lee", "CTO", None)
    assert not LinkedInReader().recognises(tmp_path / "Connections.csv")


@pytest.mark.parametrize(
    "heads",
    [
        "Vorname;Nachname;URL;E-Mail-Adresse;Firma;Position;Verbunden am",
        "Prénom;Nom de famille;URL;Adresse e-mail;Entreprise;Fonction;Connecté le",
        "名;姓;URL;メールアドレス;会社;役職;つながった日",
    ],
)
def test_heads_in_other_languages(tmp_path: Path, heads: str) -> None:
    [person], _ = read_text(tmp_path, f"\ufeffNotes:\r\n\r\n{heads}\r\n{ANN.replace(',', ';')}\r\n")
    assert (person.name, person.profile, person.emails) == ("Ann Lee", "ann-lee", ("ann@example.org",))
    assert (person.title, person.company) == ("CTO", "Acme")
    assert person.connected_on == date(2026, 2, 8)


def test_a_folder_is_an_export_and_notes_go_to_who_they_are_on(tmp_path: Path) -> None:
    inside = tmp_path / "Complete" / "export"
    inside.mkdir(parents=True)
    (inside / "b\udce9.csv").write_text(f"{HEADER}\n{ANN}\n")
    heads = "Connection First Name,Connection Last Name,Connection Profile URL,Note"
    notes = f'Ann,Lee,{profile("ann-lee")},"likes\nespresso"\nBo,Li,{profile("bo")},met in Bern\n'
    (inside / "Notes.csv").write_text(f"{heads}\n{notes}")
    people, _ = read(tmp_path / "Complete")
    assert [(one.name, one.note, one.known_only) for one in people] == [
        ("Ann Lee", "likes\nespresso", False),
        ("Bo Li", "met in Bern", True),
    ]


def zipped(tmp_path: Path, members: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_the_member_is_found_by_what_it_holds(tmp_path: Path) -> None:
    people_file = f"{HEADER}\n{ANN}"
    path = zipped(
        tmp_path,
        {
            "export/Connections.csv": "nothing",
            "__MACOSX/._mine.csv": people_file,
            "export/sub folder/MY connections_1.TXT": people_file,
            "export/Profile.csv": "First Name,Last Name,Address\nAnn,Lee,",
        },
    )
    [person], rejected = read(path)
    assert person.file == "export.zip/export/sub folder/MY connections_1.TXT"
    assert not rejected


def test_a_zip_without_connections_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="is no LinkedIn export"):
        read(zipped(tmp_path, {"messages.csv": "FROM,TO"}))


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_archive, "MAX_BYTES", 200_000)
    path = zipped(tmp_path, {"Connections.csv": f"{HEADER}\n{ANN}\n" + "x" * 300_000})
    with pytest.raises(ImportFileError, match="unpacks to over"):
        read(path)


def test_members_in_ways_that_unpack_without_limit_are_not_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Connections.csv": f"{HEADER}\n{ANN}"}, zipfile.ZIP_BZIP2)
    with pytest.raises(ImportFileError, match="cannot be unpacked"):
        read(path)


def test_a_zip_of_many_bombs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_archive, "_MAX_UNPACKED", 300)
    path = zipped(tmp_path, {f"{at}/Connections.csv": f"{HEADER}\n{ANN}\n" for at in range(9)})
    with pytest.raises(ImportFileError, match=r"/Connections.csv is refused: others unpack to over"):
        list(LinkedInReader().read(path))


def test_a_damaged_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(ZIP.read_bytes()[:-200])
    with pytest.raises(ImportFileError, match=r"half\.zip is a damaged ZIP file"):
        read(tmp_path / "half.zip")


def test_the_samples_contain_what_they_claim() -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["linkedin/2026/Connections.csv"]
    people, rejected = read(NOW)
    assert (len(people), len(rejected)) == (expected["people"], expected["hidden_rows"])


@given(
    source=st.sampled_from([NOW, OLD, ZIP]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=6)), max_size=6),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mutated_file_is_read_or_refused(
    tmp_path: Path, source: Path, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = source.read_bytes()
    for where, length, put in cuts:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    path = tmp_path / "mutated"
    path.write_bytes(data)
    people, rejected = read_or_refused(path)
    assert len(people) + len(rejected) <= 40
    assert all(person.name and "\n" not in person.name for person in people)


def read_or_refused(path: Path) -> Read:
    try:
        return read(path)
    except ImportFileError:
        return [], []


def test_connections_that_cannot_be_unpacked_are_not_taken_for_missing(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Connections.csv", f"{HEADER}\n{ANN}\n")
    whole = path.read_bytes()
    encrypted = whole.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )
    for spoiled in (encrypted, whole.replace(b"Ann,Lee", b"Axx,Lee")):
        assert spoiled != whole
        path.write_bytes(spoiled)
        with pytest.raises(ImportFileError, match=r"export\.zip/Connections\.csv cannot be unpacked"):
            read(path)
