"""What happened, as people write it: "had lunch with Tom" and "lunch with Tom" are the same line."""

import re

from netui.domain.people.interaction import InteractionKind

KINDS = {
    **dict.fromkeys(("coffee", "tea", "drinks", "drink", "beer", "beers"), InteractionKind.COFFEE),
    **dict.fromkeys(("call", "zoom", "facetime"), InteractionKind.CALL),
    **dict.fromkeys(("email", "mail"), InteractionKind.EMAIL),
    **dict.fromkeys(("message", "dm", "chat", "chatted"), InteractionKind.MESSAGE),
    **dict.fromkeys(("meeting", "met", "talk", "lunch", "dinner"), InteractionKind.MEETING),
    **dict.fromkeys(("breakfast", "brunch"), InteractionKind.MEETING),
    **dict.fromkeys(("event",), InteractionKind.EVENT),
    **dict.fromkeys(("letter", "postcard"), InteractionKind.LETTER),
    **dict.fromkeys(("social", "liked"), InteractionKind.SOCIAL),
}
"""The words that a line about something that happened can begin with."""

_I = re.compile(r"(?:(?:i|we|i['’]ve|we['’]ve|i have|we have|just|finally)\s+)+", re.IGNORECASE)
_WORDS = {
    **dict.fromkeys(("chat", "catch-up", "catchup", "catch up", "conversation", "talk", "1:1"), "talk"),
    **dict.fromkeys(
        ("texted", "messaged", "dmed", "pinged", "text", "note", "got", "on linkedin"), "message"
    ),
    **dict.fromkeys(("emailed", "e-mailed", "mailed", "wrote", "e-mail", "reply", "answer"), "email"),
    **dict.fromkeys(("called", "phoned", "rang", "facetimed", "on the phone", "on zoom"), "call"),
}
"""The word of `KINDS` that another one stands for."""

_LINK = r"(?:with|w/|w)"
_ONE = r"(?:(?:an?|some|another|the|our)\s)?"
_HOW = (
    r"(?:(?:really|very|quick|short|long|brief|nice|great|good|fun|lovely|first|second|intro|virtual"
    r"|zoom|video|phone)\s)"
)
_MEAL = r"(?P<noun>coffee|tea|drinks?|beers?|lunch|dinner|breakfast|brunch)"
_TALK = rf"(?:{_MEAL}|(?P<talk>call|zoom|facetime|meeting|chat|catch-?up|catch up|conversation|talk|1:1))"
_NOTE = r"(?P<noun>e-?mail|mail|message|text|dm|letter|postcard|note)"
_WRITTEN = r"(?P<noun>emailed|e-mailed|mailed|wrote|texted|messaged|dmed|pinged)"
_CAME = r"(?P<noun>called|phoned|rang|emailed|e-mailed|wrote|texted|messaged|got)"
_WAYS = tuple(
    (re.compile(pattern, re.IGNORECASE), short)
    for pattern, short in (
        (
            rf"(?:talked|spoke|spoken|chatted|caught up) about (?P<what>.+) {_LINK} (?P<who>.+)",
            "talk with {who} about {what}",
        ),
        (
            rf"(?:talked|spoke|chatted) (?P<noun>on (?:the phone|zoom|linkedin)) (?:to|{_LINK}) (?P<who>.+)",
            "{noun} with {who}",
        ),
        (rf"(?:talked|spoke|spoken) (?:to|{_LINK}) (?P<who>.+)", "talk with {who}"),
        (rf"(?:met up|caught up|sat down|hung out) {_LINK} (?P<who>.+)", "talk with {who}"),
        (r"(?:(?:ran|bumped) into|saw|visited) (?P<who>.+)", "talk with {who}"),
        (
            rf"met(?: up)?(?: {_LINK})? (?P<who>.+?) (?:for|over) {_ONE}{_HOW}?{_MEAL}(?P<rest>[\s,.;:].*|)",
            "{noun} with {who}{rest}",
        ),
        (
            rf"(?:had|grabbed|got|shared|went for|was (?:in|on)) {_ONE}{_HOW}*{_TALK} {_LINK} (?P<who>.+)",
            "{noun} with {who}",
        ),
        (rf"{_HOW}+{_TALK} {_LINK} (?P<who>.+)", "{noun} with {who}"),
        (rf"(?:1:1|one[ -]on[ -]one|catch-?up|conversation) {_LINK} (?P<who>.+)", "talk with {who}"),
        (rf"(?:wrote|sent|dropped) {_ONE}{_NOTE} to (?P<who>.+)", "{noun} to {who}"),
        (
            rf"(?:wrote|sent|dropped) (?P<who>[^,;]+?) (?:an?|the|another) {_NOTE}(?P<rest>[\s,.;:].*|)",
            "{noun} to {who}{rest}",
        ),
        (
            rf"(?:got|received|had) {_ONE}(?:{_NOTE}|reply|answer) (?:back )?from (?P<who>.+)",
            "{noun} from {who}",
        ),
        (r"heard (?:back )?from (?P<who>.+)", "message from {who}"),
        (
            rf"(?P<who>[^\W\d_][^,;:]*?) {_CAME} (?:(?:to )?me|back to me|me back|back)(?P<rest>[\s,.;:].*|)",
            "{noun} from {who}{rest}",
        ),
        (r"(?:called|phoned|rang|facetimed) (?P<who>\S.*)", "call {who}"),
        (rf"{_WRITTEN} (?:to )?(?P<who>\S.*)", "{noun} to {who}"),
    )
)


def in_short(line: str) -> str:
    """Return a line that tells what happened, beginning with one of `KINDS`; another line as it is."""
    own = _I.match(line)
    words = line[own.end() :] if own else line
    for pattern, short in _WAYS:
        if found := pattern.fullmatch(words):
            parts = {name: text or "" for name, text in found.groupdict().items()}
            noun = (parts.get("noun") or parts.get("talk") or "email").casefold()
            return short.format_map(parts | {"noun": _WORDS.get(noun, noun)})
    return words if own and words.partition(" ")[0].casefold() in KINDS else line
