<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
  <context>
    <name>eCabinet</name>
    <message>
      <source>Everywhere</source>
      <translation>Mọi nơi</translation>
    </message>
    <message>
      <source>Reader</source>
      <translation>Trình đọc</translation>
    </message>
    <message>
      <source>Agenda and ballots</source>
      <translation>Chương trình họp và phiếu</translation>
    </message>
    <message>
      <source>Search or go to…</source>
      <translation>Tìm hoặc đi tới…</translation>
    </message>
    <message>
      <source>First place of the rail</source>
      <translation>Mục thứ nhất của thanh bên</translation>
    </message>
    <message>
      <source>Second place of the rail</source>
      <translation>Mục thứ hai của thanh bên</translation>
    </message>
    <message>
      <source>Third place of the rail</source>
      <translation>Mục thứ ba của thanh bên</translation>
    </message>
    <message>
      <source>Fourth place of the rail</source>
      <translation>Mục thứ tư của thanh bên</translation>
    </message>
    <message>
      <source>Fifth place of the rail</source>
      <translation>Mục thứ năm của thanh bên</translation>
    </message>
    <message>
      <source>Sixth place of the rail</source>
      <translation>Mục thứ sáu của thanh bên</translation>
    </message>
    <message>
      <source>Next area of the window</source>
      <translation>Khu vực kế tiếp của cửa sổ</translation>
    </message>
    <message>
      <source>Previous area of the window</source>
      <translation>Khu vực trước của cửa sổ</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Quay lại</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Tiến tới</translation>
    </message>
    <message>
      <source>Sync now</source>
      <translation>Đồng bộ ngay</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Khóa</translation>
    </message>
    <message>
      <source>Show or hide the side panel</source>
      <translation>Hiện hoặc ẩn khung bên</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Phím tắt</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Thoát</translation>
    </message>
    <message>
      <source>Find in this paper</source>
      <translation>Tìm trong tài liệu này</translation>
    </message>
    <message>
      <source>Next hit</source>
      <translation>Kết quả kế tiếp</translation>
    </message>
    <message>
      <source>Previous hit</source>
      <translation>Kết quả trước</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Phóng to</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Thu nhỏ</translation>
    </message>
    <message>
      <source>Fit width</source>
      <translation>Vừa chiều rộng</translation>
    </message>
    <message>
      <source>Fit page</source>
      <translation>Vừa trang</translation>
    </message>
    <message>
      <source>Go to page…</source>
      <translation>Đi tới trang…</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>Mục lục</translation>
    </message>
    <message>
      <source>Highlight the selected text</source>
      <translation>Tô sáng đoạn đã chọn</translation>
    </message>
    <message>
      <source>Add a note here</source>
      <translation>Thêm ghi chú tại đây</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Sao chép</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Hoàn tác</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Làm lại</translation>
    </message>
    <message>
      <source>Delete the selected note</source>
      <translation>Xóa ghi chú đã chọn</translation>
    </message>
    <message>
      <source>Notes in this paper</source>
      <translation>Ghi chú trong tài liệu này</translation>
    </message>
    <message>
      <source>Next item</source>
      <translation>Nội dung kế tiếp</translation>
    </message>
    <message>
      <source>Previous item</source>
      <translation>Nội dung trước</translation>
    </message>
    <message>
      <source>Open the paper</source>
      <translation>Mở tài liệu</translation>
    </message>
    <message>
      <source>Answer the ballot</source>
      <translation>Trả lời phiếu</translation>
    </message>
    <message>
      <source>Monday</source>
      <translation>Thứ Hai</translation>
    </message>
    <message>
      <source>Tuesday</source>
      <translation>Thứ Ba</translation>
    </message>
    <message>
      <source>Wednesday</source>
      <translation>Thứ Tư</translation>
    </message>
    <message>
      <source>Thursday</source>
      <translation>Thứ Năm</translation>
    </message>
    <message>
      <source>Friday</source>
      <translation>Thứ Sáu</translation>
    </message>
    <message>
      <source>Saturday</source>
      <translation>Thứ Bảy</translation>
    </message>
    <message>
      <source>Sunday</source>
      <translation>Chủ Nhật</translation>
    </message>
    <message>
      <source>January</source>
      <translation>Tháng Một</translation>
    </message>
    <message>
      <source>February</source>
      <translation>Tháng Hai</translation>
    </message>
    <message>
      <source>March</source>
      <translation>Tháng Ba</translation>
    </message>
    <message>
      <source>April</source>
      <translation>Tháng Tư</translation>
    </message>
    <message>
      <source>May</source>
      <translation>Tháng Năm</translation>
    </message>
    <message>
      <source>June</source>
      <translation>Tháng Sáu</translation>
    </message>
    <message>
      <source>July</source>
      <translation>Tháng Bảy</translation>
    </message>
    <message>
      <source>August</source>
      <translation>Tháng Tám</translation>
    </message>
    <message>
      <source>September</source>
      <translation>Tháng Chín</translation>
    </message>
    <message>
      <source>October</source>
      <translation>Tháng Mười</translation>
    </message>
    <message>
      <source>November</source>
      <translation>Tháng Mười Một</translation>
    </message>
    <message>
      <source>December</source>
      <translation>Tháng Mười Hai</translation>
    </message>
    <message>
      <source>%n minute</source>
      <translation>%n phút</translation>
    </message>
    <message>
      <source>%n minutes</source>
      <translation>%n phút</translation>
    </message>
    <message>
      <source>{weekday} {day} {month_name} {year}</source>
      <translation>{weekday}, ngày {day_two}/{month}/{year}</translation>
    </message>
    <message>
      <source>{day} {month_short} {year}</source>
      <translation>{day_two}/{month}/{year}</translation>
    </message>
    <message>
      <source>now</source>
      <translation>ngay bây giờ</translation>
    </message>
    <message>
      <source>{day} at {time}</source>
      <translation>{time} ngày {day}</translation>
    </message>
    <message>
      <source>%n day</source>
      <translation>%n ngày</translation>
    </message>
    <message>
      <source>%n days</source>
      <translation>%n ngày</translation>
    </message>
    <message>
      <source>%n hour</source>
      <translation>%n giờ</translation>
    </message>
    <message>
      <source>%n hours</source>
      <translation>%n giờ</translation>
    </message>
    <message>
      <source>today at {time}</source>
      <translation>{time} hôm nay</translation>
    </message>
    <message>
      <source>tomorrow at {time}</source>
      <translation>{time} ngày mai</translation>
    </message>
    <message>
      <source>yesterday at {time}</source>
      <translation>{time} hôm qua</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Hủy</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Lưu</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Đóng</translation>
    </message>
    <message>
      <source>This did not work</source>
      <translation>Chưa thực hiện được</translation>
    </message>
    <message>
      <source>Nothing was lost. Try again; if it happens again, tell the secretariat.</source>
      <translation>Không có gì bị mất. Hãy thử lại; nếu vẫn gặp, xin báo cho Văn phòng.</translation>
    </message>
    <message>
      <source>No connection to the server</source>
      <translation>Không kết nối được máy chủ</translation>
    </message>
    <message>
      <source>Nothing is lost: what you did is kept on this computer and sent as soon as the server answers.</source>
      <translation>Không có gì bị mất: việc đã làm được giữ trên máy này và sẽ gửi ngay khi máy chủ trả lời.</translation>
    </message>
    <message>
      <source>This computer is no longer known</source>
      <translation>Máy tính này không còn được nhận biết</translation>
    </message>
    <message>
      <source>The server no longer accepts this computer. Ask the secretariat for a new code and enrol again.</source>
      <translation>Máy chủ không còn chấp nhận máy tính này. Xin Văn phòng cấp mã mới rồi đăng ký lại.</translation>
    </message>
    <message>
      <source>Not allowed</source>
      <translation>Không được phép</translation>
    </message>
    <message>
      <source>Your office may not do this now. If you think it should, ask the secretariat.</source>
      <translation>Chức vụ của Ông/Bà hiện không được làm việc này. Nếu cho là được, xin hỏi Văn phòng.</translation>
    </message>
    <message>
      <source>Not accepted</source>
      <translation>Không được chấp nhận</translation>
    </message>
    <message>
      <source>The server did not accept this. Nothing was changed.</source>
      <translation>Máy chủ không chấp nhận việc này. Không có gì thay đổi.</translation>
    </message>
    <message>
      <source>Wrong passphrase</source>
      <translation>Sai cụm mật khẩu</translation>
    </message>
    <message>
      <source>The passphrase does not open this computer's papers.</source>
      <translation>Cụm mật khẩu không mở được tài liệu trên máy tính này.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Thử lại</translation>
    </message>
    <message>
      <source>This computer has lost its key</source>
      <translation>Máy tính này đã mất khóa</translation>
    </message>
    <message>
      <source>The key kept by the computer's keyring is missing. Use your recovery code, or enrol again.</source>
      <translation>Khóa lưu trong chùm khóa của máy tính không còn. Hãy dùng mã khôi phục, hoặc đăng ký lại.</translation>
    </message>
    <message>
      <source>Use recovery code</source>
      <translation>Dùng mã khôi phục</translation>
    </message>
    <message>
      <source>A file is damaged</source>
      <translation>Một tệp bị hỏng</translation>
    </message>
    <message>
      <source>It fails its check and is not shown. It is fetched again at the next sync; nothing else is touched.</source>
      <translation>Tệp không qua được kiểm tra nên không hiển thị. Tệp sẽ được tải lại ở lần đồng bộ tới; các phần khác không bị ảnh hưởng.</translation>
    </message>
    <message>
      <source>This document cannot be opened</source>
      <translation>Không mở được tài liệu này</translation>
    </message>
    <message>
      <source>Ask the secretariat for a new copy.</source>
      <translation>Xin Văn phòng gửi bản mới.</translation>
    </message>
    <message>
      <source>The disk is full</source>
      <translation>Đĩa đã đầy</translation>
    </message>
    <message>
      <source>Free some space and try again. What was there before is unchanged.</source>
      <translation>Hãy giải phóng dung lượng rồi thử lại. Những gì có trước đó vẫn nguyên vẹn.</translation>
    </message>
    <message>
      <source>This program must be updated</source>
      <translation>Cần cập nhật chương trình</translation>
    </message>
    <message>
      <source>The server or the papers on this computer need a newer version. Ask your administrator for it.</source>
      <translation>Máy chủ hoặc tài liệu trên máy này cần phiên bản mới hơn. Xin liên hệ quản trị viên.</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Đã dừng</translation>
    </message>
    <message>
      <source>You stopped this. Nothing was changed.</source>
      <translation>Ông/Bà đã dừng việc này. Không có gì thay đổi.</translation>
    </message>
    <message>
      <source>Something went wrong in the program</source>
      <translation>Chương trình gặp lỗi</translation>
    </message>
    <message>
      <source>This is our mistake, not yours. Your papers, notes and votes on this computer are safe. The report below holds no titles and no text; you may give it to your administrator.</source>
      <translation>Đây là lỗi của chương trình, không phải của Ông/Bà. Tài liệu, ghi chú và phiếu trên máy này vẫn an toàn. Báo cáo dưới đây không chứa tên hay nội dung tài liệu; có thể gửi cho quản trị viên.</translation>
    </message>
    <message>
      <source>Copy the report</source>
      <translation>Sao chép báo cáo</translation>
    </message>
    <message>
      <source>Report number {id}</source>
      <translation>Báo cáo số {id}</translation>
    </message>
    <message>
      <source>Not possible now</source>
      <translation>Hiện chưa thể thực hiện</translation>
    </message>
    <message>
      <source>Something is missing</source>
      <translation>Còn thiếu thông tin</translation>
    </message>
    <message>
      <source>The server is not set up</source>
      <translation>Máy chủ chưa được thiết lập</translation>
    </message>
    <message>
      <source>Wrong address</source>
      <translation>Sai địa chỉ</translation>
    </message>
    <message>
      <source>This is not the address of a server. Check it letter by letter.</source>
      <translation>Đây không phải địa chỉ của máy chủ. Xin kiểm tra từng chữ.</translation>
    </message>
    <message>
      <source>Connection not protected</source>
      <translation>Kết nối không được bảo vệ</translation>
    </message>
    <message>
      <source>The address must begin with https://. Ask your administrator for it.</source>
      <translation>Địa chỉ phải bắt đầu bằng https://. Xin hỏi quản trị viên.</translation>
    </message>
    <message>
      <source>Passphrase too short</source>
      <translation>Cụm mật khẩu quá ngắn</translation>
    </message>
    <message>
      <source>Choose a longer passphrase; several words are best.</source>
      <translation>Xin chọn cụm mật khẩu dài hơn; tốt nhất là gồm nhiều từ.</translation>
    </message>
    <message>
      <source>Passphrase too simple</source>
      <translation>Cụm mật khẩu quá đơn giản</translation>
    </message>
    <message>
      <source>The passphrase repeats the same few signs. Choose several different words.</source>
      <translation>Cụm mật khẩu chỉ lặp lại vài ký tự. Xin chọn nhiều từ khác nhau.</translation>
    </message>
    <message>
      <source>Code not accepted</source>
      <translation>Mã không được chấp nhận</translation>
    </message>
    <message>
      <source>The code is wrong, expired or already used. Codes can be used once; ask the secretariat for a new one.</source>
      <translation>Mã sai, đã hết hạn hoặc đã dùng. Mỗi mã chỉ dùng một lần; xin Văn phòng cấp mã mới.</translation>
    </message>
    <message>
      <source>The address of the server's database is wrong.</source>
      <translation>Địa chỉ cơ sở dữ liệu của máy chủ không đúng.</translation>
    </message>
    <message>
      <source>No government has been created on this server yet.</source>
      <translation>Chưa có chính phủ nào được tạo trên máy chủ này.</translation>
    </message>
    <message>
      <source>Somebody else changed this first</source>
      <translation>Người khác đã thay đổi trước</translation>
    </message>
    <message>
      <source>Your change was not applied, so that theirs is not lost. Look at it as it is now, and try again.</source>
      <translation>Thay đổi của Ông/Bà chưa được áp dụng để không làm mất thay đổi của người kia. Xin xem lại hiện trạng rồi thử lại.</translation>
    </message>
    <message>
      <source>The server was restored</source>
      <translation>Máy chủ đã được khôi phục</translation>
    </message>
    <message>
      <source>Everything is compared with the server again; nothing you did is lost.</source>
      <translation>Mọi dữ liệu đang được đối chiếu lại với máy chủ; không việc nào đã làm bị mất.</translation>
    </message>
    <message>
      <source>This ballot is not open.</source>
      <translation>Phiếu này chưa mở hoặc đã đóng.</translation>
    </message>
    <message>
      <source>The meeting is not in session.</source>
      <translation>Phiên họp chưa diễn ra.</translation>
    </message>
    <message>
      <source>The meeting has no approved agenda yet.</source>
      <translation>Phiên họp chưa có chương trình được duyệt.</translation>
    </message>
    <message>
      <source>No quorum</source>
      <translation>Chưa đủ số thành viên</translation>
    </message>
    <message>
      <source>Fewer than the required members are recorded as present. Record who is present first.</source>
      <translation>Số người được ghi nhận có mặt chưa đủ theo quy định. Xin ghi nhận người có mặt trước.</translation>
    </message>
    <message>
      <source>The meeting, item or ballot is in another state by now.</source>
      <translation>Phiên họp, nội dung hoặc phiếu đã chuyển sang trạng thái khác.</translation>
    </message>
    <message>
      <source>Give a reason.</source>
      <translation>Xin nêu lý do.</translation>
    </message>
    <message>
      <source>Write your opinion; an opinion of your own needs a text.</source>
      <translation>Xin viết ý kiến; ý kiến khác cần có nội dung.</translation>
    </message>
    <message>
      <source>The server already has something else under this number. It was not applied twice.</source>
      <translation>Máy chủ đã có một việc khác mang số này. Việc không được áp dụng hai lần.</translation>
    </message>
    <message>
      <source>File too large</source>
      <translation>Tệp quá lớn</translation>
    </message>
    <message>
      <source>The file is larger than the server accepts. Split it or reduce it.</source>
      <translation>Tệp lớn hơn mức máy chủ cho phép. Hãy chia nhỏ hoặc giảm dung lượng.</translation>
    </message>
    <message>
      <source>Too much at once</source>
      <translation>Quá nhiều cùng lúc</translation>
    </message>
    <message>
      <source>The server asks for fewer at a time. Wait a moment and try again.</source>
      <translation>Máy chủ yêu cầu gửi ít hơn mỗi lần. Xin đợi một lát rồi thử lại.</translation>
    </message>
    <message>
      <source>No longer there</source>
      <translation>Không còn nữa</translation>
    </message>
    <message>
      <source>It was removed or withdrawn meanwhile.</source>
      <translation>Mục này vừa bị gỡ hoặc thu hồi.</translation>
    </message>
    <message>
      <source>The server is older than this program</source>
      <translation>Máy chủ cũ hơn chương trình này</translation>
    </message>
    <message>
      <source>It does not know this action yet.</source>
      <translation>Máy chủ chưa hỗ trợ thao tác này.</translation>
    </message>
    <message>
      <source>This document is damaged</source>
      <translation>Tài liệu này bị hỏng</translation>
    </message>
    <message>
      <source>The file itself is broken. Ask the submitting ministry for a new copy.</source>
      <translation>Chính tệp bị hỏng. Xin bộ, cơ quan trình gửi bản mới.</translation>
    </message>
    <message>
      <source>This document has a password</source>
      <translation>Tài liệu này có mật khẩu</translation>
    </message>
    <message>
      <source>Ask the submitting ministry for a copy without a password.</source>
      <translation>Xin bộ, cơ quan trình gửi bản không có mật khẩu.</translation>
    </message>
    <message>
      <source>This document is empty</source>
      <translation>Tài liệu này trống</translation>
    </message>
    <message>
      <source>It has no pages. Ask the submitting ministry for a new copy.</source>
      <translation>Tài liệu không có trang nào. Xin bộ, cơ quan trình gửi bản mới.</translation>
    </message>
    <message>
      <source>This is not a PDF</source>
      <translation>Đây không phải tệp PDF</translation>
    </message>
    <message>
      <source>Only PDF documents can be filed. Save it as PDF and try again.</source>
      <translation>Chỉ nhận tài liệu PDF. Hãy lưu thành PDF rồi thử lại.</translation>
    </message>
    <message>
      <source>This document is too large</source>
      <translation>Tài liệu này quá lớn</translation>
    </message>
    <message>
      <source>It has more pages or bytes than can be shown.</source>
      <translation>Số trang hoặc dung lượng vượt mức có thể hiển thị.</translation>
    </message>
    <message>
      <source>Close this notice</source>
      <translation>Đóng thông báo này</translation>
    </message>
    <message>
      <source>Type a place, a meeting, a paper or an action</source>
      <translation>Gõ tên mục, phiên họp, tài liệu hoặc thao tác</translation>
    </message>
    <message>
      <source>Goals</source>
      <translation>Đích đến</translation>
    </message>
    <message>
      <source>Show the passphrase</source>
      <translation>Hiện cụm mật khẩu</translation>
    </message>
    <message>
      <source>Caps Lock seems to be on.</source>
      <translation>Có vẻ phím Caps Lock đang bật.</translation>
    </message>
    <message>
      <source>Hide the passphrase</source>
      <translation>Ẩn cụm mật khẩu</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Các mục</translation>
    </message>
    <message>
      <source>unread</source>
      <translation>chưa đọc</translation>
    </message>
    <message>
      <source>Sync has stopped</source>
      <translation>Đồng bộ đã dừng</translation>
    </message>
    <message>
      <source>Up to date</source>
      <translation>Đã cập nhật</translation>
    </message>
    <message>
      <source>Syncing…</source>
      <translation>Đang đồng bộ…</translation>
    </message>
    <message>
      <source>Not synced yet</source>
      <translation>Chưa đồng bộ lần nào</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>Ngoại tuyến</translation>
    </message>
    <message>
      <source>Offline – as of {time}</source>
      <translation>Ngoại tuyến – cập nhật lúc {time}</translation>
    </message>
    <message>
      <source>Syncing {done} of {total} papers</source>
      <translation>Đang đồng bộ {done}/{total} tài liệu</translation>
    </message>
    <message>
      <source>Offline – as of {day}, {time}</source>
      <translation>Ngoại tuyến – cập nhật lúc {time} ngày {day}</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Sáng</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Tối</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Tương phản cao</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Cài đặt</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Ngôn ngữ</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Giao diện</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Mục</translation>
    </message>
    <message>
      <source>Search all papers for “{words}”</source>
      <translation>Tìm “{words}” trong mọi tài liệu</translation>
    </message>
    <message>
      <source>Home</source>
      <translation>Trang chủ</translation>
    </message>
    <message>
      <source>Meetings</source>
      <translation>Phiên họp</translation>
    </message>
    <message>
      <source>Ballots</source>
      <translation>Lấy ý kiến</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Tìm kiếm</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Ghi chú</translation>
    </message>
    <message>
      <source>Secretariat</source>
      <translation>Văn phòng</translation>
    </message>
    <message>
      <source>Code no longer valid</source>
      <translation>Mã không còn hiệu lực</translation>
    </message>
    <message>
      <source>The code has expired. Ask the secretariat for a new one.</source>
      <translation>Mã đã hết hạn. Xin Văn phòng cấp mã mới.</translation>
    </message>
    <message>
      <source>Too many attempts</source>
      <translation>Thử quá nhiều lần</translation>
    </message>
    <message>
      <source>Wait a few minutes, and check the code letter by letter.</source>
      <translation>Xin đợi vài phút và kiểm tra mã từng chữ.</translation>
    </message>
    <message>
      <source>Computers are already waiting</source>
      <translation>Đã có máy tính đang chờ</translation>
    </message>
    <message>
      <source>Too many computers wait for approval. Ask the secretariat to decide on them first.</source>
      <translation>Có quá nhiều máy tính đang chờ duyệt. Xin Văn phòng xử lý các máy đó trước.</translation>
    </message>
    <message>
      <source>This computer could not prove its identity. Enrol again with a new code.</source>
      <translation>Máy tính này không chứng minh được danh tính. Hãy đăng ký lại bằng mã mới.</translation>
    </message>
    <message>
      <source>This part of the file does not exist. It is fetched anew.</source>
      <translation>Phần này của tệp không tồn tại. Tệp sẽ được tải lại.</translation>
    </message>
    <message>
      <source>The server did not understand this program. One of the two may need an update.</source>
      <translation>Máy chủ không hiểu yêu cầu của chương trình. Có thể cần cập nhật một trong hai.</translation>
    </message>
    <message>
      <source>The file could not be taken in as described. Send it again.</source>
      <translation>Không nhận được tệp như đã khai báo. Xin gửi lại.</translation>
    </message>
    <message>
      <source>The upload broke off at another place. It continues from there.</source>
      <translation>Việc tải lên bị ngắt ở chỗ khác. Sẽ tiếp tục từ chỗ đó.</translation>
    </message>
    <message>
      <source>What the server received was damaged on the way. Try again.</source>
      <translation>Dữ liệu máy chủ nhận được bị hỏng trên đường truyền. Xin thử lại.</translation>
    </message>
    <message>
      <source>The file arrived changed</source>
      <translation>Tệp nhận được khác bản gốc</translation>
    </message>
    <message>
      <source>What the server received differs from your file. Send it again.</source>
      <translation>Tệp máy chủ nhận được khác với tệp của Ông/Bà. Xin gửi lại.</translation>
    </message>
    <message>
      <source>This member has already answered a ballot on the item. Recall the ballot first.</source>
      <translation>Thành viên này đã trả lời phiếu về nội dung này. Xin thu hồi phiếu trước.</translation>
    </message>
    <message>
      <source>The server could not read this vote. It was not counted; answer the ballot again.</source>
      <translation>Máy chủ không đọc được phiếu trả lời này. Phiếu chưa được tính; xin trả lời lại.</translation>
    </message>
    <message>
      <source>A ballot of this session is still open. Close it first.</source>
      <translation>Còn phiếu đang mở trong phiên họp này. Xin đóng phiếu trước.</translation>
    </message>
    <message>
      <source>The chair must be a member in office. Choose a member.</source>
      <translation>Người chủ trì phải là thành viên đương nhiệm. Xin chọn một thành viên.</translation>
    </message>
    <message>
      <source>This item is classified: it is listed only, and no file may be kept for it.</source>
      <translation>Nội dung này thuộc loại mật: chỉ ghi tên trong chương trình, không lưu tệp nào.</translation>
    </message>
    <message>
      <source>A written ballot needs a deadline in the future.</source>
      <translation>Phiếu lấy ý kiến bằng văn bản cần có thời hạn ở phía trước.</translation>
    </message>
    <message>
      <source>The deadline of this ballot has passed. Announce a new one.</source>
      <translation>Thời hạn của phiếu đã qua. Xin thông báo phiếu mới.</translation>
    </message>
    <message>
      <source>The duration must be between 0 minutes and one day.</source>
      <translation>Thời lượng phải từ 0 phút đến một ngày.</translation>
    </message>
    <message>
      <source>The list of voters has changed since this ballot was announced. Recall it and announce it anew.</source>
      <translation>Danh sách thành viên được biểu quyết đã thay đổi sau khi thông báo phiếu. Xin thu hồi và thông báo lại.</translation>
    </message>
    <message>
      <source>This was already done. Nothing was changed.</source>
      <translation>Việc này đã được thực hiện. Không có gì thay đổi.</translation>
    </message>
    <message>
      <source>This person is not in office today and gets no code.</source>
      <translation>Người này hiện không đương nhiệm nên không được cấp mã.</translation>
    </message>
    <message>
      <source>The meeting is closed and takes no new notes.</source>
      <translation>Phiên họp đã đóng, không nhận ghi chú mới.</translation>
    </message>
    <message>
      <source>The agenda has no items yet.</source>
      <translation>Chương trình chưa có nội dung nào.</translation>
    </message>
    <message>
      <source>Some items lack a title, a sponsor, a duration, a paper or a notice. Complete them before approving.</source>
      <translation>Một số nội dung còn thiếu tên, đơn vị trình, thời lượng, tài liệu hoặc thông báo. Xin bổ sung trước khi duyệt.</translation>
    </message>
    <message>
      <source>This person is not a member in office.</source>
      <translation>Người này không phải là thành viên đương nhiệm.</translation>
    </message>
    <message>
      <source>This item is not on the approved agenda. Approve the agenda first.</source>
      <translation>Nội dung này chưa có trong chương trình được duyệt. Xin duyệt chương trình trước.</translation>
    </message>
    <message>
      <source>This item stood on an approved agenda and cannot be deleted. Record it as postponed or withdrawn.</source>
      <translation>Nội dung này đã có trong chương trình được duyệt nên không thể xóa. Xin ghi nhận là hoãn hoặc rút.</translation>
    </message>
    <message>
      <source>This paper belongs to another item.</source>
      <translation>Tài liệu này thuộc nội dung khác.</translation>
    </message>
    <message>
      <source>The paper is not published yet. Approve the agenda first.</source>
      <translation>Tài liệu chưa được phát hành. Xin duyệt chương trình trước.</translation>
    </message>
    <message>
      <source>The papers have changed</source>
      <translation>Tài liệu đã thay đổi</translation>
    </message>
    <message>
      <source>A paper was replaced meanwhile. Look at the new version, and try again.</source>
      <translation>Có tài liệu vừa được thay thế. Xin xem bản mới rồi thử lại.</translation>
    </message>
    <message>
      <source>The session has begun; positions can no longer be given.</source>
      <translation>Phiên họp đã bắt đầu; không thể nêu ý kiến trước phiên họp nữa.</translation>
    </message>
    <message>
      <source>Every sponsor must be a member in office.</source>
      <translation>Mỗi người trình phải là thành viên đương nhiệm.</translation>
    </message>
    <message>
      <source>The text is too long. Shorten it, or hand it in as a paper.</source>
      <translation>Văn bản quá dài. Xin rút gọn hoặc gửi dưới dạng tài liệu.</translation>
    </message>
    <message>
      <source>The title is missing or too long.</source>
      <translation>Tên còn thiếu hoặc quá dài.</translation>
    </message>
    <message>
      <source>This note is too large to be kept. Split it in two.</source>
      <translation>Ghi chú quá lớn, không lưu được. Xin tách làm hai.</translation>
    </message>
    <message>
      <source>The file has not arrived completely. Send it again.</source>
      <translation>Tệp chưa đến đủ. Xin gửi lại.</translation>
    </message>
    <message>
      <source>Too late to count</source>
      <translation>Quá hạn</translation>
    </message>
    <message>
      <source>The vote arrived after the close. It is kept as an opinion and not counted.</source>
      <translation>Phiếu trả lời đến sau khi đóng. Ý kiến được lưu nhưng không được tính.</translation>
    </message>
    <message>
      <source>The text has changed</source>
      <translation>Văn bản đã thay đổi</translation>
    </message>
    <message>
      <source>The vote was given on another text and is not counted. Read the present text, and answer again.</source>
      <translation>Phiếu trả lời dựa trên văn bản khác nên không được tính. Xin đọc văn bản hiện tại và trả lời lại.</translation>
    </message>
    <message>
      <source>Ballot recalled</source>
      <translation>Phiếu đã thu hồi</translation>
    </message>
    <message>
      <source>The ballot was recalled; votes on it are not counted.</source>
      <translation>Phiếu đã bị thu hồi; các trả lời không được tính.</translation>
    </message>
    <message>
      <source>Ballot void</source>
      <translation>Phiếu không còn hiệu lực</translation>
    </message>
    <message>
      <source>A paper of this ballot was replaced or withdrawn; votes on it are not counted.</source>
      <translation>Tài liệu của phiếu đã được thay thế hoặc thu hồi; các trả lời không được tính.</translation>
    </message>
    <message>
      <source>You are not on the list of members this ballot is put to.</source>
      <translation>Ông/Bà không có trong danh sách thành viên được lấy ý kiến của phiếu này.</translation>
    </message>
    <message>
      <source>You do not take part in this item, and the vote is not counted.</source>
      <translation>Ông/Bà không tham gia nội dung này nên phiếu trả lời không được tính.</translation>
    </message>
    <message>
      <source>You have answered twice</source>
      <translation>Ông/Bà đã trả lời hai lần</translation>
    </message>
    <message>
      <source>Another vote of yours was delivered first and counts. Look at it, and answer again to change it.</source>
      <translation>Một trả lời khác của Ông/Bà đã đến trước và được tính. Xin xem lại và trả lời lại nếu muốn thay đổi.</translation>
    </message>
    <message>
      <source>The vote was not signed by this computer as it must be, and is not counted. Answer again.</source>
      <translation>Phiếu trả lời không mang chữ ký hợp lệ của máy này nên không được tính. Xin trả lời lại.</translation>
    </message>
    <message>
      <source>This computer is enrolled already. Unlock it instead.</source>
      <translation>Máy tính này đã được đăng ký. Xin mở khóa để dùng.</translation>
    </message>
  </context>
</TS>