"""The services of people that those of other rooms work with."""

from typing import NamedTuple

from netui.services.people.contacts import ContactService
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService


class PeopleServices(NamedTuple):
    """People themselves, the log and what was promised: an event or a meeting changes all three."""

    contacts: ContactService
    log: InteractionService
    follow_ups: FollowUpService
