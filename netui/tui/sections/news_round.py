"""The round of news to everyone who gave the user something, one after another."""

from collections.abc import Sequence

from netui.services.plan.news import Giver
from netui.services.services import Services
from netui.tui.look.messages import WriteNote
from netui.tui.modals.host import Host


def write_news(services: Services, host: Host, _ids: tuple[int, ...] = ()) -> None:
    """Write to everyone who gave something and has had no news since, the longest ago first."""

    def found(givers: Sequence[Giver]) -> bool:
        if givers:
            host.post_message(WriteNote([one.row.id for one in givers], "news", news=True))
        else:
            host.say("Everyone who gave you something in the last year has had news from you.")
        return False

    if services.news.is_quick:
        found(services.news.people())
    else:
        host.in_background(services.news.people, found)
