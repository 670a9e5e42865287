"""The dialog of the key A: one line is echoed, asked about where it has to be, and done."""

from collections.abc import Mapping, Sequence

from netui.domain.counted import count_people
from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.people.contact import ContactRow
from netui.domain.people.person_name import capitalised
from netui.domain.text import shortened
from netui.services.people.finding import distinguished
from netui.services.services import Services
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.sections.kept_check_ins import ask_whether_kept

_EXAMPLE = "coffee with Priya yesterday, send eBPF article by fri"


class QuickLine:
    """Asks for one line; for a name of several people it asks who is meant, and goes on with the line.

    Where no one has a name, or a new person has the name of a known one, enter does it the second time.
    """

    def __init__(self, services: Services, host: Host) -> None:
        self._services = services
        self._quick = services.quick
        self._host = host
        self._confirmed: set[str] = set()
        self._meant: dict[str, dict[str, int]] = {}

    def ask(self, line: str = "", problem: str = "") -> None:
        """Ask for a line; `problem` says what is wrong with the one typed before."""
        modal = PromptModal(
            "Quick add",
            value=line,
            placeholder=_EXAMPLE,
            hint=f"for example: {_EXAMPLE}",
            validate=self._echo,
            about=(),
            problem=problem,
        )
        ask = self._host.ask_unasked if problem else self._host.ask
        ask(modal, self._done)

    def _echo(self, line: str) -> str:
        chosen = self._meant.get(line, {})
        if unclear := self._quick.unclear(line, chosen):
            return f"{self._quick.as_typed(line)}; {_several(*unclear)}: enter asks who is meant"
        if strangers := self._quick.strangers(line, chosen):
            return f"{self._quick.as_typed(line)}; {_not_found(strangers)} yet"
        same = self._quick.namesake(line)
        echo = self._quick.echo(line, chosen)
        return echo if same is None else f"{echo}; {_is_here(same)}"

    def _done(self, line: str) -> None:
        chosen = self._meant.setdefault(line, {})
        if unclear := self._quick.unclear(line, chosen):
            self._ask_who(line, *unclear)
            return
        problem = self._to_confirm(line, chosen)
        if problem and line not in self._confirmed:
            self._confirmed.add(line)
            raise InvalidValueError(problem)
        made = self._quick.add(line, chosen, strangers=True)
        self._host.say(f"{made.message} · u undo")
        offer_to_keep_in_touch(self._services, self._host, made.to_keep_up_with)
        ask_whether_kept(self._services, self._host, made.may_be_kept)

    def _to_confirm(self, line: str, chosen: Mapping[str, int]) -> str:
        """Return what enter has to be pressed for once more; "" for nothing."""
        if strangers := self._quick.strangers(line, chosen):
            them = "that person" if len(strangers) == 1 else "these people"
            return f"{_not_found(strangers)}: enter again adds {them} too"
        same = self._quick.namesake(line)
        return "" if same is None else f"{_is_here(same)}: enter again adds a second one"

    def _ask_who(self, line: str, name: str, rows: Sequence[ContactRow]) -> None:
        def picked(contact_id: int) -> None:
            if not contact_id:
                self.ask(line, _several(name, rows))
                return
            self._meant[line][name] = contact_id
            try:
                self._done(line)
            except NetuiError as error:
                self.ask(line, str(error))

        choices = [Choice(row.id, row.name, distinguished(row)) for row in rows]
        self._host.ask_unasked(WhoModal(f"Which {shortened(name)}?", choices), picked)


class WhoModal(ChoiceModal[int]):
    """Ask who of several is meant; escape answers 0, which goes back to the line."""

    def action_cancel(self) -> None:
        """Go back to the line."""
        self.dismiss(0)


def _several(name: str, rows: Sequence[ContactRow]) -> str:
    return f"“{shortened(name)}” can be {count_people(len(rows))}"


def _is_here(same: ContactRow) -> str:
    return f"{same.name} ({distinguished(same)}) is here already"


def _not_found(names: Sequence[str]) -> str:
    return f"no one is called {' or '.join(f'“{capitalised(name)}”' for name in names)}"
