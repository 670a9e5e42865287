"""News of someone in a typed line: "Priya got promoted", "Tom joined Acme", "Ana had a baby"."""

import re

NEWS = "news"
"""The word that such a line begins with, in short."""
_WHO = (
    r"(?P<who>(?!(?:i|we|he|she|they|it|who|my|our|that|this|please|remind|tell|ask|send)\b)"
    r"[^\W\d_][^\s,;:]*(?:\s[^\s,;:]+){0,3}?)"
)
_JUST = r"(?:(?:has|have|is|was|just|recently|finally)\s)*"
_OURS = (
    r"(?!(?:me|us|my|our|back|in touch|the (?:call|meeting|zoom)|an? (?:message|voicemail|note|comment))\b)"
)
_SAID = (
    r"(?:(?:got|been|gets)\s)?(?:promoted|engaged|married|divorced|laid off|appointed|fired)\b",
    r"(?:retired|retiring|graduated|graduating|relocated|relocating|pregnant)\b",
    r"(?:moved|moving|relocated|switched|switching) to\b",
    rf"(?:joined|joining|left|leaving) {_OURS}\S",
    r"(?:changed|changing|switched|switching) (?:jobs?|roles?|teams?|careers?)\b",
    r"(?:started|starting|starts) (?:at|as|in|a new|her|his|their|with)\b",
    r"(?:had|having|expecting|welcomed) (?:an? |their |her |his |twins)",
    r"(?:became|becoming|now) (?:an?|the)\s",
    r"(?:got|landed|accepted|found) (?:an?|her|his|their) (?:\S+ )?(?:job|offer|role|position|grant|visa)\b",
    r"(?:won|published|founded|launched|defended)\s",
    r"(?:got|received) (?:an?|the) (?:\S+ )?(?:award|prize|scholarship|degree|certificate)\b",
)
_NEWS = re.compile(
    rf"{_WHO}\s(?P<what>{_JUST}(?:{'|'.join(_SAID)})[^,;]*?)(?P<rest>(?:\s*[,;]|\s[-–—]\s|[.!?]\s).*|)[.!]?",
    re.IGNORECASE,
)


def news_in_short(line: str) -> str:
    """Return a line of news as "news with Priya about got promoted"; "" for another line."""
    found = _NEWS.fullmatch(line)
    return f"{NEWS} with {found['who']} about {found['what']}{found['rest']}" if found else ""
