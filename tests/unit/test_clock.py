"""The one clock and the one source of identities."""

from datetime import UTC

from ecabinet_desktop.clock import monotonic, new_id, utc_now


def test_the_clock_is_aware_and_in_utc() -> None:
    assert utc_now().tzinfo is UTC


def test_waiting_is_measured_with_a_clock_that_never_goes_back() -> None:
    readings = [monotonic() for _ in range(1000)]
    assert readings == sorted(readings)


def test_identities_do_not_repeat_and_fit_file_names_and_addresses() -> None:
    made = {new_id() for _ in range(10_000)}
    assert len(made) == 10_000
    assert {len(name) for name in made} == {26}
    assert set("".join(made)) == set("0123456789abcdefghjkmnpqrstvwxyz")
