"""A letter as a message and as a link: whatever is in a name or a subject stays there."""

from email import message_from_string, policy
from urllib.parse import parse_qs, urlsplit

from netui.domain.notes.mailing import Letter, mail_addresses, mailto_link
from netui.exchange.mail.message import message_text

EVIL = 'Zoë "Z"\r\nBcc: evil@x.example\x00, <evil@x.example>'
LETTER = Letter(
    name=EVIL,
    address="zoe+a@x.example",
    subject=f"{EVIL} 日本語 {'ß' * 200}",
    body="Hé & \n.\nFrom here\n" + "x" * 1200,
    message_id="<1@x.example>",
    sender="me@münchen.example",
    sender_name=EVIL,
)


def test_a_message_has_its_own_headers_and_no_others() -> None:
    text = message_text(LETTER)
    assert text.isascii()
    assert max(map(len, text.splitlines())) < 998
    mail = message_from_string(text, policy=policy.default)
    assert [name for name in mail if name.lower() in {"bcc", "cc", "date"}] == []
    [to] = mail["To"].addresses
    assert (to.addr_spec, to.display_name.startswith('Zoë "Z" Bcc:')) == ("zoe+a@x.example", True)
    assert mail["From"].addresses[0].domain == "xn--mnchen-3ya.example"
    assert mail["Subject"].endswith("ß" * 200)
    assert mail.get_content() == f"{LETTER.body}\n"


def test_a_link_holds_one_address_one_subject_and_the_text() -> None:
    link = urlsplit(mailto_link(LETTER))
    assert link.path == "zoe%2Ba@x.example"
    fields = parse_qs(link.query)
    assert fields.keys() == {"subject", "body"}
    assert fields["body"] == [LETTER.body.replace("\n", "\r\n")]


def test_only_what_is_one_address_is_mailed_to() -> None:
    emails = (
        "a@x.example, b@x.example",
        "a@x.example\nBcc: b@x.example",
        " a@x.example ",
        "a@x.example",
        "no",
    )
    assert mail_addresses(emails) == ["a@x.example"]
