"""The fields a note template may use: `{{ contact.first_name }}`, each with the label its gap shows."""

from collections.abc import Mapping
from types import MappingProxyType

from netui.domain.people.fields import TEMPLATE_FIELDS

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        **{f"contact.{row.name}": row.template for row in TEMPLATE_FIELDS},
        "contact.first_name": "their first name",
        "contact.interest": "an interest you share",
        "contact.last_topic": "what you last talked about",
        "contact.last_contact_on": "the day you were last in touch",
        "interview.date": "the date of the talk",
        "interview.weekday": "the weekday of the talk",
        "interview.when": "when the interview is or was: today, on Friday",
        "interview.time": "your time of the talk",
        "interview.zone": "your time zone",
        "interview.their_date": "the date of the talk where they are",
        "interview.their_time": "the time of the talk where they are",
        "interview.their_zone": "their time zone",
        "interview.minutes": "the length in minutes",
        "interview.medium": "how you will talk",
        "interview.place": "the place or the link",
        "interview.goal": "what you want to learn",
        "interview.insight": "one specific point from the talk",
        "interview.insights": "specific points from the talk",
        "interview.trend": "a trend they named",
        "interview.trends": "the trends they named",
        "interview.advice": "what they advised",
        "interview.action": "what you will do with it",
        "interview.actions": "what you will do next",
        "interview.influence": "how it changed your plan",
        "interview.ask_next": "who they suggested you talk to",
        "last.kind": "how you were last in touch",
        "last.on": "the day you were last in touch",
        "last.text": "what it was about",
        "event.name": "the event you met at",
        "event.topic": "what you talked about there",
        "event.promised": "what you promised there",
        "event.first_met": "whether you met there for the first time",
        "introducer.name": "who introduced you",
        "introducer.first_name": "who introduced you",
        "about.name": "the person you were introduced to",
        "about.first_name": "the person you were introduced to",
        "about.title": "the title of the person you were introduced to",
        "about.company": "the company of the person you were introduced to",
        "favour.what": "what they did for you",
        "follow_up.text": "what you promised",
        "milestone.text": "what there is to congratulate on",
        "me.name": "your name",
        "me.first_name": "your first name",
        "me.headline": "one line about you",
        "today": "the date of today",
    }
)
"""Every field by its full name; the values are texts, `minutes` a number, the plurals lists of texts."""

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        group: tuple(name.partition(".")[2] for name in FIELDS if name.startswith(f"{group}."))
        for group in dict.fromkeys(name.partition(".")[0] for name in FIELDS if "." in name)
    }
)
"""The fields of each group, such as `contact`."""
