"""News of someone in a typed line: "Priya got promoted", "Tom joined Acme", "Ana had a baby"."""

import re

from netui.domain.time.date_grammar import Reading
from netui.domain.week.line_parts import day_at_beginning, past_reader, plain, words_of

NEWS = "news"
"""The word that such a line begins with, in short."""
_TOLD = re.compile(
    r"(?:i\s+)?(?:just\s+)?(?:(?:saw|read|noticed)(?:\s+on\s+linkedin)?\s+that"
    r"|(?:heard|learn(?:ed|t)|found\s+out)(?:\s+that)?|linkedin\s+says(?:\s+that)?)\s+"
    r"|(?:news|fyi|linkedin):\s*",
    re.IGNORECASE,
)
_NO_NAME = (
    r"(?!(?:i|we|he|she|they|it|who|my|our|that|this|please|remind|tell|ask|send|heard|saw|says?|said|told"
    r"|nobody|no|someone|somebody|everyone|everybody|yesterday|today)\b)"
)
_NAME = rf"{_NO_NAME}[^\W\d_][^\s,;:]*(?:(?<!['’]s)\s{_NO_NAME}[^\s,;:]+){{0,3}}?"
_WHO = rf"(?P<who>{_NAME}(?:\s(?:and|&)\s{_NAME})?)(?:['’]s\s(?P<whose>[^\s,;:]+(?:\s[^\s,;:]+)?))?"
_JUST = r"(?:(?:has|have|is|are|was|were|just|recently|finally)\s)*"
_OURS = (
    r"(?!(?:me|us|my|our|back|in touch|the (?:call|meeting|zoom)|an? (?:message|voicemail|note|comment))\b)"
)
_COMING = (
    rf"(?:joins|joining|leaves|leaving) {_OURS}\S",
    r"(?:moves|moving|relocating|switching) to\b",
    r"changing (?:jobs?|roles?|teams?|careers?)\b",
    r"(?:starts|starting) (?:at|as|in|a new|her|his|their|with)\b",
    r"(?:retires|retiring|graduates|graduating|getting married|on (?:\S+ )?(?:leave|sabbatical))\b",
    r"(?:having|expecting) (?:an? |their |her |his |twins)",
    r"becoming (?:an?|the)\s",
)
"""What may still be to come: a day behind it is a part of the news."""
_SAID = (
    r"(?:(?:got|been|gets)\s)?(?:promoted|engaged|married|divorced|laid off|appointed|fired|acquired)\b",
    r"(?:retired|graduated|relocated|pregnant|resigned|quit|died|passed away|hiring)\b",
    r"(?:moved|relocated|switched) to\b",
    rf"(?:joined|left) {_OURS}\S",
    r"(?:changed|switched) (?:jobs?|roles?|teams?|careers?)\b",
    r"started (?:at|as|in|a new|her|his|their|with)\b",
    r"(?:had|welcomed) (?:an? |their |her |his |twins)",
    r"became (?:an?|the)\s",
    r"now (?:an?\s|the\s|at\s|in\s|with\s|head\s|(?-i:[A-Z]))",
    r"an? new (?:\S+ )?(?:job|role|position|boss|company|title)\b",
    r"(?:got|landed|accepted|found) (?:an?|her|his|their) (?:\S+ )?(?:job|offer|role|position)\b",
    r"got (?:an?|her|his|their) (?:\S+ )?(?:grant|visa|raise)\b",
    r"(?:got|finished|completed|lost|sold) (?:her|his|their)\s",
    r"(?:won|published|founded|launched|defended)\s",
    r"(?:got|received) (?:an?|the) (?:\S+ )?(?:award|prize|scholarship|degree|certificate)\b",
    r"looking for (?:an? )?(?:\S+ )?(?:job|role|work)\b",
    r"turned \d",
)
_NEWS = re.compile(
    rf"{_WHO}\s(?P<what>{_JUST}(?:(?P<coming>{'|'.join(_COMING)})|{'|'.join(_SAID)})[^,;]*?)"
    r"(?P<rest>(?:\s*[,;]|\s[-–—]\s|[.!?]\s).*|)[.!]?",
    re.IGNORECASE,
)


def news_in_short(line: str, reading: Reading) -> str:
    """Return a line of news as "news with Priya about got promoted"; "" for another line.

    A day that it begins with comes behind the names. What may still be to come is quoted: a day in it isn't
    that of the entry.
    """
    first = day_at_beginning(words_of(line), past_reader(reading))
    found = _NEWS.fullmatch(_TOLD.sub("", plain(first.after, quoted=True) if first else line, count=1))
    if found is None:
        return ""
    day = f" {first.day}" if first else ""
    what = " ".join(filter(None, (found["whose"], found["what"])))
    what = f'"{what}"' if found["coming"] and '"' not in what else what
    return f"{NEWS} with {found['who']}{day} about {what}{found['rest']}"


def tells_news(line: str) -> bool:
    """Whether a line says that it tells news: "heard that Priya got promoted"."""
    return _TOLD.match(line) is not None
