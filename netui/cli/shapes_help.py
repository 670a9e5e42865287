"""What `--json` prints, command by command, as `netui COMMAND --help` says it."""

RULES = "ids are strings, days and instants ISO 8601, what is absent is null, choices are lower-case slugs"

_WIDTH = 108
_CONTACT = "{CONTACT}"
"""Stands for a person until the help is shown: loading the table of fields takes a while."""
_INTERACTION = """\
{id, contact: {id, name}, contacts: [{id, name}], gone: [name], kind, on, at, direction, text, interview,
 template, source: mail|calendar|linkedin}"""
_FOLLOW_UP = """\
{id, kind, contact: {id, name}, about: {id, name}, company, text, due_on, due_at, after: {id, name},
 after_on, state: open|done|dropped, repeats, snoozed_until, interview, closed_at}"""
_TALK = """\
{id, contact: {id, name}, status, at, zone, minutes, medium, place, goal, prep_done, prep_total, asked_on,
 thanked_at}"""
_TALK_PAGE = f"""\
{_TALK[:-1]}, items: [{{id, text, due_on, state}}], questions: [{{id, text, theme, asked, answer}}],
 talk_notes, rehearsed_at, ended_at, insights, trends, actions, influence, ask_next}}"""
_ROW = """\
{id, kind, contact: {id, name}, text, due_on, due_at, state: overdue|today|week|later|idea, why,
 items: [{id, text, due_on, state}]}"""
_CHANGED = f"""\
what was changed: a promise {_FOLLOW_UP},
a person (as `netui show`), a talk (as `netui interview show`), or else the row of the agenda
{_ROW}"""
_TAKEN_BACK = """\
the object as it is now (or {id, removed: true} once it is gone), with
{seq, at, session, label, undoes, changed: {contacts: [id], interactions: [id], ...}}"""
_PAGE = f"{_CONTACT[:-1]},\n timeline: [...], follow_ups: [...], interviews: [...], introductions: [...]}}"
_PLANNED = "{PLANNED}"
"""Stands for an entry of the plan, as _CONTACT does for a person."""

SHAPES = {
    "add": _CONTACT,
    "quick": "{words, done: false with --dry-run, contacts: [{id, name}]}",
    "edit": _CONTACT,
    "tag": f"[{_CONTACT}]",
    "archive": _CONTACT,
    "delete": "{id, name}",
    "merge": f"{_CONTACT}\nwithout A and B: [{{one: {{id, name}}, other: {{id, name}}, reasons: [text]}}]",
    "list": f"[{_CONTACT}]",
    "find": f"[{_CONTACT}]",
    "email": "[{email, id, name, title, company, label}]",
    "show": _PAGE,
    "log": f"{_INTERACTION}\nwith --follow-up also follow_up, and follow_ups for each person:\n{_FOLLOW_UP}",
    "due": f"[{_ROW}]\nwith --prompt: {{overdue, today}}",
    "done": _CHANGED,
    "snooze": _CHANGED,
    "skip": _CHANGED,
    "follow-up": _FOLLOW_UP,
    "interview add": _TALK_PAGE,
    "interview list": f"[{_TALK}]",
    "interview show": _TALK_PAGE,
    "interview set": _TALK_PAGE,
    "interview done": f"{_TALK_PAGE[:-1]}, follow_ups: [...]}}",
    "interview item": _TALK_PAGE,
    "interview question": f"{_TALK_PAGE}\nwithout N: [{{id, theme, text}}]",
    "interview delete": "{id, name}",
    "interview insights": "[{interview, contact: {id, name}, on, kind: insight|trend, text}]",
    "cadence": f"of people [{_CONTACT}]\nelse {{away_until, defaults: [{{scope: tag|stage, value, every}}]}}",
    "settings": "[{name, value, default, about}]; with NAME one of these",
    "note": """\
{contact: {id, name}, template, address, subject, body, characters, limit, gaps: [label],
 own_notes: [text] (gaps filled in advance from your own notes)}
with --copy also copied: {way, confirmed, message}; with --eml, --mailto or --send also mailto, a link;
with --news a list of these, each with gave: [{kind, on, text}];
without NAME: [{name, title, limit, path}]""",
    "introduce": """\
{id, way: received|made, introducer: {id, name} (null: you), contact: {id, name}, other: {id, name},
 state: idea|asked|asked-one|asked-both|made|dropped, on, asked_on, other_asked_on, named_on, reminded_on,
 text, thanked_on, told_on, follow_ups: [...]}""",
    "goal add": "{id, title, measure, target, period, progress}",
    "goal list": "[{id, title, measure, target, period, progress}]",
    "map": """\
{by, people, to_meet, groups: [{name, count, contacts: [{id, name}]}], path: [{contact: {id, name}, why}],
 thin: [{dimension, text, count, total}], file}
path is null without --path-to, file without -o""",
    "plan list": f"a list of such objects; without SECTION [{{section, count}}]\n{_PLANNED}",
    "plan show": _PLANNED,
    "plan add": _PLANNED,
    "plan set": _PLANNED,
    "plan done": _PLANNED,
    "plan delete": "{section, id, name}",
    "reflect": """\
{id, kind: free|check|star, on, parts: [{part, text}], from, to, about: {kind, id, text}, private}
without --text: a list of these""",
    "review": """\
{period: week|month, from, to, done: {talks, logged, thanked, in_time, kept, late, met, added,
 asked, introduced},
 before: {talks, ...} (the week or month before), due: [{on, text}], due_more, waiting: [{id, text}],
 goals: [{id, title, done, target}], changed: [{text, count}]}""",
    "export": """\
{format, file, count, text} (file is null without -o FILE, text is null with it)
with ics -o FOLDER/ also: {written, unchanged, removed, left: [file]} (left are files that aren't netui's)
with markdown: {format, folder, written, same, changed: [file], gone: [file], foreign: [file]}
with portfolio: {files, parts: [plan|talks|reflections|groups|mentoring|skills|opportunities|
 collaborations|practice|evidence|map],
 names: [{text, may_mean, count, hidden, shown_as}]} (may_mean is empty for one netui doesn't know)""",
    "import": """\
{added, updated, skipped, hidden, failed, kept, logged, left: {group, spam, ...: how many},
 files: [{file, what, read}],
 rows: [{file, line, action: added|updated|skipped|hidden|failed, name, reason}]}
(kept counts the rows that would change back what you changed by hand, and don't; logged counts entries for
the log, from messages, invitations and endorsements; files are those that aren't about people)""",
    "collect": """\
{since, logged, refused, added: [{id, name}], left: {list, group, ...: how many messages},
 files: [{file, what, read}],
 entries: [{row, contacts: [{id, name}], kind, on, at, direction, text, source, messages}],
 people: [{row, name, email, link, days, last_on}]}
(without --yes the same, with logged and refused 0; people are those met often who aren't your contacts;
files are those of a folder that can't be read)""",
    "history": "[{seq, at, session, label, undone}]",
    "undo": _TAKEN_BACK,
    "redo": _TAKEN_BACK,
    "backup": "{file, kind, at, seq, size}\nwithout FILE: [{file, kind, at, seq, size}]",
    "restore": """\
{label, at, seq, added, changed, removed, forgotten, files, settings: [file], settings_kept: [file],
 settings_missing: [file], left_out: [text], left: [file], out_of_order: [text]} (forgotten counts people who
 come back although they were forgotten; out_of_order names changes that count by their order, because the
 clock was changed)""",
    "doctor": """\
{ok, problems: [{file, line, column, what, remedy}], notes: [{file, line, column, what, remedy}],
 good: {contacts, interactions, ...}, done: [text]}""",
    "forget": "{id, name, removed: {contacts, ...}, changed, drafts, history, backups, left: [text]}",
    "demo": "{store}",
    "path": "{store, config, state, templates, backups, log}",
    "schema": "a JSON Schema",
    "man": "{page}",
    "completion": "{shell, script}\nwith people: [name]",
}

USES = {
    "completion": """\
bash:  netui completion bash > ~/.local/share/bash-completion/completions/netui
       or, without the package bash-completion, in ~/.bashrc: eval "$(netui completion bash)"
zsh:   netui completion zsh > ~/.zfunc/_netui, and before compinit in ~/.zshrc: fpath+=~/.zfunc
fish:  netui completion fish > ~/.config/fish/completions/netui.fish
""",
}


def shape_help(command: str) -> str:
    """Return the words under the help of a command."""
    use = f"{_fields_to_set()}\n\n" if command == "edit" else ""
    use += f"{USES[command]}\n" if command in USES else ""
    return f"{use}--json prints ({RULES}):\n{shape_of(command)}"


def shape_of(command: str) -> str:
    """Return the shape that a command prints."""
    shape = SHAPES[command].replace(_PLANNED, _planned()) if _PLANNED in SHAPES[command] else SHAPES[command]
    return shape.replace(_CONTACT[:-1], _contact()[:-1]) if _CONTACT[:-1] in shape else shape


def _planned() -> str:
    from netui.cli.plan_sections import SECTIONS
    from netui.cli.plan_values import shape_keys

    return "\n".join(
        _wrapped([f"{name}: {{{keys[0]}", *keys[1:-1], f"{keys[-1]}}}"], " ")
        for name, section in SECTIONS.items()
        for keys in (shape_keys(section),)
    )


def _contact() -> str:
    from netui.domain.people.fields import JSON_FIELDS

    keys = [f"{row.name}: {row.json_shape}" if row.json_shape else row.name for row in JSON_FIELDS]
    return _wrapped([f"{{{keys[0]}", *keys[1:-1], f"{keys[-1]}}}"], " ")


def _fields_to_set() -> str:
    from netui.domain.people.fields import CONTACT_FIELDS

    names = ["FIELD is one of name", *(field.name for field in CONTACT_FIELDS[1:]), "custom.ANYTHING;"]
    return f"{_wrapped(names)}\n+= and -= add to a list and take from it: --set tags+=mentor"


def _wrapped(words: list[str], indent: str = "") -> str:
    """Return words with commas between them in lines, none broken."""
    from textwrap import fill

    whole = (word.replace(" ", "\xa0") for word in words)
    return fill(", ".join(whole), _WIDTH, subsequent_indent=indent).replace("\xa0", " ")
