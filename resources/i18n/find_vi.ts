<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Whole words</source>
        <translation>Trọn từ</translation>
    </message>
    <message>
        <source>“an” does not find “toàn”</source>
        <translation>“an” không tìm ra “toàn”</translation>
    </message>
    <message>
        <source>Exact marks</source>
        <translation>Đúng dấu</translation>
    </message>
    <message>
        <source>“đất” finds neither “dat” nor “dát”</source>
        <translation>“đất” không tìm ra “dat” hay “dát”</translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation>{current}/{total}</translation>
    </message>
    <message>
        <source>{n} or more</source>
        <translation>{n} trở lên</translation>
    </message>
    <message>
        <source>Hits in this paper</source>
        <translation>Các kết quả trong tài liệu này</translation>
    </message>
    <message>
        <source>on %n page</source>
        <translation>trên %n trang</translation>
    </message>
    <message>
        <source>on %n pages</source>
        <translation>trên %n trang</translation>
    </message>
    <message>
        <source>This meeting</source>
        <translation>Phiên họp này</translation>
    </message>
    <message>
        <source>My items</source>
        <translation>Nội dung của tôi</translation>
    </message>
    <message>
        <source>Marked by me</source>
        <translation>Tôi đã đánh dấu</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>Tìm ở đâu</translation>
    </message>
    <message>
        <source>Search every paper on this computer</source>
        <translation>Tìm trong mọi tài liệu trên máy này</translation>
    </message>
    <message>
        <source>Look everywhere</source>
        <translation>Tìm ở mọi nơi</translation>
    </message>
    <message>
        <source>There may be something elsewhere.</source>
        <translation>Có thể có kết quả ở nơi khác.</translation>
    </message>
    <message>
        <source>Nothing found here</source>
        <translation>Không tìm thấy ở đây</translation>
    </message>
    <message>
        <source>Try fewer words.</source>
        <translation>Hãy thử ít từ hơn.</translation>
    </message>
    <message>
        <source>Only in: {meeting}.</source>
        <translation>Chỉ trong: {meeting}.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Papers of no meeting</source>
        <translation>Tài liệu không thuộc phiên họp nào</translation>
    </message>
    <message>
        <source>Not on the agenda in force</source>
        <translation>Không có trong chương trình hiện hành</translation>
    </message>
    <message>
        <source>The best %n hits.</source>
        <translation>%n kết quả phù hợp nhất.</translation>
    </message>
</context>
</TS>
