"""What the keys on an entry of the log ask before the log is changed."""

from datetime import date
from typing import Any

from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.text import choose
from netui.domain.time.dates import echo, full_day
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.reading import ReadingModal
from netui.tui.shell.area import AreaScreen

KINDS = [(kind.value, kind.value) for kind in InteractionKind]
DIRECTIONS = (
    (Direction.BOTH.value, "both of you"),
    (Direction.GAVE.value, "you"),
    (Direction.RECEIVED.value, "them"),
)


class InteractionKeys:
    """Asks with the modals of one screen; the services act."""

    def __init__(self, services: Services, screen: AreaScreen) -> None:
        self._services = services
        self._screen = screen

    def read(self, interaction: Interaction) -> None:
        """Show an entry in full."""

        def answered(verb: str) -> None:
            if verb == "edit":
                self.edit(interaction)
            else:
                self.remove(interaction)

        names = [self._services.contacts.name_of(one) for one in interaction.contact_ids]
        people = ", ".join([*(name for name in names if name), *interaction.gone])
        title = f"{interaction.kind.value.capitalize()}, {full_day(interaction.on)}"
        about = [Line((Span("with ", "dim"), Span(people)))] if people else []
        self._ask(ReadingModal(title, about, interaction.text), answered)

    def edit(self, interaction: Interaction) -> None:
        """Change an entry: its words, channel, day and who it came from."""
        on = full_day(interaction.on)

        def saved(values: dict[str, str]) -> None:
            day = interaction.on if values["on"] in ("", on) else self._day(values["on"])
            changed = replace(
                interaction,
                text=interaction.text if values["text"] == flat else values["text"],
                kind=choose(InteractionKind, values["kind"], "channel"),
                on=day,
                at=interaction.at if day == interaction.on else None,
                direction=choose(Direction, values["direction"], "direction"),
            )
            if changed != interaction:
                self._services.log.edit(changed, interaction)

        flat = " ".join(interaction.text.split())
        asks = [
            Ask("text", "What it was about", flat),
            Ask("kind", "Channel", interaction.kind.value, choices=KINDS),
            Ask(
                "on",
                "When",
                on,
                check=lambda text: echo(self._day(text), self._services.present.today()),
                overtype=True,
            ),
            Ask("direction", "From", interaction.direction.value, choices=DIRECTIONS),
        ]
        self._ask(FormModal("Change this entry", asks, about=interaction.id), saved)

    def remove(self, interaction: Interaction) -> None:
        """Take an entry out of the log."""
        self._services.log.remove(interaction.id)
        self._screen.host.say(
            f"Removed the {interaction.kind} of {full_day(interaction.on)}; u brings it back"
        )

    def _day(self, text: str) -> date:
        return self._services.present.read_past(text)

    def _ask(self, modal: Any, then: Any) -> None:
        self._screen.host.ask(modal, then)
