"""Counts once whatever happens: calls lost and repeated, processes that die between any two writes, time passing.

The machine, its faults and its second count are in `tests.chaos`; `make chaos` runs it for long.
"""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.chaos import plants
from tests.chaos.machine import Chaos, ChaosOverHttp

pytestmark = pytest.mark.allowed_logs("a timed job failed: Offline", "answered 503: the server died")
"""What a server says whose database is taken away under it."""


def repeatable(examples: int, *phases: Phase) -> settings:
    """The same runs every time, with nothing kept from the last time."""
    return settings(
        max_examples=examples,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases or (Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("machine", "examples"), [(Chaos, 50), (ChaosOverHttp, 6)])
def test_every_vote_counts_once_whatever_breaks(machine: type[RuleBasedStateMachine], examples: int) -> None:
    run_state_machine_as_test(machine, settings=repeatable(examples))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (plants.record_a_repeated_vote_twice, "counts twice|in the ledger twice"),
        (plants.go_on_counting_what_was_replaced, "counts twice"),
        (plants.drop_what_was_sent, "never been judged|still waits"),
        (plants.replace_what_is_on_its_way, "has lost what was acknowledged"),
        (plants.replace_in_two_steps, "has lost what was acknowledged"),
    ],
)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=found):
        run_state_machine_as_test(Chaos, settings=repeatable(100, Phase.generate))
