<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Password of this paper</source>
        <translation>Mật khẩu của tài liệu này</translation>
    </message>
    <message>
        <source>This paper is locked with a password</source>
        <translation>Tài liệu này được khóa bằng mật khẩu</translation>
    </message>
    <message>
        <source>Whoever wrote it can tell you the password. It stays on this computer, encrypted.</source>
        <translation>Xin hỏi nơi soạn tài liệu để biết mật khẩu. Mật khẩu được mã hóa và chỉ lưu trên máy tính này.</translation>
    </message>
    <message>
        <source>That did not open the paper. Please try again.</source>
        <translation>Mật khẩu không mở được tài liệu. Xin Ông/Bà nhập lại.</translation>
    </message>
</context>
</TS>
