"""Half-written texts: one private file each, durable when saved, adopted when their session is gone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from netui.domain.errors import InvalidValueError, NotFoundError, StoreError
from netui.domain.people.forgotten import Forgotten
from netui.services.lending import LentText
from netui.services.ports import KeptDraft
from netui.storage.base.decoding import decoder
from netui.storage.base.files import discard, read_file, replace_file, sync_folder
from netui.storage.base.owned import DRAFTS, SUFFIX, own_files
from netui.storage.base.sessions import Session
from netui.storage.drafts.lent_texts import LentTexts, about, gone, remove_lent, written_at

_SUFFIX = ".draft"


class Draft(msgspec.Struct, frozen=True):
    """What a draft file holds."""

    key: str
    text: str


_decode: Callable[[bytes], Draft] = decoder(Draft)


class FileDrafts:
    """Drafts in the store's folder, named `<digest of the key>--<session>.draft`."""

    def __init__(self, session: Session, forgotten: Callable[[], Forgotten] = Forgotten) -> None:
        self._session = session
        self._forgotten = forgotten
        self._folder = session.folder
        self._lent = LentTexts(session)

    def save(self, key: str, text: str) -> None:
        """Keep a text; it is on the disk when this returns. Raises StoreError.

        Nothing is kept for what was a forgotten person's, and nothing that names someone another session
        forgot just now; what is only deleted may come back by undo.
        """
        while True:
            forgotten = self._forgotten()
            if forgotten.is_about(key):
                discard(self._own(key))
                return
            self._write(key, forgotten.without_in_draft(text))
            if self._forgotten() == forgotten:
                return

    def _write(self, key: str, text: str) -> None:
        try:
            data = msgspec.json.encode(Draft(key, text))
        except UnicodeEncodeError as error:
            raise InvalidValueError(
                "the draft holds half a character that cannot be stored: type it again"
            ) from error
        try:
            self._session.hold()
            replace_file(self._own(key), [data])
        except OSError as error:
            if not self._folder.is_dir():
                raise gone(self._folder) from error
            raise StoreError(
                f"the draft could not be kept in {self._folder}: {error.strerror}; copy it, then make room"
            ) from error

    def load(self, key: str) -> str | None:
        """Return this session's text, or the newest one left behind, which is ours from then on."""
        own = self._own(key)
        edited = self._lent.written(self._own_lent(key))
        if edited is not None and written_at(self._own_lent(key)) >= _written_at(own):
            return edited.text
        draft = _read(own)
        if draft is not None:
            return draft.text
        for path in self._left_behind(key):
            draft = self._text_of(path)
            if draft is not None and draft.key == key:
                self._adopt(path, key)
                return draft.text
            if draft is None and path.suffix == SUFFIX:
                self._adopt(path, key)  # what could not be read is what an editor opens next
        return None

    def is_kept(self, key: str) -> bool:
        """Whether a text that this session saved is still there."""
        return self._own(key).exists()

    def discard(self, key: str) -> None:
        """Discard this session's text; where it has none, of the newest one left behind."""
        own = [path for path in (self._own(key), self._own_lent(key)) if path.exists()]
        for path in own or self._left_behind(key)[:1]:
            if path.suffix == SUFFIX:
                self._lent.take_back(path)
            else:
                discard(path)

    def orphans(self) -> list[str]:
        """Return the keys of texts left behind by sessions that are gone, the newest first."""
        drafts = (about(path) if path.suffix == SUFFIX else _read(path) for path in self._left_behind())
        return list(dict.fromkeys(draft.key for draft in drafts if draft is not None))

    def listed(self) -> list[KeptDraft]:
        """Return all that `load` would give, the newest first, and leave each where it is."""
        found: dict[str, tuple[int, str]] = {}
        for written, path in (*self._files(ours=True), *self._files()):
            draft = self._text_of(path) or (about(path) if path.suffix == SUFFIX else None)
            if draft is not None:
                found.setdefault(draft.key, (written, draft.text))
        newest_first = sorted(found.items(), key=lambda each: each[1][0], reverse=True)
        return [KeptDraft(key=key, text=text, written_at=_instant(at)) for key, (at, text) in newest_first]

    def lend(self, key: str, text: str) -> LentText:
        """Put a text into a file for an editor; it is a draft from then on. Raises StoreError."""
        return self._lent.lend(self._own_lent(key), key, text)

    def returned(self, key: str) -> str:
        """Return what the editor saved; raise InvalidValueError if it left no text.

        Raises NotFoundError, and keeps nothing, if it was about someone who was forgotten in the meantime.
        """
        if self._forgotten().is_about(key):
            remove_lent(self._own_lent(key))  # the editor may have made it again
            raise NotFoundError("This person was forgotten in another session, with what you typed.")
        return self._lent.returned(self._own_lent(key))

    def began_from(self, key: str) -> str:
        """Return what a text was when the editor got it; "" where that isn't known."""
        lent = about(self._own_lent(key))
        return "" if lent is None else lent.text

    def in_use(self, key: str) -> bool:
        """Whether an editor still has the lent text open."""
        return self._lent.is_in_use(self._own_lent(key))

    def take_back(self, key: str) -> None:
        """Discard a lent text that was used; where an editor still works on it, it stays."""
        self._lent.take_back(self._own_lent(key))

    def _text_of(self, path: Path) -> Draft | None:
        if path.suffix != SUFFIX:
            return _read(path)
        written = self._lent.written(path)
        return None if written is None else Draft(written.key, written.text)

    def _adopt(self, path: Path, key: str) -> None:
        target = self._own(key) if path.suffix != SUFFIX else self._own_lent(key)
        try:
            self._session.hold()
            path.replace(target)
            sync_folder(self._folder)
        except OSError:
            return  # a folder that cannot be written: the text can still be read where it is

    def _left_behind(self, key: str | None = None) -> list[Path]:
        return [path for _, path in self._files(key)]

    def _files(self, key: str | None = None, *, ours: bool = False) -> list[tuple[int, Path]]:
        """Return (when it was written, path) of what was left behind, or of this session's; newest first."""
        live = self._session.live()
        name = "*--*" if key is None else f"{_digest(key)}--*"
        found = list(self._lent.ours(name) if ours else self._lent.left_behind(name))
        start = name.removesuffix("*").removesuffix("*--")
        for own in own_files(self._folder.parent, DRAFTS):
            if not (own.startswith(start) and own.endswith(_SUFFIX)):
                continue
            path, token = self._folder / own, own.partition("--")[2].removesuffix(_SUFFIX)
            is_ours = token == self._session.token
            if is_ours if ours else not is_ours and token not in live:
                try:
                    found.append((path.stat().st_mtime_ns, path))
                except OSError:
                    continue
        return sorted(found, reverse=True)

    def _own_lent(self, key: str) -> Path:
        return self._folder / f"{_digest(key)}--{self._session.token}{SUFFIX}"

    def _own(self, key: str) -> Path:
        return self._folder / f"{_digest(key)}--{self._session.token}{_SUFFIX}"


def _digest(key: str) -> str:
    import hashlib  # only where a draft is named

    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:20]


def read_draft(data: bytes) -> Draft | None:
    """Return what a draft file holds, or None if it holds none."""
    try:
        return _decode(data)
    except msgspec.MsgspecError:
        return None


def _instant(nanoseconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(nanoseconds / 1e9, UTC)
    except (OverflowError, ValueError, OSError):  # a file may be dated any year
        return datetime(9999 if nanoseconds > 0 else 1, 1, 1, tzinfo=UTC)


def _written_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path) -> Draft | None:
    try:
        return read_draft(read_file(path))
    except OSError:
        return None
