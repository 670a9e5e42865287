"""What a terminal that doesn't take UTF-8 shows instead of letters it doesn't have."""

import io
import json
import sys

import pytest

from netui.cli.stand_ins import replacement
from tests.cli.conftest import Netui


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë Brânză", "Zoe Branza"),
        ("Straße Ørsted Łukasz Æsir", "Strasse Orsted Lukasz AEsir"),
        ("“quoted” – it’s…", '"quoted" - it\'s...'),
        ("ﬁne ½", "fine 1/2"),
        ("Дима", "\\u0414\\u0438\\u043c\\u0430"),
        ("李", "\\u674e"),
        ("🙂", "\\U0001f642"),
    ],
)
def test_what_ascii_lacks_is_readable(text: str, shown: str) -> None:
    written = ""
    for character in text:
        if character.isascii():
            written += character
        else:
            written += replacement(UnicodeEncodeError("ascii", character, 0, 1, "not in it"))[0]
    assert written == shown


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_names_are_readable_and_json_stays_exact(
    netui: Netui, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    netui("add", "Łukasz Дима")
    for options, shown in (((), "Lukasz \\u0414\\u0438\\u043c\\u0430"), (("--json",), "")):
        out = io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
            assert netui("list", *options).err == ""
            sys.stdout.flush()
            text = out.getvalue().decode(encoding)
            if options:
                assert json.loads(text)[0]["name"] == "Łukasz Дима"
            else:
                assert shown in text
