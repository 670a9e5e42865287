"""The table of contact fields: one row says everything that netui knows of a field.

Form, cards, search, merge, command line, JSON, CSV, vCard and note templates are made from these rows. The
order is that of the CSV columns; form pages and cards follow it, but for a row that says `after`.
"""

from collections.abc import Iterable

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact, Role, Stage
from netui.domain.people.contact_field import (
    AddOption,
    Block,
    ContactField,
    CustomEntry,
    LabelledField,
    Merge,
    OwnFields,
    Page,
    PositionPart,
    RelationsField,
)
from netui.domain.people.field_values import (
    BIRTHDAY,
    CADENCE,
    CUSTOM,
    DAY,
    EMAILS,
    KEPT,
    KEPT_DAY,
    LABELS,
    LINE,
    LIST,
    NAMING,
    PERSON,
    POSITIONS,
    RELATIONS,
    TEXT,
    ZONE,
    FieldKind,
    choice,
    choices,
)
from netui.domain.values import field_names

# fmt: off
ROWS: tuple[ContactField, ...] = (
    ContactField("id", "Id", KEPT, merge=Merge.STAYS),
    ContactField("uid", "Uid", KEPT, merge=Merge.STAYS, vcard="UID"),
    ContactField("name", "Name", LINE, page=Page.WHO, searched=True, merge=Merge.FULLER, published=True,
        vcard="FN", template="their name"),
    ContactField("pronouns", "Pronouns", LINE, hint="she/her", page=Page.WHO, after="emails",
        block=Block.WORK, next_to_name=True, searched=True, vcard="PRONOUNS", template="their pronouns",
        option=AddOption("pronouns", help="she/her, they/them")),
    ContactField("pronunciation", "Pronounced", LINE, hint="how the name is said: OH-ka-for", page=Page.WHO,
        block=Block.WORK, next_to_name=True, searched=True, vcard="X-PHONETIC",
        template="how their name is said"),
    PositionPart("title", "Title", LINE, page=Page.WHO, merge=Merge.PART, published=True, vcard="TITLE",
        template="their title", option=AddOption("title", help="what they do")),
    PositionPart("company", "Company", LINE, page=Page.WHO, merge=Merge.PART, published=True, vcard="ORG",
        template="their company", option=AddOption("company", help="where they work")),
    LabelledField("emails", "Emails", EMAILS, hint="comma between several", page=Page.WHO,
        after="company", block=Block.REACH, each="Email", searched=True, merge=Merge.UNITED_NEWER,
        vcard="EMAIL", option=AddOption("email", "E", "an address; once for each")),
    LabelledField("phones", "Phones", LIST, hint="comma between several", page=Page.REACH, block=Block.REACH,
        each="Phone", searched=True, merge=Merge.UNITED_NEWER, vcard="TEL",
        option=AddOption("phone", "P", "a number; once for each", whole=True)),
    LabelledField("links", "Links", LIST, hint="comma between several", page=Page.REACH, block=Block.REACH,
        each="Link", searched=True, merge=Merge.UNITED_NEWER, vcard="URL",
        option=AddOption("link", "URL", "a page, such as a profile; once for each", whole=True)),
    ContactField("location", "Location", LINE, page=Page.REACH, block=Block.REACH,
        searched=True, vcard="ADR", template="where they live",
        option=AddOption("location", help="where they live")),
    ContactField("time_zone", "Time zone", ZONE, hint="Europe/Zurich", page=Page.REACH, block=Block.REACH,
        vcard="TZ"),
    ContactField("birthday", "Birthday", BIRTHDAY,
        hint="29 feb, or 29 feb 1984", page=Page.REACH, block=Block.REACH,
        vcard="BDAY", template="their birthday", option=AddOption("birthday", help="29 feb, or 29 feb 1984")),
    ContactField("stage", "Stage", choice(Stage, "stage"), hint=", ".join(Stage), page=Page.RELATION,
        merge=Merge.LATER_CONTACT, option=AddOption("stage", "S")),
    ContactField("roles", "Roles", choices(Role, "role"), hint=", ".join(Role), page=Page.RELATION,
        block=Block.RELATION, searched=True, merge=Merge.UNITED, option=AddOption("role", "R")),
    ContactField("tags", "Tags", LIST, hint="comma between several", page=Page.RELATION,
        block=Block.RELATION, searched=True, merge=Merge.UNITED, vcard="CATEGORIES",
        option=AddOption("tag", "T", "a word to find them by; once for each")),
    ContactField("cadence", "Keep in touch", CADENCE, hint="every 6 weeks; empty: no reminders",
        page=Page.PLAN, after="why", merge=Merge.LATER_CONTACT,
        option=AddOption("every", "CADENCE", 'how often to be in touch: "6 weeks"')),
    ContactField("introduced_by", "Introduced by", PERSON, hint="a name or an id", page=Page.RELATION,
        block=Block.RELATION, json_shape="{id, name}",
        option=AddOption("introduced-by", "NAME", "who introduced you: a name or an id")),
    RelationsField("relations", "Relations", RELATIONS, hint="manager: Tom Weiss; partner: Ana Silva",
        page=Page.RELATION, block=Block.RELATION, merge=Merge.UNITED, vcard="RELATED", handed_on=False,
        json_shape="[{kind, id, name}]",
        option=AddOption("relation", "WHO", 'what someone is to them: "manager: Tom Weiss"')),
    ContactField("met", "How we met", LINE, page=Page.RELATION, block=Block.RELATION, searched=True,
        merge=Merge.NEWER_OR_BOTH, template="how you met, or what connects you",
        option=AddOption("met", help="where or how you met")),
    ContactField("met_on", "Met on", DAY, hint="12 mar 2025", page=Page.RELATION, block=Block.RELATION,
        merge=Merge.EARLIER_DAY, template="the day you met"),
    ContactField("why", "Why", LINE, hint="why this person matters to my plan", page=Page.PLAN,
        after="avoid", block=Block.RELATION, long=True, searched=True, merge=Merge.NEWER_OR_BOTH,
        template="why you want to talk to them",
        option=AddOption("why", help="why this person matters to your plan")),
    ContactField("interests", "Shared interests", LIST, hint="comma between several", heading="Interests",
        page=Page.RELATION, block=Block.RELATION, searched=True, merge=Merge.UNITED,
        template="the interests you share"),
    ContactField("avoid", "Topics to avoid", LIST, hint="comma between several", heading="Avoid",
        page=Page.RELATION, block=Block.RELATION, searched=True, merge=Merge.UNITED),
    ContactField("function", "Function", LINE, hint="engineering, design, sales", page=Page.WHO,
        block=Block.WORK, searched=True, template="their field of work"),
    ContactField("industry", "Industry", LINE, page=Page.WHO, block=Block.WORK, searched=True,
        template="their industry"),
    ContactField("seniority", "Seniority", LINE, page=Page.WHO, block=Block.WORK, searched=True),
    ContactField("naming", "May be named", NAMING, hint=", ".join(NAMING.choices), page=Page.PLAN,
        block=Block.KEPT, merge=Merge.STRICTER),
    ContactField("positions", "Positions", POSITIONS, hint="one a line: SRE @ Fastly (2021-03 to now)",
        page=Page.PLAN, after="pronunciation", block=Block.WORK, each="Position", searched=True,
        merge=Merge.UNITED_NEWER, json_shape="[{title, company, since, until}]"),
    ContactField("notes", "Notes", TEXT, page=Page.NOTES, searched=True, merge=Merge.BOTH, vcard="NOTE",
        handed_on=False, option=AddOption("note", help="what to remember, - for stdin")),
    OwnFields("custom", "Own fields", CUSTOM, hint="one a line: NAME: VALUE", page=Page.NOTES,
        block=Block.CUSTOM, searched=True, merge=Merge.UNITED_NEWER, csv=False),
    ContactField("labels", "Labels", LABELS, merge=Merge.ALL, json_shape="{email, phone or link: label}"),
    ContactField("card_lines", "Other card lines", KEPT, merge=Merge.ALL, csv=False, json=False),
    ContactField("birthday_imported", "Birthday imported", KEPT, merge=Merge.WITH_BIRTHDAY, csv=False,
        json=False),
    ContactField("corrected_jobs", "Corrected jobs", KEPT, merge=Merge.ALL, csv=False, json=False),
    ContactField("removed_details", "Removed details", KEPT, merge=Merge.ALL, csv=False, json=False),
    ContactField("refused", "Refused entries", KEPT, merge=Merge.ALL, csv=False, json=False),
    ContactField("cadence_from", "Keep in touch from", KEPT, merge=Merge.WITH_CADENCE, csv=False, json=False),
    ContactField("paused", "Paused", KEPT, merge=Merge.WITH_CADENCE, csv=False),
    ContactField("snoozed_until", "Snoozed until", KEPT, merge=Merge.WITH_CADENCE, csv=False),
    ContactField("skipped_on", "Skipped on", KEPT, merge=Merge.LATEST, csv=False, json=False),
    ContactField("last_contact_on", "Last contact", KEPT, merge=Merge.STAYS),
    ContactField("next_due_on", "Next check-in", KEPT, merge=Merge.STAYS),
    ContactField("reviewed_on", "Reviewed", KEPT_DAY, block=Block.KEPT, merge=Merge.LATEST),
    ContactField("archived_at", "Archived", KEPT, merge=Merge.ON_BOTH),
    ContactField("created_at", "Created", KEPT, merge=Merge.EARLIEST),
    ContactField("updated_at", "Updated", KEPT, merge=Merge.STAYS, vcard="REV"),
)
# fmt: on

CONTACT_FIELDS = tuple(row for row in ROWS if row.kind is not FieldKind.KEPT)
"""The fields that a person types."""


_LINE_KINDS = (FieldKind.LINE, FieldKind.LIST, FieldKind.LINES)
LINES = frozenset(row.name for row in CONTACT_FIELDS if row.kind in _LINE_KINDS and not row.long)
"""The fields of which each text is short enough for one line."""

TEMPLATE_FIELDS = tuple(row for row in ROWS if row.template)
"""The fields that a note template can use."""

ADD_FIELDS = tuple((row, row.option) for row in CONTACT_FIELDS if row.option is not None)
"""The fields that `netui add` takes, each with its option."""

_PLACE = {name: number for number, name in enumerate(field_names(Contact))}
JSON_FIELDS = tuple(
    sorted((row for row in ROWS if row.json), key=lambda row: _PLACE.get(row.name, _PLACE["positions"]))
)
"""The fields of a contact's JSON, in the order of `Contact`, title and company before the positions."""

JSON_NAMES = tuple(row.name for row in JSON_FIELDS)


def contact_field(name: str) -> ContactField:
    """Return a field by its name; raise InvalidValueError that lists the names for any other."""
    wanted = name.strip().casefold().replace("-", "_")
    for field in CONTACT_FIELDS:
        option = field.option.name.replace("-", "_") if field.option else field.name
        if wanted in {field.name, field.name.removesuffix("s"), f"{field.name}s", option}:
            return field
    key = name.partition(".")[2].strip()
    if wanted.startswith("custom.") and key:
        return CustomEntry(f"custom.{key}", key, LINE)
    names = (*(field.name for field in CONTACT_FIELDS), "custom.ANYTHING")
    raise InvalidValueError(f"a contact has no field “{name}”{did_you_mean(wanted, names)}")


def in_order(rows: Iterable[ContactField]) -> list[ContactField]:
    """Return rows in the order of a form page or a card: each after the one it follows."""
    ordered = list(rows)
    for row in [one for one in ordered if one.after]:
        ahead = next((one for one in ordered if one.name == row.after), None)
        if ahead is not None:
            ordered.remove(row)
            ordered.insert(ordered.index(ahead) + 1, row)
    return ordered
