"""The dialogs of the journal."""

from tests.terminal.dialogs.plan import section
from tests.terminal.dialogs.row import SAVE, Row
from tests.terminal.pty_driver import DOWN, END, ENTER, TAB

_WRITTEN = section("reflections")
_PAGE = "journal.reflection_screen.ReflectionScreen"
_PROOF = "journal.evidence.EvidenceSection"

ROWS = (
    Row(
        name="a reflection",
        at=("journal.reflecting.reflect", _PAGE),
        keys=f"{_WRITTEN}afI ask more now.{SAVE}",
        shown=("Kept in the journal",),
        stored=({"part": "text", "text": "I ask more now."},),
    ),
    Row(
        name="STAR",
        at=("journal.reflecting._ask_days", "journal.reflecting._ask_days.chosen", _PAGE),
        keys=f"{_WRITTEN}asdsince 2 weeks ago{ENTER}{ENTER}we built it{TAB}to ship{SAVE}",
        shown=("Kept in the journal",),
        stored=({"part": "task", "text": "to ship"},),
    ),
    Row(
        name="what a reflection is about",
        at=("sections.screen.SectionsScreen.action_more", "journal.reflections.tie_modal"),
        keys=f"{_WRITTEN}vb{DOWN}{ENTER}",
        stored=({"event_id": ...},),
    ),
    Row(
        name="what a page is about",
        at=(f"{_PAGE}.action_tie",),
        keys=f"{_WRITTEN}{ENTER}\x14{DOWN}{ENTER}{SAVE}",
        stored=({"event_id": ...},),
    ),
    Row(
        name="practice",
        at=("journal.practice.PracticeSection.ask",),
        keys=f"{section('practice and')}awent well{SAVE}",
        stored=({"text": "went well"},),
    ),
    Row(
        name="evidence",
        at=(f"{_PROOF}.ask",),
        keys=f"{section('evidence')}aA badge{TAB}{TAB}https://example.org/b{SAVE}",
        stored=({"title": "A badge", "link": "https://example.org/b"},),
    ),
    Row(
        name="change evidence",
        at=(f"{_PROOF}.ask#2",),
        keys=f"{section('evidence')}e{END}!{SAVE}",
        stored=({"title": "A certificate!"},),
    ),
    Row(
        name="about evidence",
        at=(f"{_PROOF}.open",),
        keys=f"{section('evidence')}{ENTER}I can build.{SAVE}",
        stored=({"text": "I can build."},),
    ),
    Row(
        name="back in time",
        at=(
            "journal.history_screen.HistoryScreen.action_go_back",
            "journal.history_screen.HistoryScreen.action_go_back.chosen",
        ),
        keys=f"{section('history of')}t2026-11-09{ENTER}",
        then=(("Restore the state of", "y"),),
        shown=("Restore the state of",),
    ),
    Row(
        name="find insights",
        at=("journal.insights.InsightsSection._search",),
        keys=f"{section('insights and')}v/slow{ENTER}",
        shown=("“slow”",),
    ),
    Row(
        name="write the portfolio",
        at=("journal.portfolio_screen.PortfolioScreen.action_write",),
        keys=f"{section('portfolio')}w{ENTER}",
        shown=("Written: ",),
    ),
    Row(
        name="network check",
        at=("journal.reflecting.reflect", _PAGE),
        keys=f"{_WRITTEN}anto ask{TAB}to be asked{SAVE}",
        shown=("Kept in the journal",),
        stored=({"text": "to ask"}, {"text": "to be asked"}),
    ),
    Row(
        name="write on",
        at=(_PAGE,),
        keys=f"{_WRITTEN}{ENTER}{END} Less now.{SAVE}",
        shown=("Kept in the journal",),
        stored=({"part": "text", "text": "I ask too little. Less now."},),
    ),
    Row(
        name="change practice",
        at=("journal.practice.PracticeSection.ask",),
        keys=f"{section('practice and')}{DOWN}ewent well{TAB}{TAB}3{TAB}4{SAVE}",
        stored=({"text": "went well", "confidence": 3, "visibility": 4},),
    ),
)
