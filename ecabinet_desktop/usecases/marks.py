"""The marks on one paper version: one funnel for every change, undo and redo, saving and sending.

Nothing but `apply` changes a mark, so that no tool can forget undo, the screen, the vault or the server. Saving
is debounced by the caller: `apply` is instant, `save` writes and queues. Only a person's own marks change here.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import fields, replace

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.domain.annotation import (
    Anchoring,
    Annotation,
    AnnotationKind,
    Audience,
    Colour,
    Quad,
    Quote,
    Stroke,
    reading_order,
)
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.sharing import NoteDelivery
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.wire import codec

UNDO_STEPS = 200
_STAMPS = frozenset({"modified_at", "ancestors"})
_FIELDS = tuple(field.name for field in fields(Annotation) if field.name not in _STAMPS)


class Edit(msgspec.Struct, frozen=True):
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

    def on(self, current: Annotation | None) -> Annotation | None:
        """What becomes of the mark as it is now: only what this edit changed, and nothing that came since."""
        if self.after is None or self.before is None:
            return self.after
        if current is None:
            return None
        changed = {name: getattr(self.after, name) for name in _FIELDS if self._differs(name)}
        return replace(current, **changed, modified_at=self.after.modified_at)

    def _differs(self, name: str) -> bool:
        return bool(getattr(self.before, name) != getattr(self.after, name))


class Step(msgspec.Struct, frozen=True):
    """What one undo takes back. Steps with the same `join` that follow each other are one."""

    join: str
    edits: tuple[Edit, ...]


class History(msgspec.Struct, frozen=True):
    """Steps done and undone, oldest first, as the vault keeps them over a restart."""

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()


class Marks:
    """The annotations of one paper version. Lives on the UI thread; only `save` may run elsewhere."""

    def __init__(
        self,
        paper: PaperVersion,
        notes: Notes,
        delivery: NoteDelivery,
        changes: Changes,
        *,
        now: Now,
        new_id: NewId,
        on_dirty: Callable[[], None],
    ) -> None:
        self.paper = paper
        self._notes = notes
        self._delivery = delivery
        self._changes = changes
        self._now = now
        self._new_id = new_id
        self._on_dirty = on_dirty
        self._lock = threading.Lock()
        self._saving = threading.Lock()
        self._by_id = {mark.id: mark for mark in notes.of_version(paper.id)}
        self._pages: dict[int, tuple[Annotation, ...]] | None = None
        self._undo, self._redo = _kept_history(notes, paper.id)
        self._dirty: dict[str, Annotation | None] = {}

    def all(self) -> list[Annotation]:
        """Every mark, in reading order."""
        pages = self.by_page()
        return [mark for page in sorted(pages) for mark in pages[page]]

    def by_page(self) -> Mapping[int, tuple[Annotation, ...]]:
        """The marks of each page that has any, in reading order. Pages that did not change keep their tuple."""
        if self._pages is None:
            found: dict[int, list[Annotation]] = {}
            for mark in self._by_id.values():
                if mark.anchoring is not Anchoring.ORPHAN:
                    found.setdefault(mark.page, []).append(mark)
            self._pages = {page: tuple(sorted(marks, key=reading_order)) for page, marks in found.items()}
        return self._pages

    def orphans(self) -> list[Annotation]:
        """Marks of an earlier version that found no place in this one: the drawer."""
        return [mark for mark in self._by_id.values() if mark.anchoring is Anchoring.ORPHAN]

    def on_page(self, page: int) -> Sequence[Annotation]:
        """The marks of one page, in reading order."""
        return self.by_page().get(page, ())

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

    def add(
        self,
        page: int,
        kind: AnnotationKind,
        quads: Sequence[Quad],
        colour: Colour = Colour.YELLOW,
        *,
        text: str = "",
        quote: Quote | None = None,
        strokes: Sequence[Stroke] = (),
        reply_to: str = "",
    ) -> Annotation:
        """Make a mark."""
        mark = self.draft(page, kind, quads, colour, text=text, quote=quote, strokes=strokes, reply_to=reply_to)
        self.apply([Edit(None, mark)])
        return mark

    def add_all(self, drafts: Sequence[Annotation]) -> Change:
        """Make several marks as one step, from `draft`."""
        return self.apply([Edit(None, mark) for mark in drafts])

    def highlight(self, page: int, quads: Sequence[Quad], quote: Quote, colour: Colour) -> Annotation:
        """Mark a passage."""
        return self.add(page, AnnotationKind.HIGHLIGHT, quads, colour, quote=quote)

    def stick(self, page: int, x: float, y: float, text: str, colour: Colour = Colour.YELLOW) -> Annotation:
        """Put a note at a point of the page."""
        return self.add(page, AnnotationKind.STICKY_NOTE, (Quad(x, y, x, y),), colour, text=text)

    def draft(
        self,
        page: int,
        kind: AnnotationKind,
        quads: Sequence[Quad],
        colour: Colour = Colour.YELLOW,
        *,
        text: str = "",
        quote: Quote | None = None,
        strokes: Sequence[Stroke] = (),
        reply_to: str = "",
    ) -> Annotation:
        """A mark that is not there yet: `add_all` puts it there."""
        now = self._now()
        return Annotation(
            id=self._new_id(),
            meeting_id=self.paper.meeting_id,
            paper_id=self.paper.paper_id,
            version_id=self.paper.id,
            page=page,
            kind=kind,
            quads=tuple(quads),
            colour=colour,
            created_at=now,
            modified_at=now,
            text=text,
            quote=quote,
            strokes=tuple(strokes),
            reply_to=reply_to,
        )

    def write(self, mark_id: str, text: str) -> Change:
        """Change a mark's text; keystrokes on one mark join into one undo step."""
        return self.change([mark_id], join=f"write:{mark_id}", text=text)

    def recolour(self, mark_ids: Iterable[str], colour: Colour) -> Change:
        """Use another pen."""
        return self.change(mark_ids, colour=colour)

    def become(self, mark_id: str, kind: AnnotationKind) -> Change:
        """Make another kind of it: a private note becomes a speaking note."""
        return self.change([mark_id], kind=kind)

    def reshape(
        self, mark_id: str, page: int, quads: Sequence[Quad], strokes: Sequence[Stroke] = (), *, join: str = ""
    ) -> Change:
        """Put a mark elsewhere, or make it larger; a drag joins into one undo step."""
        return self.change([mark_id], join=join, page=page, quads=tuple(quads), strokes=tuple(strokes))

    def accept(self, mark_id: str) -> Change:
        """The person agrees where a carried mark was put."""
        return self.change([mark_id], anchoring=Anchoring.PLACED)

    def share(self, mark_ids: Iterable[str], audience: Audience, readers: Sequence[str] = ()) -> Change:
        """Let others read marks, or nobody any more."""
        return self.change(mark_ids, audience=audience, readers=tuple(readers))

    def change(self, mark_ids: Iterable[str], *, join: str = "", **changed: object) -> Change:
        """Change fields of own marks as one step."""
        found = [self._by_id[mark_id] for mark_id in mark_ids if mark_id in self._by_id]
        now = self._now()
        edits = [Edit(mark, replace(mark, modified_at=now, **changed)) for mark in found if mark.is_own]
        return self.apply(edits, join=join)

    def delete(self, mark_ids: Iterable[str]) -> Change:
        """Delete own marks, as one undo step."""
        found = [self._by_id[mark_id] for mark_id in mark_ids if mark_id in self._by_id]
        return self.apply([Edit(mark, None) for mark in found if mark.is_own])

    def end_step(self) -> None:
        """The hand went up, the field was left: what follows is a step of its own."""
        if self._undo and self._undo[-1].join:
            self._undo[-1] = replace(self._undo[-1], join="")

    def apply(self, edits: Sequence[Edit], *, join: str = "") -> Change:
        """The funnel: change the marks, remember how to take it back, and say so."""
        if not edits:
            return Change.NONE
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        if join and last is not None and last.join == join and [e.id for e in last.edits] == [e.id for e in edits]:
            joined = zip(last.edits, edits, strict=True)
            self._undo[-1] = Step(join, tuple(Edit(first.before, then.after) for first, then in joined))
        else:
            self._undo.append(Step(join, tuple(edits)))
            del self._undo[:-UNDO_STEPS]
        return self._put(edits)

    def undo(self) -> Change:
        """Take the last step back."""
        if not self._undo:
            return Change.NONE
        step = self._undo.pop()
        self._redo.append(step)
        return self._put([edit.reversed() for edit in reversed(step.edits)], self._now())

    def redo(self) -> Change:
        """Do the last undone step again."""
        if not self._redo:
            return Change.NONE
        step = self._redo.pop()
        self._undo.append(step)
        return self._put(step.edits, self._now())

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
        self._pages = None
        return Change.NOTES

    def save(self) -> Change:
        """Write what changed to the vault and queue it for the server. Blocking: not for the UI thread."""
        with self._saving:
            with self._lock:
                dirty = dict(self._dirty)
                history = History(tuple(self._undo), tuple(self._redo))
            self._notes.set_history(self.paper.id, codec.encode(history))
            for mark_id, mark in dirty.items():
                self._store(mark_id, mark)
                with self._lock:
                    # Only now: what is being written must not look lost to `absorb`, nor what came meanwhile saved.
                    if mark_id in self._dirty and self._dirty[mark_id] is mark:
                        del self._dirty[mark_id]
        return Change.NOTES

    def _store(self, mark_id: str, mark: Annotation | None) -> None:
        if mark is None:
            self._delivery.delete(mark_id)
        else:
            self._delivery.store(mark)

    def _put(self, edits: Iterable[Edit], now: datetime | None = None) -> Change:
        """With `now` the marks are stamped anew: what is undone is newer than what it undoes, on every device."""
        with self._lock:
            for edit in edits:
                current = self._by_id.get(edit.id)
                after = edit.on(current)
                if after is not None and now is not None:
                    after = replace(after, modified_at=now)
                if after is None:
                    self._by_id.pop(edit.id, None)
                else:
                    self._by_id[edit.id] = after
                self._dirty[edit.id] = after
                self._forget_pages(current, after)
        self._on_dirty()
        return self._changes.tell(Change.NOTES)

    def _forget_pages(self, *marks: Annotation | None) -> None:
        """Work the pages of these marks out anew, and no others: a paper may bear ten thousand."""
        if self._pages is None:
            return
        for page in {mark.page for mark in marks if mark is not None}:
            here = [m for m in self._by_id.values() if m.page == page and m.anchoring is not Anchoring.ORPHAN]
            if here:
                self._pages[page] = tuple(sorted(here, key=reading_order))
            else:
                self._pages.pop(page, None)


def _kept_history(notes: Notes, version_id: str) -> tuple[list[Step], list[Step]]:
    """The steps of former days; what an older program wrote otherwise is no loss."""
    kept = notes.history(version_id)
    if kept is None:
        return [], []
    try:
        history = codec.decode(kept, History)
    except Damaged:
        return [], []
    return list(history.undo), list(history.redo)
