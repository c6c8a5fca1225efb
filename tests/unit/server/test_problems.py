import logging

import pytest
from ecabinet_desktop.errors import (
    Damaged,
    ECabinetError,
    Full,
    NotAllowed,
    Offline,
    Refused,
    SignInNeeded,
    TooOld,
)
from ecabinet_desktop.server.problems import REFUSALS, TITLES, answer_bug, answer_error
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Problem
from litestar.testing import RequestFactory

REQUEST = RequestFactory().get("/")


def told(error: ECabinetError) -> Problem:
    response = answer_error(REQUEST, error)
    problem = codec.decode(response.content, Problem)
    assert response.status_code == problem.status
    return problem


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (SignInNeeded("token"), 401, "sign_in"),
        (NotAllowed("blob"), 403, "not_allowed"),
        (NotAllowed("pending"), 403, "pending"),
        (TooOld(), 426, "too_old"),
        (Refused("epoch"), 410, "epoch"),
        (Refused("reused_id"), 409, "reused_id"),
        (Refused("bad_range"), 416, "bad_range"),
        (Refused("bad_code"), 422, "bad_code"),
        (Refused("something_new"), 422, "something_new"),
    ],
)
def test_each_error_has_its_status_and_code(error: ECabinetError, status: int, code: str) -> None:
    problem = told(error)
    assert (problem.status, problem.code) == (status, code)
    assert problem.title.endswith(".")


@pytest.mark.allowed_logs("answered")
def test_troubles_of_the_server_are_its_own() -> None:
    assert told(Full()).status == 507
    assert told(Offline("db")).status == 503


@pytest.mark.allowed_logs("bug: ")
def test_a_bug_is_logged_by_place_and_never_by_its_words(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("minister's opinion")
    except ValueError as error:
        response = answer_bug(REQUEST, error)
    assert response.status_code == 500
    assert b"opinion" not in response.content
    assert "opinion" not in caplog.text
    assert "test_problems.py" in caplog.text
    assert caplog.records[0].levelno == logging.ERROR
    assert told(Damaged("a key")).code == "bug"


def test_every_refusal_with_a_status_has_its_sentence() -> None:
    assert set(REFUSALS) <= set(TITLES)
