"""The calls by which a store reaches the disk: counted, made to fail, or recorded, in this process."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

CALLS = ("open", "pwrite", "write", "fsync", "fdatasync", "ftruncate", "replace", "rename", "unlink", "mkdir")


@dataclass(frozen=True, slots=True)
class Call:
    """One call on something below the watched folder: its name, the paths it concerns, what it was given."""

    name: str
    paths: tuple[Path, ...]
    args: tuple[Any, ...]


Hook = Callable[[Call, Callable[[], Any]], Any]
"""Gets a call and the way to make it; returns what it gives back, or raises."""


@dataclass(slots=True)
class _Watch:
    folder: Path
    hook: Hook
    paths: dict[int, Path] = field(default_factory=dict)

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            paths = self._paths(name, args)
            if not paths:
                return real(*args, **kwargs)
            result = self.hook(Call(name, paths, args), lambda: real(*args, **kwargs))
            if name == "open":
                self.paths[result] = paths[0]
            return result

        return call

    def closed(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def close(fd: int) -> None:
            self.paths.pop(fd, None)
            real(fd)

        return close

    def _paths(self, name: str, args: tuple[Any, ...]) -> tuple[Path, ...]:
        given = args[:2] if name in {"replace", "rename"} else args[:1]
        found = [self.paths.get(each) if isinstance(each, int) else Path(os.fsdecode(each)) for each in given]
        paths = tuple(path for path in found if path is not None)
        return paths if any(path == self.folder or self.folder in path.parents for path in paths) else ()


@contextmanager
def watched(folder: Path, hook: Hook) -> Iterator[None]:
    """Send every call that concerns `folder` through a hook."""
    watch = _Watch(Path(os.path.realpath(folder)), hook)
    with ExitStack() as stack:
        for name in CALLS:
            if hasattr(os, name):
                stack.enter_context(patch.object(os, name, watch.wrapped(name, getattr(os, name))))
        stack.enter_context(patch.object(os, "close", watch.closed(os.close)))
        yield


@contextmanager
def without_syncing() -> Iterator[None]:
    """Leave out of this process what only a crash of the machine could tell from the real thing."""
    with patch.object(os, "fsync", _not_synced), patch.object(os, "fdatasync", _not_synced, create=True):
        yield


def _not_synced(fd: int) -> None:
    """Do nothing, where a file would be put on the disk."""


@dataclass(slots=True)
class Failing:
    """A hook that fails the `number`-th call of a name, or that one and all after it, and counts all."""

    name: str = ""
    number: int = 0
    error: int = 0
    for_ever: bool = False
    seen: dict[str, int] = field(default_factory=dict)
    failed: list[Call] = field(default_factory=list)

    def __call__(self, call: Call, make: Callable[[], Any]) -> Any:
        count = self.seen[call.name] = self.seen.get(call.name, 0) + 1
        if call.name == self.name and (count == self.number or (self.for_ever and count > self.number)):
            self.failed.append(call)
            raise OSError(self.error, os.strerror(self.error), str(call.paths[0]))
        return make()
