import type { ReminderTexts } from './mail-text-types.ts';

/** What is said before something happens by itself, and what admins are told of. */
export const viReminders: ReminderTexts = {
  'request:expiring': {
    subject: 'Yêu cầu của bạn sắp hết hạn: “{title}”',
    body: 'Chưa có ai được chọn cho “{title}”. Nếu bạn không chấp nhận chào giá nào kịp thời, yêu cầu và mọi chào giá sẽ đóng. Không có khoản tiền nào liên quan, và bạn có thể đăng lại.',
  },
  'request:payment-ending': {
    subject: 'Vui lòng thanh toán: “{title}”',
    body: 'Bạn đã chấp nhận chào giá của {other}, nhưng chưa nhận đủ tiền. Nếu không đủ kịp thời thì không có giao dịch: yêu cầu được mở lại, và số tiền bạn đã gửi vào số dư của bạn.',
  },
  'request:start-ending': {
    subject: 'Vui lòng bắt đầu: “{title}”',
    body: '{other} đã thanh toán và tiền đang được ký quỹ. Nếu bạn không bắt đầu kịp thời, giao dịch kết thúc và {other} nhận lại toàn bộ.',
  },
  'request:delivery-ending': {
    subject: 'Vui lòng giao: “{title}”',
    body: '{other} đang chờ phần đã thỏa thuận. Thời điểm dưới đây là 72 giờ sau ngày đã hẹn: nếu đến lúc đó chưa giao gì, {other} nhận lại tiền. Nếu cần thêm thời gian, hãy đề nghị ngày muộn hơn ngay bây giờ.',
  },
  'request:redelivery-ending': {
    subject: 'Vui lòng giao bản đã sửa: “{title}”',
    body: '{other} đã yêu cầu sửa. Thời điểm dưới đây là 72 giờ sau ngày đã hẹn: nếu đến lúc đó chưa giao gì, tranh chấp được mở cho {other}, và tiền vẫn được ký quỹ cho đến khi có quyết định.',
  },
  'request:answer-awaited': {
    subject: 'Đang chờ bạn trả lời: “{title}”',
    body: '{other} đã đưa ra một đề nghị và đang chờ bạn trả lời. Nếu bạn không trả lời, giao dịch tiếp tục như hiện tại và hạn tiếp theo là thời điểm dưới đây. Hãy mở giao dịch để xem khi đó điều gì xảy ra.',
  },
  'offer:ending': {
    subject: 'Một chào giá sắp hết hạn: “{title}”',
    body: '{other} đang chờ bạn trả lời về “{title}”. Nếu bạn không trả lời kịp thời, chào giá hết hạn. Không có tiền nào chuyển đi.',
  },
  'dispute:response-ending': {
    subject: 'Vui lòng trả lời tranh chấp: “{title}”',
    body: 'Tranh chấp với {other} đang chờ bạn trả lời. Nếu bạn không trả lời kịp thời, hòa giải viên sẽ tiếp nhận mà chưa nghe bạn. Chỉ vì vậy bạn không mất gì, và tiền vẫn được ký quỹ.',
  },
  'dispute:negotiation-ending': {
    subject: 'Sắp hết thời gian thương lượng: “{title}”',
    body: 'Bạn và {other} vẫn có thể tự thỏa thuận cách chia tiền. Nếu không kịp, hòa giải viên sẽ tiếp nhận. Tiền vẫn được ký quỹ.',
  },
  'dispute:proposal-ending': {
    subject: 'Vui lòng trả lời hòa giải viên: “{title}”',
    body: 'Bạn chưa trả lời đề xuất của hòa giải viên. Nếu không có quyết định nào khác kịp thời, đề xuất sẽ thành phán quyết; sau đó bạn vẫn có thể khiếu nại.',
  },
  'dispute:appeal-ending': {
    subject: 'Sắp hết hạn khiếu nại: “{title}”',
    body: 'Hòa giải viên đã phán quyết. Nếu không ai khiếu nại kịp thời, phán quyết là cuối cùng và tiền được trả theo đó. Không thể hoàn tác.',
  },
  'dispute:ruling-due': {
    subject: 'Đến hạn phán quyết của bạn: “{title}”',
    body: 'Một bên đã từ chối đề xuất của bạn. Nếu bạn không phán quyết kịp thời, đề xuất sẽ thành phán quyết như hiện có.',
  },
  'payout:approval-needed': {
    subject: 'Một lệnh rút tiền đang chờ duyệt',
    body: 'Một lệnh rút tiền đang chờ quản trị viên. Đến lúc đó tiền vẫn được giữ riêng và không đi đâu cả. Hãy xem ai yêu cầu, vì sao bị giữ và sẽ chuyển đến đâu, rồi duyệt hoặc từ chối.',
  },
  'payout:stuck': {
    subject: 'Một lệnh rút tiền đứng yên',
    body: 'Một lệnh rút tiền ở nguyên một trạng thái quá lâu: đang chờ duyệt, hoặc chưa rõ đã gửi hay chưa. Không có gì được tự động gửi lại. Hãy xem và quyết định.',
  },
  'books:difference-raised': {
    subject: 'Sổ sách và số tiền thực giữ chênh nhau',
    body: 'Sổ cái và số liệu của cổng thanh toán hoặc chuỗi đã chênh nhau một thời gian, bằng số tiền dưới đây. Hãy xem phần đối soát và tìm nguyên nhân.',
  },
  'wallet:replacement-requested': {
    subject: 'Một địa chỉ rút tiền sắp được thay',
    body: '{other} yêu cầu nhận tiền ở một địa chỉ khác mà địa chỉ hiện tại chưa ký đồng ý. Trong ít nhất bảy ngày tiền vẫn đến địa chỉ cũ, và sau đó chỉ thay đổi nếu quản trị viên đồng ý. Hãy xác minh bằng cách khác, ngoài tài khoản này, rằng đúng là chủ tài khoản yêu cầu.',
  },
};
