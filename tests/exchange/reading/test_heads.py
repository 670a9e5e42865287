"""Heads mean the same in whatever words, and what isn't surely understood isn't."""

import pytest

from netui.exchange.reading.heads import HEADS, Meaning, label_words, meaning_of
from netui.exchange.reading.table_columns import columns_of, field_meaning, is_of_people
from tests.exchange.reading.header_lines import OUTLOOK, THUNDERBIRD


@pytest.mark.parametrize(
    ("head", "kind", "label"),
    [
        ("E-mail 2 Address", "email", ""),
        ("E-MAIL", "email", ""),
        ("email_address", "email", ""),
        ("Work Email", "email", "work"),
        ("Email (Home)", "email", "home"),
        ("HomeZipCode", "postcode", "home"),
        ("Phone (mobile)", "phone", "mobile"),
        ("Home Fax 2", "phone", "home, fax"),
        ("Ort (geschäftlich)", "city", "work"),
        ("Privat: PLZ", "postcode", "home"),
        ("País o región del trabajo", "country", "work"),
        ("Home Post Code", "postcode", "home"),
        ("Work Post Code", "postcode", "work"),
        ("Post Code", "postcode", ""),
        ("Nazione/Regione di casa", "country", "home"),
        ("Nome dell'assistente", "own", "Assistant"),
        ("Ciudad donde trabajas", "city", "work"),
        ("Werkadres 2, straat", "street", "work"),
        ("Caixa postal do endereço comercial", "box", "work"),
        ("勤務先の電話番号", "phone", "work"),
        ("その他の FAX", "phone", "other, fax"),
        ("国 (自宅)/地域", "country", "home"),
        ("Date of Birth", "birthday", ""),
        ("Имя", "first", ""),
    ],
)
def test_heads(head: str, kind: str, label: str) -> None:
    assert meaning_of(head) == Meaning(kind, label)


@pytest.mark.parametrize(
    "head",
    ["Email Sent", "Phone Verified", "Phone Country Code", "Email Opt In", "Met at", "", "42", "From", "To"],
)
def test_what_is_not_surely_understood(head: str) -> None:
    assert meaning_of(head) is None


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("* Work", "work"),
        ("* ", ""),
        ("Work Fax", "work, fax"),
        ("Mobile", "mobile"),
        ("Arbeit", "work"),
        ("Privat", "home"),
        ("Mobil", "mobile"),
        ("Domicile", "home"),
        ("自宅", "home"),
        ("Grandma's", "Grandma's"),
        ("Google Voice", "Google Voice"),
    ],
)
def test_labels(label: str, words: str) -> None:
    assert label_words(label) == words


@pytest.mark.parametrize("line", [*OUTLOOK.values(), *THUNDERBIRD.values()])
def test_a_field_word_means_what_it_was_guessed_from(line: str) -> None:
    for column in columns_of(line.split("|")):
        if column.field:
            meaning = field_meaning(column.field)
            assert (meaning.kind, meaning.label) == (column.kind, column.label)


def test_each_known_head_is_met_by_itself() -> None:
    assert all(not meaning.kind.startswith(" ") and key.isalnum() for key, meaning in HEADS.items())


@pytest.mark.parametrize(
    ("heads", "people"),
    [
        ("Name,Email", True),
        ("First,Last,Mobile", True),
        ("Nome;Cognome;Telefono", True),
        ("Name,LinkedIn URL", True),
        ("Name,Website", False),
        ("Name,Notes,Tags", False),
        ("Company,Phone", False),
    ],
)
def test_tables_of_people(heads: str, people: bool) -> None:
    assert is_of_people(columns_of(heads.replace(";", ",").split(","))) is people


@pytest.mark.parametrize(
    ("heads", "kinds"),
    [
        ("Nome,Cognome", ["first", "last"]),
        ("Nome,Telefone", ["name", "phone"]),
        ("Nome,Apelido,Email", ["first", "last", "email"]),
        ("Primeiro nome,Sobrenome,Apelido", ["first", "last", "nickname"]),
        ("Nom,Prénom,Service", ["last", "first", "department"]),
        ("Name,Service", ["name", "unknown"]),
        ("Home,Work,Pager", ["phone", "phone", "phone"]),
        ("Name,Home", ["name", "unknown"]),
        ("Geburtstag,Geburtsmonat,Geburtsjahr", ["birth_day", "birth_month", "birth_year"]),
        ("Name,State", ["name", "unknown"]),
        ("Name,State,City", ["name", "region", "city"]),
        ("Title,Position,Name", ["prefix", "title", "name"]),
        ("Name,Title,Role", ["name", "title", "unknown"]),
        ("Name,Role", ["name", "title"]),
        ("Vorname,Name,Firma", ["first", "last", "company"]),
        ("Name,Beruf", ["name", "title"]),
    ],
)
def test_heads_that_depend_on_each_other(heads: str, kinds: list[str]) -> None:
    assert [column.kind for column in columns_of(heads.split(","))] == kinds
