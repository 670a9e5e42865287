"""The clauses of a line that tells what happened: who, what it was about, and what was owed."""

import re
from collections.abc import Iterator
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.person_name import is_behind_name, is_title
from netui.domain.time.date_grammar import Reading
from netui.domain.week.awaited import split_off_conversation
from netui.domain.week.line_names import without_role
from netui.domain.week.line_parts import (
    ABOUT,
    DUE_LATE,
    ReadDay,
    day_at_beginning,
    day_reader,
    due_day,
    who_when_what,
    words_of,
)
from netui.domain.week.meeting_place import without_place
from netui.domain.week.promises import (
    PLEDGE,
    PROMISES,
    NewFollowUp,
    begins_as,
    each_due,
    is_owed_by_them,
    parse_follow_up,
)
from netui.domain.week.title_words import is_title_text, is_title_word, tells_on

_AND_PROMISE = re.compile(
    rf"\s+and\s+(?:then\s+|i(?:'ll| will)\s+)?(?=(?:{'|'.join(pattern for pattern, _ in PROMISES)})\b)",
    re.IGNORECASE,
)
_NAMES_END = re.compile(
    r"(?<!\bre):\s+|\s+(?!before\s+yesterday\b)(?=(?:but|who|because|so|after|before|during|while|asking)\s)|(?<=\w\w)[.!?]\s+|\s+[-–—]\s+"
    r"|\s+(?=with\s+(?:my|the|his|her|an?)\s+\w+\s+(?:attached|enclosed))"
    r"|\s+(?=to\s+(?:say|ask|tell|thank|check|see|discuss|talk|let|share|congratulate|confirm|set|schedule|get"
    r"|catch|follow|apologi[sz]e|wish|invite|request|learn|hear|plan|review|prepare|practi[sc]e|find|go)\b)"
    r"|\s+(?=for\s+(?!(?:an?\s+)?(?:hours?|half|few|while|bit|min)\b|\d))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\((?P<aside>[^()]+)\)")
_SEPARATOR = re.compile(r"(\s*[,;]\s*|(?<=\w\w)[.!?]\s+|\s+[-–—]\s+)")


def split_off_follow_ups(rest: str, reading: Reading) -> tuple[str, list[str]]:
    """Split a line at commas, sentences and dashes, as far as what follows is owed.

    A comma also separates names. After a sentence or a dash only what has a day is owed, and so after
    "and send ...": the rest stays as it was typed.
    """
    pieces = _SEPARATOR.split(rest)
    main, owed = pieces[0], []
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        pledged = PLEDGE.match(piece)
        is_mine = pledged is not None or begins_as(piece) is not None
        if separator.strip() in {",", ";"}:
            is_follow_up = is_mine or re.search(r"\sby\s\S", piece) is not None
        else:
            is_follow_up = is_mine and _is_due(piece, reading)
        is_follow_up = is_follow_up or (is_owed_by_them(piece) and _is_due(piece, reading))
        if is_follow_up:
            owed.append(piece)
        elif owed:
            owed[-1] += f"{separator}{piece}"
        else:
            main += f"{separator}{piece}"
    main, joined = _split_at_and(main, reading)
    return main, [*joined, *owed]


def split_off_owed(rest: str, reading: Reading) -> tuple[str, list[str]]:
    """Split what I owe, and by when, off a new person or an interview; see `split_off_follow_ups`."""
    pieces = _SEPARATOR.split(rest)
    for at in range(2, len(pieces), 2):
        piece = pieces[at]
        if (PLEDGE.match(piece) or begins_as(piece)) and _is_due(piece, reading):
            _, owed = split_off_follow_ups(f", {''.join(pieces[at:])}", reading)
            return "".join(pieces[: at - 1]), owed
    return _split_at_and(rest, reading)


def _split_at_and(main: str, reading: Reading) -> tuple[str, list[str]]:
    for joined in _AND_PROMISE.finditer(main):
        clause = main[joined.end() :]
        if _is_due(clause, reading):
            return main[: joined.start()], [clause]
    return main, []


def follow_ups_of(clauses: list[str], reading: Reading) -> tuple[tuple[NewFollowUp, ...], list[str]]:
    """Return the follow-ups in clauses, and what is in doubt about them."""
    found: list[NewFollowUp] = []
    doubts: list[str] = []
    for clause in (one for joined in clauses for one in each_due(joined, reading)):
        try:
            found.append(parse_follow_up(clause, reading))
        except InvalidValueError as error:
            doubts.append(str(error))
    return tuple(found), doubts


def bare_names(names: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the names alone, and what else they say: who they are, what they do, and where it was."""
    bare, more = [], []
    for at, name in enumerate(names):
        if at > 0 and '"' not in name and _says_more(name):
            more.append(name)
            continue
        who, role = without_role(name)
        (who,), place = without_place((who,))
        bare.append(who)
        more += filter(None, [f"{role} {place}".strip()])
    return tuple(bare), ", ".join(more)


def split_off_aside(main: str) -> tuple[str, str]:
    """Split off what is in brackets behind a name: "Jane Doe (recruiter, Google)"."""
    head = ABOUT.split(main, maxsplit=1)[0]
    found = _ASIDE.search(head)
    if found is None or '"' in head[: found.start()]:
        return main, ""
    return f"{main[: found.start()]}{main[found.end() :]}", found["aside"].strip()


def about_after_names(main: str, read: ReadDay[date]) -> str:
    """Turn "Tom: he likes Go", "Tom - he likes Go" and "Tom. He likes Go" into "Tom about he likes Go"."""
    found = (*_NAMES_END.finditer(main), *_sentences_after_comma(main))
    ends = min(
        (one for one in found if not _is_in_name(main[: one.start()].rpartition(" ")[2])),
        key=lambda one: one.start(),
        default=None,
    )
    head = main[: ends.start()] if ends else ""
    if ends is None or '"' in head or who_when_what(head, read)[2]:
        return main
    return f"{head} about {main[ends.end() :]}"


def _is_in_name(word: str) -> bool:
    """Whether a full stop behind a word ends no sentence: "Dr. Lind", "Tom Weiss Jr."."""
    return is_title(word) or is_behind_name(word)


def nothing_due(text: str, reading: Reading) -> Iterator[str]:
    """Ask what is due by a day at the end of what happened."""
    late = DUE_LATE.search(re.sub(r"\bday before yesterday", "", text, flags=re.IGNORECASE))
    if late is not None and day_at_beginning(words_of(late["phrase"]), day_reader(reading)) is not None:
        phrase = late["phrase"]
        day = phrase if phrase[:3].casefold() != "due" else f"by {phrase[3:].strip()}"
        yield f'what is due {day}? Write it after a comma, as in ", send the notes {day}"'


def _sentences_after_comma(main: str) -> Iterator[re.Match[str]]:
    """Yield the commas after which a sentence follows, and no name: "Tom, he is hiring"."""
    for comma in re.finditer(r"\s*[,;]\s+", main):
        if tells_on(re.split(r"[,;:]|[.!?]\s", main[comma.end() :])[0]):
            yield comma


def _says_more(words: str) -> bool:
    """Whether words after a name are a job or a place: "recruiter at Google", "at the career fair"."""
    if re.match(r"(?:at|in|from|on|over|via|through|during)\s", words):
        return True
    first, before_at = words.split(maxsplit=1)[0], words.split(" at ", maxsplit=1)[0]
    return (first.islower() or is_title_word(first)) and is_title_text(before_at)


def _is_due(text: str, reading: Reading) -> bool:
    """Whether a text names a day, or a conversation it waits for."""
    if due_day(words_of(text), day_reader(reading)) is not None:
        return True
    return bool(split_off_conversation(text, reading)[1])
