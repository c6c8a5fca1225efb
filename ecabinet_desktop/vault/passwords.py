"""Passwords that papers themselves ask for, as the person gave them: in the encrypted store and nowhere else.

One goes with its paper: whoever may no longer read it keeps nothing that opens it.
"""

from ecabinet_desktop.vault.vault import Database, Vault

_PREFIX = "password:"


class Passwords:
    """By paper version."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def get(self, version_id: str) -> str:
        """The password kept for a version, "" for none."""
        kept = self._vault.meta(_PREFIX + version_id)
        return "" if kept is None else kept.decode()

    def keep(self, version_id: str, password: str) -> None:
        """Keep the password that opened a version; an empty one is forgotten."""
        if password:
            self._vault.set_meta(_PREFIX + version_id, password.encode())
        else:
            with self._vault.transaction() as db:
                forget(db, version_id)


def forget(db: Database, version_id: str) -> None:
    """Drop what was kept for a version."""
    db.execute("DELETE FROM meta WHERE name = ?", (_PREFIX + version_id,))
