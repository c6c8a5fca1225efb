"""Errors named by what the person does next.

Foreign exceptions are translated at the door of the package that raises them; `ui/failures.py` holds the
one table of title, words and button. Anything that is not an `ECabinetError` is a bug.
"""


class ECabinetError(Exception):
    """Something a person can act on. `detail` is for logs and reports and never holds content."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class Offline(ECabinetError):
    """The server cannot be reached or does not answer sensibly: wait; nothing is lost."""


class SignInNeeded(ECabinetError):
    """The server no longer knows this device or its code: enrol again."""


class NotAllowed(ECabinetError):
    """The role, level or state does not permit this: ask the secretary."""


class Refused(ECabinetError):
    """The server or a rule said no; `code` names the reason (see `ui/failures.py`)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


class WrongPassphrase(ECabinetError):
    """The passphrase (or recovery code) does not open this profile: try again."""


class KeyringGone(ECabinetError):
    """The computer's keyring no longer holds this profile's secret: use the recovery code, or enrol again."""


class Damaged(ECabinetError):
    """Stored or received bytes fail their check: fetch them again; nothing else is touched."""


class Unreadable(ECabinetError):
    """A document cannot be opened; `code` is one of `corrupted`, `encrypted`, `empty`, `not_pdf`, `too_big`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


class Full(ECabinetError):
    """The disk is full: free space; what was being written is kept as it was before."""


class TooOld(ECabinetError):
    """This program is older than the store or the server demands: update."""


class Cancelled(ECabinetError):
    """The person stopped a job; nothing to say."""
