"""The code page of a text follows from the text, and one that looks like another is not taken for it."""

import pytest

from netui.exchange.reading.code_page import code_page
from netui.exchange.reading.csv_text import decode

JAPANESE = "Name,Notes\n高橋 雪,展示会\n田中 健,東京\n"
CYRILLIC = "Name,Notes\nАнна Смирнова,Встретились в Москве\n"
GREEK = "Name,Notes\nΜαρία Παπαδοπούλου,Γνωριστήκαμε στην Αθήνα\n"
HEBREW = "Name,Notes\nאפרים קישון,נפגשנו בתל אביב\n"
POLISH = "Name,Notes\nPaweł Żółty,mówił\nStanisław Wałęsa,\nŁukasz Małek,\n"
WESTERN = "Name,Notes\nZoë Straße,«été» à Nîmes – 5 €\nRenée Müller,ça coûte\nÅse Ødegård,Æ ø å\n"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (JAPANESE, "cp932"),
        (CYRILLIC, "cp1251"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (POLISH, "cp1250"),
        (WESTERN, "cp1252"),
    ],
)
def test_the_letters_tell(text: str, page: str) -> None:
    assert decode(text.encode(page), code_page(text.encode(page))) == text


@pytest.mark.parametrize(
    ("head", "page"),
    [("Imię,Nazwisko", "cp1250"), ("Jméno,Příjmení", "cp1250"), ("姓,名", "cp932"), ("Имя", "cp1251")],
)
def test_the_heads_tell(head: str, page: str) -> None:
    assert code_page(f"{head}\nAnn,Lee\n".encode(page)) == page


@pytest.mark.parametrize(
    "text",
    [
        "Renée,café,née,Élodie,Noé\n" * 3,
        "ÀÉÈ ÊÎÔ\n",
        "£5,¿qué?,¡hola!,ª,º\n" * 5,
        "José Íñigo Peña,Peñíscola\n" * 9,
        "“quoted” – text … with ‘signs’\n" * 9,
        "MÜLLER,GRÖSSE,STRAßE\n" * 9,
    ],
)
def test_western_text_is_taken_for_nothing_else(text: str) -> None:
    assert code_page(text.encode("cp1252")) == "cp1252"


def test_ascii_and_utf8_need_none() -> None:
    assert code_page(b"Name\nAnn\n") == code_page(JAPANESE.encode()) == "cp1252"
