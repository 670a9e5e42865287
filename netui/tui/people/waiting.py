"""Everything that waits for a conversation, in one list."""

from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host


def show(services: Services, host: Host, _ids: tuple[int, ...] = ()) -> None:
    """List what is due only once there was a conversation; enter opens the person it is owed to."""
    follow_ups = services.follow_ups
    options = [
        Choice(
            one.contact_id,
            f"{services.contacts.name_of(one.contact_id)}: {one.text}",
            follow_ups.due_words(one),
        )
        for one in follow_ups.waiting()
    ]
    if not options:
        host.say("Nothing waits for a conversation.")
        return
    modal: ChoiceModal[int | None] = ChoiceModal("Due once you talked", options, filterable=True)
    host.ask(modal, lambda contact_id: host.post_message(Open("contact", contact_id or 0)))
