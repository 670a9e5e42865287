"""The columns of Outlook, and after them those that only netui reads: what Outlook has no column for."""

from collections.abc import Mapping

from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.exchange.writing.table_details import is_day, name_parts, own_fields

OUTLOOK = (
    *("First Name", "Middle Name", "Last Name", "Title", "Suffix", "Nickname", "Given Yomi", "Surname Yomi"),
    *("E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Home Phone", "Home Phone 2"),
    *("Business Phone", "Business Phone 2", "Mobile Phone", "Car Phone", "Other Phone", "Primary Phone"),
    *("Pager", "Business Fax", "Home Fax", "Other Fax", "Company Main Phone", "Callback", "Radio Phone"),
    *("Telex", "TTY/TDD Phone", "IMAddress", "Job Title", "Department", "Company", "Office Location"),
    *("Manager's Name", "Assistant's Name", "Assistant's Phone", "Company Yomi", "Business Street"),
    *("Business City", "Business State", "Business Postal Code", "Business Country/Region", "Home Street"),
    *("Home City", "Home State", "Home Postal Code", "Home Country/Region", "Other Street", "Other City"),
    *("Other State", "Other Postal Code", "Other Country/Region", "Personal Web Page", "Spouse", "Schools"),
    *("Hobby", "Location", "Web Page", "Birthday", "Anniversary", "Notes", "Categories"),
)
_COLUMNS = {
    "Nickname": "Nickname",
    "Department": "Department",
    "Office": "Office Location",
    "manager": "Manager's Name",
    "assistant": "Assistant's Name",
    "partner": "Spouse",
    "Schools": "Schools",
    "Hobby": "Hobby",
}
"""The columns of own fields and relations."""
_PHONES: Mapping[str, str] = {
    "Mobile Phone": "mobile",
    "Business Phone": "work",
    "Business Phone 2": "work",
    "Home Phone": "home",
    "Home Phone 2": "home",
    "Other Phone": "other",
    "Primary Phone": "main",
    "Car Phone": "car",
    "Pager": "pager",
    "Business Fax": "work fax",
    "Home Fax": "home fax",
    "Other Fax": "other fax",
    "Company Main Phone": "company",
    "Callback": "callback",
}
"""The columns of phones, and what each says of the phone in it."""
_ANY_PHONE = ("Other Phone", "Primary Phone", "Callback")
"""The columns of a phone whose own is taken, or that has none."""
_SECOND_PAGE = "Personal Web Page"
_NO_YEAR = 1604
"""What stands for an unknown year where every day has one."""


def outlook_cells(person: Contact, names: Names) -> Mapping[str, str]:
    """Return the cells of one person, by their heads; what is empty is left out."""
    own = own_fields(person, names)
    parts = name_parts(person.name)
    cells = {
        "First Name": parts.given,
        "Last Name": parts.family,
        "Title": parts.title,
        "Suffix": parts.behind,
        "Given Yomi": person.pronunciation,
        "Job Title": person.title,
        "Company": person.company,
        "Location": person.location,
        "Notes": person.notes,
        "Categories": ";".join(person.tags),
        "Birthday": _day(str(person.birthday)) if person.birthday else "",
        "Pronouns": person.pronouns,
        "Time Zone": person.time_zone,
        "File As": parts.filed,
    }
    if is_day(own.get("Anniversary", "")):
        cells["Anniversary"] = _day(own.pop("Anniversary"))
    cells |= {column: own.pop(name) for name, column in _COLUMNS.items() if name in own}
    for number, email in enumerate(person.emails, start=1):
        cells["E-mail Address" if number == 1 else f"E-mail {number} Address"] = email
    known = _put_phones(person, cells)
    for number, link in enumerate(person.links, start=1):
        cells[{1: "Web Page", 2: _SECOND_PAGE}.get(number, f"Web Page {number}")] = link
        known[link] = "home" if number == 2 else ""
    values = (*person.emails, *person.phones, *person.links)
    labels = ((value, person.labels.get(value, "")) for value in values)
    cells["Labels of Values"] = "; ".join(
        f"{value}: {label}" for value, label in labels if label != known.get(value, "")
    )
    cells |= {f"custom.{name}": value for name, value in own.items()}
    return {head: cell for head, cell in cells.items() if cell}


def _put_phones(person: Contact, cells: dict[str, str]) -> dict[str, str]:
    """Give each phone a column, that of its label where it is free; return what the columns say of them."""
    known: dict[str, str] = {}
    waiting = []
    for phone in person.phones:
        label = person.labels.get(phone, "")
        head = next((one for one, says in _PHONES.items() if says == label and one not in cells), "")
        if head:
            cells[head], known[phone] = phone, label
        else:
            waiting.append(phone)
    for number, phone in enumerate(waiting, start=2):
        fax = "fax" in person.labels.get(phone, "") and "Other Fax" not in cells
        free = (head for head in _ANY_PHONE if head not in cells)
        head = "Other Fax" if fax else next(free, f"Other Phone {number}")
        cells[head], known[phone] = phone, _PHONES.get(head, "other")
    return known


def _day(text: str) -> str:
    return f"{_NO_YEAR}{text[1:]}" if text.startswith("--") else text
