"""A plugin for mypy: `replace` of a msgspec.Struct takes the fields of its class only, each with its type.

mypy knows the fields of a Struct as those of a dataclass, but checks `dataclasses.replace` alone.
"""

from collections.abc import Callable

from mypy.plugin import FunctionSigContext, Plugin
from mypy.plugins.dataclasses import replace_function_sig_callback
from mypy.types import CallableType, TypeVarType, get_proper_type


class ValuesPlugin(Plugin):
    """Check `msgspec.structs.replace` as mypy checks `dataclasses.replace`."""

    def get_function_signature_hook(
        self, fullname: str
    ) -> Callable[[FunctionSigContext], CallableType] | None:
        """Return what makes the signature of a call of a function."""
        return _signature if fullname == "msgspec.structs.replace" else None


def _signature(context: FunctionSigContext) -> CallableType:
    """Return the signature for one class; its first argument has to be a Struct, as it is for all of them."""
    found = replace_function_sig_callback(context)
    of_all = get_proper_type(context.default_signature.arg_types[0])
    if found is context.default_signature or not isinstance(of_all, TypeVarType):
        return found
    return found.copy_modified(arg_types=[of_all.upper_bound, *found.arg_types[1:]])


def plugin(version: str) -> type[Plugin]:  # noqa: ARG001  mypy gives its version
    """Return the plugin; mypy calls it."""
    return ValuesPlugin
