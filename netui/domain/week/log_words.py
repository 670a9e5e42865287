"""What happened, as people write it: "had lunch with Tom" and "lunch with Tom" are the same line."""

import re

from netui.domain.people.interaction import InteractionKind
from netui.domain.week.promises import PROMISES

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
    **dict.fromkeys(("1-1", "1-on-1", "1on1", "session", "office hours", "sync", "check-in", "walk"), "talk"),
    **dict.fromkeys(("texted", "messaged", "dmed", "dm'd", "pinged", "text", "note", "got"), "message"),
    **dict.fromkeys(("on linkedin", "reply", "answer", "dms", "card"), "message"),
    **dict.fromkeys(("emailed", "e-mailed", "mailed", "wrote", "e-mail"), "email"),
    **dict.fromkeys(("called", "phoned", "rang", "facetimed", "on the phone", "on zoom", "phone"), "call"),
}
"""The word of `KINDS` that another one stands for."""

_LINK = r"(?:with|w/|w)"
_ONE = r"(?:(?:an?|some|another|the|our|my)\s)?"
_HOW = (
    r"(?:(?:really|very|quick|short|long|brief|nice|great|good|fun|lovely|first|second|intro|virtual|informal"
    r"|informational|networking|alumni|mentor|mentoring|mentorship|recruiter|weekly|monthly|follow-up|team|group|welcome"
    r"|zoom|video|phone|skype|teams|online)\s)"
)
_MEAL = r"(?P<noun>coffee|tea|drinks?|beers?|lunch|dinner|breakfast|brunch)"
_TALK = (
    rf"(?:{_MEAL}(?:[ -](?:chat|meeting|date|catch-?up))?|(?P<talk>call|zoom|facetime|meeting|chat|catch-?up"
    r"|catch up|conversation|talk|1:1|1-1|1-on-1|1on1|session|office hours|sync|check-in|walk))"
)
_NOTE = r"(?P<noun>e-?mail|mail|message|text|dm|letter|postcard|card|note)"
_SORT = r"(?P<what>[a-z-]+(?: [a-z-]+)?)"
_WRITTEN = r"(?P<noun>emailed|e-mailed|mailed|wrote|texted|messaged|dmed|dm['’]d|pinged)"
_CAME = r"(?P<noun>called|phoned|rang|emailed|e-mailed|wrote|texted|messaged|got)"
_REST = r"(?P<rest>[\s,.;:].*|)"
_NAME = r"(?P<who>(?!(?:i|we|he|she|they|it)\s)[^\W\d_][^,;:]*?)"
_ON = r"(?P<where>linkedin|slack|discord|whatsapp|twitter|instagram|signal|telegram|teams|facebook|mastodon)"
_JUST = re.compile(
    rf"(?<=\w)\s(?:just|finally)(?=\s(?:{_CAME}|replied|answered|responded|sent|told|gave|asked)\b)",
    re.IGNORECASE,
)
_ON_A_SITE = re.compile(rf"\s(?:on|via|over)\s{_ON}\b", re.IGNORECASE)
_SENTENCE_ENDS = r"(?<=[^\W_]{2})(?<!\bdr)(?<!\bprof)(?<!\bmr)(?<!\bms)(?<!\bmrs)[.!?]\s"
_WHO = (
    r"(?P<who>(?!(?:her|him|them|me|us)\b)\S[^,;]*?)"
    rf"(?P<rest>(?:\s*[,;]|\s[-–—]\s|{_SENTENCE_ENDS}"
    r"|\s(?:about|regarding|re|for|because|so|to)\s"
    rf"|\sand\s(?=(?:then\s|i['’]ll\s|i\swill\s)?(?:{'|'.join(pattern for pattern, _ in PROMISES)})\b)).*|)"
)
"""A name, and what follows it: at a comma, at the end of a sentence, or after a word such as “about”."""
_NAMED = r"(?P<who>[^,;:]+?)"
_BY = (
    r" (?:by|via|with|in|over|on) (?:an? |the )?"
    r"(?P<noun>e-?mail|mail|message|text|dm|letter|postcard|card|note|phone|call)"
)
_THANKS = (
    r"(?:to say )?(?:(?:an?|my|many|some|big) )*(?:thanks|thank[ -]you(?: (?:note|card|message|e-?mail))?)"
)
_OWN = r"(?:an?|the|my|our|some|his|her|their|that|this|these|more|feedback|advice|tips|notes|comments)"
_WAYS = tuple(
    (re.compile(pattern, re.IGNORECASE), short)
    for pattern, short in (
        (
            rf"(?:talked|spoke|spoken|chatted|caught up) about (?P<what>[^,;]+) {_LINK} {_WHO}",
            "talk with {who} about {what}{rest}",
        ),
        (
            rf"(?:talked|spoke|chatted) (?P<noun>on (?:the phone|zoom|linkedin)) (?:to|{_LINK}) (?P<who>.+)",
            "{noun} with {who}",
        ),
        (rf"(?:talked|spoke|spoken) (?:to|{_LINK}) (?P<who>.+)", "talk with {who}"),
        (rf"(?:met up|caught up|sat down|hung out) {_LINK} (?P<who>.+)", "talk with {who}"),
        (r"(?:(?:ran|bumped) into|saw|visited) (?P<who>.+)", "talk with {who}"),
        (
            rf"met(?: up)?(?: {_LINK})? (?P<who>.+?) (?:for|over) {_ONE}{_HOW}?{_MEAL}{_REST}",
            "{noun} with {who}{rest}",
        ),
        (
            rf"(?:had|grabbed|got|shared|went for|was (?:in|on)) {_ONE}{_HOW}*{_TALK} {_LINK} (?P<who>.+)",
            "{noun} with {who}",
        ),
        (r"got off (?:the phone|an? (?:call|zoom)|zoom) (?:with|w/) (?P<who>.+)", "call with {who}"),
        (rf"{_HOW}+{_TALK} {_LINK} (?P<who>.+)", "{noun} with {who}"),
        (rf"{_MEAL}[ -](?:chat|meeting|date|catch-?up) {_LINK} (?P<who>.+)", "{noun} with {who}"),
        (
            (
                rf"(?:1:1|1-1|1-on-1|1on1|one[ -]on[ -]one|catch-?up|conversation|session|office hours|sync)"
                rf" {_LINK} (?P<who>.+)"
            ),
            "talk with {who}",
        ),
        (
            rf"(?:attended|went to|was at|been to) (?P<what>[^,;]+?) {_LINK} {_WHO}",
            "event with {who} about {what}{rest}",
        ),
        (
            rf"(?:connected {_LINK}|added) (?P<who>[^,;:]+?) on linkedin{_REST}",
            "social with {who} about connected on LinkedIn{rest}",
        ),
        (rf"connected {_LINK} (?P<who>.+)", "talk with {who}"),
        (rf"thanked {_NAMED}(?P<what> for [^,;]+?){_BY}{_REST}", "{noun} to {who} about thanks{what}{rest}"),
        (rf"thanked {_NAMED}{_BY}{_REST}", "{noun} to {who} about thanks{rest}"),
        (rf"thanked {_WHO}", "message to {who} about thanks{rest}"),
        (rf"said (?:thanks|thank[ -]you) to {_WHO}", "message to {who} about thanks{rest}"),
        (rf"congratulated {_NAMED}{_BY}{_REST}", "{noun} to {who} about congratulations{rest}"),
        (rf"(?:wrote|sent|dropped) {_ONE}{_NOTE} to (?P<who>.+)", "{noun} to {who}"),
        (
            rf"(?:wrote|sent|dropped) {_ONE}{_SORT} {_NOTE} to {_WHO}",
            "{noun} to {who} about {what}{rest}",
        ),
        (
            rf"(?:wrote|sent|dropped) (?P<who>[^,;]+?) (?:an?|the|another) {_NOTE}{_REST}",
            "{noun} to {who}{rest}",
        ),
        (
            rf"(?:wrote|sent|dropped) (?P<who>[^,;]+?) (?:an?|the|my) {_SORT} {_NOTE}{_REST}",
            "{noun} to {who} about {what}{rest}",
        ),
        (
            rf"(?:got|received|had) {_ONE}(?:{_NOTE}|reply|answer) (?:back )?from (?P<who>.+)",
            "{noun} from {who}",
        ),
        (r"heard (?:back )?from (?P<who>.+)", "message from {who}"),
        (
            rf"(?:replied|responded|got back) to (?P<who>[^,;:]+?)['’]s {_NOTE}{_REST}",
            "{noun} to {who}{rest}",
        ),
        (
            (
                rf"(?:replied to|responded to|got back to|reached out to|got in touch {_LINK}|contacted"
                rf"|followed up {_LINK}|checked in (?:{_LINK}|on)) (?P<who>\S.*)"
            ),
            "message to {who}",
        ),
        (
            r"congratulated (?P<who>[^,;]+?)(?P<rest> (?:on|for)\s.*|)",
            "message to {who} about congratulations{rest}",
        ),
        (
            rf"{_ON} (?P<noun>message|dm|chat|note) (?P<to>to|from) (?P<who>.+)",
            "{noun} {to} {who} on {where}",
        ),
        (
            rf"{_NAME} {_CAME} (?:(?:to )?me|back to me|me back|back){_REST}",
            "{noun} from {who}{rest}",
        ),
        (
            rf"{_NAME} (?:replied|answered|responded)(?: back)? to my {_NOTE}{_REST}",
            "{noun} from {who}{rest}",
        ),
        (
            (
                rf"{_NAME} (?:{_CAME}|replied|answered|responded|reached out|got in touch|contacted me)"
                r"(?: to me)?(?P<rest>(?:\s(?:about|regarding|re|on|via|by|yesterday|today|last|this)\s"
                r"|\s(?-i:to\s[a-z])"
                r"|[,.;:]).*|\s(?:yesterday|today)|)"
            ),
            "{noun} from {who}{rest}",
        ),
        (
            (
                rf"{_NAME} (?P<what>(?:put in an? [^,;]+? for me|(?:gave|sent|showed|told|offered|recommended"
                r"|taught|referred|helped|advised|asked|thanked|invited|submitted|reviewed|shared|passed on"
                r"|forwarded|lent|returned|brought) (?:me|my)\b"
                r"|(?:sent|forwarded|returned|shared) (?:an?|the|his|her|their)\b)"
                r"[^,;]*?)(?P<rest>(?:\s*[,;]|\s[-–—]\s|[.!?]\s).*|)"
            ),
            "message from {who} about {what}{rest}",
        ),
        (
            rf"(?P<what>(?:got|received) {_OWN}\b[^,;]*?) from {_WHO}",
            "message from {who} about {what}{rest}",
        ),
        (
            rf"(?P<what>(?:sent|forwarded|showed|gave|lent|returned|recommended) [^,;]+?) to {_WHO}",
            "message to {who} about {what}{rest}",
        ),
        (rf"(?P<what>shared [^,;]+?) (?:to|with) {_WHO}", "message to {who} about {what}{rest}"),
        (
            rf"(?P<verb>sent|gave|showed|lent|offered) (?P<who>[^,;]+?) (?P<what>{_OWN}\b.*)",
            "message to {who} about {verb} {what}",
        ),
        (
            (
                r"(?P<verb>helped|asked|invited|told|reminded|referred) (?P<who>[^,;]+?)"
                r" (?P<what>(?:with|for|to|about|if|whether|how|what|when|on)\s.*)"
            ),
            "message to {who} about {verb} {what}",
        ),
        (r"(?:called|phoned|rang|facetimed) (?P<who>\S.*)", "call {who}"),
        (rf"{_WRITTEN} (?:to )?{_NAMED} {_THANKS}{_REST}", "{noun} to {who} about thanks{rest}"),
        (rf"{_WRITTEN} (?:to )?(?P<who>\S.*)", "{noun} to {who}"),
    )
)


def in_short(line: str) -> str:
    """Return a line that tells what happened, beginning with one of `KINDS`; another line as it is."""
    own = _I.match(line)
    words = _JUST.sub("", line[own.end() :] if own else line)
    for pattern, short in _WAYS:
        if found := pattern.fullmatch(words):
            parts = {name: text or "" for name, text in found.groupdict().items()}
            noun = (parts.get("noun") or parts.get("talk") or "message").casefold().replace("’", "'")
            noun = "message" if noun == "wrote" and _ON_A_SITE.search(words) else noun
            return short.format_map(parts | {"noun": _WORDS.get(noun, noun)})
    return words if own and words.partition(" ")[0].casefold() in KINDS else line
