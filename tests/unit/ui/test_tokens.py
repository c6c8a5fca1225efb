import pytest
from ecabinet_desktop.ui.tokens import LOOKS, SHAPE_PAIRS, TEXT_PAIRS, Look, contrast


def test_the_contrast_of_black_on_white_is_the_greatest() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", list(Look))
def test_every_text_can_be_read_on_every_ground_it_meets(look: Look) -> None:
    tokens = LOOKS[look]
    ratios = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in TEXT_PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("look", list(Look))
def test_edges_and_focus_rings_stand_out(look: Look) -> None:
    tokens = LOOKS[look]
    ratios = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in SHAPE_PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 3} == {}


def test_high_contrast_gives_running_text_the_enhanced_ratio() -> None:
    tokens = LOOKS[Look.CONTRAST]
    assert all(
        contrast(getattr(tokens, ink), tokens.ground) >= 7 for ink in ("text", "muted", "faint", "accent_text")
    )
