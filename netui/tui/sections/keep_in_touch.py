"""After a thank-you, an event or an introduction: who is kept up with from now on, and how often."""

from collections.abc import Iterable

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, first_name
from netui.domain.time.dates import short_day
from netui.services.people.people import named
from netui.services.services import Services
from netui.tui.modals.host import Host
from netui.tui.modals.keep_in_touch import KeepInTouch, KeepInTouchModal


def thanks_owed(services: Services, before: int | None, contact: Contact) -> str:
    """Say what is owed to who is now said to have introduced a person; `before` is who was."""
    if contact.introduced_by is None or contact.introduced_by == before:
        return ""
    owed = services.introduction_views.between(contact.introduced_by, contact.id).owed
    return " · ".join(one.text for one in owed)


def offer_to_keep_in_touch(services: Services, host: Host, contact_ids: Iterable[int]) -> None:
    """Ask how often to be in touch with those of them who have no cadence, and were not decided on yet."""
    ids = services.cadences.undecided(contact_ids)
    if not ids:
        return
    who = named(first_name(services.contacts.name_of(one)) for one in ids)
    send_by = services.follow_ups.value_due_on()

    def decided(answer: KeepInTouch) -> None:
        cadence = Cadence.parse(answer.every) if answer.every else None
        services.cadences.decide(ids, cadence, services.follow_ups.add_value if answer.send else None)
        often = f"every {cadence}" if cadence else "no check-ins. r chooses how often"
        send = f", and something of value by {short_day(send_by, services.present.today())}"
        host.say(f"{who}: {often}{send * answer.send}. u undo")

    host.ask_unasked(KeepInTouchModal(who, short_day(send_by, services.present.today())), decided)
