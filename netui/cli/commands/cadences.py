"""cadence."""

from argparse import Namespace

from netui.cli.context import Context
from netui.cli.shapes import Shape
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, RuleScope

_NONE = "none"


def cadence(args: Namespace, context: Context) -> None:
    """Choose how often to keep in touch with people, the default of a tag or a stage, or be away."""
    scopes = {RuleScope.TAG: args.tag, RuleScope.STAGE: args.stage}
    rules = [(scope, value) for scope, value in scopes.items() if value is not None]
    if args.names is not None:
        _for_people(args, context, bool(rules))
        return
    cadences = context.services.cadences
    if args.pause or args.resume:
        raise InvalidValueError("who? netui cadence NAME --pause; --away WHEN stops all check-ins until then")
    if rules and args.every is None:
        raise InvalidValueError("how often? --every “6 weeks”, or --every none")
    if args.every is not None and len(rules) != 1:
        raise InvalidValueError("who for? Name people, or one of --tag TAG and --stage STAGE")
    for scope, value in rules:
        cadences.set_rule(scope, value, _read(args.every))
    if args.away is not None and args.back:
        raise InvalidValueError("--away and --back don't go together: give one of them")
    if args.away is not None or args.back:
        cadences.away(context.coming_day(args.away) if args.away is not None else None)
    _answer(context, is_back=args.back)


def _for_people(args: Namespace, context: Context, has_rule: bool) -> None:
    cadences, contacts = context.services.cadences, context.services.contacts
    if has_rule or args.away is not None or args.back or not (args.every or args.pause or args.resume):
        raise InvalidValueError("people take --every CADENCE, --pause or --resume")
    people = contacts.find_all(args.names)
    ids = [row.id for row in people]
    if args.every is not None:
        cadences.set_cadence(ids, _read(args.every))
    if args.pause or args.resume:
        cadences.pause(ids, paused=args.pause)
    changed = list(contacts.get_many(ids))
    lines = []
    for one in changed:
        often = "paused" if one.paused else f"every {one.cadence}" if one.cadence else "no check-ins"
        due = f"; next check-in: {context.echo(one.next_due_on)}" if one.next_due_on else ""
        lines.append(f"{one.name}: {often}{due}")
    context.answer([context.shapes.contact(one) for one in changed], lines)


def _answer(context: Context, *, is_back: bool) -> None:
    """Answer with the defaults, and until when you are away."""
    preferences = context.services.cadences.preferences()
    away = preferences.away_until
    defaults: list[Shape] = [
        {"scope": rule.scope.value, "value": rule.value, "every": str(rule.cadence)}
        for rule in preferences.rules
    ]
    lines = [f"{one['scope']} {one['value']}: every {one['every']}" for one in defaults]
    lines += [f"away until {context.echo(away)}"] if away else []
    lines += ["You are back: check-ins are due as before."] if is_back else []
    context.answer({"away_until": away.isoformat() if away else None, "defaults": defaults}, lines)
    if not lines:
        context.say_empty("No defaults: netui cadence --tag mentor --every “6 weeks”")


def _read(text: str) -> Cadence | None:
    return None if text.strip().casefold() == _NONE else Cadence.parse(text)
