<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Page {number}</source>
        <translation>Trang {number}</translation>
    </message>
    <message>
        <source>Pages {first} to {last}</source>
        <translation>Từ trang {first} đến trang {last}</translation>
    </message>
    <message>
        <source>Selected: {text}</source>
        <translation>Đã chọn: {text}</translation>
    </message>
</context>
</TS>
