"""The dialogs of This week: done, snoozed, skipped, answered, and the settings of the agenda."""

from tests.terminal.dialogs.row import CLEAR, SAVE, Row
from tests.terminal.pty_driver import END, ENTER

_FIND = "week.screen.ThisWeekScreen.action_find"
_KEYS = "sections.agenda_keys.AgendaKeys"
_GOAL_FORM = "sections.goal_form.goal_form"
NOTES = f"/linkers{ENTER}"

ROWS = (
    Row(
        name="change a follow-up",
        at=(_FIND, "sections.agenda_dialogs.change_follow_up"),
        keys=f"{NOTES}e{END}!{SAVE}",
        stored=({"text": "Send the notes on linkers!"},),
    ),
    Row(
        name="snooze",
        at=(f"{_KEYS}.snooze",),
        keys=f"{NOTES}s4",
        shown=("Snoozed",),
        stored=({"snoozed_until": "2026-12-20"},),
    ),
    Row(
        name="snooze until a typed day",
        at=(f"{_KEYS}.snooze", f"{_KEYS}.snooze.picked"),
        keys=f"{NOTES}s5in 2 weeks{ENTER}",
        shown=("Snoozed",),
        stored=({"snoozed_until": "2026-12-04"},),
    ),
    Row(name="skip several", at=(f"{_KEYS}.skip",), keys="Mxy", shown=("Skipped ",)),
    Row(
        name="a check-in is done",
        at=(f"{_KEYS}._reach", f"{_KEYS}._reach.picked"),
        keys=f"/tom{ENTER} 1about rust{ENTER}",
        shown=("with Tom Weiss",),
        stored=({"text": "about rust", "on": "2026-11-20"},),
    ),
    Row(
        name="an interview moved",
        at=(f"{_KEYS}._outcome", f"{_KEYS}._outcome.picked"),
        keys=f"/uma{ENTER} mtue 14:00{ENTER}",
        shown=("Moved to",),
        stored=({"at": "2026-11-24T13:00:00Z"},),
    ),
    Row(
        name="a request is answered",
        at=(f"{_KEYS}._request",),
        keys=f"/vik{ENTER} 1",
        stored=({"second_try_on": "2026-11-20"},),
    ),
    Row(
        name="was at an event",
        at=(f"{_KEYS}._event",),
        keys=f"/pycon{ENTER} t",
        shown=("Was there: PyCon",),
        stored=({"state": "attended"},),
    ),
    Row(
        name="a mentor answered",
        at=("sections.agenda_dialogs.mentor_asked",),
        keys=f"/wen{ENTER} 3",
        shown=("Wen Li: trying",),
        stored=({"stage": "trying"},),
    ),
    Row(
        name="the next step",
        at=("sections.agenda_dialogs.next_step",),
        keys=f"/mia{ENTER} write to Bo by 27 nov{ENTER}",
        shown=("Done: ",),
        stored=({"next_step": "write to Bo", "next_on": "2026-11-27"},),
    ),
    Row(
        name="what came of an introduction",
        at=("sections.asked_forms.ask_what_came",),
        keys=f"/remind{ENTER} r",
        shown=("Reminded Dana Okafor",),
        stored=({"reminded_on": "2026-11-20"},),
    ),
    Row(
        name="away",
        at=("week.settings.WeekSettings._away_until",),
        keys=f"win 2 weeks{ENTER}",
        shown=("Away until",),
        stored=({"away_until": "2026-12-04"},),
    ),
    Row(
        name="back again",
        at=("week.settings.WeekSettings.away",),
        keys=f"win 2 weeks{ENTER}w1",
        shown=("Welcome back",),
    ),
    Row(
        name="set a goal",
        at=(_GOAL_FORM,),
        keys=f"+{CLEAR}Ten letters\t10{SAVE}",
        shown=("Goal set: Ten letters",),
        stored=({"title": "Ten letters", "target": 10},),
    ),
    Row(
        name="change a goal",
        at=("week.settings.WeekSettings.edit_goals", "sections.goal_form.ask_goal", f"{_GOAL_FORM}#2"),
        keys=f":change a goal{ENTER}11{END}!{SAVE}",
        stored=({"title": "Two talks a month!"},),
    ),
    Row(
        name="default of a tag",
        at=("week.settings.WeekSettings._cadence_of", "week.settings.WeekSettings._cadence_of.picked"),
        keys=f":default for a tag{ENTER}1every 3 months{ENTER}",
        shown=("Everyone tagged alumni: every 3 months",),
        stored=({"value": "alumni"},),
    ),
)
