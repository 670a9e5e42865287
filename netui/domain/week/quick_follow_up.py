"""A follow-up in one typed line: "follow up with Ana in 2 weeks", "remind me to call Priya tomorrow"."""

import re
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_words import MONTHS, WEEKDAYS
from netui.domain.time.dates import echo
from netui.domain.values import replace
from netui.domain.week.awaited import split_off_conversation
from netui.domain.week.line_names import settled_names, without_role
from netui.domain.week.line_parts import (
    ABOUT,
    Found,
    ReadDay,
    day_at_beginning,
    day_at_end,
    day_reader,
    due_day,
    plain,
    unreadable_due,
    who_when_what,
    words_of,
)
from netui.domain.week.meeting_place import without_place
from netui.domain.week.promises import (
    PROMISES,
    THEIRS,
    NewFollowUp,
    each_due,
    follow_up_kind,
    hour_in_day,
    split_off_repeat,
)
from netui.domain.week.quick_line import Entry, QuickAdd

_WITH = re.compile(
    r"(follow[ -]?up|check in|catch up|thank|congratulate|congrats)\s+"
    r"(?:with\s+|(?<=check in )on\s+|(?<=congrats )to\s+|(?:e-?mail|note|message|call)\s+(?:to|with)\s+)?"
    r"(.+)",
    re.IGNORECASE,
)
_ON_WITH = re.compile(r"(follow[ -]?up)\s+(?:on|about)\s+(?P<what>.+?)\s+with\s+(?P<who>\S.*)", re.IGNORECASE)
_FOR = re.compile(r"(?P<who>\S.*?)\s+(?P<what>(?:for|on)\s+\S.*)", re.IGNORECASE)
_TO_SOMEONE = re.compile(
    r"(?:send|share|forward|give|show|write|return|bring|say|submit|offer|lend|suggest|recommend|pass|pay)"
    r"\s+.+\s+to\s+(?P<to>\S.*)"
    r"|(?:get|request|collect|ask\s+for|hear)\s+(?:.+\s)?from\s+(?P<of>\S.*)"
    r"|(?:prepare|prep|practi[sc]e)\s+.+\s+with\s+(?P<by>\S.*)"
    r"|(?:introduce|intro|connect)\s+(?P<both>(?!with\s).+)",
    re.IGNORECASE,
)
_THING = r"(?:the|an?|my|our|some|this|that|these|those|his|her|their)"
_GIVEN = re.compile(rf"(?:send|share|forward|give|show|lend)\s+(?P<to>\S.*?)\s+{_THING}\s.+", re.IGNORECASE)
_SENT = re.compile(
    rf"(?:send|share|forward|give|show|lend)\s+(?!(?:{'|'.join((*WEEKDAYS, *MONTHS))})\s)"
    r"(?P<to>(?-i:[^\W\d_a-z]\S*(?:\s[^\W\d_a-z]\S*){0,2}))\s(?!(?:and|or|with|to|by|from)\s)(?-i:[a-z0-9]).+",
    re.IGNORECASE,
)
"""What is sent to someone without "the" before it: "send Tom slides"."""
_NAME = r"(?!(?:i|we|to|promised?|owe)\s)[^\W\d_][^\s,;:]*?(?:\s+[^\s,;:]+?){0,3}?"
_BARE = (
    r"call|phone|ring|e-?mail|mail|message|text|dm|ping|contact|chase|nudge|invite|visit|see|wish|pay"
    r"|(?:re)?connect\s+with"
    r"|meet(?:\s+up)?(?:\s+with)?"
    r"|(?:write|reply|talk|speak|reach\s+out|get\s+back)\s+to|(?:talk|speak|check\s+in|catch\s+up|follow\s+up)\s+with"
    r"|(?:have|schedule|book|arrange|set\s+up|plan|organi[sz]e|get|grab)\s+(?:an?\s+|the\s+|another\s+)?(?:[\w-]+\s+)??"
    r"(?:coffee|lunch|dinner|breakfast|drinks?|beers?|tea|call|chat|meeting|zoom|catch-?up|1:1|walk)\s+with"
)
_AFTER_NAME = (
    r"about|regarding|re:?|how|that|what|whether|if|of|on|to|for|why|who|when|because|so|but"
    r"|with|at|in|before|after|once|from|asking|saying|happy|good"
)
_TOLD = re.compile(
    rf"(?:tell|update|ask|remind|{_BARE})\s+(?P<to>(?!(?:with|w/|to|from|for|if|about)\s)\S.*?)(?:\s+(?:back|again))?"
    rf"(?:\s+(?:{_AFTER_NAME}|{_THING})\s.*)?",
    re.IGNORECASE,
)
_OWN_PLEDGE = re.compile(
    rf"(?:i\s+)?(?:promised?|owe)\s+(?P<to>{_NAME})\s+(?:to\s|that\s|{_THING}\s|(?-i:[a-z])).*", re.IGNORECASE
)
_THEIR_THING = re.compile(
    rf"(?:read|review|check|watch|edit|proofread|look\s+at|answer|reply\s+to|try|test)\s+(?P<to>{_NAME})['’]s\s.+",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    rf"(?:i(?:['’]m|\s+am)\s+)?(?:still\s+)?(?:"
    rf"(?:waiting|wait)\s+(?:for|on)\s+(?P<to>{_NAME})(?:\s+(?:to|for)\s.*|['’]s\s.*)"
    rf"|(?:waiting|wait|expecting|expect)\s+(?:.+\s)?from\s+(?P<of>{_NAME}))"
    rf"|(?P<by>{_NAME})\s+to\s+(?:{'|'.join(pattern for pattern, _ in PROMISES)})\b.*",
    re.IGNORECASE,
)
"""What someone else is to do, from my side: "waiting for Tom to send the deck", "Tom to send the deck"."""
_THANK_YOU = r"(?:an?\s+|the\s+|my\s+)?thank[- ]?(?:you|s)(?:[- ](?:note|e-?mail|message|card|letter))?"
_THANKS = re.compile(
    rf"(?:send|write|drop|give|owe|e-?mail|mail|text)\s+(?P<before>{_NAME})\s+{_THANK_YOU}"
    rf"|(?:(?:send|write|drop|give|say|e-?mail|mail|text)\s+)?{_THANK_YOU}\s+to\s+(?P<after>\S.*)",
    re.IGNORECASE,
)
_REMIND = r"(?:please\s+)?remind\s+me\s+(?:(?P<when>\S.*?)\s+)??"
_REMINDED = re.compile(
    rf"{_REMIND}(?:to|that\s+i\s+(?:must|should|need\s+to|have\s+to))\s+(?P<what>\S.*)", re.IGNORECASE
)
_REMINDED_OF = re.compile(rf"{_REMIND}(?:about|of)\s+(?P<what>\S.*)", re.IGNORECASE)
_REMINDED_EVERY = re.compile(
    r"^(?:please\s+)?remind\s+me\s+(?P<every>(?:every|each)\s+\S.*?)\s+(?P<what>to\s+\S.*)$", re.IGNORECASE
)
_MUST = re.compile(
    r"(?:don['’]?t\s+forget|remember|(?:i\s+)?(?:need|have|want|promised|ought)|to\s?do:?(?=\s+\w+))\s+to\s+"
    r"|(?:i\s+)?(?:must|should)\s+|i(?:['’]ll|\s+will)\s+|to\s?do:?\s+|note\s+to\s+self:?\s+",
    re.IGNORECASE,
)


def is_awaited(text: str) -> bool:
    """Whether a text says, from my side, what someone else is to do: "waiting for Tom to send the deck"."""
    return _AWAITED.fullmatch(text) is not None


def read_follow_up(line: str, found: QuickAdd, reading: Reading) -> QuickAdd | None:
    """Read a line that says what is to be done for someone, and by when; None for another one."""
    line = _REMINDED_EVERY.sub(r"remind me \g<what> \g<every>", line)
    try:
        task, repeats = split_off_repeat(line, reading)
    except InvalidValueError as error:
        return replace(found, text=line, doubts=(str(error),))
    owed = _read_once(task, found, reading)
    if owed is not None and len(each_due(line, reading)) > 1:
        doubt = "two things are due on two days: write the second one in a line of its own"
        return replace(owed, doubts=(*owed.doubts, doubt))
    if owed is None or repeats is None:
        return owed
    return replace(owed, follow_ups=tuple(one._replace(repeats=repeats) for one in owed.follow_ups))


def _read_once(line: str, found: QuickAdd, reading: Reading) -> QuickAdd | None:
    task = _task(line, reading)
    if _WITH.fullmatch(task):
        return _with_someone(task, found, reading)
    owed = _owed(task, found, reading)
    if owed is None and task != line:
        question = 'who is it for? Write a name, as in "remind me to call Ana by fri"'
        return replace(found, text=line, doubts=(question,))
    return owed


def _task(line: str, reading: Reading) -> str:
    """Return "call Priya tomorrow" for "remind me tomorrow to call Priya", "I must call Priya tomorrow".

    A day at the beginning goes to the end, and "send a thank-you note to Priya" is "thank Priya".
    """
    first = day_at_beginning(words_of(line), day_reader(reading))
    if first is not None and first.after:
        line = f"{plain(first.after, quoted=True)} by {first.day}"
    for pattern, before in ((_REMINDED, ""), (_REMINDED_OF, "follow up with ")):
        if reminded := pattern.fullmatch(line):
            when = reminded["when"]
            day = day_at_beginning(words_of(when), day_reader(reading)) if when else None
            if when is None or (day is not None and not day.after):
                return f"{before}{reminded['what']}{f' by {day.day}' if day else ''}"
    must = _MUST.match(line)
    line = line[must.end() :] if must else line
    line = _ON_WITH.sub(r"\1 with \g<who> about \g<what>", line)
    late = due_day(words_of(line), day_reader(reading))
    thanks = _THANKS.fullmatch(late.rest if late else line)
    if thanks is None:
        return line
    return f"thank {thanks['before'] or thanks['after']}{f' by {late.day}' if late else ''}"


def _owed(line: str, found: QuickAdd, reading: Reading) -> QuickAdd | None:
    """Read what is to be sent or told to someone, or who is to be introduced; None if it is none of these."""
    try:
        line, after = split_off_conversation(line, reading)
    except InvalidValueError as error:
        return replace(found, text=line, doubts=(str(error),))
    read = day_reader(reading)
    late = due_day(words_of(line), read) or _day_before_about(line, read)
    text = late.rest if late else line
    ways = (_TO_SOMEONE, _SENT, _GIVEN, _THEIR_THING, _OWN_PLEDGE, _TOLD, THEIRS, _AWAITED)
    someone = next(filter(None, (one.fullmatch(text) for one in ways)), None)
    if someone is None:
        return None
    if late is None and (odd := hour_in_day(words_of(line), reading) or unreadable_due(line, reading)):
        return replace(found, text=line, doubts=(odd,))
    parts = someone.groupdict()
    both = parts.get("both")
    names = (
        re.split(r"\s+(?:to|with)\s+", both)
        if both
        else [next(filter(None, map(parts.get, ("to", "of", "by"))))]
    )
    read_names = [who_when_what(each, read) for each in names]
    who = without_place(tuple(without_role(name)[0] for each, _, _ in read_names for name in each))[0]
    due_on = late.day if late else None
    if late is None and parts.get("to"):
        begins = day_at_beginning(words_of(text[someone.end("to") :]), read)
        due_on = begins.day if begins else None
        text = f"{text[: someone.end('to')]} {begins.rest}" if begins else text
    return _promised(found, who, NewFollowUp(follow_up_kind(text), text, due_on, after))


def _day_before_about(line: str, read: ReadDay[date]) -> Found[date] | None:
    """Return the day of "Jane will call next week about the offer"."""
    head, *about = ABOUT.split(line, maxsplit=1)
    found = day_at_end(words_of(head), read) if about else None
    return found._replace(after=["about", *words_of(about[0])]) if found is not None else None


def _with_someone(line: str, found: QuickAdd, reading: Reading) -> QuickAdd:
    try:
        line, after = split_off_conversation(line, reading)
    except InvalidValueError as error:
        return replace(found, text=line, doubts=(str(error),))
    match = _WITH.fullmatch(line)
    if match is None:
        return replace(found, text=line, doubts=tuple(settled_names(())[1]))
    verb = match[1].casefold()
    if hour := hour_in_day(words_of(ABOUT.split(match[2], maxsplit=1)[0]), reading):
        return replace(found, text=line, doubts=(hour,))
    kind = follow_up_kind(verb.replace("followup", "follow up"))
    if kind in {FollowUpKind.THANK_YOU, FollowUpKind.CONGRATULATE}:
        names, due_on, text = _who_for_what(match[2], reading)
    else:
        names, due_on, text = who_when_what(match[2], day_reader(reading))
    names, place = without_place(tuple(without_role(name)[0] for name in names))
    verb, joiner = ("thank you", "for") if kind is FollowUpKind.THANK_YOU else (verb, "about")
    what = f"{verb} {joiner} {text}" if text and not text.startswith(("for ", "on ")) else f"{verb} {text}"
    what = f"{what} {place}" if not text else f"{what} ({place})" if place else what
    return _promised(found, names, NewFollowUp(kind, what.strip(), due_on, after))


def _who_for_what(text: str, reading: Reading) -> tuple[tuple[str, ...], date | None, str]:
    """Return the names, the day and the rest of "Dana for the intro by mon"."""
    late = due_day(words_of(text), day_reader(reading))
    named = _FOR.fullmatch(late.rest if late else text)
    if named is None or ABOUT.search(text):
        return who_when_what(text, day_reader(reading))
    names, day, _ = who_when_what(named["who"], day_reader(reading))
    return names, late.day if late else day, named["what"]


def _promised(found: QuickAdd, names: tuple[str, ...], owed: NewFollowUp) -> QuickAdd:
    names, doubts = settled_names(names)
    due_on = owed.due_on
    if due_on is None and not owed.after:
        doubts.append('by when? Add a day, as in "in 2 weeks" or "by fri"')
    elif due_on is not None and due_on < found.today:
        doubts.append(f"{echo(due_on, found.today)}: by when is it due?")
    return replace(
        found,
        entry=Entry.FOLLOW_UP,
        names=names,
        text=owed.text,
        follow_ups=(owed,) if due_on is not None or owed.after else (),
        doubts=tuple(doubts),
    )
