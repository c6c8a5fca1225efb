"""The marks on one paper version: one funnel for every change, undo and redo, saving and sending.

Nothing but `apply` changes a mark, so that no tool can forget undo, the screen, the vault or the server. Saving
is debounced by the caller: `apply` is instant, `save` writes and queues.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.crypto.notes import seal_note
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, Quote, reading_order
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import DeleteNote, SaveNote

UNDO_STEPS = 200


@dataclass(frozen=True, slots=True)
class Edit:
    """One mark before and after: None before for a new one, None after for a deleted one."""

    before: Annotation | None
    after: Annotation | None

    @property
    def id(self) -> str:
        """The mark's id."""
        mark = self.after or self.before
        return mark.id if mark else ""

    def reversed(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


class Marks:
    """The annotations of one paper version. Lives on the UI thread; only `save` may run elsewhere."""

    def __init__(
        self,
        paper: PaperVersion,
        notes: Notes,
        delivering: Delivering,
        changes: Changes,
        *,
        note_key: bytes,
        now: Now,
        new_id: NewId,
        on_dirty: Callable[[], None],
    ) -> None:
        self.paper = paper
        self._notes = notes
        self._delivering = delivering
        self._changes = changes
        self._note_key = note_key
        self._now = now
        self._new_id = new_id
        self._on_dirty = on_dirty
        self._lock = threading.Lock()
        self._saving = threading.Lock()
        self._by_id = {mark.id: mark for mark in notes.of_version(paper.id)}
        self._undo: list[tuple[str, tuple[Edit, ...]]] = []
        self._redo: list[tuple[str, tuple[Edit, ...]]] = []
        self._dirty: dict[str, Annotation | None] = {}

    def all(self) -> list[Annotation]:
        """Every mark, in reading order."""
        return sorted(self._by_id.values(), key=reading_order)

    def on_page(self, page: int) -> list[Annotation]:
        """The marks of one page, in reading order."""
        return [mark for mark in self.all() if mark.page == page]

    def get(self, mark_id: str) -> Annotation | None:
        """One mark, or None when it was deleted."""
        return self._by_id.get(mark_id)

    @property
    def can_undo(self) -> bool:
        """True when there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """True when there is a step to do again."""
        return bool(self._redo)

    @property
    def is_saved(self) -> bool:
        """True when nothing waits for `save`."""
        return not self._dirty

    def highlight(self, page: int, quads: Sequence[Quad], quote: Quote, colour: Colour) -> Annotation:
        """Mark a passage."""
        return self._add(page, AnnotationKind.HIGHLIGHT, tuple(quads), colour, quote=quote)

    def stick(self, page: int, x: float, y: float, text: str, colour: Colour = Colour.YELLOW) -> Annotation:
        """Put a note at a point of the page."""
        return self._add(page, AnnotationKind.STICKY_NOTE, (Quad(x, y, x, y),), colour, text=text)

    def write(self, mark_id: str, text: str) -> Change:
        """Change a mark's text; keystrokes on one mark join into one undo step."""
        return self._edit(mark_id, join=f"write:{mark_id}", text=text)

    def recolour(self, mark_id: str, colour: Colour) -> Change:
        """Use another pen."""
        return self._edit(mark_id, join="", colour=colour)

    def move(self, mark_id: str, quads: Sequence[Quad]) -> Change:
        """Put a mark elsewhere on its page; a drag joins into one undo step."""
        return self._edit(mark_id, join=f"move:{mark_id}", quads=tuple(quads))

    def delete(self, mark_ids: Iterable[str]) -> Change:
        """Delete marks, as one undo step."""
        found = [self._by_id[mark_id] for mark_id in mark_ids if mark_id in self._by_id]
        return self.apply([Edit(mark, None) for mark in found])

    def apply(self, edits: Sequence[Edit], *, join: str = "") -> Change:
        """The funnel: change the marks, remember how to take it back, and say so."""
        if not edits:
            return Change.NONE
        self._redo.clear()
        if join and self._undo and self._undo[-1][0] == join and len(edits) == 1:
            (earlier,) = self._undo[-1][1]
            self._undo[-1] = (join, (Edit(earlier.before, edits[0].after),))
        else:
            self._undo.append((join, tuple(edits)))
            del self._undo[:-UNDO_STEPS]
        return self._put(edits)

    def undo(self) -> Change:
        """Take the last step back."""
        if not self._undo:
            return Change.NONE
        step = self._undo.pop()
        self._redo.append(step)
        return self._put([edit.reversed() for edit in reversed(step[1])])

    def redo(self) -> Change:
        """Do the last undone step again."""
        if not self._redo:
            return Change.NONE
        step = self._redo.pop()
        self._undo.append(step)
        return self._put(step[1])

    def absorb(self) -> Change:
        """Take over what arrived from this member's other devices; own unsaved changes win."""
        stored = {mark.id: mark for mark in self._notes.of_version(self.paper.id)}
        with self._lock:
            for mark_id, mark in self._dirty.items():
                if mark is None:
                    stored.pop(mark_id, None)
                else:
                    stored[mark_id] = mark
        if stored == self._by_id:
            return Change.NONE
        self._by_id = stored
        return Change.NOTES

    def save(self) -> Change:
        """Write what changed to the vault and queue it for the server. Blocking: not for the UI thread."""
        with self._saving:
            with self._lock:
                dirty = dict(self._dirty)
            for mark_id, mark in dirty.items():
                self._store(mark_id, mark)
                with self._lock:
                    # Only now: what is being written must not look lost to `absorb`, nor what came meanwhile saved.
                    if mark_id in self._dirty and self._dirty[mark_id] is mark:
                        del self._dirty[mark_id]
        return Change.NOTES

    def _store(self, mark_id: str, mark: Annotation | None) -> None:
        with self._notes.together():
            if mark is None:
                self._notes.delete(mark_id)
                self._delivering.send(DeleteNote(note_id=mark_id))
                return
            self._notes.save(mark)
            sealed = seal_note(self._note_key, codec.encode(mark), mark_id)
            self._delivering.send(SaveNote(note_id=mark_id, version_id=mark.version_id, sealed=sealed))

    def _add(
        self,
        page: int,
        kind: AnnotationKind,
        quads: tuple[Quad, ...],
        colour: Colour,
        *,
        text: str = "",
        quote: Quote | None = None,
    ) -> Annotation:
        now = self._now()
        mark = Annotation(
            id=self._new_id(),
            meeting_id=self.paper.meeting_id,
            paper_id=self.paper.paper_id,
            version_id=self.paper.id,
            page=page,
            kind=kind,
            quads=quads,
            colour=colour,
            created_at=now,
            modified_at=now,
            text=text,
            quote=quote,
        )
        self.apply([Edit(None, mark)])
        return mark

    def _edit(self, mark_id: str, *, join: str, **fields: object) -> Change:
        mark = self._by_id.get(mark_id)
        if mark is None:
            return Change.NONE
        after = msgspec.structs.replace(mark, modified_at=self._now(), **fields)
        return self.apply([Edit(mark, after)], join=join)

    def _put(self, edits: Iterable[Edit]) -> Change:
        with self._lock:
            for edit in edits:
                if edit.after is None:
                    self._by_id.pop(edit.id, None)
                else:
                    self._by_id[edit.id] = edit.after
                self._dirty[edit.id] = edit.after
        self._on_dirty()
        return self._changes.tell(Change.NOTES)
