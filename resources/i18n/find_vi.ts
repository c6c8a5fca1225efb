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
        <translation>{current} trên {total}</translation>
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
</context>
</TS>
