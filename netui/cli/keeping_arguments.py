"""The arguments of `netui cadence` and `netui settings`."""

from typing import TYPE_CHECKING

from netui.cli.arguments import Offer

if TYPE_CHECKING:
    from netui.cli.parser import _Commands


def add_keeping(command: "_Commands") -> None:
    """Define what decides how often you keep in touch, and the settings."""
    from netui.domain.people.contact import Stage

    cadence = command(
        "cadence", "Choose how often to keep in touch, for people, a tag or a stage; or list that."
    )
    cadence.offer(
        "names",
        values=Offer.PEOPLE,
        nargs="?",
        metavar="NAME[,NAME...]",
        help="who, with commas between several",
    )
    cadence.add_argument(
        "--every", metavar="CADENCE", help='how often: "6 weeks"; none for no more reminders'
    )
    cadence.add_argument("--tag", metavar="TAG", help="the default of everyone with a tag")
    cadence.offer("--stage", metavar="STAGE", values=Stage, help="the default of everyone in a stage")
    way = cadence.add_mutually_exclusive_group()
    way.add_argument("--pause", action="store_true", help="no check-ins with these people for now")
    way.add_argument("--resume", action="store_true", help="check-ins with them again")
    cadence.add_argument("--away", metavar="WHEN", help="you are away until a day: no check-ins before it")
    way.add_argument("--back", action="store_true", help="you are back")
    settings = command("settings", "Show the settings, or change one.")
    settings.add_argument(
        "name", nargs="?", help="its name in config.toml; also searches.NAME, mappings.NAME and keymap.ID"
    )
    settings.add_argument("value", nargs="?", may_be_empty=True, help="its value; an empty one clears it")
    settings.add_argument(
        "--default", action="store_true", help="take it out of the file: its default counts"
    )
