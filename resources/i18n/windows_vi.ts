<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Welcome to eCabinet</source>
        <translation>Chào mừng đến với eCabinet</translation>
    </message>
    <message>
        <source>Your secretariat gave you an address and a one-time code for this computer.</source>
        <translation>Văn phòng đã cấp cho Ông/Bà một địa chỉ và một mã dùng một lần cho máy tính này.</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Chọn cụm mật khẩu</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Nhập lại cụm mật khẩu</translation>
    </message>
    <message>
        <source>Enrol this computer</source>
        <translation>Đăng ký máy tính này</translation>
    </message>
    <message>
        <source>Waiting for the secretariat</source>
        <translation>Đang chờ Văn phòng</translation>
    </message>
    <message>
        <source>Tell the secretariat these six digits. When both sides show the same, it lets you in.</source>
        <translation>Xin đọc cho Văn phòng sáu chữ số này. Khi hai bên cùng thấy một dãy số, Văn phòng sẽ cho máy vào.</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>Mã khôi phục của Ông/Bà</translation>
    </message>
    <message>
        <source>Write it down and keep it in a safe place. It opens your papers if you forget the passphrase.</source>
        <translation>Xin ghi lại và cất ở nơi an toàn. Mã này mở tài liệu khi Ông/Bà quên cụm mật khẩu.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Tôi đã ghi lại</translation>
    </message>
    <message>
        <source>Certificate of the government</source>
        <translation>Chứng thư của Chính phủ</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>Chứng thư (*.pem *.crt)</translation>
    </message>
    <message>
        <source>Enrolling…</source>
        <translation>Đang đăng ký…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Cụm mật khẩu</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Địa chỉ máy chủ</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Mã dùng một lần</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Certificate of the government…</source>
        <translation>Chứng thư của Chính phủ…</translation>
    </message>
    <message>
        <source>At least {count} signs. It never leaves this computer.</source>
        <translation>Ít nhất {count} ký tự. Cụm mật khẩu không bao giờ rời máy tính này.</translation>
    </message>
    <message>
        <source>Name of this computer</source>
        <translation>Tên máy tính này</translation>
    </message>
    <message>
        <source>This computer has no keyring, so the passphrase alone protects your papers.</source>
        <translation>Máy tính này không có chùm khóa hệ thống, nên chỉ cụm mật khẩu bảo vệ tài liệu của Ông/Bà.</translation>
    </message>
    <message>
        <source>At least {count} signs, please.</source>
        <translation>Xin nhập ít nhất {count} ký tự.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Hai lần nhập không giống nhau.</translation>
    </message>
    <message>
        <source>Who has answered</source>
        <translation>Ai đã trả lời</translation>
    </message>
    <message>
        <source>Answered: {count}</source>
        <translation>Đã trả lời: {count}</translation>
    </message>
    <message>
        <source>Not yet: {count}</source>
        <translation>Chưa trả lời: {count}</translation>
    </message>
    <message>
        <source>You gave no answer.</source>
        <translation>Ông/Bà không trả lời.</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Câu trả lời của Ông/Bà</translation>
    </message>
    <message>
        <source>Your opinion</source>
        <translation>Ý kiến của Ông/Bà</translation>
    </message>
    <message>
        <source>An opinion of your own is recorded and does not count as agreeing.</source>
        <translation>Ý kiến khác được ghi nhận và không tính là đồng ý.</translation>
    </message>
    <message>
        <source>Vote…</source>
        <translation>Biểu quyết…</translation>
    </message>
    <message>
        <source>You are not on this ballot's list of voters.</source>
        <translation>Ông/Bà không có trong danh sách biểu quyết của phiếu này.</translation>
    </message>
    <message>
        <source>Voting has not begun yet.</source>
        <translation>Chưa bắt đầu biểu quyết.</translation>
    </message>
    <message>
        <source>This ballot was taken back. No answer is needed.</source>
        <translation>Phiếu này đã được thu lại. Không cần trả lời.</translation>
    </message>
    <message>
        <source>Change my vote…</source>
        <translation>Đổi phiếu của tôi…</translation>
    </message>
    <message>
        <source>This ballot arrived damaged and is fetched again. Wait for it before you vote.</source>
        <translation>Phiếu này đến nơi bị hỏng và đang được tải lại. Xin chờ trước khi biểu quyết.</translation>
    </message>
    <message>
        <source>{answer}. {state}</source>
        <translation>{answer}. {state}</translation>
    </message>
    <message>
        <source>Until then your earlier vote counts: {answer}.</source>
        <translation>Cho đến lúc đó, phiếu trước của Ông/Bà được tính: {answer}.</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>Sắp tới</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Chờ Ông/Bà</translation>
    </message>
    <message>
        <source>until {when}, {time} left</source>
        <translation>đến {when}, còn {time}</translation>
    </message>
    <message>
        <source>{answered} of {members} have answered</source>
        <translation>{answered}/{members} đã trả lời</translation>
    </message>
    <message>
        <source>closed on {day}</source>
        <translation>đóng ngày {day}</translation>
    </message>
    <message>
        <source>Open until the chair closes it</source>
        <translation>Mở đến khi chủ tọa đóng</translation>
    </message>
    <message>
        <source>All ballots</source>
        <translation>Tất cả các phiếu</translation>
    </message>
    <message>
        <source>Text put to the vote</source>
        <translation>Nội dung đưa ra biểu quyết</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Tài liệu</translation>
    </message>
    <message>
        <source>Papers of this ballot</source>
        <translation>Tài liệu của phiếu này</translation>
    </message>
    <message>
        <source>Show the agenda item</source>
        <translation>Xem nội dung chương trình</translation>
    </message>
    <message>
        <source>%n page</source>
        <translation>%n trang</translation>
    </message>
    <message>
        <source>%n pages</source>
        <translation>%n trang</translation>
    </message>
    <message>
        <source>Adopted when at least {needed} of all {members} members agree. Abstaining, another opinion and no answer do not count as agreeing.</source>
        <translation>Được thông qua khi ít nhất {needed} trên tổng số {members} thành viên đồng ý. Không biểu quyết, ý kiến khác và không trả lời không tính là đồng ý.</translation>
    </message>
    <message>
        <source>With equal votes for and against, the prime minister's vote decides.</source>
        <translation>Khi số phiếu thuận và chống ngang nhau, phiếu của Thủ tướng quyết định.</translation>
    </message>
    <message>
        <source>Closed {when}</source>
        <translation>Đã đóng {when}</translation>
    </message>
    <message>
        <source>Answer until {when} – {time} left</source>
        <translation>Trả lời trước {when} – còn {time}</translation>
    </message>
    <message>
        <source>The deadline has passed ({when})</source>
        <translation>Đã hết hạn ({when})</translation>
    </message>
    <message>
        <source>A paper that is not on this computer</source>
        <translation>Một tài liệu không có trên máy này</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>Số phiếu</translation>
    </message>
    <message>
        <source>Of all members</source>
        <translation>Trên tổng số thành viên</translation>
    </message>
    <message>
        <source>Of those who answered</source>
        <translation>Trên số đã trả lời</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Không trả lời</translation>
    </message>
    <message>
        <source>All members</source>
        <translation>Tổng số thành viên</translation>
    </message>
    <message>
        <source>Adopted</source>
        <translation>Được thông qua</translation>
    </message>
    <message>
        <source>Not adopted</source>
        <translation>Không được thông qua</translation>
    </message>
    <message>
        <source>Conducting the ballot</source>
        <translation>Điều hành biểu quyết</translation>
    </message>
    <message>
        <source>Open the ballot</source>
        <translation>Mở biểu quyết</translation>
    </message>
    <message>
        <source>Close the ballot</source>
        <translation>Đóng biểu quyết</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Thu lại…</translation>
    </message>
    <message>
        <source>Open this ballot?</source>
        <translation>Mở phiếu này?</translation>
    </message>
    <message>
        <source>From now on the members on its list can answer.</source>
        <translation>Từ lúc này các thành viên trong danh sách có thể trả lời.</translation>
    </message>
    <message>
        <source>Close this ballot?</source>
        <translation>Đóng phiếu này?</translation>
    </message>
    <message>
        <source>Nobody can answer any more, and the votes are counted.</source>
        <translation>Không ai trả lời được nữa và phiếu được kiểm.</translation>
    </message>
    <message>
        <source>Take the ballot back</source>
        <translation>Thu lại phiếu</translation>
    </message>
    <message>
        <source>Why is it taken back? Members will read this; no answer counts.</source>
        <translation>Vì sao thu lại? Các thành viên sẽ đọc lý do; không câu trả lời nào được tính.</translation>
    </message>
    <message>
        <source>Waiting for the server to confirm</source>
        <translation>Đang chờ máy chủ xác nhận</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Thu lại</translation>
    </message>
    <message>
        <source>Announced, not open yet. Members can read it and cannot answer.</source>
        <translation>Đã thông báo, chưa mở. Các thành viên đọc được nhưng chưa trả lời được.</translation>
    </message>
    <message>
        <source>Open: {answered} of {members} have answered.</source>
        <translation>Đang mở: {answered}/{members} đã trả lời.</translation>
    </message>
    <message>
        <source>No ballots yet</source>
        <translation>Chưa có phiếu nào</translation>
    </message>
    <message>
        <source>A ballot appears here as soon as it is announced to you.</source>
        <translation>Phiếu hiện ở đây ngay khi được thông báo cho Ông/Bà.</translation>
    </message>
    <message>
        <source>This ballot is no longer here</source>
        <translation>Phiếu này không còn ở đây</translation>
    </message>
    <message>
        <source>It was taken off your list. Others are not affected.</source>
        <translation>Phiếu đã được rút khỏi danh sách của Ông/Bà. Các phiếu khác không bị ảnh hưởng.</translation>
    </message>
    <message>
        <source>Vote: agree</source>
        <translation>Biểu quyết: đồng ý</translation>
    </message>
    <message>
        <source>Vote: disagree</source>
        <translation>Biểu quyết: không đồng ý</translation>
    </message>
    <message>
        <source>Vote: abstain</source>
        <translation>Biểu quyết: không biểu quyết</translation>
    </message>
    <message>
        <source>Vote: other opinion</source>
        <translation>Biểu quyết: ý kiến khác</translation>
    </message>
    <message>
        <source>Your vote</source>
        <translation>Phiếu của Ông/Bà</translation>
    </message>
    <message>
        <source>The one you unlock this computer's papers with</source>
        <translation>Cụm mật khẩu Ông/Bà dùng để mở tài liệu trên máy này</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>It is signed on this computer and sent as soon as the server can be reached. It counts once the server has received it; until the close you may change it.</source>
        <translation>Phiếu được ký trên máy này và gửi đi ngay khi liên lạc được với máy chủ. Phiếu được tính khi máy chủ đã nhận; trước khi đóng, Ông/Bà có thể đổi.</translation>
    </message>
    <message>
        <source>Your answer: {answer}</source>
        <translation>Câu trả lời của Ông/Bà: {answer}</translation>
    </message>
    <message>
        <source>“{opinion}”</source>
        <translation>“{opinion}”</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bàn việc</translation>
    </message>
    <message>
        <source>For decision</source>
        <translation>Để quyết định</translation>
    </message>
    <message>
        <source>For discussion</source>
        <translation>Để thảo luận</translation>
    </message>
    <message>
        <source>For information</source>
        <translation>Để báo cáo</translation>
    </message>
    <message>
        <source>Approval of minutes</source>
        <translation>Thông qua biên bản</translation>
    </message>
    <message>
        <source>Oral</source>
        <translation>Trình bày miệng</translation>
    </message>
    <message>
        <source>Cabinet</source>
        <translation>Nội các</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>Mật</translation>
    </message>
    <message>
        <source>Secretariat only</source>
        <translation>Chỉ Văn phòng</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Hành chính</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Công khai</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>Thường kỳ</translation>
    </message>
    <message>
        <source>Thematic</source>
        <translation>Chuyên đề</translation>
    </message>
    <message>
        <source>Extraordinary</source>
        <translation>Bất thường</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Thông qua</translation>
    </message>
    <message>
        <source>Approved as amended</source>
        <translation>Thông qua có sửa đổi</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>Postponed</source>
        <translation>Hoãn</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Rút</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Bác</translation>
    </message>
    <message>
        <source>Referred</source>
        <translation>Chuyển</translation>
    </message>
    <message>
        <source>Needed for a new version and for a late paper.</source>
        <translation>Cần có khi thay bản mới và khi nộp muộn.</translation>
    </message>
    <message>
        <source>New meeting</source>
        <translation>Phiên họp mới</translation>
    </message>
    <message>
        <source>Plan the meeting</source>
        <translation>Lập phiên họp</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>Chủ tọa</translation>
    </message>
    <message>
        <source>Add the item</source>
        <translation>Thêm nội dung</translation>
    </message>
    <message>
        <source>Keep the changes</source>
        <translation>Giữ các thay đổi</translation>
    </message>
    <message>
        <source>Agenda item</source>
        <translation>Nội dung chương trình</translation>
    </message>
    <message>
        <source>Classified: listed only, paper copy in the room</source>
        <translation>Tài liệu mật: chỉ ghi tên, bản giấy phát tại phòng họp</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Hình thức</translation>
    </message>
    <message>
        <source>Sponsors</source>
        <translation>Cơ quan trình</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Người trình bày</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Số phút</translation>
    </message>
    <message>
        <source>Notice for a classified item</source>
        <translation>Ghi chú cho nội dung mật</translation>
    </message>
    <message>
        <source>File a paper</source>
        <translation>Nộp tài liệu</translation>
    </message>
    <message>
        <source>File the paper</source>
        <translation>Nộp tài liệu</translation>
    </message>
    <message>
        <source>Access level</source>
        <translation>Mức tiếp cận</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>New ballot</source>
        <translation>Phiếu mới</translation>
    </message>
    <message>
        <source>Announce the ballot</source>
        <translation>Thông báo phiếu</translation>
    </message>
    <message>
        <source>In session</source>
        <translation>Đang họp</translation>
    </message>
    <message>
        <source>Written ballot</source>
        <translation>Phiếu lấy ý kiến</translation>
    </message>
    <message>
        <source>Do you agree?</source>
        <translation>Ông/Bà có đồng ý không?</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Câu hỏi</translation>
    </message>
    <message>
        <source>Text decided on</source>
        <translation>Nội dung quyết định</translation>
    </message>
    <message>
        <source>Deadline of a written ballot</source>
        <translation>Hạn trả lời phiếu lấy ý kiến</translation>
    </message>
    <message>
        <source>Result of the item</source>
        <translation>Kết quả của nội dung</translation>
    </message>
    <message>
        <source>Record the result</source>
        <translation>Ghi kết quả</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Words of the decision</source>
        <translation>Lời văn quyết định</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Tiếng Việt</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Tiếng Anh</translation>
    </message>
    <message>
        <source>no title</source>
        <translation>thiếu tiêu đề</translation>
    </message>
    <message>
        <source>no sponsor</source>
        <translation>thiếu cơ quan trình</translation>
    </message>
    <message>
        <source>no duration</source>
        <translation>thiếu thời lượng</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>thiếu tài liệu</translation>
    </message>
    <message>
        <source>no notice</source>
        <translation>thiếu ghi chú</translation>
    </message>
    <message>
        <source>%n paper</source>
        <translation>%n tài liệu</translation>
    </message>
    <message>
        <source>%n papers</source>
        <translation>%n tài liệu</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Đang bàn</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} phút</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Có mặt</translation>
    </message>
    <message>
        <source>Open the session</source>
        <translation>Khai mạc phiên họp</translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>Kết thúc phiên họp</translation>
    </message>
    <message>
        <source>Resume the session</source>
        <translation>Họp tiếp</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Phiên họp</translation>
    </message>
    <message>
        <source>New meeting…</source>
        <translation>Phiên họp mới…</translation>
    </message>
    <message>
        <source>Items of the agenda</source>
        <translation>Các nội dung chương trình</translation>
    </message>
    <message>
        <source>Who is present</source>
        <translation>Ai có mặt</translation>
    </message>
    <message>
        <source>%n minute planned</source>
        <translation>dự kiến %n phút</translation>
    </message>
    <message>
        <source>%n minutes planned</source>
        <translation>dự kiến %n phút</translation>
    </message>
    <message>
        <source>Press Enter on a name, or click it twice, to change it.</source>
        <translation>Bấm Enter hoặc nhấp đúp vào một tên để thay đổi.</translation>
    </message>
    <message>
        <source>Add item…</source>
        <translation>Thêm nội dung…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Sửa…</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Lên</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Xuống</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>File PDF…</source>
        <translation>Nộp PDF…</translation>
    </message>
    <message>
        <source>Replace PDF…</source>
        <translation>Thay PDF…</translation>
    </message>
    <message>
        <source>New ballot…</source>
        <translation>Phiếu mới…</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Gọi</translation>
    </message>
    <message>
        <source>Result…</source>
        <translation>Kết quả…</translation>
    </message>
    <message>
        <source>No meeting yet. Plan the first one.</source>
        <translation>Chưa có phiên họp. Hãy lập phiên đầu tiên.</translation>
    </message>
    <message>
        <source>Some items lack something; see the marks in the list.</source>
        <translation>Một số nội dung còn thiếu; xem dấu trong danh sách.</translation>
    </message>
    <message>
        <source>{present} present of {members} · quorum {quorum}</source>
        <translation>{present}/{members} có mặt · cần {quorum}</translation>
    </message>
    <message>
        <source>File PDF</source>
        <translation>Nộp PDF</translation>
    </message>
    <message>
        <source>PDF papers (*.pdf)</source>
        <translation>Tài liệu PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Replace PDF</source>
        <translation>Thay PDF</translation>
    </message>
    <message>
        <source>Publish as version {label}</source>
        <translation>Phát hành bản {label}</translation>
    </message>
    <message>
        <source>Still missing: {what}</source>
        <translation>Còn thiếu: {what}</translation>
    </message>
    <message>
        <source>Members receive {items} items and {papers} papers. A published version cannot be changed.</source>
        <translation>Các thành viên nhận {items} nội dung và {papers} tài liệu. Bản đã phát hành không thay đổi được.</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>Máy tính</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Đang chờ</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Cho vào</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>Đã chặn</translation>
    </message>
    <message>
        <source>Shut out for ever</source>
        <translation>Chặn vĩnh viễn</translation>
    </message>
    <message>
        <source>A code for a new computer</source>
        <translation>Mã cho máy tính mới</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người dùng</translation>
    </message>
    <message>
        <source>Let a computer in only when its person reads you the same six digits.</source>
        <translation>Chỉ cho máy vào khi người dùng đọc đúng sáu chữ số này.</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>Tạo mã</translation>
    </message>
    <message>
        <source>A code is good for one computer and three days. It is shown only now.</source>
        <translation>Mỗi mã dùng cho một máy trong ba ngày. Mã chỉ hiện lúc này.</translation>
    </message>
    <message>
        <source>Shut this computer out?</source>
        <translation>Chặn máy tính này?</translation>
    </message>
    <message>
        <source>It can never be let in again. Its person can enrol another one with a new code.</source>
        <translation>Máy này không bao giờ vào lại được. Người dùng có thể đăng ký máy khác bằng mã mới.</translation>
    </message>
    <message>
        <source>Unknown person</source>
        <translation>Không rõ người dùng</translation>
    </message>
    <message>
        <source>Next meeting</source>
        <translation>Phiên họp tới</translation>
    </message>
    <message>
        <source>Open the agenda</source>
        <translation>Mở chương trình</translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation>và %n mục nữa</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Đã thay</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>No position yet</source>
        <translation>Chưa có ý kiến</translation>
    </message>
    <message>
        <source>No meeting is planned</source>
        <translation>Chưa có phiên họp nào</translation>
    </message>
    <message>
        <source>The secretariat will convene the next one.</source>
        <translation>Văn phòng sẽ triệu tập phiên tiếp theo.</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>còn {time}</translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation>đến {when}</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>chưa về máy</translation>
    </message>
    <message>
        <source>The papers changed after you stated your position.</source>
        <translation>Tài liệu đã thay sau khi Ông/Bà nêu ý kiến.</translation>
    </message>
    <message>
        <source>Should have begun</source>
        <translation>Đã đến giờ họp</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Đã xem</translation>
    </message>
    <message>
        <source>Dismiss: {subject}</source>
        <translation>Đã xem: {subject}</translation>
    </message>
    <message>
        <source>Ballots waiting for your answer</source>
        <translation>Phiếu chờ Ông/Bà trả lời</translation>
    </message>
    <message>
        <source>Papers to read</source>
        <translation>Tài liệu cần đọc</translation>
    </message>
    <message>
        <source>Positions to state</source>
        <translation>Nội dung chờ ý kiến</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>Đang chờ máy chủ</translation>
    </message>
    <message>
        <source>Computers waiting to be let in</source>
        <translation>Máy tính chờ được vào</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Không có việc gì chờ Ông/Bà</translation>
    </message>
    <message>
        <source>New papers and ballots appear here as soon as they arrive.</source>
        <translation>Tài liệu và phiếu mới hiện ở đây ngay khi đến.</translation>
    </message>
    <message>
        <source>What needs you now</source>
        <translation>Việc cần Ông/Bà lúc này</translation>
    </message>
    <message>
        <source>Plan a meeting</source>
        <translation>Lập phiên họp</translation>
    </message>
    <message>
        <source>Change a meeting</source>
        <translation>Sửa phiên họp</translation>
    </message>
    <message>
        <source>Move a meeting on</source>
        <translation>Chuyển bước phiên họp</translation>
    </message>
    <message>
        <source>Add an item</source>
        <translation>Thêm nội dung</translation>
    </message>
    <message>
        <source>Change an item</source>
        <translation>Sửa nội dung</translation>
    </message>
    <message>
        <source>Move an item</source>
        <translation>Chuyển vị trí nội dung</translation>
    </message>
    <message>
        <source>Remove an item</source>
        <translation>Bỏ nội dung</translation>
    </message>
    <message>
        <source>Call an item</source>
        <translation>Gọi nội dung</translation>
    </message>
    <message>
        <source>Withdraw a paper</source>
        <translation>Rút tài liệu</translation>
    </message>
    <message>
        <source>Approve the agenda</source>
        <translation>Duyệt chương trình</translation>
    </message>
    <message>
        <source>Record who is present</source>
        <translation>Ghi người có mặt</translation>
    </message>
    <message>
        <source>Your check-in</source>
        <translation>Ông/Bà báo có mặt</translation>
    </message>
    <message>
        <source>Record a recusal</source>
        <translation>Ghi việc không tham gia</translation>
    </message>
    <message>
        <source>Announce a ballot</source>
        <translation>Thông báo phiếu</translation>
    </message>
    <message>
        <source>Open a ballot</source>
        <translation>Mở biểu quyết</translation>
    </message>
    <message>
        <source>Close a ballot</source>
        <translation>Đóng biểu quyết</translation>
    </message>
    <message>
        <source>Take a ballot back</source>
        <translation>Thu lại phiếu</translation>
    </message>
    <message>
        <source>Record a decision</source>
        <translation>Ghi quyết định</translation>
    </message>
    <message>
        <source>Your position</source>
        <translation>Ý kiến của Ông/Bà</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>Một ghi chú</translation>
    </message>
    <message>
        <source>Deleting a note</source>
        <translation>Xóa ghi chú</translation>
    </message>
    <message>
        <source>Issue an enrolment code</source>
        <translation>Cấp mã đăng ký</translation>
    </message>
    <message>
        <source>Let a computer in</source>
        <translation>Cho máy tính vào</translation>
    </message>
    <message>
        <source>Shut a computer out</source>
        <translation>Chặn máy tính</translation>
    </message>
    <message>
        <source>%n change to your notes</source>
        <translation>%n thay đổi trong ghi chú</translation>
    </message>
    <message>
        <source>%n changes to your notes</source>
        <translation>%n thay đổi trong ghi chú</translation>
    </message>
    <message>
        <source>A change of yours</source>
        <translation>Một thay đổi của Ông/Bà</translation>
    </message>
    <message>
        <source>{deed}: {subject}</source>
        <translation>{deed}: {subject}</translation>
    </message>
    <message>
        <source>Done {when}</source>
        <translation>Thực hiện {when}</translation>
    </message>
    <message>
        <source>Queued – not counted yet</source>
        <translation>Đang chờ gửi – chưa được tính</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Chưa gửi</translation>
    </message>
    <message>
        <source>Papers of the item</source>
        <translation>Tài liệu của nội dung</translation>
    </message>
    <message>
        <source>Ballots of the item</source>
        <translation>Phiếu của nội dung</translation>
    </message>
    <message>
        <source>My position</source>
        <translation>Ý kiến của tôi</translation>
    </message>
    <message>
        <source>Reason of the objection</source>
        <translation>Lý do phản đối</translation>
    </message>
    <message>
        <source>State the objection</source>
        <translation>Nêu phản đối</translation>
    </message>
    <message>
        <source>Given {when}</source>
        <translation>Nêu {when}</translation>
    </message>
    <message>
        <source>No objection</source>
        <translation>Không phản đối</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>Phản đối</translation>
    </message>
    <message>
        <source>Wants to speak</source>
        <translation>Xin phát biểu</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Dự kiến</translation>
    </message>
    <message>
        <source>Convened</source>
        <translation>Đã triệu tập</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>Minutes drafted</source>
        <translation>Đã soạn biên bản</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Đã lưu trữ</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>Ballot open</source>
        <translation>Phiếu đang mở</translation>
    </message>
    <message>
        <source>{position} – queued</source>
        <translation>{position} – đang chờ gửi</translation>
    </message>
    <message>
        <source>{position} – not accepted</source>
        <translation>{position} – không được nhận</translation>
    </message>
    <message>
        <source>{position} – confirm</source>
        <translation>{position} – cần xác nhận</translation>
    </message>
    <message>
        <source>{percent} % here</source>
        <translation>đã về {percent} %</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Chương trình</translation>
    </message>
    <message>
        <source>I am present</source>
        <translation>Tôi có mặt</translation>
    </message>
    <message>
        <source>agenda {label}</source>
        <translation>chương trình {label}</translation>
    </message>
    <message>
        <source>Pages of the paper</source>
        <translation>Các trang tài liệu</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Đóng tìm kiếm</translation>
    </message>
    <message>
        <source>%n hit</source>
        <translation>%n kết quả</translation>
    </message>
    <message>
        <source>%n hits</source>
        <translation>%n kết quả</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>Ghi chú của tôi</translation>
    </message>
    <message>
        <source>Only you can read these. Select words and press Ctrl+H to mark them.</source>
        <translation>Chỉ Ông/Bà đọc được. Chọn chữ rồi nhấn Ctrl+H để đánh dấu.</translation>
    </message>
    <message>
        <source>Words of the chosen note</source>
        <translation>Nội dung ghi chú đang chọn</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Viết ghi chú…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>%n note</source>
        <translation>%n ghi chú</translation>
    </message>
    <message>
        <source>%n notes</source>
        <translation>%n ghi chú</translation>
    </message>
    <message>
        <source>Empty note</source>
        <translation>Ghi chú trống</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>tr. {page}</translation>
    </message>
    <message>
        <source>This page cannot be shown.</source>
        <translation>Không hiển thị được trang này.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>of {pages}</source>
        <translation>trên {pages}</translation>
    </message>
    <message>
        <source>No paper is open</source>
        <translation>Chưa mở tài liệu nào</translation>
    </message>
    <message>
        <source>Open a paper from an agenda, from Home or from a search.</source>
        <translation>Mở tài liệu từ chương trình, từ Trang chính hoặc từ tìm kiếm.</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>Trang {page}</translation>
    </message>
    <message>
        <source>Words, or “a phrase in quotes”</source>
        <translation>Từ khóa, hoặc “cụm từ trong ngoặc kép”</translation>
    </message>
    <message>
        <source>Search all papers</source>
        <translation>Tìm trong mọi tài liệu</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Marks do not matter: “ngan sach” finds “ngân sách”.</source>
        <translation>Không cần gõ dấu: “ngan sach” tìm thấy “ngân sách”.</translation>
    </message>
    <message>
        <source>{done} of {all} papers can be searched so far.</source>
        <translation>Hiện tìm được trong {done}/{all} tài liệu.</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer words.</source>
        <translation>Không tìm thấy. Hãy thử ít từ hơn.</translation>
    </message>
    <message>
        <source>eCabinet is locked</source>
        <translation>eCabinet đang khóa</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Mở khóa</translation>
    </message>
    <message>
        <source>Passphrase forgotten</source>
        <translation>Quên cụm mật khẩu</translation>
    </message>
    <message>
        <source>Type the recovery code that was shown when this computer was enrolled.</source>
        <translation>Xin nhập mã khôi phục đã hiện khi đăng ký máy tính này.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Cụm mật khẩu mới</translation>
    </message>
    <message>
        <source>Unlock with the code</source>
        <translation>Mở khóa bằng mã</translation>
    </message>
    <message>
        <source>Without the code, ask the secretariat for a new enrolment code. What was not sent is kept aside.</source>
        <translation>Nếu không có mã, xin Văn phòng cấp mã đăng ký mới. Những gì chưa gửi được giữ lại riêng.</translation>
    </message>
    <message>
        <source>%n vote waits to be sent.</source>
        <translation>%n phiếu đang chờ gửi.</translation>
    </message>
    <message>
        <source>%n votes wait to be sent.</source>
        <translation>%n phiếu đang chờ gửi.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Đang mở…</translation>
    </message>
    <message>
        <source>Forgotten?</source>
        <translation>Quên mật khẩu?</translation>
    </message>
    <message>
        <source>Enrol this computer again</source>
        <translation>Đăng ký lại máy tính này</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>Không đồng ý</translation>
    </message>
    <message>
        <source>Abstain</source>
        <translation>Không biểu quyết</translation>
    </message>
    <message>
        <source>Other opinion</source>
        <translation>Ý kiến khác</translation>
    </message>
    <message>
        <source>Your vote counts.</source>
        <translation>Phiếu của Ông/Bà được tính.</translation>
    </message>
    <message>
        <source>Not counted: a newer vote of yours has taken its place.</source>
        <translation>Không tính: phiếu mới hơn của Ông/Bà đã thay thế.</translation>
    </message>
    <message>
        <source>Not counted: it reached the server after the close. It is kept as an opinion.</source>
        <translation>Không tính: phiếu đến máy chủ sau khi đóng. Phiếu được giữ như một ý kiến.</translation>
    </message>
    <message>
        <source>Not counted: the text put to the vote has changed. Read it again and vote on the new text.</source>
        <translation>Không tính: nội dung biểu quyết đã thay đổi. Xin đọc lại và biểu quyết theo nội dung mới.</translation>
    </message>
    <message>
        <source>Not counted: the ballot was taken back. You will be asked again if it returns.</source>
        <translation>Không tính: phiếu đã được thu lại. Ông/Bà sẽ được hỏi lại nếu phiếu trở lại.</translation>
    </message>
    <message>
        <source>Not counted: the ballot was declared void.</source>
        <translation>Không tính: phiếu đã bị hủy.</translation>
    </message>
    <message>
        <source>Not counted: the ballot was not open yet when your vote arrived.</source>
        <translation>Không tính: phiếu chưa mở khi phiếu của Ông/Bà đến.</translation>
    </message>
    <message>
        <source>Not counted: you are not on this ballot's list of voters.</source>
        <translation>Không tính: Ông/Bà không có trong danh sách biểu quyết của phiếu này.</translation>
    </message>
    <message>
        <source>Not counted: you have been recused from this item.</source>
        <translation>Không tính: Ông/Bà không tham gia nội dung này.</translation>
    </message>
    <message>
        <source>Not counted: you voted on another device meanwhile, and that vote counts. Vote again if it should change.</source>
        <translation>Không tính: Ông/Bà đã biểu quyết trên máy khác và phiếu đó được tính. Hãy biểu quyết lại nếu muốn đổi.</translation>
    </message>
    <message>
        <source>Not counted: the server could not confirm that this vote is yours. Ask the secretariat to check this computer.</source>
        <translation>Không tính: máy chủ không xác nhận được phiếu này là của Ông/Bà. Xin Văn phòng kiểm tra máy tính này.</translation>
    </message>
    <message>
        <source>Ballot in session</source>
        <translation>Biểu quyết tại phiên họp</translation>
    </message>
    <message>
        <source>Adopted: {agree} of {members} members agreed; {needed} were needed.</source>
        <translation>Được thông qua: {agree}/{members} thành viên đồng ý; cần {needed}.</translation>
    </message>
    <message>
        <source>Adopted: {agree} for and {disagree} against, and the prime minister voted for.</source>
        <translation>Được thông qua: {agree} thuận, {disagree} chống, và Thủ tướng biểu quyết thuận.</translation>
    </message>
    <message>
        <source>Not adopted: {agree} for and {disagree} against, and the prime minister voted against.</source>
        <translation>Không được thông qua: {agree} thuận, {disagree} chống, và Thủ tướng biểu quyết chống.</translation>
    </message>
    <message>
        <source>Not adopted: {agree} for and {disagree} against, and the prime minister's vote did not decide it.</source>
        <translation>Không được thông qua: {agree} thuận, {disagree} chống, và phiếu của Thủ tướng không phân định.</translation>
    </message>
    <message>
        <source>Not adopted: {agree} of {members} members agreed; {needed} were needed.</source>
        <translation>Không được thông qua: {agree}/{members} thành viên đồng ý; cần {needed}.</translation>
    </message>
    <message>
        <source>Not valid: fewer members were present than the quorum requires.</source>
        <translation>Không hợp lệ: số thành viên có mặt ít hơn quy định.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Bản nháp</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Đã thông báo</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Đang đóng</translation>
    </message>
    <message>
        <source>Certified</source>
        <translation>Đã xác nhận</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Đã công bố</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Đã thu lại</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Không tính</translation>
    </message>
    <message>
        <source>Counted at {time}</source>
        <translation>Được tính lúc {time}</translation>
    </message>
    <message>
        <source>{answer} – queued</source>
        <translation>{answer} – đang chờ gửi</translation>
    </message>
    <message>
        <source>{answer} – counted</source>
        <translation>{answer} – được tính</translation>
    </message>
    <message>
        <source>Counted at {time}, in the time of grace after the close</source>
        <translation>Được tính lúc {time}, trong thời gian gia hạn sau khi đóng</translation>
    </message>
    <message>
        <source>%n vote has not been sent.</source>
        <translation>%n phiếu chưa được gửi.</translation>
    </message>
    <message>
        <source>%n votes have not been sent.</source>
        <translation>%n phiếu chưa được gửi.</translation>
    </message>
    <message>
        <source>It stays on this computer and is sent when you open eCabinet again. It does not count before.</source>
        <translation>Phiếu ở lại máy này và được gửi khi Ông/Bà mở lại eCabinet. Trước đó phiếu chưa được tính.</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Vẫn đóng</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Ở lại</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Bản trình diễn</translation>
    </message>
    <message>
        <source>Cut the network</source>
        <translation>Ngắt mạng</translation>
    </message>
    <message>
        <source>Restore the network</source>
        <translation>Nối lại mạng</translation>
    </message>
    <message>
        <source>Present – queued</source>
        <translation>Có mặt – đang chờ gửi</translation>
    </message>
    <message>
        <source>Has access</source>
        <translation>Đã được truy cập</translation>
    </message>
    <message>
        <source>Not a certificate</source>
        <translation>Không phải chứng thư</translation>
    </message>
    <message>
        <source>This file holds no certificate, or it cannot be read. Ask your administrator for the file again.</source>
        <translation>Tệp này không chứa chứng thư hoặc không đọc được. Đề nghị quản trị viên gửi lại tệp.</translation>
    </message>
    <message>
        <source>Recovery code not accepted</source>
        <translation>Mã khôi phục không được chấp nhận</translation>
    </message>
    <message>
        <source>This is not the recovery code of this computer. Compare it with your note, sign by sign.</source>
        <translation>Đây không phải mã khôi phục của máy tính này. Hãy đối chiếu từng ký tự với bản đã ghi.</translation>
    </message>
</context>
</TS>
