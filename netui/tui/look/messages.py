"""What crosses screens: said by a screen or widget, routed by the app."""

from collections.abc import Sequence

from textual.message import Message


class Open(Message):
    """Show one thing in full; `kind` is a row of the table of routes, such as contact or company.

    `entity_id` may be several ids, or a query, where the kind is about many: going through people.
    """

    def __init__(self, kind: str, entity_id: int | str | tuple[int, ...]) -> None:
        super().__init__()
        self.kind = kind
        self.entity_id = entity_id


class WriteNote(Message):
    """Write a note to people, one after another; `template` is a name, or "" for the one that fits.

    `interview_id` and `follow_up_id` name what the note is about, where there is such a thing, `about_id` who
    it speaks of: the person the user asks to meet. In a round of `news` a person can be skipped.
    An `unasked` note opens by itself: it takes no key that was typed before it was seen.
    """

    def __init__(
        self,
        contact_ids: Sequence[int],
        template: str = "",
        *,
        interview_id: int | None = None,
        follow_up_id: int | None = None,
        about_id: int | None = None,
        news: bool = False,
        unasked: bool = False,
    ) -> None:
        super().__init__()
        self.contact_ids = tuple(contact_ids)
        self.template = template
        self.interview_id = interview_id
        self.follow_up_id = follow_up_id
        self.about_id = about_id
        self.news = news
        self.unasked = unasked


class GoToArea(Message):
    """Switch to an area by its name, with an optional search to start it with."""

    def __init__(self, area: str, query: str = "") -> None:
        super().__init__()
        self.area = area
        self.query = query


class PersonAction(Message):
    """Do one of the things any screen can do with people.

    `verb` is a row of the table of routes; where a key does it, the second half of its `person.verb` id.
    `follow_up_id` is the follow-up under the cursor, which a new entry of the log may have done.
    """

    def __init__(self, verb: str, contact_ids: Sequence[int], follow_up_id: int | None = None) -> None:
        super().__init__()
        self.verb = verb
        self.contact_ids = tuple(contact_ids)
        self.follow_up_id = follow_up_id


class Say(Message):
    """Tell the user one line; `tone` is information, warning or error."""

    def __init__(self, text: str, tone: str = "information") -> None:
        super().__init__()
        self.text = text
        self.tone = tone
