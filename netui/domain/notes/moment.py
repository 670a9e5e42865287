"""The moments a note is written at; a template names in `fits` those it is offered for."""

from enum import StrEnum


class Moment(StrEnum):
    """What a note is for, from the pressing to the possible."""

    TALK_DONE = "talk-done"
    CONFIRM = "confirm"
    SECOND_TRY = "second-try"
    INTRODUCED = "introduced"
    UPDATE = "update"
    SEND = "send"
    ASK_WHETHER = "ask-whether"
    INTRODUCE = "introduce"
    CONGRATULATE = "congratulate"
    NEW_JOB = "new-job"
    ANNIVERSARY = "anniversary"
    BIRTHDAY = "birthday"
    EVENT = "event"
    HELPED = "helped"
    CONNECT = "connect"
    REQUEST = "request"
    RESCHEDULE = "reschedule"
    CHECK_IN = "check-in"
    OFFER = "offer"
    ASK_INTRODUCTION = "ask-introduction"
    NEWS = "news"


TO_INTRODUCER = frozenset({Moment.INTRODUCED, Moment.UPDATE})
"""Notes for these moments go to the person who made an introduction, about the one met through it."""
