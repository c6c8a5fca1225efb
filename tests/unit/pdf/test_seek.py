from collections.abc import Sequence

import pytest
from ecabinet_desktop.pdf import seek
from ecabinet_desktop.pdf.protocol import MOST_HITS, Find, Found, Word
from ecabinet_desktop.pdf.seek import Match, Seeker


def line(text: str, *, top: float = 10.0, block: int = 0, number: int = 0) -> list[Word]:
    """Words ten points wide a letter, as a page would have them."""
    made, at = [], 0.0
    for word in text.split():
        made.append(Word(at, top, at + 10 * len(word), top + 12, word, block, number))
        at += 10 * (len(word) + 1)
    return made


def page(text: str) -> list[Word]:
    """A page of lines."""
    lines = [line(part, top=20.0 * number, number=number) for number, part in enumerate(text.splitlines())]
    return [word for words in lines for word in words]


def found(matches: Sequence[Match]) -> list[str]:
    return [match.context.text[match.context.start : match.context.end] for match in matches]


def test_a_search_does_not_mind_marks_case_or_line_breaks() -> None:
    words = [*line("về Ngân", number=0), *line("sách nhà nước", top=30, number=1)]
    (match,) = seek.find(words, "NGAN  SACH")
    assert match.boxes == ((30.0, 10.0, 70.0, 22.0), (0.0, 30.0, 40.0, 42.0))
    assert found([match]) == ["Ngân sách"]


def test_part_of_a_word_is_shown_by_its_letters_or_by_its_share_of_the_width() -> None:
    (match,) = seek.find(line("kế-hoạch"), "hoach")
    assert match.boxes == ((30.0, 10.0, 80.0, 22.0),)
    edged = Word(0, 0, 40, 10, "will", 0, 0, (0.0, 20.0, 24.0, 32.0))
    (match,) = seek.find([edged], "il")
    assert match.boxes == ((20.0, 0, 32.0, 10),)


def test_each_match_is_found_once_and_nothing_is_found_for_nothing() -> None:
    assert len(seek.find(line("đất đất đai"), "dat")) == 2
    assert len(seek.find(line("aaaa"), "aa")) == 2
    assert seek.find(line("đất đai"), "  ") == []
    assert seek.find(line("đất đai"), "rừng") == []
    assert seek.find([], "rừng") == []


def test_marks_count_when_they_are_to_count() -> None:
    words = page("ma má mà mạ\nĐẤT đất dat")
    assert len(seek.find(words, "ma")) == 4
    assert found(seek.find(words, "mà", exact=True)) == ["mà"]
    assert found(seek.find(words, "ma\u0300", exact=True)) == ["mà"], "however it is typed"
    assert found(seek.find(words, "đất", exact=True)) == ["ĐẤT", "đất"]
    assert found(seek.find(page("ma\u0300 trận"), "mà trận", exact=True)) == ["mà trận"]


def test_a_whole_word_is_no_part_of_another() -> None:
    words = page("an toàn, an ninh (an) bàn ban-an")
    assert len(seek.find(words, "an")) == 7
    assert len(seek.find(words, "an", whole_word=True)) == 4
    assert len(seek.find(page("toan toan an"), "an", whole_word=True)) == 1


@pytest.mark.parametrize(
    ("text", "query", "is_found"),
    [
        ("the documenta-\ntion of it", "documentation", True),
        ("the documenta-\ntion of it", "documenta", True),
        ("the debian-\nboot list", "debian-boot", True),
        ("về ngân-\nsách nhà nước", "ngan sach", True),
        ("về ngân-\nsách nhà nước", "ngân-sách", True),
        ("the docu\u00admenta\u00ad\ntion", "documentation", True),
        ("from 2020-\n2026", "20202026", False),
        ("kinh tế -\nxã hội", "kinh tế - xã hội", True),
        ("one-two", "onetwo", False),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_read_in_every_way(text: str, query: str, is_found: bool) -> None:
    assert bool(seek.find(page(text), query)) is is_found


def test_a_word_cut_by_a_line_end_is_shown_on_both_lines() -> None:
    (match,) = seek.find(page("the documenta-\ntion of it"), "documentation")
    assert match.boxes == ((40.0, 0.0, 140.0, 12.0), (0.0, 20.0, 40.0, 32.0))
    assert found([match]) == ["documenta-tion"]


def test_the_context_is_whole_words_around_the_match() -> None:
    words = line(f"{'trước ' * 30}thủy điện {'sau ' * 60}")
    (match,) = seek.find(words, "thuy dien")
    context = match.context
    assert context.text[context.start : context.end] == "thủy điện"
    assert context.text.startswith("trước ")
    assert context.start <= seek.BEFORE
    assert context.text.endswith("sau")
    assert len(context.text) <= seek.BEFORE + len("thủy điện") + seek.AFTER


def test_likely_pages_come_first_and_each_lot_goes_once_around() -> None:
    assert seek.order(5, 3) == [3, 4, 0, 1, 2]
    assert seek.order(5, 3, (0, 4, 9, -1)) == [4, 0, 3, 1, 2]
    assert seek.order(3, 7) == [1, 2, 0]
    assert seek.order(0, 0) == []


class Paper:
    """Pages as texts, and which of them were read."""

    def __init__(self, *texts: str | None) -> None:
        self.texts = texts
        self.read: list[int] = []

    def words(self, number: int) -> list[Word]:
        self.read.append(number)
        text = self.texts[number]
        if text is None:
            raise RuntimeError("broken page")
        return page(text)


def run(seeker: Seeker, wanted: Find) -> list[Found]:
    seeker.begin(wanted)
    answers = []
    while seeker.is_busy:
        answer = seeker.step()
        if answer is not None:
            answers.append(answer)
    return answers


def test_a_search_tells_pages_with_matches_and_its_end() -> None:
    seeker = Seeker(Paper("đất đai", "rừng", None, "dat dai").words, 4)
    answers = run(seeker, Find("đất", 1, 7))
    assert [(a.number, a.page, len(a.matches), len(a.contexts), a.done) for a in answers] == [
        (7, 3, 1, 1, False),
        (7, 0, 1, 1, True),
    ]
    (last,) = run(seeker, Find("biển", 0, 8))
    assert (last.number, last.matches, last.done) == (8, (), True)
    assert run(seeker, Find("", 0, 9)) == []


def test_without_pages_the_end_is_told_at_once() -> None:
    (answer,) = run(Seeker(Paper().words, 0), Find("đất", 0, 3))
    assert (answer.number, answer.matches, answer.done) == (3, (), True)


def test_a_page_that_cannot_hold_the_words_is_not_read_again() -> None:
    paper = Paper("ngân-\nsách", "rừng và biển", "ngân hàng")
    seeker = Seeker(paper.words, 3)
    run(seeker, Find("n", 0, 1))
    paper.read.clear()
    assert [a.page for a in run(seeker, Find("ngân sách", 0, 2)) if a.matches] == [0]
    assert paper.read == [0]
    paper.read.clear()
    run(seeker, Find("- -", 0, 3))
    assert paper.read == [0, 1, 2], "what is no letter may be anywhere"


def test_a_search_ends_when_it_has_found_more_than_anyone_will_look_at() -> None:
    seeker = Seeker(Paper(*(["a " * seek.MOST_ON_A_PAGE] * 40)).words, 40)
    answers = run(seeker, Find("a", 0, 1))
    assert sum(len(a.matches) for a in answers) == MOST_HITS
    assert answers[-1].done
