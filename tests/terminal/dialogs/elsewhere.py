"""The dialogs of the network, of the first start and of the program itself."""

from tests.terminal.dialogs.row import CLEAR, FOLDER, QUIT, SAVE, Row
from tests.terminal.pty_driver import END, ENTER, ESCAPE, TAB, UP

_FIRST = "shell.first_run_screen.FirstRunScreen"
_SETTINGS = "shell.settings_screen.SettingsScreen"
_NEW = ("--store", f"{FOLDER}/new")
_WELCOME = "Welcome to netui"
_F2 = "\x1b[12~"

ROWS = (
    Row(
        name="find on the map",
        at=("network.asking.ask_for_person",),
        keys=f"4/dana{ENTER}{ENTER}",
        shown=("dana@example.org",),
    ),
    Row(
        name="several are meant",
        at=("network.asking.ask_for_person", "network.asking.ask_for_person.found"),
        keys=f"4/an{ENTER}",
        then=(("Who is meant by", "2"), ("▸", ENTER)),
        shown=("dana@example.org",),
    ),
    Row(
        name="export the map",
        at=("network.asking.export_map",),
        keys=f"4X{CLEAR}~/map.svg{SAVE}",
        shown=("Wrote the map",),
    ),
    Row(
        name="group the map",
        at=("network.screen.NetworkScreen.action_group_by",),
        keys="4B2",
        shown=("by industry",),
    ),
    Row(
        name="palette",
        at=("shell.offers.Offers.ask",),
        keys=f":companies{ENTER}",
        shown=("enter who is there",),
    ),
    Row(name="help", at=("shell.app.NetuiApp.action_help",), keys="?", shown=("─ Keys ─",)),
    Row(
        name="quit the demo",
        at=("shell.leaving.Leaving._ask_on_leaving",),
        keys=f"apRye Baker{SAVE}",
        then=(("Added Rye Baker", QUIT),),
        shown=("You added ",),
        options=("demo",),
        last="n",
    ),
    Row(
        name="your name",
        at=(f"{_FIRST}._ask_name",),
        keys=f"{END}{UP}{UP}{ENTER}Rye{ENTER}",
        shown=("✓ My name in notes",),
        options=_NEW,
        first=_WELCOME,
    ),
    Row(
        name="your time zone",
        at=(f"{_FIRST}._ask_zone",),
        keys=f"{END}{UP}{ENTER}{CLEAR}Asia/Tokyo{ENTER}",
        shown=("Asia/Tokyo, 20:00",),
        options=_NEW,
        first=_WELCOME,
    ),
    Row(
        name="your week",
        at=(f"{_FIRST}._ask_week",),
        keys=f"{END}{ENTER}7",
        shown=("✓ First day of the week",),
        options=_NEW,
        first=_WELCOME,
    ),
    Row(
        name="bring a backup",
        at=(f"{_FIRST}._ask_backup",),
        keys=f"b~/none.zip{ENTER}",
        shown=("There is no file",),
        options=_NEW,
        first=_WELCOME,
    ),
    Row(
        name="a stranger",
        at=("people.quick_line.QuickLine.ask", "modals.ask.PromptModal.again"),
        keys=f"Acoffee with Zed Moss today{ENTER}",
        then=(("enter again adds", ENTER),),
        stored=({"name": "Zed Moss"}, {"kind": "coffee"}),
    ),
    Row(
        name="a setting",
        at=(f"{_SETTINGS}._ask_value",),
        keys=f",/name{ENTER}{ENTER}Rye{ENTER}",
        shown=("name: Rye",),
    ),
    Row(
        name="a setting that is picked",
        at=(f"{_SETTINGS}.on_line_list_opened#2",),
        keys=f",/week{ENTER}{ENTER}7",
        shown=(": Sunday",),
    ),
    Row(
        name="theme",
        at=(f"{_SETTINGS}.on_line_list_opened",),
        keys=f",/theme{ENTER}{ENTER}{END}{ENTER}",
        shown=("heme: ",),
    ),
    Row(
        name="save a search in the settings",
        at=(f"{_SETTINGS}._ask_entry", f"{_SETTINGS}._ask_value_of"),
        keys=f",/save a search{ENTER}{ENTER}old{ENTER}last:>180d{ENTER}",
        shown=("Saved the search old",),
    ),
    Row(
        name="another key",
        at=(f"{_SETTINGS}._ask_entry#2", f"{_SETTINGS}._ask_value_of"),
        keys=f",/another key{ENTER}{ENTER}app.quick-add{ENTER}Z{ENTER}",
        shown=("app.quick-add: Z",),
    ),
    Row(
        name="back up",
        at=("shell.safekeeping.backup",),
        keys=f":back up{ENTER}{CLEAR}~/all.zip{ENTER}",
        shown=("Wrote ",),
    ),
    Row(
        name="doctor",
        at=("shell.safekeeping.doctor.show",),
        keys=f":doctor{ENTER}",
        shown=("─ Doctor",),
    ),
    Row(
        name="forget someone",
        at=("shell.safekeeping.forget", "shell.safekeeping.forget.show"),
        keys=f"2/dana{ENTER}:forget a person{ENTER}forget{ENTER}",
        shown=("Forgot Dana Okafor, for good",),
    ),
    Row(
        name="drafts",
        at=("shell.draft_list.DraftList.ask", "shell.draft_list.DraftList._go"),
        keys=f":back up{ENTER}{CLEAR}~/all.zip{ESCAPE}g{_F2}{ENTER}",
        shown=("─ Draft: ", "~/all.zip"),
    ),
    Row(
        name="a day of the month",
        at=("week.month.MonthCard.on_month_calendar_chosen",),
        keys=f"{TAB}{ENTER}",
        shown=("Fri 20 November 2026",),
    ),
)
