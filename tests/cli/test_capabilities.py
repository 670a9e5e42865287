"""Whatever the screens can change, a command can change too, or a reason here says why not."""

import ast
from collections.abc import Iterator
from pathlib import Path

from netui import services, tui
from netui.cli.parser import build_parser
from netui.cli.plan_sections import SECTIONS
from tests.cli.test_commands import commands_of

SERVICES = Path(services.__file__).parent
SCREENS = Path(tui.__file__).parent
OF_ONE_KIND = {"entries.py", "agenda_source.py", "interviews.py", "sources.py"}
"""Parts that services are made of: screens and commands call the services."""
ENTRIES = {"add", "edit", "save", "remove"}

COMMANDS = {
    "interview done": "InterviewClosing.complete InterviewClosing.set_debrief",
    "interview set": """InterviewClosing.cancel InterviewClosing.decline InterviewClosing.no_answer
        InterviewClosing.no_show InterviewPreparation.set_notes InterviewRehearsals.count
        InterviewService.also_asked InterviewService.ask InterviewService.change InterviewService.move
        InterviewService.outcome InterviewService.schedule InterviewService.second_try""",
    "interview delete": "InterviewClosing.delete",
    "interview add": "InterviewService.add",
    "interview item": """InterviewPreparation.add_item InterviewPreparation.edit_item
        InterviewPreparation.move_item InterviewPreparation.remove_item InterviewPreparation.skip_item
        InterviewPreparation.tick_item InterviewPreparation.untick_item""",
    "interview question": """InterviewPreparation.add_question InterviewPreparation.answer
        InterviewPreparation.choose_questions InterviewPreparation.edit_question
        InterviewPreparation.mark_asked InterviewPreparation.move_question
        InterviewPreparation.remove_question""",
    "reflect": "ReflectionService.add",
    "plan set reflections": "ReflectionService.set_private ReflectionService.tie ReflectionService.write",
    "plan delete reflections": "ReflectionService.remove",
    "note": "NoteService.mark_sent",
    "cadence": """CadenceService.away CadenceService.decide CadenceService.pause CadenceService.set_cadence
        CadenceService.set_rule""",
    "skip": """CadenceService.skip DuplicateService.skip MentoringService.skip NextStepService.skip
        PlanActionService.skip AgendaActions.skip_all""",
    "snooze": """CadenceService.snooze FollowUpService.snooze NextStepService.snooze
        PlanActionService.put_off AgendaActions.snooze_all""",
    "done": "DuplicateService.done MentoringService.done NewsService.done NextStepService.done",
    "collect": "CollectService.apply",
    "plan add companies": "CompanyService.set_note",
    "add": "ContactService.add MessageService.add",
    "archive": "ContactService.archive ContactService.unarchive",
    "delete": "ContactService.delete",
    "edit": """ContactService.edit ContactService.reviewed ContactService.set_introducer
        ContactService.set_naming ContactService.set_roles ContactService.set_stage""",
    "tag": "ContactService.set_tags",
    "merge": "DuplicateService.merge DuplicateService.not_same",
    "follow-up": "FollowUpService.add FollowUpService.add_for_each FollowUpService.add_value",
    "plan done follow-ups": "FollowUpService.done",
    "plan delete follow-ups": "FollowUpService.drop",
    "plan set follow-ups": "FollowUpService.edit",
    "log": "FollowUpService.log_with_follow_ups InteractionService.log LoggedRequests.of MessageService.log",
    "import": "ImportService.apply",
    "plan set log": "InteractionService.edit",
    "plan delete log": "InteractionService.remove",
    "plan add milestones": "MilestoneService.add",
    "plan set milestones": "MilestoneService.edit",
    "plan delete milestones": "MilestoneService.remove",
    "introduce": """AskedIntroductions.ask AskedIntroductions.remind IntroductionService.made
        IntroductionService.make IntroductionService.plan IntroductionService.received""",
    "plan done introductions": "IntroductionService.advance IntroductionService.asked",
    "plan set introductions": """AskedIntroductions.close IntroductionService.drop
        IntroductionService.edit""",
    "plan delete introductions": "IntroductionService.forget IntroductionService.remove",
    "plan add bios": "BrandService.add_bio",
    "plan set bios": "BrandService.fill BrandService.set_field BrandService.set_limit",
    "plan done bios": "BrandService.reviewed",
    "plan add pitches": "BrandService.add_pitch",
    "plan set pitches": "BrandService.edit_pitch",
    "plan delete pitches": "BrandService.remove",
    "plan add published": "BrandService.add_record",
    "plan set published": "BrandService.save",
    "plan add evidence": "BrandService.add_evidence",
    "plan add collaborations": "CollaborationService.add",
    "plan set collaborations": "CollaborationService.edit CollaborationService.set_state",
    "plan delete collaborations": "CollaborationService.remove",
    "plan add events": "EventService.add",
    "plan set events": "EventService.edit EventService.plan_again EventService.skipped",
    "plan done events": "EventService.attended EventService.finish",
    "plan delete events": "EventService.remove",
    "plan add favours": "FavourService.note",
    "plan set favours": "FavourService.edit",
    "plan delete favours": "FavourService.remove",
    "goal add": "GoalService.add",
    "plan set goals": "GoalService.close GoalService.edit GoalService.reopen",
    "plan done goals": "GoalService.count_by_hand",
    "plan delete goals": "GoalService.remove",
    "plan add groups": "GroupService.add",
    "plan set groups": "GroupService.edit GroupService.set_members",
    "plan done groups": "GroupService.give_hours GroupService.log_meeting",
    "plan delete groups": "GroupService.remove",
    "follow-up --group": "GroupService.add_action",
    "plan add mentoring": "MentoringService.add",
    "plan set mentoring": """MentoringService.edit MentoringService.move MentoringService.plan
        MentoringService.set_stage""",
    "plan done mentoring": "MentoringService.met",
    "plan delete mentoring": "MentoringService.remove",
    "plan done targets": "NextStepService.take",
    "plan add targets": "TargetService.add",
    "plan set targets": "TargetService.edit",
    "plan delete targets": "TargetService.remove",
    "plan add opportunities": "OpportunityService.add",
    "plan set opportunities": "OpportunityService.edit OpportunityService.set_state",
    "plan done opportunities": "OpportunityService.move_on",
    "plan delete opportunities": "OpportunityService.remove",
    "plan add actions": "PlanActionService.add",
    "plan set actions": "PlanActionService.drop PlanActionService.edit",
    "plan done actions": "PlanActionService.done PlanActionService.finish",
    "plan delete actions": "PlanActionService.remove",
    "plan add practice": "PracticeService.add",
    "plan set practice": "PracticeService.edit",
    "plan delete practice": "PracticeService.remove",
    "plan add skills": "SkillService.add",
    "plan set skills": "SkillService.edit SkillService.pause",
    "plan done skills": "SkillService.step",
    "plan delete skills": "SkillService.remove",
    "plan add strategies": "StrategyService.add",
    "plan set strategies": "StrategyService.brought StrategyService.edit StrategyService.judge",
    "plan delete strategies": "StrategyService.remove",
    "settings": """SettingsService.reset SettingsService.save_mapping SettingsService.save_search
        SettingsService.set SettingsService.set_keys""",
    "quick": "IntroductionService.received_by_name QuickEntryService.add",
}
"""What commands do of that which screens do, by the command."""
WITHOUT = {
    "AskedIntroductions.named": "part of completing an interview: interview done --ask-next",
    "DemoKeeping.keep": "the demo of the screens alone; demo --into writes one to keep",
    "GoalService.count_less": "netui undo takes one back",
    "NewsService.skip_person": "netui skip is for the news to everyone; netui note NAME --sent for one",
    "IntroductionService.owe": "netui follow-up promises thanks and news",
}


def test_whatever_a_screen_changes_a_command_changes_or_a_reason_says_why_not() -> None:
    done = [capability for names in COMMANDS.values() for capability in names.split()]
    assert len(done) == len(set(done))
    assert WITHOUT.keys().isdisjoint(done)
    assert {*done, *WITHOUT} == set(changes_of_screens())


def test_every_command_named_here_is_one() -> None:
    known = commands_of(build_parser())
    known |= {f"plan {verb} {name}" for verb in ("set", "delete") for name in SECTIONS}
    known |= {f"plan add {name}" for name, one in SECTIONS.items() if not one.added_by}
    known |= {f"plan done {name}" for name, one in SECTIONS.items() if one.done}
    assert {command.partition(" --")[0] for command in COMMANDS} <= known


def changes_of_screens() -> Iterator[str]:
    """Yield Class.method for each method of a service that writes, and that a screen calls by its name."""
    called = {
        node.attr
        for path in SCREENS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    for path in sorted(SERVICES.rglob("*.py")):
        if path.name in OF_ONE_KIND:
            continue
        for each in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(each, ast.ClassDef):
                yield from (
                    f"{each.name}.{name}" for name in sorted(writing(each) & called) if name[0] != "_"
                )


def writing(service: ast.ClassDef) -> set[str]:
    """Return the names of the methods of a service that write, by themselves or through others of it."""
    methods = {one.name: one for one in service.body if isinstance(one, ast.FunctionDef)}
    found = {name for name, one in methods.items() if any(map(writes, ast.walk(one)))}
    found |= {name for one in methods.values() for name in taken_over(one)}
    while more := {
        name
        for name, one in methods.items()
        if name not in found and any(called_of_self(node) in found for node in ast.walk(one))
    }:
        found |= more
    return found


def writes(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    of = ast.unparse(node.func.value)
    return (
        node.func.attr == "transaction"
        or (of == "self._entries" and node.func.attr in ENTRIES)
        or (of == "self._interviews" and node.func.attr == "change")
        or (of == "self._file" and node.func.attr.startswith("save"))
    )


def taken_over(method: ast.FunctionDef) -> Iterator[str]:
    """Yield the names under which a service hands on what its entries do: `self.add = self._entries.add`."""
    for node in ast.walk(method):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            target, value = node.targets[0], node.value
            is_entries = ast.unparse(value.value) in {"self._entries", "entries"}
            if is_entries and value.attr in ENTRIES and isinstance(target, ast.Attribute):
                yield target.attr


def called_of_self(node: ast.AST) -> str:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return node.func.attr if is_call and ast.unparse(node.func.value) == "self" else ""  # type: ignore[attr-defined]
