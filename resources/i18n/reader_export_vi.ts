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
    <message>
        <source>PDF with my notes</source>
        <translation>PDF kèm ghi chú của tôi</translation>
    </message>
    <message>
        <source>Other programs show your notes as notes: they can be opened, answered and taken out again.</source>
        <translation>Chương trình khác hiển thị đúng là ghi chú: mở ra, trả lời hay gỡ bỏ đều được.</translation>
    </message>
    <message>
        <source>PDF with my notes drawn in</source>
        <translation>PDF in liền ghi chú của tôi</translation>
    </message>
    <message>
        <source>Your marks become part of the pages; what you wrote stands on sheets at the end, by number.</source>
        <translation>Dấu của Ông/Bà thành một phần của trang; lời ghi nằm ở các tờ cuối, theo số thứ tự.</translation>
    </message>
    <message>
        <source>PDF without notes</source>
        <translation>PDF không có ghi chú</translation>
    </message>
    <message>
        <source>The paper exactly as it was handed in.</source>
        <translation>Đúng nguyên bản tài liệu đã được trình.</translation>
    </message>
    <message>
        <source>List of my notes as a text document</source>
        <translation>Danh sách ghi chú dạng văn bản</translation>
    </message>
    <message>
        <source>Page by page: what you marked and what you wrote, to go on working with (DOCX).</source>
        <translation>Theo từng trang: chỗ đã đánh dấu và lời đã ghi, để soạn tiếp (DOCX).</translation>
    </message>
    <message>
        <source>List of my notes as PDF</source>
        <translation>Danh sách ghi chú dạng PDF</translation>
    </message>
    <message>
        <source>Page by page: what you marked and what you wrote, to hand on or print.</source>
        <translation>Theo từng trang: chỗ đã đánh dấu và lời đã ghi, để gửi hoặc in.</translation>
    </message>
    <message>
        <source>Only my notes, without the paper</source>
        <translation>Chỉ ghi chú, không kèm tài liệu</translation>
    </message>
    <message>
        <source>A file for other PDF programs that have the same paper (XFDF).</source>
        <translation>Tệp dành cho chương trình PDF khác có cùng tài liệu (XFDF).</translation>
    </message>
    <message>
        <source>Print on paper</source>
        <translation>In ra giấy</translation>
    </message>
    <message>
        <source>Each page bears your name and the date at its foot.</source>
        <translation>Cuối mỗi trang có tên Ông/Bà và ngày in.</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>Tài liệu PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Text documents (*.docx)</source>
        <translation>Văn bản (*.docx)</translation>
    </message>
    <message>
        <source>Notes for PDF programs (*.xfdf)</source>
        <translation>Ghi chú cho chương trình PDF (*.xfdf)</translation>
    </message>
    <message>
        <source>Version {label}</source>
        <translation>Bản {label}</translation>
    </message>
    <message>
        <source>No longer in this version</source>
        <translation>Không còn trong bản này</translation>
    </message>
    <message>
        <source>There are no notes in this paper yet.</source>
        <translation>Tài liệu này chưa có ghi chú nào.</translation>
    </message>
    <message>
        <source>{name} · {date} · page {page}</source>
        <translation>{name} · {date} · trang {page}</translation>
    </message>
    <message>
        <source>Save or print a copy</source>
        <translation>Lưu hoặc in một bản</translation>
    </message>
    <message>
        <source>Confidential papers and those of the secretariat stay in this program: they cannot be saved, printed or copied from. If you need a copy, ask the secretariat.</source>
        <translation>Tài liệu mật và tài liệu riêng của Văn phòng chỉ được xem trong chương trình này: không lưu, in hay chép ra được. Nếu cần một bản, xin hỏi Văn phòng.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Choose where to save…</source>
        <translation>Chọn nơi lưu…</translation>
    </message>
    <message>
        <source>You have %n note in this paper.</source>
        <translation>Ông/Bà có %n ghi chú trong tài liệu này.</translation>
    </message>
    <message>
        <source>You have %n notes in this paper.</source>
        <translation>Ông/Bà có %n ghi chú trong tài liệu này.</translation>
    </message>
    <message>
        <source>You have no notes in this paper yet.</source>
        <translation>Ông/Bà chưa có ghi chú nào trong tài liệu này.</translation>
    </message>
    <message>
        <source>No printer is set up on this computer.</source>
        <translation>Máy tính này chưa cài máy in.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>For example 1-3, 7; empty for all</source>
        <translation>Ví dụ 1-3, 7; để trống là tất cả</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>With my notes drawn in</source>
        <translation>Kèm ghi chú của tôi</translation>
    </message>
    <message>
        <source>On both sides</source>
        <translation>In hai mặt</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Đang ghi tệp</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Lưu một bản</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Thay thế tệp?</translation>
    </message>
    <message>
        <source>There is a file of this name already. Its content would be lost.</source>
        <translation>Đã có tệp mang tên này. Nội dung cũ sẽ mất.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Thay thế</translation>
    </message>
    <message>
        <source>Write pages between 1 and {count}, such as 1-3, 7.</source>
        <translation>Xin ghi các trang từ 1 đến {count}, ví dụ 1-3, 7.</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Đang in</translation>
    </message>
    <message>
        <source>{name} · {date}</source>
        <translation>{name} · {date}</translation>
    </message>
    <message>
        <source>%n page is with the printer</source>
        <translation>%n trang đã chuyển tới máy in</translation>
    </message>
    <message>
        <source>%n pages are with the printer</source>
        <translation>%n trang đã chuyển tới máy in</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>PDF documents and notes (*.pdf *.xfdf)</source>
        <translation>Tài liệu PDF và ghi chú (*.pdf *.xfdf)</translation>
    </message>
    <message>
        <source>Bring in notes from a file</source>
        <translation>Lấy ghi chú từ tệp</translation>
    </message>
    <message>
        <source>this paper</source>
        <translation>tài liệu này</translation>
    </message>
    <message>
        <source>%n note can be brought in.</source>
        <translation>Có thể lấy vào %n ghi chú.</translation>
    </message>
    <message>
        <source>%n notes can be brought in.</source>
        <translation>Có thể lấy vào %n ghi chú.</translation>
    </message>
    <message>
        <source>There is nothing to bring in.</source>
        <translation>Không có gì để lấy vào.</translation>
    </message>
    <message>
        <source>%n is here already.</source>
        <translation>%n ghi chú đã có sẵn.</translation>
    </message>
    <message>
        <source>%n are here already.</source>
        <translation>%n ghi chú đã có sẵn.</translation>
    </message>
    <message>
        <source>%n of a kind this program does not have is left out.</source>
        <translation>Bỏ qua %n ghi chú thuộc loại chương trình này không có.</translation>
    </message>
    <message>
        <source>%n of kinds this program does not have are left out.</source>
        <translation>Bỏ qua %n ghi chú thuộc loại chương trình này không có.</translation>
    </message>
    <message>
        <source>Notes in {where}</source>
        <translation>Ghi chú trong {where}</translation>
    </message>
    <message>
        <source>They become notes of your own, which only you can read.</source>
        <translation>Chúng thành ghi chú riêng, chỉ Ông/Bà đọc được.</translation>
    </message>
    <message>
        <source>Add %n note</source>
        <translation>Thêm %n ghi chú</translation>
    </message>
    <message>
        <source>Add %n notes</source>
        <translation>Thêm %n ghi chú</translation>
    </message>
</context>
</TS>
