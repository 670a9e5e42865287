"""edit."""

from argparse import Namespace

from netui.cli.commands.introductions import thanks_owed
from netui.cli.context import Context
from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.people.contact_field import ContactField
from netui.domain.people.field_values import entries
from netui.domain.people.fields import contact_field
from netui.domain.people.labels import split_label


def edit(args: Namespace, context: Context) -> None:
    """Change fields of a person."""
    if args.reviewed and not args.changes:
        contact = context.contact(args.name)
        context.services.contacts.reviewed([contact.id])
        reviewed = context.services.contacts.get(contact.id)
        context.answer(context.shapes.contact(reviewed), f"Reviewed today: {reviewed.name}")
        return
    if args.reviewed:
        raise InvalidValueError("--reviewed says that all is right as it is: leave --set out")
    if not args.changes:
        raise InvalidValueError("nothing to change: write --set FIELD=VALUE, such as --set company=Fastly")
    base = context.contact(args.name)
    edited = base
    fields: list[ContactField] = []
    for change in args.changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise InvalidValueError(f"“{change}” is no change: write --set FIELD=VALUE")
        field, sign = _named(name)
        edited = _changed(edited, field, sign, value, context)
        fields.append(field)
    saved, overtaken = context.services.contacts.edit_and_tell(base, edited)
    shown = {field.label: "; ".join(field.show(saved, context).splitlines()) for field in fields}
    done = f"Nothing changed: {saved.name}" if saved == base else f"Changed {saved.name}"
    done += f"; meanwhile {overtaken}" if overtaken else ""
    words = [done, *(f"  {label}: {value or 'empty'}" for label, value in shown.items())]
    words += thanks_owed(base.introduced_by, saved, context)
    context.answer(context.shapes.contact(saved), words)


def _named(name: str) -> tuple[ContactField, str]:
    """Return the field, and the sign after its name: `tags+=`, `tags-=`, or `tags=`."""
    sign = name[-1:] if name[-1:] in {"+", "-"} else ""
    return contact_field(name.removesuffix(sign)), sign


def _changed(contact: Contact, field: ContactField, sign: str, value: str, context: Context) -> Contact:
    """Set a field, or add to a list and take from it."""
    if sign:
        if not field.holds_several:
            raise InvalidValueError(f"{field.name} holds one value: write --set {field.name}=VALUE")
        now, given = entries(field.show(contact, context)), entries(value)
        folded = {split_label(one)[0].casefold() for one in given}
        kept = tuple(one for one in now if split_label(one)[0].casefold() not in folded)
        value = ", ".join((*kept, *given) if sign == "+" else kept)
    return field.put(contact, value, context)
