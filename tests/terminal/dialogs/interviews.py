"""The dialogs of interviews: planned, moved, prepared, talked, debriefed."""

from tests.terminal.dialogs.people import DANA
from tests.terminal.dialogs.row import CLEAR, SAVE, Row
from tests.terminal.pty_driver import DOWN, END, ENTER, TAB

_FORM = "interviews.form_screen.InterviewFormScreen"
_LIST = "interviews.list_screen.InterviewsScreen"
_FIND = "shell.row_finding.find_row.ask"
ANA, UMA, VIK, XIA = (f"3/{name}{ENTER}" for name in ("ana", "uma", "vik", "xia"))

ROWS = (
    Row(
        name="a new interview",
        at=(_FORM,),
        keys=f"{DANA}iwhat is Acme like?{TAB}27 nov 14:00{SAVE}",
        shown=("Interview with Dana Okafor: ",),
        stored=({"goal": "what is Acme like?", "at": "2026-11-27T13:00:00Z"},),
    ),
    Row(
        name="a new interview from the list",
        at=("interviews.asking.ask_who", _FORM),
        keys=f"3aana{ENTER}her work{SAVE}",
        stored=({"goal": "her work"},),
    ),
    Row(
        name="move an interview",
        at=(_FIND, "interviews.asking.ask_when"),
        keys=f"{ANA}s1 dec 10:00{ENTER}",
        stored=({"at": "2026-12-01T09:00:00Z"},),
    ),
    Row(
        name="status of an interview",
        at=(f"{_LIST}.action_status",),
        keys=f"{VIK}vt",
        stored=({"second_try_on": "2026-11-20"},),
    ),
    Row(
        name="someone else to ask",
        at=("interviews.asking.ask_someone_else",),
        keys=f"{XIA} {ENTER}",
        shown=("someone else is asked",),
        stored=({"also_asked_on": "2026-11-20"},),
    ),
    Row(
        name="debrief",
        at=("interviews.complete_screen.CompleteScreen",),
        keys=f"{UMA}cTests are slow{ENTER}and flaky{SAVE}",
        stored=({"insights": ["Tests are slow", "and flaky"], "status": "done"},),
    ),
    Row(
        name="debrief before the time",
        at=("interviews.complete_screen.CompleteScreen.action_save",),
        keys=f"{ANA}cTests are slow{SAVE}",
        then=(("Held already?", "y"),),
        stored=({"insights": ["Tests are slow"], "status": "done"},),
    ),
    Row(
        name="add to the checklist",
        at=("interviews.preparation.PreparationKeys._ask_item",),
        keys=f"{ANA}{ENTER}aRead her blog{TAB}22 nov{SAVE}",
        stored=({"text": "Read her blog", "due_on": "2026-11-22"},),
    ),
    Row(
        name="a question in other words",
        at=("interviews.preparation.PreparationKeys._with_question",),
        keys=f"{ANA}{ENTER}Ge{CLEAR}What hurts?{ENTER}",
        stored=({"text": "What hurts?"},),
    ),
    Row(
        name="a question of one's own",
        at=(
            "interviews.questions_screen.QuestionsScreen",
            "interviews.questions_screen.QuestionsScreen.action_add_own",
        ),
        keys=f"{ANA}paWhat is next?{ENTER}",
        stored=({"text": "What is next?"},),
    ),
    Row(
        name="filter the questions",
        at=("interviews.questions_screen.QuestionsScreen",),
        keys=f"{ANA}p/surprised{ENTER}",
        shown=("surprised ",),
    ),
    Row(
        name="a chosen question",
        at=("interviews.questions_screen.QuestionsScreen.action_edit",),
        keys=f"{ANA}p{TAB}e{CLEAR}What hurts?{ENTER}",
        stored=({"text": "What hurts?"},),
    ),
    Row(
        name="talk mode",
        at=("interviews.talk_mode_screen.TalkModeScreen",),
        keys=f"{ANA}Tthe old tests{TAB}a good talk\x1b",
        stored=({"answer": "the old tests"}, {"talk_notes": "a good talk"}),
    ),
    Row(
        name="rehearsal",
        at=(
            "interviews.rehearsal_screen.RehearsalScreen",
            "interviews.rehearsal_screen.RehearsalScreen.action_leave",
        ),
        keys=f"{ANA}Rslower{TAB} and louder\x1b",
        then=(("Does this rehearsal count?", "y"),),
        shown=("Counted as practice",),
        stored=({"kind": "rehearsal", "text": "slower and louder"},),
    ),
    Row(
        name="search insights",
        at=("interviews.insights_screen.InsightsScreen",),
        keys="3V/slow every",
        shown=("slow every ", "Builds are slow everywhere"),
    ),
    Row(
        name="change an interview",
        at=(_FORM,),
        keys=f"{ANA}e{TAB}{TAB}{CLEAR}45{TAB}{TAB}room 4{SAVE}",
        stored=({"minutes": 45, "place": "room 4"},),
    ),
    Row(
        name="every field of a debrief",
        at=("interviews.complete_screen.CompleteScreen",),
        keys=f"{UMA}cTests are slow{TAB}more Rust{TAB}read the book{TAB}I look at tests{TAB}Bo Lindt{SAVE}",
        stored=(
            {"insights": ["Tests are slow"], "trends": ["more Rust"], "actions": ["read the book"]},
            {"influence": "I look at tests", "ask_next": ["Bo Lindt"]},
        ),
    ),
    Row(
        name="another date for an interview",
        at=(_FORM,),
        keys=f"{ANA}e1 dec 10:00{SAVE}",
        stored=({"at": "2026-12-01T09:00:00Z"},),
    ),
    Row(
        name="change an item of the checklist",
        at=("interviews.preparation.PreparationKeys._ask_item",),
        keys=f"{ANA}{ENTER}{DOWN}{DOWN}{DOWN}e{END}!{TAB}22 nov{SAVE}",
        stored=({"due_on": "2026-11-22"},),
    ),
)
