<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Reading plan</source>
        <translation>Kế hoạch đọc</translation>
    </message>
    <message>
        <source>Reading plan: everything is read</source>
        <translation>Kế hoạch đọc: đã đọc hết</translation>
    </message>
    <message>
        <source>Reading plan: {time} to read</source>
        <translation>Kế hoạch đọc: còn {time} đọc</translation>
    </message>
    <message>
        <source>Your ministry</source>
        <translation>Bộ của tôi trình</translation>
    </message>
    <message>
        <source>You object</source>
        <translation>Tôi phản đối</translation>
    </message>
    <message>
        <source>You want to speak</source>
        <translation>Tôi muốn phát biểu</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>Bản mới</translation>
    </message>
    <message>
        <source>Your items</source>
        <translation>Nội dung của tôi</translation>
    </message>
    <message>
        <source>Other items</source>
        <translation>Các nội dung khác</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>Đã đọc hết</translation>
    </message>
    <message>
        <source>That is {time} more than is left until the meeting. Begin with your items.</source>
        <translation>Nhiều hơn thời gian còn lại trước phiên họp {time}. Nên đọc nội dung của mình trước.</translation>
    </message>
    <message>
        <source>With {time} a day, everything is read by the meeting.</source>
        <translation>Mỗi ngày đọc {time} thì đến phiên họp là xong.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>So sánh</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>{read} of {all} pages</source>
        <translation>{read}/{all} trang</translation>
    </message>
    <message>
        <source>{time} to read</source>
        <translation>còn {time} đọc</translation>
    </message>
    <message>
        <source>A paper you may no longer see</source>
        <translation>Một tài liệu không còn được xem</translation>
    </message>
    <message>
        <source>If you begin now, you have {time} to spare.</source>
        <translation>Nếu đọc ngay thì còn dư {time}.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Đã đọc</translation>
    </message>
    <message>
        <source>was item {was}, now item {now}</source>
        <translation>trước là mục {was}, nay là mục {now}</translation>
    </message>
    <message>
        <source>New papers appear here as soon as they arrive.</source>
        <translation>Tài liệu mới sẽ hiện ở đây ngay khi đến.</translation>
    </message>
    <message>
        <source>What your ministry brings in, and what you object to or want to speak on, stands here.</source>
        <translation>Ở đây là những nội dung do bộ của mình trình, những nội dung mình phản đối hoặc muốn phát biểu.</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>Hiển thị</translation>
    </message>
    <message>
        <source>Mark all as seen</source>
        <translation>Đánh dấu đã xem tất cả</translation>
    </message>
    <message>
        <source>Changed since you last read</source>
        <translation>Thay đổi từ lần đọc trước</translation>
    </message>
    <message>
        <source>All papers</source>
        <translation>Tất cả tài liệu</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Chưa đọc</translation>
    </message>
    <message>
        <source>No papers yet</source>
        <translation>Chưa có tài liệu</translation>
    </message>
    <message>
        <source>No item is yours</source>
        <translation>Không có nội dung nào của mình</translation>
    </message>
    <message>
        <source>Nothing has changed</source>
        <translation>Không có gì thay đổi</translation>
    </message>
    <message>
        <source>New, replaced, moved and withdrawn papers appear here with the reason.</source>
        <translation>Tài liệu mới, được thay, chuyển chỗ hoặc bị rút sẽ hiện ở đây cùng lý do.</translation>
    </message>
    <message>
        <source>{time} of reading left</source>
        <translation>Còn {time} đọc</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>Cần đọc</translation>
    </message>
</context>
</TS>
