"""email: the address book of a mail program."""

from argparse import Namespace

from netui.cli.context import Context
from netui.cli.output import put
from netui.domain.counted import counted
from netui.domain.people.contact import Contact
from netui.domain.text import clean


def addresses(args: Namespace, context: Context) -> None:
    """Print the addresses of the people a query fits, as mutt's query_command takes them.

    The first line says how many there are; then an address, a name and who that is, parted by tabs.
    """
    services = context.services
    rows = [row for row in services.search.search(" ".join(args.query)) if row.emails]
    people = services.contacts.get_many(row.id for row in rows)
    found = [(person, email) for person in people for email in person.emails]
    if context.as_json:
        context.print_json([_shape(person, email) for person, email in found])
        return
    put(counted(len(found), "address", "addresses") if found else "No one with an address fits.")
    for person, email in found:
        shape = _shape(person, email)
        about = ", ".join(filter(None, (shape["title"], shape["company"], shape["label"])))
        put("\t".join(clean(" ".join(text.split())) for text in (email, person.name, about)))


def _shape(person: Contact, email: str) -> dict[str, str]:
    label = person.labels.get(email, "")
    shape = {"email": email, "id": str(person.id), "name": person.name}
    return {**shape, "title": person.title, "company": person.company, "label": label}
