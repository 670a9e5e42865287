"""Which shapes each command prints with `--json`."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

from netui.cli import planned_shapes, report_shapes, typed_shapes
from netui.cli.plan_sections import SECTIONS

_PLANNED = ("plan list", "plan show", "plan add", "plan set", "plan done")


def shapes_of(command: str) -> tuple[Any, ...]:
    """Return the types that a command prints one of; none for a command that there isn't.

    Of `plan list` and the like a section may follow, as in "plan list skills".
    """
    words, _, section = command.rpartition(" ")
    if words in _PLANNED and section in SECTIONS:
        return _of_section(words, section)
    return shape_types().get(command, ())


def _of_section(command: str, section: str) -> tuple[Any, ...]:
    if command != "plan list":
        return (planned_shapes.planned_shape(section),)
    row = planned_shapes.LedgerShape if section == "favours" else planned_shapes.planned_shape(section)
    rows: Any = list[row]  # type: ignore[valid-type]  # made at run time
    return (rows,)


@cache
def shape_types() -> Mapping[str, tuple[Any, ...]]:
    """Return the types of what commands print, by command; of several it is one, by what was asked for."""
    person, interview, planned = (
        typed_shapes.contact_shape(),
        typed_shapes.interview_page_shape(),
        planned_shapes.any_planned(),
    )
    people: Any = list[person]  # type: ignore[valid-type]  # made at run time
    entries: Any = list[planned]  # type: ignore[valid-type]  # made at run time
    taken_up = (typed_shapes.FollowUpShape, person, interview, typed_shapes.AgendaShape)
    undone = report_shapes.changed_shapes()
    return {
        "add": (person,),
        "quick": (report_shapes.QuickShape,),
        "edit": (person,),
        "archive": (person,),
        "tag": (people,),
        "delete": (typed_shapes.PersonShape,),
        "merge": (person, list[report_shapes.PairShape]),
        "list": (people,),
        "find": (people,),
        "show": (typed_shapes.contact_page_shape(),),
        "email": (list[typed_shapes.EmailShape],),
        "log": (typed_shapes.InteractionShape,),
        "introduce": (typed_shapes.IntroductionShape,),
        "due": (list[typed_shapes.AgendaShape], report_shapes.PromptShape),
        "done": taken_up,
        "snooze": taken_up,
        "skip": taken_up,
        "follow-up": (typed_shapes.FollowUpShape,),
        "interview add": (interview,),
        "interview list": (list[typed_shapes.InterviewShape],),
        "interview show": (interview,),
        "interview set": (interview,),
        "interview done": (interview,),
        "interview item": (interview,),
        "interview question": (interview, list[report_shapes.BankShape]),
        "interview delete": (typed_shapes.PersonShape,),
        "interview insights": (list[report_shapes.InsightShape],),
        "cadence": (report_shapes.CadencesShape, people),
        "settings": (list[report_shapes.SettingShape], report_shapes.SettingShape),
        "note": (report_shapes.NoteShape, list[report_shapes.NoteShape], list[report_shapes.TemplateShape]),
        "goal add": (typed_shapes.GoalShape,),
        "goal list": (list[typed_shapes.GoalShape],),
        "plan list": (list[planned_shapes.CountShape], entries, list[planned_shapes.LedgerShape]),
        "plan show": (planned,),
        "plan add": (planned,),
        "plan set": (planned,),
        "plan done": (planned,),
        "plan delete": (planned_shapes.DeletedShape,),
        "reflect": (report_shapes.ReflectionShape, list[report_shapes.ReflectionShape]),
        "review": (report_shapes.ReviewShape,),
        "map": (typed_shapes.MapShape,),
        "export": (report_shapes.ExportShape, report_shapes.PagesShape, report_shapes.PortfolioShape),
        "import": (typed_shapes.ImportShape,),
        "collect": (typed_shapes.CollectShape,),
        "history": (list[typed_shapes.HistoryShape],),
        "undo": undone,
        "redo": undone,
        "backup": (report_shapes.BackupShape, list[report_shapes.BackupShape]),
        "restore": (report_shapes.RestorationShape,),
        "doctor": (report_shapes.HealthShape,),
        "forget": (report_shapes.ErasureShape,),
        "demo": (report_shapes.StoreShape,),
        "path": (typed_shapes.PlacesShape,),
        "man": (report_shapes.ManualShape,),
        "completion": (report_shapes.CompletionShape, list[str]),
    }


def keys_of(command: str) -> tuple[str, ...]:
    """Return the keys of what a command lists."""
    kind = shapes_of(command)[0]
    shape = get_args(kind)[0]
    tag = (shape.__struct_config__.tag_field,) if shape.__struct_config__.tag is not None else ()
    return (*tag, *get_type_hints(shape))
