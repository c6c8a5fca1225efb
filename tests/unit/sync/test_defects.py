"""An unexpected error in a thread of the sync reaches the hook of the process, and the screen gets words."""

import threading

import pytest
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.sync.defects import told


def test_an_unexpected_error_is_handed_to_the_hook_and_has_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[BaseException | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: met.append(args.exc_value))
    defect = KeyError("a title of the cabinet")
    shown = told(defect)
    assert met == [defect]
    assert isinstance(shown, ECabinetError)
    assert "KeyError" in shown.detail
    assert "title" not in shown.detail
