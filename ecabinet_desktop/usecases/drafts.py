"""Words that were begun and not sent: kept in the vault, so that neither another page nor a lock loses them.

A draft is nobody's business but the person's: it never enters the outbox.
"""

import threading

import msgspec

from ecabinet_desktop.vault.vault import Vault

_NAME = "drafts"


class Drafts:
    """Drafts by subject, such as "objection:ITEM"; an empty text is none."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = threading.Lock()
        kept = vault.meta(_NAME)
        self._words = msgspec.json.decode(kept, type=dict[str, str]) if kept else {}
        self._is_saved = True

    def of(self, subject: str) -> str:
        """What was begun about a subject, "" when nothing was."""
        with self._lock:
            return self._words.get(subject, "")

    def put(self, subject: str, words: str) -> None:
        """Remember what was begun, or forget it with an empty text; `save` writes it."""
        with self._lock:
            if self._words.get(subject, "") == words:
                return
            if words:
                self._words[subject] = words
            else:
                self._words.pop(subject, None)
            self._is_saved = False

    def save(self) -> None:
        """Write to the vault what changed: not for the UI thread. Raises Full."""
        with self._lock:
            if self._is_saved:
                return
            self._is_saved = True
            words = msgspec.json.encode(self._words)
        try:
            self._vault.set_meta(_NAME, words)
        except BaseException:
            self._is_saved = False
            raise
