"""Codes survive how people read, type and paste them; a slip is noticed before anything is sent."""

import re

import pytest
from ecabinet_desktop.crypto import codes
from ecabinet_desktop.errors import Refused
from hypothesis import given
from hypothesis import strategies as st

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MANY = [codes.encode(bytes([n]) * 16) for n in range(256)]


def test_a_new_code_is_seven_groups_of_at_most_four_signs() -> None:
    code = codes.new_code()

    assert re.fullmatch(rf"([{ALPHABET}]{{4}}-){{6}}[{ALPHABET}]{{2}}[{ALPHABET}*~$=U]", code)
    assert len({codes.new_code() for _ in range(50)}) == 50


@given(data=st.binary(min_size=16, max_size=16))
def test_every_code_gives_back_its_128_bits(data: bytes) -> None:
    code = codes.encode(data)

    assert codes.decode(code) == data
    assert codes.normalise(code) == code.replace("-", "")
    assert codes.normalise(codes.normalise(code)) == codes.normalise(code)


def test_the_check_sign_is_crockfords_rest_of_37() -> None:
    assert codes.encode(bytes(16)) == "0000-0000-0000-0000-0000-0000-000"
    assert codes.encode((36).to_bytes(16, "big"))[-3:] == "14U"
    assert codes.encode((1234).to_bytes(16, "big"))[-3:] == "6JD"


@pytest.mark.parametrize("code", MANY[:40])
def test_lower_case_other_dashes_and_mistaken_letters_are_mended(code: str) -> None:
    right = code.replace("-", "")

    assert codes.normalise(code.lower()) == right
    assert codes.normalise(code.replace("-", " ")) == right
    assert codes.normalise(f"  {code}\n") == right
    assert codes.normalise(code.replace("-", "\u2011")) == right
    assert codes.normalise(code.replace("-", "\u00a0\u2013\u200b")) == right
    assert codes.normalise("\ufeff" + code.replace("-", "_")) == right
    for wrong in ("O", "o"):
        assert codes.normalise(code.replace("0", wrong)) == right
    for wrong in "IiLl":
        assert codes.normalise(code.replace("1", wrong)) == right


def test_every_single_wrong_sign_is_noticed() -> None:
    right = codes.normalise(MANY[77])

    for place in range(26):
        for sign in ALPHABET:
            if sign != right[place]:
                with pytest.raises(Refused) as caught:
                    codes.normalise(right[:place] + sign + right[place + 1 :])
                assert caught.value.code == "bad_code"


def test_a_code_of_more_than_128_bits_is_refused_though_its_check_sign_is_right() -> None:
    number = (1 << 130) - 1

    with pytest.raises(Refused, match="bad_code"):
        codes.normalise("Z" * 26 + (ALPHABET + "*~$=U")[number % 37])


def test_two_neighbours_that_changed_places_are_noticed() -> None:
    right = codes.normalise(codes.new_code())

    for place in range(25):
        swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
        if swapped != right:
            with pytest.raises(Refused, match="bad_code"):
                codes.normalise(swapped)


@pytest.mark.parametrize(
    "text", ["", " ", "abcd", MANY[1][:-1], MANY[1] + "0", "Đ" * 27, "Z" * 26 + "0", "mật khẩu"]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        codes.normalise(text)
    assert caught.value.code == "bad_code"
    with pytest.raises(Refused):
        codes.decode(text)


@given(text=st.text(max_size=60) | st.text(ALPHABET + "*~$=U", min_size=27, max_size=27))
def test_any_text_is_a_code_or_a_bad_code(text: str) -> None:
    try:
        outcome = str(len(codes.normalise(text)))
    except Refused as refused:
        outcome = refused.code

    assert outcome in ("27", "bad_code")


def test_the_server_keeps_a_hash_that_is_the_same_for_the_same_code_only() -> None:
    code = codes.normalise(MANY[5])

    assert codes.code_hash(code) == codes.code_hash(codes.normalise(MANY[5].lower()))
    assert codes.code_hash(code) != codes.code_hash(codes.normalise(MANY[6]))
    assert len(codes.code_hash(code)) == 32
    assert code.encode() not in codes.code_hash(code)


def test_both_sides_show_the_same_six_digits_for_the_same_two_keys() -> None:
    device, vote = b"d" * 32, b"v" * 32

    digits = codes.six_digits(device, vote)

    assert digits == codes.six_digits(device, vote) == "373 656"
    assert re.fullmatch(r"\d{3} \d{3}", digits)
    assert digits != codes.six_digits(vote, device)
    seen = {codes.six_digits(bytes([n]) * 32, vote) for n in range(200)}
    assert all(re.fullmatch(r"\d{3} \d{3}", shown) for shown in seen)
    assert len(seen) > 195
