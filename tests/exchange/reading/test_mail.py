"""The heads of messages, of any kind of mailbox and however hostile; never a body."""

import mailbox
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, Party, Window
from netui.exchange.reading import mail
from netui.exchange.reading.mail import LONGEST_HEAD, MailReader
from netui.exchange.reading.mail_headers import parties, read_date, read_headers
from tests.fakes import NOON

YEAR = Window(date(2025, 11, 20), date(2026, 11, 20), UTC, NOON)
HEAD = b"From: Dana <dana@x.example>\nTo: me@x.example\nDate: Mon, 16 Nov 2026 10:00:00 +0100\n"


def read(path: Path) -> list[Found | LeftOut]:
    return list(MailReader().read(path, YEAR))


def message(path: Path, text: bytes) -> Found | LeftOut:
    path.write_bytes(text)
    [found] = read(path)
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Dana Okafor <Dana@X.example>", [("dana@x.example", "Dana Okafor")]),
        ("dana@x.example", [("dana@x.example", "")]),
        (
            '"Okafor, Dana" <d@x.example>, tom@y.example',
            [("d@x.example", "Okafor, Dana"), ("tom@y.example", "")],
        ),
        ("=?utf-8?q?Zo=C3=AB_Br=C3=A2nz=C4=83?= <z@x.example>", [("z@x.example", "Zoë Brânză")]),
        ("=?utf-8?b?T0vDgiwgPGFAYj4=?= <z@x.example>", [("z@x.example", "")]),
        ("=?nothing?q?x?= <z@x.example>", [("z@x.example", "=?nothing?q?x?=")]),
        ("=?utf-8?b?####?= <z@x.example>", [("z@x.example", "")]),
        ("z@x.example (Zoë B)", [("z@x.example", "")]),
        ('"z@x.example" <z@x.example>', [("z@x.example", "")]),
        ("undisclosed-recipients:;", []),
        ("Friends: ann@x.example, bo@x.example;", [("ann@x.example", ""), ("bo@x.example", "")]),
        ("Dana \u202eevil\x00 <dana@x.example>", [("dana@x.example", "Dana evil␀")]),
        ("<dana@x.example", [("dana@x.example", "")]),
        ("Dana <>", []),
        ("", []),
    ],
)
def test_people_of_a_header(value: str, expected: list[tuple[str, str]]) -> None:
    assert [(party.address, party.name) for party in parties(value)] == expected


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("Mon, 16 Nov 2026 10:00:00 +0100", datetime(2026, 11, 16, 9, tzinfo=UTC)),
        ("16 Nov 2026 10:00 GMT", datetime(2026, 11, 16, 10, tzinfo=UTC)),
        ("16 Nov 2026 10:00:00", datetime(2026, 11, 16, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 99 Nov 99999 10:00:00 +0100", None),
        ("", None),
    ],
)
def test_a_date(value: str, at: datetime | None) -> None:
    assert read_date(value, UTC) == at


def test_headers_are_unfolded_and_only_those_wanted_are_kept() -> None:
    head = b"Subject: secret\r\nTO: a@x.example,\r\n\tb@x.example\r\n"
    head += b"To: c@x.example\r\nList-Post: x\r\nFrom: d\r\n"
    assert read_headers(head) == {"to": "a@x.example, b@x.example", "list-post": "x", "from": "d"}


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    for value in (*read_headers(data).values(), *read_headers(b"From: " + data).values()):
        assert all("@" in party.address for party in parties(value))
        read_date(value, UTC)


def test_hostile_headers_are_read_in_no_time() -> None:
    for evil in ('"' * 16_000, "(" * 16_000, "<" * 16_000, '"\\' * 8_000, "a@" * 8_000, "=?" * 8_000):
        assert isinstance(parties(f"{evil} <dana@x.example>"), tuple)


def test_a_message_and_its_answer(tmp_path: Path) -> None:
    text = HEAD + b"Message-ID: <1@x>\n\nTo: hidden@x.example\nsecret words\n"
    found = message(tmp_path / "one.eml", text)
    assert isinstance(found, Found)
    assert found.sender == Party("dana@x.example", name="Dana")
    assert found.others == (Party("me@x.example"),)
    assert found.at == datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert "secret" not in repr(found)
    again = message(tmp_path / "two.eml", text.replace(b"\n", b"\r\n"))
    assert isinstance(again, Found)
    assert again.key == found.key


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD.replace(b"Date", b"Dat"), LeftOut.UNDATED),
        (HEAD.replace(b"dana@x.example", b"nothing"), LeftOut.BROKEN),
        (HEAD.replace(b"From", b"Fron"), LeftOut.BROKEN),
        (HEAD + b"List-Id: <x>\n", LeftOut.LIST),
        (HEAD + b"X-Long: " + b"x" * LONGEST_HEAD, LeftOut.BROKEN),
        (HEAD + b"\0\0\0: \xff\n\xff\xfe", None),
    ],
)
def test_one_message(tmp_path: Path, text: bytes, reason: LeftOut | None) -> None:
    found = message(tmp_path / "one.eml", text)
    assert found == reason if reason else isinstance(found, Found)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("piece", [64, 1 << 20])
def test_an_mbox_is_read_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: bytes, piece: int
) -> None:
    monkeypatch.setattr(mail, "_PIECE", piece)
    monkeypatch.setattr(mail, "LONGEST_HEAD", 400)
    body = b"From here on\n\nFrom one to another, words\n>From x\n" + b"x" * 300 + b"\n"
    messages = [HEAD + b"Message-ID: <%d@x>\n\n" % number + body for number in range(5)]
    messages[2] = HEAD + b"X: " + b"y" * 1000 + b"\n\n" + body
    text = b"".join(b"From dana Mon Nov 16 10:00:00 2026\n" + one + b"\n" for one in messages)
    path = tmp_path / "mbox"
    path.write_bytes(text.replace(b"\n", end))
    found = read(path)
    assert [one if isinstance(one, LeftOut) else "found" for one in found] == [
        *("found", "found", LeftOut.BROKEN, "found", "found")
    ]
    assert len({one.key for one in found if isinstance(one, Found)}) == 4


def test_what_mailbox_writes_is_read(tmp_path: Path) -> None:
    box, folder = mailbox.mbox(tmp_path / "mbox"), mailbox.Maildir(tmp_path / "Maildir")
    for number in range(20):
        one = EmailMessage()
        one["From"], one["To"] = "Zoë B <zoe@x.example>", "me@x.example"
        one["Date"], one["Message-ID"] = "Mon, 16 Nov 2026 10:00:00 +0100", f"<{number}@x>"
        one.set_content("From the start\n\nFrom me to you\n" * number)
        box.add(one)
        folder.add(one)
    box.flush()
    for path in (tmp_path / "mbox", tmp_path / "Maildir"):
        assert MailReader().recognises(path)
        found = read(path)
        assert len({one.key for one in found if isinstance(one, Found)}) == len(found) == 20
        assert all(
            isinstance(one, Found) and one.sender == Party("zoe@x.example", name="Zoë B") for one in found
        )


def test_flags_and_folders_of_a_maildir(tmp_path: Path) -> None:
    for name in (
        "cur/1:2,S",
        "cur/2:2,DS",
        "cur/3:2,T",
        ".Spam/new/4",
        ".Sent/cur/5:2,S",
        "tmp/6",
        "cur/.hidden",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(HEAD)
    reasons = [one if isinstance(one, LeftOut) else None for one in read(tmp_path)]
    assert sorted(map(str, reasons)) == ["None", "None", "deleted", "draft", "spam"]


@given(st.binary(max_size=600))
def test_no_file_raises(data: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder, "mbox")
        path.write_bytes(b"From x\n" + HEAD + data)
        assert len(read(path)) >= 1


def test_more_messages_than_are_read_are_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MOST_MESSAGES", 2)
    path = tmp_path / "mbox"
    path.write_bytes((b"From x\n" + HEAD + b"\n\n") * 3)
    with pytest.raises(ImportFileError, match="mbox has over 2 messages: split it into smaller files"):
        read(path)
