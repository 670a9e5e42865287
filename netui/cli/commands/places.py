"""path."""

from netui.cli.output import Output
from netui.config import Places

_IN_STORE = (
    ("contacts.json, interactions.json, ...", "one file for each kind of thing, as TinyDB keeps it"),
    ("journal.jsonl", "every change since those files were written, one a line; netui reads both"),
    ("history/", "older journals, compressed; what undo and history go back to"),
    ("drafts/", "half-written texts, the last note copied, and one lock for each open session"),
    ("backups/", "one each day something changed (10 days, 4 weeks), and before imports and repairs"),
    ("lock", "held while a change is written"),
)
_LOG = "when something was changed, by numbers; never a name or a text"
_CACHE = "what can be made again; of a large store the names, for the tab key, until you forget someone"
_MOVE = "netui backup FILE here, netui restore FILE there; or pipe netui backup - through age"


def path(places: Places, output: Output) -> None:
    """Show where netui keeps its files; nothing is opened or created."""
    found = {
        "store": places.store,
        "config": places.config,
        "state": places.state,
        "templates": places.templates,
        "backups": places.store / "backups",
        "log": places.state / "netui.log",
    }
    words = [f"{name:10}{folder}" for name, folder in found.items()]
    words += ["", "In the store:", *(f"  {name:40}{what}" for name, what in _IN_STORE)]
    words += ["", f"In the log: {_LOG}", f"In {places.cache}: {_CACHE}", f"To another machine: {_MOVE}"]
    output.answer({name: str(folder) for name, folder in found.items()}, words)
