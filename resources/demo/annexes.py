"""Annex tables that are computed rather than written: budget, railway, power, disbursement, dykes.

Sums are taken from the rows as printed, so that every column adds up.
"""

from __future__ import annotations

from collections.abc import Callable

import forms
from composer import Composer, Table
from figures import REGIONS, decimal, dice, provinces, total_row, whole


def budget(composer: Composer) -> None:
    """Revenue, expenditure and transfers of the 63 provinces."""
    _caption(composer, "Biểu số 01. Dự toán thu, chi ngân sách địa phương và số bổ sung", "Đơn vị: tỷ đồng")
    rows, all_figures = [], []
    for code, region in REGIONS.items():
        figures, inner = [], []
        for number, province in enumerate((p for p in provinces() if p.region == code), 1):
            throw = dice("budget", province.name)
            revenue = round(province.people * throw.uniform(6.5, 15) * (1.9 if code in ("HH", "DNB") else 1))
            land = round(revenue * throw.uniform(0.07, 0.2))
            kept = round(revenue * (throw.uniform(0.3, 0.7) if revenue > 30000 else 1))
            spending = round(max(kept * throw.uniform(1.01, 1.04), province.people * throw.uniform(9.6, 13.5)))
            balance = max(0, spending - kept - round(spending * 0.02))
            targeted = round(spending * throw.uniform(0.02, 0.09))
            row = [revenue, land, kept, spending, balance, targeted]
            figures.append(row)
            inner.append([str(number), province.name, *(whole(value) for value in row)])
        rows += [["*" + code, *total_row(figures, region)[1:]], *inner]
        all_figures += figures
    rows.append(total_row(all_figures, "Cả nước"))
    head = ["TT", "Tỉnh, thành phố", "Thu trên địa bàn", "Trong đó: thu từ đất đai", "Thu được hưởng",
            "Tổng chi", "Bổ sung cân đối", "Bổ sung có mục tiêu"]  # fmt: skip
    composer.table(Table(head, rows, (6, 24, 12, 12, 12, 12, 11, 11)))
    note = "Ghi chú: chưa gồm bổ sung cải cách tiền lương, vốn theo dự án và chương trình mục tiêu quốc gia."
    forms.set_body(composer, f"_{note}_", {})
    _priorities(composer)


def _priorities(composer: Composer) -> None:
    composer.turn()
    _caption(composer, "Biểu số 02. Bổ sung có mục tiêu theo lĩnh vực và vùng", "Đơn vị: tỷ đồng")
    fields = (
        "Phòng, chống lũ, sạt lở", "Giao thông liên vùng", "Y tế cơ sở", "Trường học miền núi",
        "Cấp nước vùng hạn mặn", "Chuyển đổi số cấp xã", "Nhà ở cho hộ nghèo", "Đo đạc, hồ sơ đất đai",
        "Khắc phục hậu quả thiên tai",
    )  # fmt: skip
    figures = [[round(dice("field", name, code).uniform(180, 3900)) for code in REGIONS] for name in fields]
    rows = [
        [str(n), name, *map(whole, row), whole(sum(row))]
        for n, (name, row) in enumerate(zip(fields, figures, strict=True), 1)
    ]
    rows.append(total_row([[*row, sum(row)] for row in figures]))
    composer.table(Table(["TT", "Lĩnh vực", *REGIONS.values(), "Cộng"], rows, (5, 20, 11, 11, 11, 11, 11, 11, 9)))


def railway(composer: Composer) -> None:
    """Land take and resettlement along the line, by district."""
    line = ("Hà Nội", "Hà Nam", "Nam Định", "Ninh Bình", "Thanh Hóa", "Nghệ An")
    rows, figures = [], []
    for province in (p for p in provinces() if p.name in line):
        rows.append(["*", province.name, "", "", "", "", "", ""])
        for number, district in enumerate(province.districts[1:7], 1):
            throw = dice("railway", province.name, district)
            areas = [throw.randint(*span) for span in ((4, 42), (1, 12), (0, 22), (5, 26))]
            figures.append([*areas, sum(areas), areas[1] * throw.randint(31, 54)])
            rows.append([str(number), district, *map(whole, figures[-1])])
    rows.append(total_row(figures))
    head = [
        "TT",
        "Địa bàn",
        "Đất lúa (ha)",
        "Đất ở (ha)",
        "Đất rừng (ha)",
        "Đất khác (ha)",
        "Tổng (ha)",
        "Số hộ TĐC",
    ]
    composer.table(Table(head, rows, (7, 27, 11, 11, 11, 11, 11, 11)))
    note = "Ghi chú: tính theo hướng tuyến ở bước nghiên cứu tiền khả thi; không nêu các huyện có dưới 1 ha."
    forms.set_body(composer, f"_{note}_", {})


def power(composer: Composer) -> None:
    """Power projects: capacity, date and what holds them up."""
    hills, coast = ("MN", "TN", "BTB"), ("by the sea",)
    kinds = (
        ("Điện gió", 50, 300, coast), ("Điện mặt trời", 50, 450, ("TN", "BTB", "DNB", "CL", "MN")),
        ("LNG", 750, 1600, coast), ("Thủy điện mở rộng", 120, 480, hills), ("Pin lưu trữ", 50, 300, tuple(REGIONS)),
        ("Sinh khối", 20, 75, tuple(REGIONS)), ("Thủy điện tích năng", 600, 1200, hills),
    )  # fmt: skip
    holds = (
        "Đang thi công, đúng tiến độ", "Chưa ký hợp đồng mua bán điện", "Vướng giải phóng mặt bằng đường dây",
        "Chờ phê duyệt giá đất cụ thể", "Đang lựa chọn nhà đầu tư", "Thiếu đường dây giải tỏa công suất",
        "Điều chỉnh thiết kế cơ sở", "Đủ điều kiện vận hành sớm",
    )  # fmt: skip
    rows = []
    for province in provinces():
        throw = dice("power", province.name)
        for _ in range(throw.randint(1, 3)):
            fitting = [
                kind for kind in kinds if province.region in kind[3] or (kind[3] is coast and province.coastal)
            ]
            kind, least, most, _ = throw.choice(fitting)
            capacity = throw.randint(least // 10, most // 10) * 10
            year, late = throw.randint(2027, 2030), throw.choice((0, 0, 0, 6, 12, 18, 24, 30))
            name = f"{kind} {throw.choice(province.districts[3:])}"
            cost = capacity * throw.uniform(17, 34)
            hold = holds[0] if late == 0 else throw.choice(holds[1:-1])
            rows.append(
                [str(len(rows) + 1), name, province.name, whole(capacity), str(year), str(late), whole(cost), hold]
            )
    head = ["TT", "Dự án", "Tỉnh, thành phố", "MW", "Năm", "Chậm (tháng)", "Vốn (tỷ đồng)", "Tình trạng, vướng mắc"]
    composer.table(Table(head, rows, (5, 23, 15, 8, 7, 8, 10, 24)))


def disbursement(composer: Composer) -> None:
    """Public investment paid out, by province."""
    _caption(composer, "Bảng 1. Giải ngân theo địa phương đến ngày 31 tháng 10 năm 2026", "Đơn vị: tỷ đồng")
    rows, figures = [], []
    for number, province in enumerate(provinces(), 1):
        throw = dice("disbursement", province.name)
        plan = round(province.people * throw.uniform(2.6, 6.4))
        paid = round(plan * throw.uniform(0.34, 0.83))
        figures.append([plan, paid])
        rows.append([str(number), province.name, whole(plan), whole(paid), decimal(100 * paid / plan)])
    rows.sort(key=lambda row: -float(row[4].replace(",", ".")))
    rows = [[str(number), *row[1:]] for number, row in enumerate(rows, 1)]
    total = total_row(figures)
    plan, paid = (sum(column) for column in zip(*figures, strict=True))
    composer.table(Table(["Hạng", "Địa phương", "Kế hoạch", "Đã giải ngân", "Tỷ lệ (%)"],
                         [*rows, [*total, decimal(100 * paid / plan)]], (9, 37, 18, 18, 18)))  # fmt: skip


def dykes(composer: Composer) -> None:
    """The record of 52 weak sections, one paragraph each, for the scanned paper."""
    composer.heading(1, "2. Kết quả tại từng vị trí", '<p class="section">2. Kết quả tại từng vị trí</p>')
    dyke = ("hữu Hồng", "tả Hồng", "tả Đáy", "hữu Thái Bình")
    findings = (
        ("mặt đê nứt dọc dài {a} m, rộng {b} cm", "đào rãnh xử lý vết nứt, đắp hoàn trả, hạn chế tải trọng xe"),
        ("mặt đê nứt dọc dài {a} m, sâu 1,{b} m", "khoan phụt vữa và đắp áp trúc mái trước mùa lũ"),
        ("mạch sủi cách chân đê phía đồng {a} m", "làm giếng giảm áp và tầng lọc ngược"),
        ("bãi đùn đục nước cách chân đê {a} m", "lắp {b} ống đo áp, tiếp tục theo dõi"),
        ("sạt mái phía sông dài {a} m, vách cao {b} dm", "thả rồng đá giữ chân, cấm khai thác cát trong 500 m"),
        ("cống lấy nước rò tại khớp nối, khoảng {b} l/s", "sửa khớp nối, thay cánh van, theo dõi hằng tuần"),
        ("tổ mối rỗng thân đê, {b} khoang trong {a} m", "đào bắt tổ mối, đắp hoàn trả bằng đất sét luyện"),
    )
    places = ("Giao Thủy", "Xuân Trường", "Trực Ninh", "Nghĩa Hưng", "Lý Nhân", "Vũ Thư", "Kiến Xương", "Kim Sơn")
    for number in range(1, 53):
        throw = dice("dyke", str(number))
        start = throw.randint(12, 198)
        numbers = {"a": throw.randint(14, 160), "b": throw.randint(2, 9)}
        what, action = (words.format(**numbers) for words in throw.choice(findings))
        text = (
            f"**Vị trí {number}.** Đê {throw.choice(dyke)}, từ K{start}+{throw.randint(0, 9)}00 "
            f"đến K{start + 1}+{throw.randint(0, 9)}50, địa phận huyện {throw.choice(places)}. "
            f"Cao trình mặt đê đo được {decimal(throw.uniform(4.1, 9.8), 2)} m, thiếu {throw.randint(5, 48)} cm "
            f"so với thiết kế; {what}. Lần xử lý gần nhất năm {throw.randint(2009, 2023)}. "
            f"Đoàn thống nhất: {action}; kinh phí khái toán {decimal(throw.uniform(0.8, 14.6))} tỷ đồng. "
            f"Có {throw.randint(3, 90)} hộ dân sinh sống trong phạm vi bảo vệ đê."
        )
        forms.set_body(composer, text, {})


def _caption(composer: Composer, caption: str, unit: str) -> None:
    forms.set_body(composer, f"^ {caption}" + (f"\n~ {unit}" if unit else ""), {})


ANNEXES: dict[str, Callable[[Composer], None]] = {
    "budget": budget,
    "railway": railway,
    "power": power,
    "disbursement": disbursement,
    "dykes": dykes,
}
