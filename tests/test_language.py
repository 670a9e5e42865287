"""Keeps names, docstrings, comments and pages in plain English.

`DIALECT` lists the words that were replaced, each with what to write instead. `ALLOWED` says how many are
left in a file. A file with more fails, and so does one with fewer: lower its number, so that it only shrinks.
"""

import ast
import io
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language_allowed import ALLOWED

ROOT = Path(__file__).resolve().parent.parent
# This test and its list quote the words themselves.
UNREAD = {"tests/test_language.py", "tests/language_allowed.py"}
READ = {".py", ".md", ".toml", ".sh"}

# A word or phrase of prose (as a pattern that starts at a word), and what to write instead.
DIALECT = {
    r"nobody\b": "no one",
    r"somebody\b": "someone",
    r"whom(ever|soever)?\b": "who",
    r"whosoever\b|whoever\b": "people who",
    r"anew\b|afresh\b": "again",
    r"mend(s|ed|ing)?\b": "fix, repair",
    r"beside\b": "next to, in the background",
    r"lest\b": "so that … not",
    r"aftermath\b": "what follows",
    r"yank(s|ed|ing)?\b": "copy",
    r"rhythms?\b": "cadence",
    r"promises?\b": "follow-up",
    r"chances?\b": "opportunity",
    r"(?<!you )(?<!to )talks?\b(?! (mode|to|with|about)\b)": "interview, or presentation on a stage",
    r"(?<!there )(is|are|was|were|am) no (?!(longer|more|less|one|such|other)\b)": "isn't a",
    r"(is|are|was|were|be|been|being) (said|told)\b": "shown, named, reported; or a verb with a subject",
    r"(stands?|stood)\b(?! (for|out|in for)\b)": "is, appears",
    r"(lies?|lay)\b(?! out\b)": "is",
    r"let(s|ting)? go\b": "release, discard, clear",
    r"(look(s|ed|ing)?|pass(es|ed|ing)|read) over\b": "review, skip",
    r"put(s|ting)? (off|aside|away|together)\b": "snooze, pause, archive, build",
    r"(takes?|taken|taking|took) back\b": "undo",
    r"(takes?|taken|taking|took) up\b(?! to\b)": "resume, accept",
    r"(bring(s|ing)?|brought)\b": "import, restore, lead to, introduce",
    r"(from|those|ones?) before\b": "previous, earlier",
    r"half-typed\b": "a draft",
    r"at hand\b": "loaded, available",
    r"as (it|they) stands?\b": "as it is",
    r"work(s|ed|ing)? out\b": "calculate",
    r"(truly|surest|foremost|meanwhile|thereby|therein|thereof|amid|alike)\b": "a plainer word, or none",
    r"(?<!no )one('s|’s| wants| knows| needs| asks| has to| reads| types| chooses| does)\b": "the user, you",
    r"oneself\b|ones own\b": "yourself",
}
# A part of a name in code, and what to write instead.
NAMES = {
    "nobody": "no_one",
    "somebody": "someone",
    "whom": "who",
    "anew": "again",
    "afresh": "again",
    "mend": "fix",
    "mended": "fixed",
    "beside": "next_to, in_background",
    "lest": "",
    "aftermath": "after_interview",
    "yank": "copy",
    "rhythm": "cadence",
    "rhythms": "cadences",
    "promise": "follow_up",
    "promises": "follow_ups",
    "chance": "opportunity",
    "chances": "opportunities",
    "talk": "interview",
    "talks": "interviews",
    "said": "message, reported",
    "told": "named, reported, shown",
    "stand": "be, appear",
    "stands": "is, appears",
    "foremost": "first",
    "truly": "",
    "meanwhile": "since",
}
# File names that say nothing about what is inside.
STEMS = {"said", "beside", "kept", "late", "earlier", "aftermath"}

PROSE = re.compile(rf"\b(?:{'|'.join(DIALECT)})", re.IGNORECASE)
PARTS = re.compile(r"[A-Z]?[a-z]+")
CODE = re.compile(r"`[^`\n]*`")
COMMENT = re.compile(r"#[^\n]*(\n\s*#[^\n]*)*")


def docstrings_and_names(code: str) -> tuple[list[str], set[str]]:
    """Return the docstrings of a file, and the names that it defines."""
    docstrings, names = [], set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                docstrings.append(ast.get_docstring(node) or "")
            case ast.Module():
                docstrings.append(ast.get_docstring(node) or "")
                continue
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                pass
            case ast.arg(arg=name) | ast.alias(asname=str(name)):
                pass
            case _:
                continue
        names.add(name)
    return docstrings, names


def comments(code: str) -> Iterator[str]:
    """Yield the comments of a file; those on lines next to each other as one."""
    if not any(PROSE.search(match[0]) for match in COMMENT.finditer(code)):
        return  # a quick look, which also takes a "#" in a string for one
    block: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            if token.start[0] != last + 1:
                yield " ".join(block)
                block = []
            block.append(token.string.lstrip("#: "))
            last = token.start[0]
    yield " ".join(block)


def dialect_of_prose(text: str) -> list[str]:
    """Return what a text has of the dialect, outside of what it quotes as `code`."""
    return [match[0] for match in PROSE.finditer(" ".join(CODE.sub("", text).split()))]


def dialect_of_code(path: Path) -> list[str]:
    """Return what a Python file has of the dialect."""
    code = path.read_text(encoding="utf-8")
    docstrings, names = docstrings_and_names(code)
    found = [f"file name {path.stem}"] if path.stem in STEMS else []
    for text in (*docstrings, *comments(code)):
        found += dialect_of_prose(text)
    for name in sorted(names):
        if "talk_mode" not in name and "TalkMode" not in name:  # the name of a screen
            found += [f"name {name}" for part in PARTS.findall(name) if part.lower() in NAMES]
    return found


def dialect_of_page(path: Path) -> list[str]:
    """Return what a page, a settings file or a script has of the dialect."""
    return dialect_of_prose(path.read_text(encoding="utf-8"))


# Each part of the project with the folders in it that have a part of their own.
PARTS_OF_PROJECT = {
    ".": ("netui", "tests"),
    "netui": ("domain", "services", "storage", "tui"),
    "netui/domain": (),
    "netui/services": (),
    "netui/storage": (),
    "netui/tui": (),
    "tests": ("faults", "services", "storage", "tui"),
    "tests/faults": (),
    "tests/services": (),
    "tests/storage": (),
    "tests/tui": (),
}


def files_of(part: str) -> Iterator[Path]:
    """Yield the files of one part of the project that people read."""
    for folder, folders, names in os.walk(ROOT / part):
        inner = PARTS_OF_PROJECT[part] if Path(folder) == ROOT / part else ()
        folders[:] = [name for name in folders if name not in {*inner, ".venv", ".git", "__pycache__"}]
        for name in names:
            path = Path(folder, name)
            if path.suffix in READ and path.relative_to(ROOT).as_posix() not in UNREAD:
                yield path


@pytest.mark.parametrize("part", PARTS_OF_PROJECT)
def test_the_words_are_plain(part: str) -> None:
    problems = []
    for path in files_of(part):
        found = dialect_of_code(path) if path.suffix == ".py" else dialect_of_page(path)
        name = path.relative_to(ROOT).as_posix()
        allowed = ALLOWED.get(name, 0)
        if len(found) > allowed:
            problems.append(f"{name}: {len(found)} words of the dialect, {allowed} allowed: {found}")
        if len(found) < allowed:
            problems.append(f"{name}: {len(found)} left: lower the number in language_allowed.py")
    assert not problems, "\n".join(problems)


def test_a_file_that_is_gone_is_not_in_the_list() -> None:
    assert [name for name in ALLOWED if not (ROOT / name).is_file()] == []
