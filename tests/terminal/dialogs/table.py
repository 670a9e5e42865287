"""The whole table of dialogs: every one that can be made has a row, or a reason why it has none."""

from tests.terminal.dialogs import elsewhere, interviews, journal, people, plan, week
from tests.terminal.dialogs.row import Row

ROWS: tuple[Row, ...] = (
    *people.ROWS,
    *week.ROWS,
    *interviews.ROWS,
    *plan.ROWS,
    *journal.ROWS,
    *elsewhere.ROWS,
)
WITHOUT_ROW = {
    "modals.text.TextModal.again": "needs another session: tests/tui/shell/test_letting_go.py",
    "modals.unkept.leave_draft": "needs drafts that can't be written: tests/tui/modals/test_unkept.py",
    **dict.fromkeys(
        (
            "people.import_screen.ImportScreen._ask_columns",
            "people.import_screen.ImportScreen.action_messages",
            "people.mapping.MappingModal.action_change",
            "people.mapping.MappingModal.action_change.chosen",
            "people.mapping.MappingModal.action_save",
        ),
        "needs a file: tests/tui/people/test_import_people.py",
    ),
    "shell.settings_screen.SettingsScreen._ask_mapping": "needs a mapping: tests/tui/shell/test_settings.py",
    "people.collect_screen.CollectScreen._ask_who": "needs mail: tests/tui/people/test_collect.py",
    "people.collect_screen.CollectScreen.action_apply": "waits for a file: tests/tui/people/test_collect.py",
    "notes.mailing.Mailing._send": "needs a desktop: tests/tui/notes/test_mailing.py",
    "notes.mailing.Mailing.begin": "needs several addresses: tests/tui/notes/test_mailing.py",
    "shell.gone.let_go_of_gone": "needs another session: tests/tui/shell/test_letting_go.py",
}
SAMPLE = (
    "add a person",
    "log",
    "snooze until a typed day",
    "a new interview",
    "a pitch",
    "event mode",
)
"""The rows that each run of the tests tries."""
