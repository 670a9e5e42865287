"""What sending a note is called: "Ask Dana to introduce you to Jo" as an act, "Asked ..." once it is done."""

_ACTS = {
    "after-event": "Write to {to} after an event",
    "ask-introduction": "Ask {to} to introduce you to {about}",
    "ask-whether": "Ask {to} about an introduction to {about}",
    "birthday": "Send birthday wishes to {to}",
    "check-in": "Send a check-in to {to}",
    "confirm-time": "Confirm the time with {to}",
    "congratulations": "Congratulate {to}",
    "interview-request": "Send an interview request to {to}",
    "introducer-update": "Send an update about {about} to {to}",
    "introduction-reminder": "Remind {to} to introduce you to {about}",
    "introduction-thanks": "Thank {to} for introducing {about}",
    "linkedin-connection": "Send a LinkedIn connection note to {to}",
    "make-introduction": "Introduce {to} to {about}",
    "new-job-congratulations": "Congratulate {to} on a new job",
    "news": "Send news to {to}",
    "offer-help": "Offer help to {to}",
    "reschedule": "Ask {to} for another time",
    "second-try": "Write to {to} a second time",
    "share-resource": "Share a resource with {to}",
    "thank-you": "Send a thank-you to {to}",
    "thanks-for-help": "Thank {to} for their help",
    "work-anniversary": "Congratulate {to} on a work anniversary",
}
_WITHOUT_ABOUT = {
    "ask-introduction": "Ask {to} for an introduction",
    "ask-whether": "Ask {to} about an introduction",
    "introducer-update": "Send an update to {to}",
    "introduction-reminder": "Remind {to} about an introduction",
    "introduction-thanks": "Thank {to} for an introduction",
    "make-introduction": "Introduce {to} to someone",
}
_OWN = "Send “{title}” to {to}"
_DONE = {
    "Ask": "Asked",
    "Confirm": "Confirmed",
    "Congratulate": "Congratulated",
    "Introduce": "Introduced",
    "Offer": "Offered",
    "Remind": "Reminded",
    "Send": "Sent",
    "Share": "Shared",
    "Thank": "Thanked",
    "Write": "Wrote",
}


def act_of_sending(template: str, title: str, to: str, about: str = "") -> str:
    """Return what sending a note does: "Send news to Dana".

    `template` is the name of its template; one of the user's own is named by its `title`. `about` is the name
    of who the note speaks of, or "".
    """
    acts = _ACTS if about else {**_ACTS, **_WITHOUT_ABOUT}
    return acts.get(template, _OWN).format(to=to, about=about, title=title)


def what_was_sent(template: str, title: str, to: str, about: str = "") -> str:
    """Return the same once it is done: "Sent news to Dana Okafor"."""
    verb, _, rest = act_of_sending(template, title, to, about).partition(" ")
    return f"{_DONE[verb]} {rest}"
