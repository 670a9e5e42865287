"""The settings of one user on one machine, as values."""

from enum import StrEnum

from msgspec import Struct, field

from netui.domain.time.date_order import DateOrder


class ClipboardWay(StrEnum):
    """The way to copy that the settings ask for."""

    AUTO = "auto"
    OSC52 = "osc52"
    TMUX = "tmux"
    PYPERCLIP = "pyperclip"
    FILE = "file"


class Config(Struct, frozen=True, kw_only=True):
    """Settings from config.toml; an empty `time_zone` means the machine's own.

    `saved_mappings` say what columns of a file to import hold: "COLUMN=FIELD", one a line, by name.
    `addresses` are the user's own emails, and maybe the address of their LinkedIn profile.
    `mail_command` starts the user's mail program; empty means the desktop's.
    `week_start` counts from Monday = 0. `keymap` maps binding ids to keys (comma separated).
    """

    name: str = ""
    headline: str = ""
    addresses: tuple[str, ...] = ()
    time_zone: str = ""
    week_start: int = 0
    date_order: DateOrder = DateOrder.UNSAID
    check_ins_per_week: int = 10
    review_after_months: int = 12
    theme: str = "netui-night"
    clipboard: ClipboardWay = ClipboardWay.AUTO
    mail_command: str = ""
    ascii_only: bool = False
    mouse: bool = True
    linkedin_note_limit: int = 300
    keymap: dict[str, str] = field(default_factory=dict)
    saved_searches: dict[str, str] = field(default_factory=dict)
    saved_mappings: dict[str, str] = field(default_factory=dict)
