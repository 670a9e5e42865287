"""Content lines: folds, groups, parameters, encodings and escapes, each line for itself."""

import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.exchange.reading.content_lines import (
    LONGEST,
    ContentLine,
    content_lines,
    plain_lines,
    split_value,
    unescape,
)

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


def lines(text: str | bytes) -> list[ContentLine]:
    return list(content_lines(plain_lines(text.encode() if isinstance(text, str) else text)))


def one(text: str | bytes) -> ContentLine:
    (only,) = lines(text)
    return only


def test_the_parts_of_a_line() -> None:
    line = one('item1.TeL ; type=Work,"voice,cell";PREF=2;x-a="a;b:c" : +41 44')
    assert (line.group, line.name, line.value, line.line) == ("item1", "TEL", " +41 44", 1)
    assert line.parameters.types == ("work", "voice", "cell")
    assert line.parameters.given == {"PREF": "2", "X-A": "a;b:c"}
    assert line.parameters.preference == 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("item1.X-ABLabel:_$!<Work>!$_", "item1.X-ABLabel:_$!<Work>!$_"),
        ('ADR;LABEL="a^nb":;;c', 'ADR;LABEL="a^nb":;;c'),
        ("TEL;CELL;PREF:1", "TEL;TYPE=cell,pref:1"),
        ("TEL;CELL=:1", "TEL;TYPE=cell:1"),
        ("ADR;HOME;CHARSET=UTF-8;X=y;ENCODING=QUOTED-PRINTABLE:;;=C3=A9=0Ab", "ADR;TYPE=home;X=y:;;é\\nb"),
        ('X;A="b:c', 'X;A="b:c'),
    ],
)
def test_a_line_is_kept_as_version_3_writes_it(text: str, kept: str) -> None:
    assert one(text).text == kept


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A:b\r\n c\r\n\td\r\nE:f", ["bcd", "f"]),
        ("A:b\n  c\nE:f", ["b c", "f"]),
        ("A:b\r c\rE:f\r\r", ["bc", "f"]),
        ("A:b\r\r\n c\r\r\nE:f", ["bc", "f"]),
        ("A:b\n\n c\nE:f", ["bc", "f"]),
        ("A:b\njunk\nE:f", ["b", "f"]),
        ("A:b\n12:30 tea\nhttps://x.example\nE:f", ["b", "f"]),
        ("NOTE:b\n12:30 tea\nhttps://x.example\nE:f", ["b\\n12:30 tea\\nhttps://x.example", "f"]),
        ("A;ENCODING=QUOTED-PRINTABLE:b=\n=20c=\n d=3D\nE:f=\n g", ["b c d=", "f=g"]),
        ("A;QUOTED-PRINTABLE:b=\n\nE:f", ["b", "f"]),
        ("A;QUOTED-PRINTABLE:=C3=\n\n=A4=\n\nE:f", ["ä", "f"]),
        ("A;ENCODING=QUOTED-PRINTABLE:b=0D=0Ac=XX", ["b\nc=XX"]),
        ("A;ENCODING=BASE64:\n QUJD\n\nE:f", ["f"]),
        ("A;X-B;ENCODING=b:QUJD\nQUJD\nE:f", ["f"]),
        ("A:data:image/png;base64,QUJD\nE:f", ["f"]),
        (":\n;:\n.a:b\na.:b\nE:f", ["f"]),
        ("", []),
    ],
)
def test_folds_and_encodings_are_undone(text: str, values: list[str]) -> None:
    assert [line.value for line in lines(text)] == values


def test_lines_are_counted_as_an_editor_does() -> None:
    text = "A:1\r\n 2\r\n\r\nB;QUOTED-PRINTABLE:=\r\n3\r\nPHOTO;ENCODING=b:AAAA\r\n AAAA\r\nC:4\rD:5"
    assert [(line.name, line.line) for line in lines(text)] == [("A", 1), ("B", 4), ("C", 8), ("D", 9)]
    assert [line.line for line in content_lines(b"A:1\nB:2", 40)] == [40, 41]


def test_what_isnt_wanted_is_left_out() -> None:
    data = b"A:1\nitem1.photo;X=y:2\n3\nnot a property\nB:4"
    assert [line.name for line in content_lines(data, without={b"PHOTO"})] == ["A", "B"]


def test_a_long_line_is_cut_and_says_so() -> None:
    whole, cut = lines(f"A:b\nB:{'x' * (LONGEST + 9)}")
    assert (whole.cut, cut.cut, len(cut.value)) == (False, True, LONGEST - 2)
    cut, after = lines("NOTE:a\n" + ("y" * 60 + "\n") * 20_000 + "B:c")
    assert (cut.cut, after.value) == (True, "c")
    assert len(cut.value) <= LONGEST


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("a;b", ["a", "b"]),
        ("a\\;b;c", ["a;b", "c"]),
        ("a\\\\;b", ["a\\", "b"]),
        ("a;\\;", ["a", ";"]),
        (";", ["", ""]),
        ("a\\", ["a\\"]),
        ("a;b\\", ["a", "b\\"]),
        ("", [""]),
        ("a\\nb\\Nc\\:\\,\\x", ["a\nb\nc:,\\x"]),
    ],
)
def test_the_parts_of_a_value(value: str, parts: list[str]) -> None:
    assert split_value(value, ";") == parts


def test_several_separators() -> None:
    assert split_value("a,b;c\\,d", ",;") == ["a", "b", "c,d"]


@given(st.lists(ANY_TEXT, min_size=1, max_size=4), st.integers(1, 75))
@settings(max_examples=100)
def test_what_is_escaped_and_folded_comes_back(texts: list[str], width: int) -> None:
    value = ";".join(
        text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
        for text in texts
    )
    whole = f"X-NAME:{value}".encode()
    pieces = [whole[:8], *(whole[at : at + width] for at in range(8, len(whole), width))]
    line = one(b"\r\n ".join(pieces) + b"\r\nB:end\r\n".replace(b"B:end\r\n", b""))
    assert line.value == value
    assert split_value(line.value, ";") == [text.strip() for text in texts]
    assert unescape(line.value) == ";".join(texts)


@given(ANY_TEXT)
@settings(max_examples=100)
def test_quoted_printable_comes_back(text: str) -> None:
    written = quopri.encodestring(text.encode(), quotetabs=True)
    assert one(b"A;ENCODING=QUOTED-PRINTABLE:" + written).value.rstrip("\n") == text


@given(st.lists(st.binary(max_size=30), max_size=8))
@settings(max_examples=100)
def test_any_bytes_are_lines(parts: list[bytes]) -> None:
    data = plain_lines(b"\n".join((b"A:1", *parts, b"", b"Z:9")))
    numbers = [line.line for line in content_lines(data)]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] <= data.count(b"\n") + 1
