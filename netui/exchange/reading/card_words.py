"""What the properties of vCards are called in netui: labels, relations, services, own fields."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_APPLE = re.compile(r"_\$!<(.*)>!\$_")
_GOOGLE = re.compile(r"[A-Z]{4,}(?:_[A-Z]+)*")
_NO_KINDS = frozenset({"pref", "other", "contact"})
_PLACES = frozenset({"work", "home"})
_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("cell", "mobile"), "mobile"),
    **dict.fromkeys(("homefax", "home fax"), "home fax"),
    **dict.fromkeys(("workfax", "work fax"), "work fax"),
    "otherfax": "fax",
    "iphone": "iPhone",
    **dict.fromkeys(
        re.split(
            " ",
            "other email internet voice pref grand_central msg text uri homepage home-page profile pcs "
            "dom intl postal parcel x-internet x-other x-evolution-other work-voice default "
            "primary",
        ),
        "",
    ),
}
"""Labels that are called otherwise here, or say nothing."""
_PREFIX = re.compile(r"^x-(?:evolution-|ab-|kaddressbook-)?")
_LONGEST_TYPE = 30
_SERVICE_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("xmpp", "jabber"), "Jabber"),
    **dict.fromkeys(("google-talk", "google talk", "googletalk", "gtalk", "googlechat"), "Google Chat"),
    **dict.fromkeys(("ymsgr", "yahoo"), "Yahoo"),
    **dict.fromkeys(("facetime", "facetime-audio"), "FaceTime"),
    **dict.fromkeys(("gadugadu", "gadu-gadu", "gadu", "gg"), "Gadu-Gadu"),
    "skype-username": "Skype",
    "msnim": "MSN",
    "sip": "SIP",
    "irc": "IRC",
    "qq": "QQ",
    "aim": "AIM",
    "icq": "ICQ",
    "msn": "MSN",
    "x": "X",
    "github": "GitHub",
    "gitlab": "GitLab",
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "whatsapp": "WhatsApp",
    "tg": "Telegram",
    "wechat": "WeChat",
    "tiktok": "TikTok",
    "orcid": "ORCID",
    "sinaweibo": "Weibo",
}

OWN_FIELD = "X-NETUI-OWN"
"""A property of netui: an own field of a person, its name in a label."""

CHATS: Mapping[str, str] = {
    written.format(name.upper()): name
    for written in ("X-{}", "X-MESSAGING/{}-ALL")
    for name in re.split(
        " ",
        "aim icq msn yahoo jabber skype skype-username google-talk gtalk qq gadugadu gadu groupwise "
        "telegram whatsapp signal matrix wechat line threema irc sip xmpp",
    )
}
"""Properties that hold the name someone has in a service, and that service."""
PROFILES: Mapping[str, str] = {
    f"X-{name.upper()}": name
    for name in re.split(
        " ", "linkedin twitter facebook instagram mastodon xing github gitlab youtube bluesky"
    )
}
"""Properties that hold the page of a profile, or the name there."""
PAGES = frozenset({"URL", "X-EVOLUTION-BLOG-URL", "X-KADDRESSBOOK-BLOGFEED", "X-MS-OL-URL"})

_OF_KDE = "X-KADDRESSBOOK-X-"
_EVERYWHERE = ("X-", "X-MS-", "X-EVOLUTION-", "X-GWI-", _OF_KDE)
DETAILS: Mapping[str, str] = {
    "NICKNAME": "Nickname",
    "X-WAB-SPOUSE_NAME": "Spouse",
    **{f"{first}{name}": word for first in _EVERYWHERE for name, word in (
        ("SPOUSE", "Spouse"), ("SPOUSENAME", "Spouse"), ("SPOUSESNAME", "Spouse"), ("PARTNER", "Partner"),
        ("MANAGER", "Manager"), ("MANAGERSNAME", "Manager"), ("ASSISTANT", "Assistant"),
        ("ASSISTANTSNAME", "Assistant"), ("CHILDREN", "Children"), ("CHILD", "Children"),
        ("PROFESSION", "Profession"), ("DEPARTMENT", "Department"), ("OFFICE", "Office"),
        ("NICKNAME", "Nickname"), ("MAIDENNAME", "Maiden name"), ("IMADDRESS", "Chat"),
    )},
    "EXPERTISE": "Expertise",
    "HOBBY": "Hobby",
    "INTEREST": "Interest",
}  # fmt: skip
"""Properties that become an own field, and what it is called."""
DAYS: Mapping[str, str] = {
    "ANNIVERSARY": "Anniversary",
    **{f"{first}ANNIVERSARY": "Anniversary" for first in _EVERYWHERE},
    **dict.fromkeys(("X-WEDDING-ANNIVERSARY", "X-WAB-WEDDING_ANNIVERSARY"), "Anniversary"),
    "DEATHDATE": "Died",
}
"""Properties that hold a day, and the own field it becomes."""
RELATIONS: Mapping[str, str] = {
    "kin": "Family",
    "agent": "Assistant",
    "co-worker": "Colleague",
    "co-resident": "Housemate",
    "domestic_partner": "Partner",
    "referred_by": "Referred by",
}
"""Kinds of relations that are called otherwise here."""
ANDROID_EVENTS: Mapping[str, str] = {"1": "Anniversary", "2": "Other date", "3": "Birthday"}
ANDROID_RELATIONS: Mapping[str, str] = {
    "1": "Assistant", "2": "Brother", "3": "Child", "4": "Partner", "5": "Father", "6": "Friend",
    "7": "Manager", "8": "Mother", "9": "Parent", "10": "Partner", "11": "Referred by", "12": "Relative",
    "13": "Sister", "14": "Spouse",
}  # fmt: skip


@lru_cache(1024)
def label_words_of(own: str, types: tuple[str, ...]) -> str:
    """Return a label from the user's own one and the types of a property: "work fax", "" for none.

    Types that say nothing, such as "voice" and "internet", are left out.
    """
    standard = _standard(own) if own else ""
    words = [_label(one) for one in types if len(one) <= _LONGEST_TYPE]
    if "iPhone" in words:
        words = [one for one in words if one != "mobile"]
    words.sort(key=lambda word: word not in _PLACES)
    return " ".join(
        dict.fromkeys(filter(None, (_label(standard) if standard else _LABELS.get(own.lower(), own), *words)))
    )


def _standard(own: str) -> str:
    """Return the word of a label that Apple or Google wrote; nothing for one of the user's own."""
    if apple := _APPLE.fullmatch(own):
        return apple[1].lower()
    return own.lower() if _GOOGLE.fullmatch(own) else ""


def _label(word: str) -> str:
    if word in _LABELS:
        return _LABELS[word]
    word = _PREFIX.sub("", word)
    return _LABELS.get(word, word.replace("-", " ").replace("_", " "))


def title_of(own: str, types: Iterable[str], otherwise: str) -> str:
    """Return the name of an own field: the user's label, else the first type that says something."""
    standard = _standard(own)
    if own and not standard:
        word = own
    else:
        kinds = (kind for kind in (standard, *types) if kind and kind not in _NO_KINDS)
        kind = next(kinds, "")
        word = RELATIONS.get(kind) or _PREFIX.sub("", kind).replace("-", " ").replace("_", " ") or otherwise
    return word[:1].upper() + word[1:]


def service_name(word: str) -> str:
    """Return the name of a service as it writes itself: "linkedin" is "LinkedIn"."""
    word = word.strip()
    return _SERVICE_NAMES.get(word.lower()) or (word[:1].upper() + word[1:] if word.islower() else word)
