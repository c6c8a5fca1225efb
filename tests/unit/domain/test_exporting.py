import pytest
from ecabinet_desktop.domain.exporting import SUFFIXES, Form, file_name, may_copy, may_export, may_print
from ecabinet_desktop.domain.paper import Level


@pytest.mark.parametrize("rule", [may_export, may_print, may_copy])
def test_what_is_for_the_cabinet_or_for_more_people_may_leave_and_nothing_stricter(rule: object) -> None:
    assert callable(rule)
    assert [level for level in Level if rule(level)] == [Level.CABINET, Level.ADMINISTRATION, Level.PUBLIC]


def test_every_form_has_a_suffix() -> None:
    assert set(SUFFIXES) == set(Form)


@pytest.mark.parametrize(
    ("title", "label", "form", "name"),
    [
        ("Tờ trình về ngân sách", "", Form.NOTES, "Tờ trình về ngân sách.pdf"),
        ("Nghị định 12/2026: đất đai", "BIS", Form.XFDF, "Nghị định 12 2026 đất đai BIS.xfdf"),
        ("../../etc/passwd", "", Form.SUMMARY_DOCX, "etc passwd.docx"),
        ("\x00\n\t", "", Form.DRAWN, "paper.pdf"),
        ("a" * 200, "", Form.DRAWN, "a" * 80 + ".pdf"),
    ],
)
def test_a_proposed_name_is_the_title_without_what_a_file_system_refuses(
    title: str, label: str, form: Form, name: str
) -> None:
    assert file_name(title, label, form) == name
