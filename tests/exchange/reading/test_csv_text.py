"""CSV from strangers: what is broken costs its own row and no other."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import ImportFileError
from netui.exchange.reading import csv_text
from netui.exchange.reading.content_lines import plain_lines
from netui.exchange.reading.csv_text import (
    CROWDED,
    MAX_CELL,
    OVERSIZE,
    UNCLOSED,
    CsvRow,
    decode,
    read_bytes,
    read_rows,
    split_line,
)

NAMES = "Zoë Brânză,Ólafur\nAnn,Lee\n"


def rows(text: str, delimiter: str = ",") -> list[CsvRow]:
    return list(read_rows(decode(text.encode()), delimiter, name="people.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_understood(encoding: str) -> None:
    assert decode(NAMES.encode(encoding)) == NAMES


def test_windows_text_is_understood_line_by_line() -> None:
    mixed = "Zoë,Straße €5\r\n".encode("cp1252") + "Zoë,Brânză\r\n".encode()
    assert decode(mixed) == "Zoë,Straße €5\nZoë,Brânză\n"


@pytest.mark.parametrize("text", ["JosÃ©,JosÃ©\n", "Â¡\n", "SÃO PAULO\n"])
def test_a_text_is_never_taken_for_one_that_was_encoded_twice(text: str) -> None:
    """Words that netui itself wrote would come back as others."""
    assert decode(text.encode()) == text
    assert text.encode().strip() in plain_lines(text.encode())


def test_nul_bytes_and_all_line_ends_are_levelled() -> None:
    assert decode(b"a\0b,c\r\nd\re\n") == "ab,c\nd\ne\n"


def test_bytes_that_no_code_page_has_do_no_harm() -> None:
    assert decode(b"Ann\x81\x8d,Lee") == "Ann\ufffd\ufffd,Lee"


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks() -> None:
    found = rows('Ann,"Head of\nPeople, ""Ops""",x\nBob,y,z')
    assert [row.cells for row in found] == [["Ann", 'Head of\nPeople, "Ops"', "x"], ["Bob", "y", "z"]]
    assert [row.line for row in found] == [1, 3]


def test_an_unclosed_quote_costs_its_row_alone() -> None:
    found = rows('Ann,ok\n"Bob,oops\nCyd,"fine, too"\nDan,ok\n')
    assert [(row.line, row.problem) for row in found] == [(1, ""), (2, UNCLOSED), (3, ""), (4, "")]
    assert found[2].cells == ["Cyd", "fine, too"]


def test_an_unclosed_quote_at_the_end_is_reported() -> None:
    assert [row.problem for row in rows('Ann,ok\n"Bob')] == ["", UNCLOSED]


def test_stray_quotes_inside_a_row_are_text() -> None:
    assert rows('"Chief" of Staff,5" disk,x')[0].cells == ["Chief of Staff", '5" disk', "x"]


def test_a_cell_over_the_limit_costs_its_row_alone() -> None:
    big = "x" * (MAX_CELL + 1)
    found = rows(f'Ann,{big}\nBob,"{big}\n{big}"\nCyd,ok')
    assert [(row.line, row.problem) for row in found] == [(1, OVERSIZE), (2, OVERSIZE), (4, "")]
    assert all(len(cell) < 100 for row in found for cell in row.cells)


def test_a_row_of_very_many_cells_is_refused() -> None:
    found = rows("," * 5000 + "x\n" + '"a",' * 5000 + "\nAnn")
    assert [row.problem for row in found] == [CROWDED, CROWDED, ""]


def test_rows_without_text_are_left_out() -> None:
    assert [row.line for row in rows("\n,,,\n  \nAnn\n\n")] == [4]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "MAX_ROWS", 3)
    with pytest.raises(ImportFileError, match=r"people\.csv has over 3 rows"):
        rows("a\n" * 4)


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "MAX_BYTES", 10)
    (tmp_path / "big.csv").write_bytes(b"x" * 11)
    with pytest.raises(ImportFileError, match=r"big\.csv is over"):
        read_bytes(tmp_path / "big.csv")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="there is no file"):
        read_bytes(tmp_path / "none.csv")
    with pytest.raises(ImportFileError, match="is a folder"):
        read_bytes(tmp_path)


@given(st.text(st.sampled_from('"",;\n\ra b\0é'), max_size=80))
@settings(max_examples=100, deadline=None)
def test_no_text_is_swallowed_or_breaks_the_reader(text: str) -> None:
    decoded = decode(text.encode())
    found = list(read_rows(decoded, ",", name="x"))
    lines = [row.line for row in found]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= decoded.count("\n") + 1 for line in lines)


@given(
    st.lists(st.lists(st.text(st.sampled_from('",;\nab '), min_size=1), min_size=1, max_size=4), max_size=6)
)
@settings(max_examples=100, deadline=None)
def test_well_formed_rows_come_back_as_they_were(table: list[list[str]]) -> None:
    table = [row for row in table if any(cell.strip() for cell in row)]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    assert [row.cells for row in rows(text)] == table


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_become_text(data: bytes) -> None:
    text = decode(data)
    assert "\0" not in text
    assert "\r" not in text


def test_a_line_is_cut_as_well_as_it_allows() -> None:
    assert split_line('"First Name";Last', ";") == ["First Name", "Last"]


@pytest.mark.parametrize("text", [NAMES, "Renée,Ingénieur\n", "Дима,Инженер\n", "李,王,陳\n", "a & b,é\n"])
def test_utf7_is_recognised_by_its_content(text: str) -> None:
    assert decode(text.encode("utf-7")) == text


def test_ascii_written_as_utf7_is_read() -> None:
    assert decode(b"Engin+AGU-er,A+-B\n") == "Engineer,A+B\n"


@pytest.mark.parametrize(
    "text",
    [
        "ann+work-stuff@example.org",
        "ann+birthday-list@example.org",
        "+41791234567-12",
        "C++,A+,+1-555-0100",
        "Google+-,A+AAA-",
        "bea+dog-x@example.org,cy+news-y@example.org,dee+tea@example.org",
    ],
)
def test_a_plus_is_not_taken_for_utf7(text: str) -> None:
    assert decode(text.encode()) == text
