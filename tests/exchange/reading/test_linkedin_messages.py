"""LinkedIn's messages: who wrote to who and when; who the user is; never a text, unless it is asked for."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netui.domain.people.collecting import Found, LeftOut, Window
from netui.domain.people.importing import Messages
from netui.domain.people.interaction import InteractionKind
from netui.exchange.reading import csv_text
from netui.exchange.reading.linkedin import LinkedInReader
from netui.exchange.reading.linkedin_files import ExportFile, find_head
from netui.exchange.reading.linkedin_messages import LinkedInMessage, MessageReader, read_messages
from tests.fakes import NOON

SAMPLES = Path(__file__).parent.parent / "samples" / "linkedin"
NOW, ZIP = SAMPLES / "2026", SAMPLES / "Complete_LinkedInDataExport_11-20-2026.zip"
YEAR = Window(date(2025, 11, 20), date(2026, 11, 20), UTC, NOON)
NINE = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
ME, ANA, BO = "linkedin.com/in/jo", "linkedin.com/in/ana", "linkedin.com/in/bo"


def read(path: Path) -> list[Found | LeftOut]:
    return list(MessageReader().read(path, YEAR))


def shown(path: Path) -> list[str]:
    lines = []
    for one in read(path):
        if isinstance(one, LeftOut):
            lines.append(one.value)
        else:
            assert one.sender is not None
            people = [one.sender, *one.others]
            lines.append(" > ".join("me" if each.mine else each.profile or each.name for each in people))
    return lines


@pytest.mark.parametrize("path", [NOW, ZIP, NOW / "messages.csv"], ids=["folder", "zip", "csv"])
def test_the_samples(path: Path) -> None:
    assert MessageReader().recognises(path)
    assert shown(path) == [
        "maren-oakhollow-4b1 > me",
        "me > maren-oakhollow-4b1",
        "group",
        "spam",
        "me > amal-elsayegh",
        "spam",
    ]
    first = read(path)[0]
    assert isinstance(first, Found)
    assert first.at == datetime(2026, 2, 1, 8, tzinfo=UTC)
    assert "thanks" not in repr(read(path))


def messages_in(text: str) -> list[LinkedInMessage | None]:
    head = find_head(text)
    assert head is not None
    return list(read_messages(ExportFile("messages.csv", head, text)))


def test_texts_are_there_for_who_asks() -> None:
    found = messages_in((NOW / "messages.csv").read_text("utf-8"))
    assert len(found) == 6
    assert found[0] is not None
    assert found[0].text.startswith("Hi Sasha,\nthanks for the call.")


def test_nine_columns_know_recipients_by_name(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text(
        f"{NINE}1,,Ana Ruiz,{ANA},Jo Me,2026-02-01 08:00:00 UTC,,hi,INBOX\n"
        f"1,,Jo Me,{ME},Ana Ruiz,2026-02-02 08:00:00 UTC,,hi,INBOX\n"
        f"2,,Bo Li,{BO},Jo Me,2026-02-03 08:00:00 UTC,,hi,\n"
        f'3,,Bo Li,{BO},"Jo Me, Ana Ruiz",2026-02-03 08:00:00 UTC,,hi,INBOX\n'
        f"2,,Bo Li,{BO},Jo Me,soon,,hi,INBOX\n,,,,,,,,\nx,x\n"
    )
    assert shown(path) == ["ana > me", "me > ana", "bo > me", "group", "undated", "broken"]


URLS = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,IS MESSAGE DRAFT\n"


def test_the_name_in_the_profile_decides_where_two_parties_are_in_all(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    row = f"1,Jo Me,{ME},Ana Ruiz,{ANA},2026-02-01 08:00:00 UTC,hi,"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Messages.csv", f"{URLS}{row}No\n{row}Yes\n")
    assert shown(path) == ["jo > ana", "draft"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Profile.csv", "First Name,Last Name,Headline,Summary\nJo,Me\n")
    assert shown(path) == ["me > ana", "draft"]


def test_who_never_wrote_is_still_the_one_in_all(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    rows = (
        f"{number},{name},{profile},Jo Me,{ME},2026-02-01 08:00:00 UTC,hi,\n"
        for number, (name, profile) in enumerate([("Ana", ANA), ("Bo", BO)])
    )
    path.write_text(URLS + "".join(rows))
    assert shown(path) == ["ana > me", "bo > me"]


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert all(one is None or one.conversation for one in messages_in(NINE + text))


def words_of(path: Path, messages: Messages, *mine: str) -> list[str]:
    extras = LinkedInReader().extras(path, messages, mine)
    return [f"{one.file}: {one.words}" for one in extras.files]


def test_what_an_export_holds_next_to_people() -> None:
    extras = LinkedInReader().extras(ZIP, Messages.NONE, ())
    assert [(one.words, one.read, one.messages_left) for one in extras.files] == [
        ("6 messages, not read", False, True),
        ("1 note", True, False),
        ("1 endorsement", True, False),
        ("3 invitations", True, False),
        ("your profile", True, False),
        ("2 positions", True, False),
        (
            "3 other files, not read: Comments_34875879.csv, LearningCoachMessages.csv, guide_messages.csv",
            False,
            False,
        ),
    ]
    assert extras.own["LinkedIn"]["Headline"] == "Maker of terminal things"
    assert extras.own["LinkedIn"]["Experience"].splitlines() == [
        "Founder, Quill Studio (Jan 2024 – now)",
        "Engineer, Brightwater Labs (Mar 2019 – Dec 2023)",
    ]
    traces = [one for one in extras.traces if isinstance(one, Found)]
    assert [(one.kind, str(one.on), one.text, one.others[0].mine) for one in traces] == [
        (InteractionKind.SOCIAL, "2024-02-01", "Endorsed you for Python", True),
        (InteractionKind.MESSAGE, "2026-01-14", "Invited you to connect", True),
        (
            InteractionKind.MESSAGE,
            "2025-12-31",
            "Invited them to connect: Loved your talk at TUIConf, can we connect?",
            False,
        ),
        (InteractionKind.MESSAGE, "2019-11-13", "Invited them to connect", False),
    ]


def test_messages_in_an_import_are_those_of_collect_and_have_texts_if_asked_for() -> None:
    def keys(found: list[Found | LeftOut]) -> list[str]:
        return [one.key for one in found if isinstance(one, Found)]

    dates = list(LinkedInReader().extras(NOW / "messages.csv", Messages.DATES, ()).traces)
    texts = list(LinkedInReader().extras(NOW / "messages.csv", Messages.TEXT, ()).traces)
    assert keys(dates) == keys(texts) == keys(read(NOW))
    assert "thanks" not in repr(dates)
    assert "thanks for the call" in repr(texts)


def test_who_the_user_is_decides_the_settings_or_they_are_asked(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text(f"{URLS}1,Jo Me,{ME},Ana Ruiz,{ANA},2026-02-01 08:00:00 UTC,hi,\n")
    [unsure] = words_of(path, Messages.DATES)
    assert unsure.startswith("messages.csv: 1 message, not read: it isn't clear who of them you are.")
    assert words_of(path, Messages.DATES, "jo") == ["messages.csv: 1 message"]


def test_messages_that_are_damaged_or_too_many_are_named_and_people_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.zip"
    people = "First Name,Last Name,Connected On\nAna,Ruiz,08 Feb 2026\n"
    row = f"1,Jo Me,{ME},Ana Ruiz,{ANA},2026-02-01 08:00:00 UTC,hi,\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", people)
        archive.writestr("messages.csv", URLS + row * 3)
        archive.writestr("Notes.csv", "Connection First Name,Connection Last Name,Note\nAna,Ruiz,tea\n")
    monkeypatch.setattr(csv_text, "MAX_ROWS", 2)
    [many] = [words for words in words_of(path, Messages.NONE) if words.startswith("messages")]
    assert "has over 2 rows" in many
    data = path.read_bytes()
    path.write_bytes(data.replace(row.encode(), row.replace("hi", "ho").encode(), 1).replace(b"tea", b"Tea"))
    broken = "not read: it can't be unpacked, as it is damaged or encrypted"
    assert words_of(path, Messages.DATES) == [
        f"export.zip/messages.csv: {broken}",
        f"export.zip/Notes.csv: {broken}",
    ]
    assert [one.name for one in LinkedInReader().read(path)] == ["Ana Ruiz"]
