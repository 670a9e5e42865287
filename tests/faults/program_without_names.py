"""netui on a Textual in which the names in LOST_NAMES have others."""

import os
import re
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

LOST = "LOST_NAMES"


class _Renaming(SourceFileLoader):
    """Loads a module with another name in it, past the compiled file."""

    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec", dont_inherit=True)


class Renamer(MetaPathFinder):
    """Gives identifiers of Textual other names, in every module of Textual that has them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._words = re.compile(rf"(?<!textual\.)(?<!drivers\.)\b(?:{'|'.join(names)})\b")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != "textual":
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return spec
        source = spec.loader.get_data(spec.loader.path).decode()
        if self._words.search(source):
            renamed = self._words.sub(r"\g<0>_otherwise", source)
            spec.loader = _Renaming(fullname, spec.loader.path, renamed)
        return spec


if __name__ == "__main__":
    sys.meta_path.insert(0, Renamer(os.environ[LOST].split()))
    from netui.__main__ import main

    main()
