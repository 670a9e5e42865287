"""Every field a template uses, checked against the known fields before anything is rendered."""

from collections.abc import Mapping, Sequence

from jinja2 import nodes

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import TemplateError
from netui.domain.notes.fields import FIELDS, GROUPS
from netui.notes.template_tree import Where

FUNCTIONS = ("gap", "range")
_CALLS = {
    "gap": 'gap takes one text, what to fill in, as in gap("where you met")',
    "range": "range takes one to three whole numbers, as in range(3)",
}
_LEAVES = tuple(name for name in FIELDS if "." not in name)
Groups = Mapping[str, tuple[str, ...]]
"""The names of fields by their group, such as `contact`."""
_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem")
_LOOP_CALLS = ("cycle", "changed")
_REFUSED = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)


def check_fields(
    tree: nodes.Template, where: Where, groups: Groups = GROUPS, leaves: Sequence[str] = _LEAVES
) -> None:
    """Raise TemplateError for the first use of something that isn't a field; `where` names a line.

    `groups` and `leaves` are the fields there are, by default those of a note.
    """
    _Check(tree, where, groups, leaves).visit(tree)


class _Check:
    def __init__(self, tree: nodes.Template, where: Where, groups: Groups, leaves: Sequence[str]) -> None:
        self._where = where
        self._groups = groups
        self._leaves = leaves
        self._macros = {macro.name for macro in tree.find_all(nodes.Macro)}
        stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx in {"store", "param"}}
        self._own = stored | self._macros | {"loop", "caller"}

    def visit(self, node: nodes.Node) -> None:
        """Check a node and all below it."""
        if isinstance(node, _REFUSED):
            self._refuse(node, "a template stands alone: no include, import, extends or block")
        if isinstance(node, nodes.For) and node.recursive:
            self._refuse(node, "a loop cannot be recursive here")
        if isinstance(node, nodes.Name):
            self._name(node)
        elif isinstance(node, nodes.Getattr | nodes.Getitem):
            self._part(node)
            return
        elif isinstance(node, nodes.Call):
            self._call(node)
            return
        elif isinstance(node, nodes.Macro) and node.name in self._groups:
            self._refuse(node, f"{node.name} is a group of fields; give the macro another name")
        for child in node.iter_child_nodes():
            self.visit(child)

    def _name(self, node: nodes.Name) -> None:
        if node.name in self._groups:
            if node.ctx != "load":
                self._refuse(node, f"{node.name} is a group of fields; choose another name")
            first = self._groups[node.name][0]
            self._refuse(node, f"{node.name} is a group of fields; write one, as in {node.name}.{first}")
        if node.ctx != "load" or node.name in {*self._own, *self._leaves, *FUNCTIONS}:
            return
        known = (*self._groups, *self._leaves, *FUNCTIONS)
        self._refuse(node, f"there is no field {node.name}{did_you_mean(node.name, known)}")

    def _part(self, node: nodes.Getattr | nodes.Getitem) -> None:
        part = node.attr if isinstance(node, nodes.Getattr) else _constant(node.arg)
        base = node.node
        if isinstance(base, nodes.Name) and base.name in self._groups:
            if part not in self._groups[base.name]:
                written = f"{base.name}.{part}" if isinstance(part, str) else f"{base.name}[…]"
                meant = did_you_mean(part, self._groups[base.name]) if isinstance(part, str) else ""
                self._refuse(node, f"there is no field {written}{meant}")
            return
        if isinstance(base, nodes.Name) and base.name == "loop" and isinstance(part, str):
            if part not in _LOOP:
                self._refuse(node, f"there is no loop.{part}{did_you_mean(part, _LOOP)}")
            return
        self.visit(base)
        if isinstance(part, str):
            self._refuse(node, f"a value has no part {part}; use a filter, as in {{{{ me.name | upper }}}}")
        for child in node.iter_child_nodes():
            if child is not base:
                self.visit(child)

    def _call(self, node: nodes.Call) -> None:
        called = node.node
        if isinstance(called, nodes.Name):
            if called.name not in (*FUNCTIONS, "caller", *self._macros):
                self._refuse(
                    node, f"there is no function {called.name}{did_you_mean(called.name, FUNCTIONS)}"
                )
            if called.name in FUNCTIONS:
                self._arguments(node, called.name)
        elif not (
            isinstance(called, nodes.Getattr)
            and isinstance(called.node, nodes.Name)
            and called.node.name == "loop"
            and called.attr in _LOOP_CALLS
        ):
            self._refuse(node, "only gap(…), range(…) and macros of this file can be called")
        for child in node.iter_child_nodes():
            if child is not called:
                self.visit(child)

    def _arguments(self, node: nodes.Call, name: str) -> None:
        """Refuse a call that Python would refuse: a star may stand for any number of values."""
        if node.dyn_args or node.dyn_kwargs:
            return
        given, most = len(node.args) + (len(node.kwargs) if name == "gap" else 0), 1 if name == "gap" else 3
        if not 1 <= given <= most or (name == "range" and node.kwargs):
            self._refuse(node, _CALLS[name])

    def _refuse(self, node: nodes.Node, what: str) -> None:
        raise TemplateError(f"{self._where(node.lineno)}: {what}")


def _constant(node: nodes.Expr) -> object:
    return node.value if isinstance(node, nodes.Const) else None
