"""The words that a job title is made of in a typed line: "SRE", "Senior Engineer", "plumber"."""

import re

_NUMERAL = re.compile(r"[IVX]+")
_TITLE_WORD = re.compile(
    r"(?:senior|junior|staff|principal|lead|head|chief|vice|associate|assistant|founder|co-?founder|professor"
    r"|engineer|developer|designer|manager|director|scientist|researcher|analyst|consultant|recruiter"
    r"|architect|student|partner|president|owner|editor|product|software|data|site)",
    re.IGNORECASE,
)
_SHORT_TITLES = frozenset(
    re.split(
        r"\s+",
        "SRE CTO CEO CFO COO CIO CISO CMO CPO CRO CDO VP SVP EVP AVP PM TPM PMM EM TL SDE SWE QA HR PI UX UI "
        "ML AI RA TA MD GP PA EA DBA BDR SDR AE CSM",
    )
)
"""Abbreviations that are titles where they stand alone: IBM and ETH are none."""
_OTHER_TITLE = re.compile(
    r"(?:nurse|chef|coach|intern|postdoc|clerk|judge|pilot|surgeon|attorney|secretary|freelance|barista"
    r"|specialist|technologist|executive|representative|devrel|devops|sales|marketing|cook|guide|fellow)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[a-z-]{3,}(?:er|or|eer|ist|ian|yst)|[a-z]{5,}(?:tant|dent)", re.IGNORECASE)
_NO_TITLE = frozenset(
    re.split(
        r"\s+",
        "former never other another sister brother mother father daughter later after over under ever "
        "however together winter summer dinner number number whether rather better newer older "
        "younger bigger soccer december september october november letter paper answer minor major "
        "floor door color colour favor favour neighbor neighbour list exist resident independent "
        "confident accident dependent important distant instant constant italian christian persian "
        "asian indian iranian russian brazilian canadian career player singer super",
    )
)
_OF_SENTENCES = frozenset(
    re.split(
        r"\s+",
        "i i'm i'll i've me my we us our you your he he's him his she she's her they they're them "
        "their it it's its that this these those is was are were has had have will would can could "
        "told said says gave gives asked asks wants wanted likes liked loves loved knows knew met saw "
        "seen got went came used does did doing talked talks spoke speaks presented presents gave "
        "moved joined joining left about but not no so because when where how what why if also very "
        "really recently maybe",
    )
)
_TELLS_ON = frozenset(
    re.split(
        r"\s+",
        "works worked lives lived leads runs ran teaches taught studies studied hires hired owns "
        "mentors offers offered recommends recommended suggested promised introduced sent sends "
        "started starts needs thinks thought helps helped seems seemed",
    )
)
_BY_SOMEONE = frozenset(
    ["I", "I'm", "I've", "He", "He's", "She", "She's", "They", "They're", "We", "It", "My"]
)
_OCCASION = re.compile(
    r"(?:talk|talks|keynote|poster|booth|panel|lunch|dinner|coffee|breakfast|drinks|party|session|stand|desk"
    r"|colleague|coworker|co-worker|classmate|roommate|teammate|friend|alum|alumni|alumna|alumnus"
    r"|slides|demo|presentation|speech|lecture|course|class|interview|internship|job|role|offer"
    r"|speaker|attendee|panelist|speaking|presenting|talking|hiring|interviewing|applying|looking|starting|going|interested)",
    re.IGNORECASE,
)


def is_title_word(word: str) -> bool:
    """Whether a word is an abbreviation, such as SRE, or a rank, and no part of a name."""
    short = word.isupper() and 2 <= len(word) <= 5 and not _NUMERAL.fullmatch(word)
    return short or _TITLE_WORD.fullmatch(word) is not None


def begins_title(word: str) -> bool:
    """Whether a word in small letters next to a first name is a title: "Ana engineer", but "ana miller"."""
    is_short = len(word) > 2 and word.upper() in _SHORT_TITLES
    return word.islower() and (is_short or bool(_TITLE_WORD.fullmatch(word) or _OTHER_TITLE.fullmatch(word)))


def is_title_text(words: str) -> bool:
    """Whether words are a job title: one is a title word, or sounds like one, and they tell nothing."""
    parts = [word.strip(",.()") for word in words.split()]
    if not parts or _OCCASION.fullmatch(parts[0]) or any(part.endswith(("'s", "’s")) for part in parts):
        return False
    return not is_sentence(words) and any(
        part in _SHORT_TITLES or _TITLE_WORD.fullmatch(part) or _sounds_so(part) for part in parts
    )


def may_be_title(words: str) -> bool:
    """Whether words before "at Acme" can be a title: "machine learning", but not "keynote"."""
    last = words.split()[-1:] or [""]
    return not is_sentence(words) and _OCCASION.fullmatch(last[0]) is None and len(words.split()) <= _LONGEST


def is_sentence(words: str) -> bool:
    """Whether words tell something, and name no title, company or place: "told me about their work"."""
    bare = [word.strip(",.;:") for word in words.replace("’", "'").split()]
    return not _OF_SENTENCES.isdisjoint(bare) or not _BY_SOMEONE.isdisjoint(bare)


def tells_on(words: str) -> bool:
    """Whether words after a name tell of that person: "works at Stripe", "he is hiring"."""
    return next(iter(words.split()), "") in _TELLS_ON or is_sentence(words)


_LONGEST = 7


def _sounds_so(word: str) -> bool:
    """Whether a word is one such as "chef", or in small letters one such as "plumber": Twitter is none."""
    named = _OTHER_TITLE.fullmatch(word) is not None
    return named or (word.islower() and word not in _NO_TITLE and _ENDING.fullmatch(word) is not None)
