import msgspec
import pytest
from ecabinet_desktop.pdf import paperwork, protocol
from ecabinet_desktop.pdf.paperwork import PART, AskPicture, Part, PutMarks

from tests.helpers.annotations import K, every_kind


def test_marks_of_every_kind_cross_whole() -> None:
    order = PutMarks(every_kind(), True, {"": "Nguyễn Văn A"}, {K.INK: "Bút"}, {"x": 1}, b"font")
    assert paperwork.REQUESTS.decode(msgspec.msgpack.encode(order)) == order


def test_the_readers_own_requests_are_understood_by_the_same_helper() -> None:
    wish = protocol.Wishes(())
    assert paperwork.REQUESTS.decode(msgspec.msgpack.encode(wish)) == wish


def test_a_part_is_far_smaller_than_the_longest_message() -> None:
    whole = msgspec.msgpack.encode(Part(bytes(PART), 10 * PART))
    assert len(whole) < protocol.MAX_MESSAGE / 32


def test_an_answer_is_no_order() -> None:
    with pytest.raises(msgspec.ValidationError):
        paperwork.ANSWERS.decode(msgspec.msgpack.encode(AskPicture(0, 300)))
