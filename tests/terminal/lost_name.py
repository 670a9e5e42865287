"""Runs netui on a Textual in which one name has another: `python -m tests.terminal.lost_name NAME ...`."""

import re
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType


class _Renaming(SourceFileLoader):
    """Loads a module with another name in it, past the compiled file."""

    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec", dont_inherit=True)


class Renamer(MetaPathFinder):
    """Gives one identifier of Textual another name, in every module of Textual that has it."""

    def __init__(self, name: str) -> None:
        self._word = re.compile(rf"(?<!textual\.)(?<!drivers\.)\b{name}\b")
        self._other = f"{name}_otherwise"

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != "textual":
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return spec
        source = spec.loader.get_data(spec.loader.path).decode()
        if self._word.search(source):
            spec.loader = _Renaming(fullname, spec.loader.path, self._word.sub(self._other, source))
        return spec


if __name__ == "__main__":
    sys.meta_path.insert(0, Renamer(sys.argv.pop(1)))
    from netui.__main__ import main

    main()
