from unicodedata import normalize

import pytest
from ecabinet_desktop.domain.folding import fold, fold_with_map


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đất đai", "dat dai"),
        ("NGÂN SÁCH", "ngan sach"),
        ("Nghị quyết số 42/NQ-CP", "nghi quyet so 42/nq-cp"),
        ("đường", "duong"),
        (normalize("NFD", "đường"), "duong"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_text_is_folded_without_marks_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Đất đai", normalize("NFD", "đường bộ"), "straße ﬁn", ""])
def test_the_map_leads_from_each_folded_sign_to_the_one_it_came_from(text: str) -> None:
    folded, origin = fold_with_map(text)
    assert folded == fold(text)
    assert len(origin) == len(folded) + 1
    assert origin[-1] == len(text)
    assert origin == sorted(origin)
    for sign, index in zip(folded, origin, strict=False):
        assert sign in fold(text[index])


def test_a_hit_in_folded_text_is_found_in_the_original() -> None:
    text = normalize("NFD", "Luật Đất đai")  # as some PDFs hold it
    folded, origin = fold_with_map(text)
    at = folded.index("dat dai")
    assert text[origin[at] : origin[at + len("dat dai")]] == normalize("NFD", "Đất đai")
