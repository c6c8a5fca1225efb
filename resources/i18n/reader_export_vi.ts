<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>This paper stays in the program</source>
        <translation>Tài liệu này chỉ được xem trong chương trình</translation>
    </message>
    <message>
        <source>Papers of this level may not be saved as a file. If you need a copy, ask the secretariat.</source>
        <translation>Tài liệu ở mức này không được lưu thành tệp. Nếu cần một bản, xin hỏi Văn phòng.</translation>
    </message>
    <message>
        <source>Papers of this level may not be printed here. If you need a paper copy, ask the secretariat.</source>
        <translation>Tài liệu ở mức này không được in tại đây. Nếu cần bản giấy, xin hỏi Văn phòng.</translation>
    </message>
    <message>
        <source>There is a file of this name</source>
        <translation>Đã có tệp mang tên này</translation>
    </message>
    <message>
        <source>It was left as it is. Choose another name, or choose this one again to replace it.</source>
        <translation>Tệp đó được giữ nguyên. Xin chọn tên khác, hoặc chọn lại tên này để thay thế.</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Không ghi được tệp</translation>
    </message>
    <message>
        <source>This folder or disk does not take files from you. Choose another folder.</source>
        <translation>Thư mục hoặc ổ đĩa này không cho Ông/Bà ghi tệp. Xin chọn thư mục khác.</translation>
    </message>
    <message>
        <source>No notes in this file</source>
        <translation>Tệp này không có ghi chú</translation>
    </message>
    <message>
        <source>It is neither a PDF nor a file of notes (XFDF), or it cannot be read. Choose another file.</source>
        <translation>Đây không phải tệp PDF hay tệp ghi chú (XFDF), hoặc không đọc được. Xin chọn tệp khác.</translation>
    </message>
    <message>
        <source>The printer did not take it</source>
        <translation>Máy in không nhận</translation>
    </message>
    <message>
        <source>Nothing was printed. See whether the printer is on, and try again or choose another one.</source>
        <translation>Chưa in được gì. Xin xem máy in đã bật chưa, rồi thử lại hoặc chọn máy khác.</translation>
    </message>
</context>
</TS>
