"""The code page of a text follows from the text, and one that looks like another is not taken for it."""

import pytest

from netui.exchange.reading.code_page import code_page
from netui.exchange.reading.csv_text import decode

JAPANESE = "Name,Notes\n高橋 雪,展示会\n田中 健,東京\n"
CYRILLIC = "Name,Notes\nАнна Смирнова,Встретились в Москве\n"
GREEK = "Name,Notes\nΜαρία Παπαδοπούλου,Γνωριστήκαμε στην Αθήνα\n"
HEBREW = "Name,Notes\nאפרים קישון,נפגשנו בתל אביב\n"
POLISH = "Name,Notes\nPaweł Żółty,mówił\nStanisław Wałęsa,\nŁukasz Małek,\n"
TURKISH = "Name,Notes\nAyşe Yılmaz,İstanbul’da tanıştık\nBarış Öztürk,\nIşıl Çağlar,\n"
CHINESE = "Name,Company\n王伟,华为技术有限公司\n李娜,北京大学\n"
KOREAN = "Name,Company\n김민수,삼성전자\n이영희,네이버\n"
WESTERN = "Name,Notes\nZoë Straße,«été» à Nîmes – 5 €\nRenée Müller,ça coûte\nÅse Ødegård,Æ ø å\n"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (JAPANESE, "cp932"),
        (CYRILLIC, "cp1251"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (POLISH, "cp1250"),
        (TURKISH, "cp1254"),
        (CHINESE, "gb18030"),
        (KOREAN, "cp949"),
        (WESTERN, "cp1252"),
    ],
)
def test_the_letters_tell(text: str, page: str) -> None:
    assert decode(text.encode(page), code_page(text.encode(page))) == text


@pytest.mark.parametrize(
    ("head", "page"),
    [
        ("Imię,Nazwisko", "cp1250"),
        ("Jméno,Příjmení", "cp1250"),
        ("姓,名", "cp932"),
        ("姓名", "gb18030"),
        ("Имя", "cp1251"),
    ],
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
        "Größe,Määttä,Höö\n" * 9,
        "Sigurður Þórðarson,Guðrún Ýr,Ýmir\n" * 9,
        "Sigurður Sigurðsson,Þorgerður,Ingþór Týr\n" * 9,
        "Novotný,Malý,Veselý,Hýbl\n" * 9,
    ],
)
def test_western_text_is_taken_for_nothing_else(text: str) -> None:
    assert code_page(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("ﾔﾏﾀﾞ ﾀﾛｳ,ｽｽﾞｷ ｲﾁﾛｳ\n", "cp932"),
        ("高橋 雪,展示会です\nやまだ,はなこ\n", "euc_jp"),
        ("王小明,台灣大學\n李大華,台北市\n", "big5"),
        ("Constanţa,Galaţi,Bistriţa,Ştefan\n", "cp1250"),
    ],
)
def test_an_encoding_that_is_not_known_is_taken_for_no_other(text: str, encoding: str) -> None:
    assert code_page(text.encode(encoding) * 9) == "cp1252"


def test_ascii_and_utf8_need_none() -> None:
    assert code_page(b"Name\nAnn\n") == code_page(JAPANESE.encode()) == "cp1252"
