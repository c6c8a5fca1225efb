"""The long paper: a national master plan of more than 300 pages with an annex for each province.

What is said of a province follows from its own figures; no page repeats another.
"""

from __future__ import annotations

import random
from html import escape
from pathlib import Path

import forms
from composer import Composer, Table
from figures import REGIONS, Province, decimal, dice, provinces, shares, total_row, whole

PHRASES = Path(__file__).parent / "texts" / "plan.txt"


def compose() -> Composer:
    """Cover, contents, the national part, then one annex per province."""
    composer = Composer()
    composer.numbered = False
    composer.turn()
    _cover(composer)
    everywhere = provinces()
    _contents(composer, everywhere)
    composer.labels.insert(0, {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1})
    composer.numbered = True
    composer.restart_numbers()
    phrases = _phrases()
    composer.turn()
    forms.set_body(composer, "\n".join(phrases["national"]), {})
    _national_tables(composer, everywhere)
    for number, province in enumerate(everywhere, 1):
        composer.restart_numbers(f"PL{number}-")
        composer.turn()
        _annex(composer, number, province, phrases)
    return composer


def _cover(composer: Composer) -> None:
    composer.block('<p class="centre"><b>BỘ KẾ HOẠCH VÀ ĐẦU TƯ</b></p>', after=170)
    composer.heading(
        1,
        "Bìa",
        '<p class="cover">BÁO CÁO QUY HOẠCH TỔNG THỂ QUỐC GIA<br/>(ĐIỀU CHỈNH)</p>',
        after=12,
    )
    composer.block(
        '<p class="centre" style="font-size:15pt">Thời kỳ 2021 - 2030, tầm nhìn đến năm 2050</p>', after=8
    )
    composer.block('<p class="centre">Kèm 63 phụ lục theo tỉnh, thành phố</p>', after=300)
    composer.block('<p class="centre"><i>Hà Nội, tháng 10 năm 2026</i></p>')


def _contents(composer: Composer, everywhere: list[Province]) -> None:
    composer.turn()
    composer.heading(1, "Mục lục", '<p class="chapter">MỤC LỤC</p>', after=10)
    parts = [line.removeprefix("@ ") for line in _phrases()["national"] if line.startswith("@ ")]
    rows = [["", part.replace(" | ", ". ")] for part in parts]
    rows += [[f"PL{n}", f"{p.name} ({p.region_name})"] for n, p in enumerate(everywhere, 1)]
    composer.table(Table(["Phụ lục", "Nội dung"], rows, (14, 86)))


def _phrases() -> dict[str, list[str]]:
    """Sections of texts/plan.txt by name; each line is one paragraph or one way to put it."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        elif line.strip():
            current.append(line)
    return sections


def _national_tables(composer: Composer, everywhere: list[Province]) -> None:
    forms.set_body(
        composer, "@ Phần VI | BIỂU TỔNG HỢP TOÀN QUỐC\n^ Biểu 1. Chỉ tiêu sử dụng đất theo vùng đến năm 2030", {}
    )
    figures = [
        [sum(_land(p)[k] for p in everywhere if p.region == code) for k in range(len(KINDS))] for code in REGIONS
    ]
    rows = [
        [str(n), REGIONS[code], *map(whole, row)]
        for n, (code, row) in enumerate(zip(REGIONS, figures, strict=True), 1)
    ]
    composer.table(
        Table(["TT", "Vùng (ha)", *KINDS], [*rows, total_row(figures)], (5, 21, 13, 13, 12, 12, 12, 12), 9.5)
    )
    forms.set_body(composer, "^ Biểu 2. Dân số và diện tích theo tỉnh, thành phố", {})
    rows = [
        [str(n), p.name, p.region_name, whole(p.people), whole(p.area), whole(1000 * p.people / p.area)]
        for n, p in enumerate(everywhere, 1)
    ]
    head = ["TT", "Tỉnh, thành phố", "Vùng", "Dân số (nghìn)", "Diện tích (km²)", "Mật độ"]
    composer.table(Table(head, rows, (6, 26, 32, 12, 13, 11)))


KINDS = ("Đất lúa", "Đất rừng", "Đất công nghiệp", "Đất ở", "Đất giao thông", "Đất khác")
_MIX = {
    "HH": (0.36, 0.13, 0.04, 0.13, 0.08, 0.26), "MN": (0.07, 0.66, 0.01, 0.02, 0.02, 0.22),
    "BTB": (0.09, 0.58, 0.015, 0.025, 0.03, 0.26), "TN": (0.04, 0.47, 0.005, 0.02, 0.025, 0.44),
    "DNB": (0.04, 0.25, 0.05, 0.09, 0.07, 0.5), "CL": (0.45, 0.06, 0.015, 0.06, 0.045, 0.37),
}  # fmt: skip


def _land(province: Province) -> list[int]:
    """Hectares by kind of use in 2030."""
    throw = dice("land", province.name)
    weights = [share * throw.uniform(0.8, 1.25) for share in _MIX[province.region]]
    return [round(100 * province.area * weight / sum(weights)) for weight in weights]


def _annex(composer: Composer, number: int, province: Province, phrases: dict[str, list[str]]) -> None:
    throw = dice("plan", province.name)
    title = f"Phụ lục {number}. {province.name}"
    html = f'<p class="chapter" style="font-size:15pt">Phụ lục {number}<br/>{escape(province.name).upper()}</p>'
    composer.heading(1, title, html, after=3)
    composer.block(f'<p class="centre"><i>Vùng {province.region_name}</i></p>', after=10)
    words = _words(province, throw)
    land = _land(province)
    composer.heading(2, "Vị trí và tiềm năng", _section("1. Vị trí và tiềm năng"))
    _say(composer, phrases["potential"], words, throw, 3)
    _say(composer, phrases["coast" if province.coastal else "inland"], words, throw, 1)
    composer.heading(2, "Sử dụng đất đến năm 2030", _section("2. Sử dụng đất đến năm 2030"))
    _say(composer, phrases["land"], words, throw, 2)
    _land_table(composer, province, land)
    composer.heading(2, "Chỉ tiêu theo huyện", _section("3. Chỉ tiêu phát triển theo đơn vị hành chính cấp huyện"))
    _say(composer, phrases["targets"], words, throw, 1)
    _targets_table(composer, province)
    composer.heading(2, "Công trình, dự án", _section("4. Công trình, dự án ưu tiên"))
    _say(composer, phrases["projects"], words, throw, 1)
    _projects_table(composer, province, throw)
    composer.heading(2, "Tổ chức không gian", _section("5. Tổ chức không gian"))
    ways = [*phrases["district"]]
    throw.shuffle(ways)
    for number, district in enumerate(province.districts):
        _say(composer, [ways[number % len(ways)]], {**words, "d": district}, throw, 1)
    composer.heading(2, "Giải pháp và nguồn lực", _section("6. Giải pháp và nguồn lực thực hiện"))
    _say(composer, phrases["means"], words, throw, 3)
    composer.heading(2, "Rủi ro thiên tai và dân cư", _section("7. Rủi ro thiên tai và bố trí dân cư"))
    _say(composer, phrases["risk"], words, throw, 1)
    _risk_table(composer, province)
    composer.heading(2, "Kế hoạch vốn", _section("8. Kế hoạch vốn theo năm"))
    _say(composer, phrases["budget"], words, throw, 1)
    _budget_table(composer, province)


def _section(title: str) -> str:
    return f'<p class="section">{escape(title)}</p>'


def _words(province: Province, throw: random.Random) -> dict[str, str]:
    """What the phrases may speak of."""
    first, second, third = throw.sample(province.districts, 3)
    return {
        "p": province.name, "r": province.region_name, "a": first, "b": second, "c": third,
        "people": whole(province.people), "area": whole(province.area),
        "n1": str(throw.randint(3, 19)), "n2": str(throw.randint(21, 78)), "n3": whole(throw.randint(110, 980)),
        "g": decimal(throw.uniform(6.2, 10.9)), "q": decimal(throw.uniform(31, 78)),
        "m": whole(throw.randint(1200, 18900)), "k": decimal(throw.uniform(1.2, 6.8)),
    }  # fmt: skip


def _say(composer: Composer, ways: list[str], words: dict[str, str], throw: random.Random, count: int) -> None:
    for way in throw.sample(ways, count):
        own = {"x": str(throw.randint(12, 60)), "y": str(throw.randint(18, 95)), "z": str(throw.randint(3, 12))}
        forms.set_body(composer, way.format(**words, **own), {})


def _land_table(composer: Composer, province: Province, land: list[int]) -> None:
    throw = dice("district land", province.name)
    parts = [[round(value) for value in shares(total, len(province.districts), throw)] for total in land]
    figures = [list(row) for row in zip(*parts, strict=True)]
    rows = [
        [str(n), name, *map(whole, row)]
        for n, (name, row) in enumerate(zip(province.districts, figures, strict=True), 1)
    ]
    forms.set_body(composer, "^ Biểu 1. Phân bổ chỉ tiêu sử dụng đất theo huyện\n~ Đơn vị: ha", {})
    composer.table(
        Table(["TT", "Địa bàn", *KINDS], [*rows, total_row(figures)], (6, 22, 12, 12, 12, 12, 12, 12), 10)
    )


def _targets_table(composer: Composer, province: Province) -> None:
    rows = []
    people = shares(province.people, len(province.districts), dice("people", province.name))
    for n, (name, number) in enumerate(zip(province.districts, people, strict=True), 1):
        throw = dice("targets", province.name, name)
        values = (throw.uniform(5.8, 12.4), throw.uniform(68, 210), throw.uniform(0.3, 14), throw.uniform(62, 100))
        urban = throw.uniform(16, 92)
        row = [decimal(values[0]), decimal(values[1]), decimal(urban), decimal(values[2]), decimal(values[3])]
        rows.append([str(n), name, decimal(number), *row])
    forms.set_body(composer, "^ Biểu 2. Chỉ tiêu chủ yếu đến năm 2030", {})
    head = ["TT", "Địa bàn", "Dân số (nghìn)", "Tăng trưởng (%)", "Thu nhập (tr.đ/người)", "Đô thị hóa (%)",
            "Hộ nghèo (%)", "Nước sạch (%)"]  # fmt: skip
    composer.table(Table(head, rows, (6, 22, 12, 12, 13, 11, 12, 12), 10))


_RISKS = ("Lũ quét", "Ngập úng", "Sạt lở bờ sông", "Hạn hán", "Nắng nóng", "Dông lốc", "Cháy rừng")
_COASTAL_RISKS = ("Bão", "Nước dâng", "Xâm nhập mặn", "Sạt lở bờ biển", "Ngập do triều", "Ngập úng")


def _risk_table(composer: Composer, province: Province) -> None:
    rows, figures = [], []
    for n, name in enumerate(province.districts, 1):
        throw = dice("risk", province.name, name)
        first, second = throw.sample(_COASTAL_RISKS if province.coastal else _RISKS, 2)
        figures.append([throw.randint(0, 640), throw.randint(0, 90), throw.randint(1, 24)])
        rows.append([str(n), name, first, second, *map(whole, figures[-1])])
    total = total_row(figures)
    forms.set_body(composer, "^ Biểu 4. Rủi ro chính và số hộ cần bố trí lại", {})
    head = ["TT", "Địa bàn", "Rủi ro thứ nhất", "Rủi ro thứ hai", "Số hộ", "Đất (ha)", "Trạm cảnh báo"]
    composer.table(Table(head, [*rows, [*total[:2], "", "", *total[2:]]], (6, 24, 20, 20, 10, 10, 10), 10))


def _budget_table(composer: Composer, province: Province) -> None:
    throw = dice("capital", province.name)
    total = province.people * throw.uniform(9, 21)
    figures = []
    for share in (0.21, 0.24, 0.27, 0.28):
        parts = shares(total * share, 4, throw)
        figures.append([round(part) for part in parts])
    rows = [[str(2027 + n), *map(whole, row), whole(sum(row))] for n, row in enumerate(figures)]
    rows.append(total_row([[*row, sum(row)] for row in figures])[1:])
    rows[-1][0] = "*Tổng"
    forms.set_body(composer, "^ Biểu 5. Nhu cầu vốn theo nguồn\n~ Đơn vị: tỷ đồng", {})
    head = ["Năm", "Ngân sách trung ương", "Ngân sách địa phương", "Vốn vay", "Tư nhân, đối tác công tư", "Cộng"]
    composer.table(Table(head, rows, (12, 18, 18, 16, 20, 16), 10))


# What is built, and its land in hectares and its cost in billions of dong, least and most.
_WORKS = (
    ("Đường nối trung tâm {d} với quốc lộ", 18, 90, 240, 2600), ("Khu công nghiệp {d}", 90, 420, 900, 5200),
    ("Hồ chứa nước {d}", 40, 260, 180, 1900), ("Bệnh viện đa khoa khu vực {d}", 3, 9, 220, 980),
    ("Kè chống sạt lở đoạn qua {d}", 2, 14, 45, 420), ("Trường trung học phổ thông {d}", 2, 5, 38, 140),
    ("Trạm biến áp 110 kV {d}", 1, 2, 75, 160), ("Nhà máy nước {d}", 2, 8, 90, 640),
    ("Khu tái định cư {d}", 6, 45, 60, 540), ("Cầu qua sông tại {d}", 3, 16, 120, 1500),
    ("Trung tâm dữ liệu {d}", 1, 6, 80, 2100), ("Khu xử lý chất thải rắn {d}", 12, 60, 110, 900),
    ("Cụm công nghiệp làng nghề {d}", 15, 70, 95, 620), ("Hệ thống chống ngập {d}", 4, 30, 150, 1300),
    ("Chợ đầu mối nông sản {d}", 4, 22, 55, 380),
)  # fmt: skip
_SOURCES = ("Ngân sách trung ương", "Ngân sách tỉnh", "Đối tác công tư", "Vốn vay ODA", "Doanh nghiệp")


def _projects_table(composer: Composer, province: Province, throw: random.Random) -> None:
    rows = []
    for number in range(1, throw.randint(27, 36)):
        work, least, most, cheap, dear = _WORKS[number % len(_WORKS)]
        work = work.format(d=throw.choice(province.districts))
        start = throw.randint(2027, 2029)
        years = f"{start}-{start + throw.randint(1, 4)}"
        cost = throw.randint(cheap, dear)
        land = throw.randint(least, most)
        rows.append([str(number), work, years, whole(land), whole(cost), throw.choice(_SOURCES)])
    forms.set_body(composer, "^ Biểu 3. Danh mục công trình, dự án ưu tiên", {})
    head = ["TT", "Công trình, dự án", "Thời gian", "Đất (ha)", "Vốn (tỷ đồng)", "Nguồn vốn"]
    composer.table(Table(head, rows, (6, 40, 13, 9, 11, 21), 10))
