<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Fit the text</source>
        <translation>Vừa phần chữ</translation>
    </message>
    <message>
        <source>Turn the pages</source>
        <translation>Xoay trang</translation>
    </message>
    <message>
        <source>Pages one below the other</source>
        <translation>Các trang nối tiếp nhau</translation>
    </message>
    <message>
        <source>One page at a time</source>
        <translation>Từng trang một</translation>
    </message>
    <message>
        <source>Two pages side by side</source>
        <translation>Hai trang cạnh nhau</translation>
    </message>
    <message>
        <source>Night colours</source>
        <translation>Màu ban đêm</translation>
    </message>
    <message>
        <source>Warm paper</source>
        <translation>Nền giấy ấm</translation>
    </message>
    <message>
        <source>Two papers side by side</source>
        <translation>Hai tài liệu cạnh nhau</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Toàn màn hình</translation>
    </message>
    <message>
        <source>Next paper of the agenda</source>
        <translation>Tài liệu kế tiếp trong chương trình</translation>
    </message>
    <message>
        <source>Previous paper of the agenda</source>
        <translation>Tài liệu trước trong chương trình</translation>
    </message>
    <message>
        <source>Small pictures of the pages</source>
        <translation>Hình thu nhỏ các trang</translation>
    </message>
    <message>
        <source>Underline the selected text</source>
        <translation>Gạch dưới phần chữ đã chọn</translation>
    </message>
    <message>
        <source>Strike the selected text out</source>
        <translation>Gạch bỏ phần chữ đã chọn</translation>
    </message>
    <message>
        <source>Bookmark this page</source>
        <translation>Đánh dấu trang này</translation>
    </message>
    <message>
        <source>Add a speaking note</source>
        <translation>Thêm ghi chú phát biểu</translation>
    </message>
    <message>
        <source>Ask the sponsor</source>
        <translation>Hỏi cơ quan trình</translation>
    </message>
    <message>
        <source>Select text</source>
        <translation>Chọn chữ</translation>
    </message>
    <message>
        <source>Move the paper</source>
        <translation>Kéo trang</translation>
    </message>
    <message>
        <source>Marker pen</source>
        <translation>Bút dạ quang</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Vẽ</translation>
    </message>
    <message>
        <source>Erase drawings</source>
        <translation>Tẩy nét vẽ</translation>
    </message>
    <message>
        <source>Write on the page</source>
        <translation>Viết lên trang</translation>
    </message>
    <message>
        <source>Zoom to a frame</source>
        <translation>Phóng to một vùng</translation>
    </message>
    <message>
        <source>Copy with line breaks</source>
        <translation>Sao chép giữ xuống dòng</translation>
    </message>
    <message>
        <source>Paste notes</source>
        <translation>Dán ghi chú</translation>
    </message>
    <message>
        <source>Keep the note where it was put</source>
        <translation>Giữ ghi chú ở chỗ này</translation>
    </message>
    <message>
        <source>Next note</source>
        <translation>Ghi chú sau</translation>
    </message>
    <message>
        <source>Previous note</source>
        <translation>Ghi chú trước</translation>
    </message>
    <message>
        <source>Share the note…</source>
        <translation>Chia sẻ ghi chú…</translation>
    </message>
    <message>
        <source>Read aloud from here</source>
        <translation>Đọc to từ đây</translation>
    </message>
    <message>
        <source>Bring in notes from a file…</source>
        <translation>Nhập ghi chú từ tệp…</translation>
    </message>
    <message>
        <source>Save or print a copy…</source>
        <translation>Lưu hoặc in một bản…</translation>
    </message>
    <message>
        <source>Words of this paper cannot be copied: it is confidential.</source>
        <translation>Không sao chép được chữ của tài liệu này: đây là tài liệu mật.</translation>
    </message>
    <message>
        <source>Not copied</source>
        <translation>Chưa sao chép</translation>
    </message>
    <message>
        <source>Yellow – to remember</source>
        <translation>Vàng – cần nhớ</translation>
    </message>
    <message>
        <source>Green – I agree</source>
        <translation>Xanh lá – đồng ý</translation>
    </message>
    <message>
        <source>Blue – to ask</source>
        <translation>Xanh dương – cần hỏi</translation>
    </message>
    <message>
        <source>Red – I object</source>
        <translation>Đỏ – không đồng ý</translation>
    </message>
    <message>
        <source>Only you</source>
        <translation>Chỉ Ông/Bà</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>Tô sáng</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Gạch dưới</translation>
    </message>
    <message>
        <source>Strike-out</source>
        <translation>Gạch bỏ</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Nét vẽ</translation>
    </message>
    <message>
        <source>Text box</source>
        <translation>Khung chữ</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Dấu trang</translation>
    </message>
    <message>
        <source>Speaking note</source>
        <translation>Ghi chú phát biểu</translation>
    </message>
    <message>
        <source>Question to the sponsor</source>
        <translation>Câu hỏi cho cơ quan trình</translation>
    </message>
    <message>
        <source>Formal comment – the secretariat reads it</source>
        <translation>Ý kiến chính thức – Văn phòng đọc được</translation>
    </message>
    <message>
        <source>Shared with %n person</source>
        <translation>Chia sẻ với %n người</translation>
    </message>
    <message>
        <source>Shared with %n people</source>
        <translation>Chia sẻ với %n người</translation>
    </message>
    <message>
        <source>Check the place</source>
        <translation>Cần kiểm tra vị trí</translation>
    </message>
    <message>
        <source>Page only</source>
        <translation>Chỉ biết trang</translation>
    </message>
    <message>
        <source>No place found</source>
        <translation>Không tìm thấy vị trí</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>Của {name}</translation>
    </message>
    <message>
        <source>Notes of</source>
        <translation>Ghi chú của</translation>
    </message>
    <message>
        <source>Filter notes</source>
        <translation>Lọc ghi chú</translation>
    </message>
    <message>
        <source>Kind of note</source>
        <translation>Loại ghi chú</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Màu</translation>
    </message>
    <message>
        <source>Whose notes</source>
        <translation>Ghi chú của ai</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Thứ tự</translation>
    </message>
    <message>
        <source>Filter by kind, colour and author; sort</source>
        <translation>Lọc theo loại, màu, người viết; sắp xếp</translation>
    </message>
    <message>
        <source>Keep it here</source>
        <translation>Giữ ở đây</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Chia sẻ…</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Trả lời</translation>
    </message>
    <message>
        <source>More about this note</source>
        <translation>Thêm về ghi chú này</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Mọi loại</translation>
    </message>
    <message>
        <source>All colours</source>
        <translation>Mọi màu</translation>
    </message>
    <message>
        <source>The meeting is closed: its papers take no new notes.</source>
        <translation>Phiên họp đã kết thúc: không thêm ghi chú vào tài liệu được nữa.</translation>
    </message>
    <message>
        <source>Make it a speaking note</source>
        <translation>Chuyển thành ghi chú phát biểu</translation>
    </message>
    <message>
        <source>Make it a question to the sponsor</source>
        <translation>Chuyển thành câu hỏi cho cơ quan trình</translation>
    </message>
    <message>
        <source>Ask to speak on this item, with these words</source>
        <translation>Đăng ký phát biểu về nội dung này với những lời này</translation>
    </message>
    <message>
        <source>Send it to the secretariat as a formal comment</source>
        <translation>Gửi Văn phòng làm ý kiến chính thức</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Tài liệu</translation>
    </message>
    <message>
        <source>Everybody’s</source>
        <translation>Của mọi người</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Của tôi</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Được chia sẻ</translation>
    </message>
    <message>
        <source>By page</source>
        <translation>Theo trang</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Mới nhất trước</translation>
    </message>
    <message>
        <source>Take it back: only I read it</source>
        <translation>Thu hồi: chỉ tôi đọc</translation>
    </message>
    <message>
        <source>This link leads out of the program. It is not followed from this paper.</source>
        <translation>Liên kết này dẫn ra ngoài chương trình. Từ tài liệu này sẽ không mở liên kết đó.</translation>
    </message>
    <message>
        <source>Link not followed</source>
        <translation>Không mở liên kết</translation>
    </message>
    <message>
        <source>Leave the program?</source>
        <translation>Rời khỏi chương trình?</translation>
    </message>
    <message>
        <source>This link opens in your web browser. Whoever runs that address may learn that you came.</source>
        <translation>Liên kết này mở bằng trình duyệt. Bên quản lý địa chỉ đó có thể biết Ông/Bà đã truy cập.</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Mở bằng trình duyệt</translation>
    </message>
    <message>
        <source>eCabinet – full screen</source>
        <translation>eCabinet – toàn màn hình</translation>
    </message>
    <message>
        <source>Share the note</source>
        <translation>Chia sẻ ghi chú</translation>
    </message>
    <message>
        <source>Only those you tick can read it; neither the server nor the secretariat can.</source>
        <translation>Chỉ những người được chọn đọc được; máy chủ và Văn phòng không đọc được.</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Tìm người</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>Share with %n person</source>
        <translation>Chia sẻ với %n người</translation>
    </message>
    <message>
        <source>Share with %n people</source>
        <translation>Chia sẻ với %n người</translation>
    </message>
    <message>
        <source>Share with nobody</source>
        <translation>Không chia sẻ với ai</translation>
    </message>
    <message>
        <source>Close this side</source>
        <translation>Đóng khung bên</translation>
    </message>
    <message>
        <source>Colour of the pen</source>
        <translation>Màu bút</translation>
    </message>
    <message>
        <source>How the paper is shown</source>
        <translation>Cách hiển thị tài liệu</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>All hits</source>
        <translation>Tất cả kết quả</translation>
    </message>
    <message>
        <source>Compare with the earlier version</source>
        <translation>So với bản trước</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Đang so sánh</translation>
    </message>
    <message>
        <source>Comparing both versions…</source>
        <translation>Đang so sánh hai bản…</translation>
    </message>
    <message>
        <source>The words of both versions are the same.</source>
        <translation>Lời văn hai bản giống nhau.</translation>
    </message>
    <message>
        <source>%n change</source>
        <translation>%n thay đổi</translation>
    </message>
    <message>
        <source>%n changes</source>
        <translation>%n thay đổi</translation>
    </message>
    <message>
        <source>before: {words}</source>
        <translation>trước: {words}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>Reworded</source>
        <translation>Sửa lời</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Chuyển chỗ</translation>
    </message>
    <message>
        <source>first version</source>
        <translation>bản đầu</translation>
    </message>
    <message>
        <source>Your request to speak is on its way.</source>
        <translation>Đã gửi đăng ký phát biểu.</translation>
    </message>
    <message>
        <source>Also changed elsewhere</source>
        <translation>Đã sửa ở máy khác</translation>
    </message>
    <message>
        <source>Somebody you named may not read this paper. The note was not shared.</source>
        <translation>Có người được chọn không được đọc tài liệu này. Ghi chú chưa được chia sẻ.</translation>
    </message>
    <message>
        <source>This computer could not announce its key for shared notes.</source>
        <translation>Máy này chưa công bố được khóa để nhận ghi chú chia sẻ.</translation>
    </message>
    <message>
        <source>A formal comment needs words.</source>
        <translation>Ý kiến chính thức phải có nội dung.</translation>
    </message>
    <message>
        <source>Notes that came inside this paper…</source>
        <translation>Ghi chú có sẵn trong tài liệu này…</translation>
    </message>
</context>
</TS>
