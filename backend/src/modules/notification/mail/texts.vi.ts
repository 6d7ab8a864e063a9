import type { MailTexts } from './mail-text-types.ts';
import { viReminders } from './reminders.vi.ts';

export const vi: MailTexts = {
  hello: 'Chào {name},',
  factTitle: 'Yêu cầu',
  factOther: 'Bên kia',
  factAmount: 'Số tiền',
  factUntil: 'Hạn chót',
  openDeal: 'Xem giao dịch',
  openDispute: 'Xem tranh chấp',
  openCase: 'Xem vụ việc',
  openRequest: 'Xem yêu cầu',
  openBalance: 'Xem số dư',
  openDesk: 'Mở trang quản trị',
  openStop: 'Dừng bằng ví cũ',
  openSettings: 'Mở cài đặt',
  because: 'Bạn nhận được thư này vì bạn tham gia giao dịch trên Amn.',
  changeSettings: 'Chọn những thư bạn muốn nhận',
  alwaysSent: 'Thư này liên quan đến an toàn tài khoản của bạn nên luôn được gửi.',
  verification: {
    subject: '{code} là mã Amn của bạn',
    body: 'Nhập mã này để xác nhận địa chỉ e-mail của bạn:',
    action: 'Xác nhận bằng một cú nhấp',
    valid: 'Mã có hiệu lực trong 30 phút.',
    ignore: 'Nếu bạn không đăng ký Amn, hãy bỏ qua thư này.',
  },
  kinds: {
    ...viReminders,
    'request:invited': {
      subject: 'Bạn được mời: “{title}”',
      body: '{other} mời bạn chào giá cho “{title}”. Hãy đọc yêu cầu rồi đưa ra giá và thời gian giao hàng của bạn.',
    },
    'request:expired': {
      subject: 'Yêu cầu của bạn đã hết hạn: “{title}”',
      body: 'Không có chào giá nào cho “{title}” được chấp nhận kịp thời, nên yêu cầu và các chào giá đã đóng. Bạn có thể đăng lại bất cứ lúc nào.',
    },
    'offer:submitted': {
      subject: 'Chào giá mới cho “{title}”',
      body: '{other} đã chào giá cho “{title}”. Hãy so sánh với các chào giá khác, đề nghị điều khoản khác hoặc chấp nhận.',
    },
    'offer:revised': {
      subject: 'Chào giá cho “{title}” đã thay đổi',
      body: '{other} đã sửa chào giá cho “{title}”. Hãy đọc điều khoản mới trước khi quyết định.',
    },
    'offer:countered': {
      subject: 'Phản hồi về chào giá của bạn cho “{title}”',
      body: '{other} đề nghị điều khoản khác cho chào giá của bạn về “{title}”. Bạn có thể đồng ý, chào giá lại hoặc rút lui.',
    },
    'offer:accepted': {
      subject: 'Chào giá của bạn được chấp nhận: “{title}”',
      body: '{other} đã chấp nhận chào giá của bạn cho “{title}”. Xin đừng bắt đầu vội: chúng tôi sẽ báo ngay khi tiền đã được ký quỹ.',
    },
    'offer:rejected': {
      subject: 'Chào giá của bạn không được chọn: “{title}”',
      body: '{other} không chọn chào giá của bạn cho “{title}”.',
    },
    'offer:reopened': {
      subject: 'Không thanh toán đúng hạn: “{title}”',
      body: '{other} không thanh toán đúng hạn nên giao dịch chưa thành. Chào giá của bạn lại có hiệu lực và vẫn có thể được chấp nhận. Bạn không cần làm gì.',
    },
    'question:asked': {
      subject: 'Câu hỏi về “{title}”',
      body: '{other} có câu hỏi về “{title}”. Trả lời nhanh giúp người bán chào giá tốt hơn; ai xem được yêu cầu cũng đọc được câu trả lời.',
    },
    'question:answered': {
      subject: 'Câu hỏi của bạn đã được trả lời: “{title}”',
      body: '{other} đã trả lời câu hỏi của bạn về “{title}”.',
    },
    'payment:detected': {
      subject: 'Đã thấy khoản thanh toán cho “{title}”',
      body: 'Khoản thanh toán của bạn đã lên blockchain và đang được xác nhận, thường mất vài phút. Bạn không cần làm gì.',
    },
    'payment:underpaid': {
      subject: 'Còn thiếu một phần thanh toán: “{title}”',
      body: 'Số tiền nhận được ít hơn thỏa thuận. Hãy gửi phần còn lại đến cùng địa chỉ; trang thanh toán cho biết còn thiếu bao nhiêu. Số tiền bạn đã gửi vẫn an toàn.',
    },
    'payment:held': {
      subject: 'Đang kiểm tra khoản thanh toán cho “{title}”',
      body: 'Khoản thanh toán của bạn đến không như dự kiến nên chúng tôi đang kiểm tra. Tiền vẫn an toàn và hiện bạn không cần làm gì.',
    },
    'payment:refund-due': {
      subject: 'Khoản thanh toán được hoàn lại: “{title}”',
      body: 'Khi tiền đến, giao dịch không còn chờ thanh toán nữa. Số tiền nằm trong số dư của bạn và bạn có thể rút về địa chỉ của mình.',
    },
    'payment:less-proposed': {
      subject: 'Với số tiền ít hơn? “{title}”',
      body: '{other} đề nghị thực hiện “{title}” với khoản đã đến. Đồng ý hoặc từ chối: khi đó giá giữ nguyên và vẫn trả được phần còn lại.',
    },
    'payment:less-agreed': {
      subject: 'Đã đồng ý số tiền ít hơn: “{title}”',
      body: '{other} đồng ý thực hiện “{title}” với khoản đã đến. Điều khoản đã sửa và tiền trong ký quỹ.',
    },
    'payment:less-declined': {
      subject: 'Giá giữ nguyên: “{title}”',
      body: 'Đề nghị thực hiện “{title}” với số tiền ít hơn đã đóng. Giá giữ nguyên và vẫn trả được phần còn lại.',
    },
    'payment:revalued': {
      subject: 'Khoản của bạn tính theo giá mới: “{title}”',
      body: 'Tiền cho “{title}” đến sau khi hết giá cố định nên tính theo giá lúc đó. Hãy xem có thiếu gì không; bạn cũng có thể lấy lại.',
    },
    'payment:credit-added': {
      subject: 'Bạn có tín dụng: “{title}”',
      body: 'Phần trả thừa cho “{title}”, hoặc để riêng mà không dùng, là tín dụng của bạn. Hãy trả giao dịch khác bằng nó hoặc rút ra.',
    },
    'payment:deposit-resolved': {
      subject: 'Khoản chuyển của bạn đã được xem: “{title}”',
      body: 'Khoản chuyển cho “{title}” không tự tính được đã có người xem. Hãy xem kết quả.',
    },
    'request:frozen': {
      subject: 'Đang tạm dừng: “{title}”',
      body: 'Mạng đã đảo ngược khoản thanh toán của “{title}”. Không thể làm gì với tiền không có, nên giao dịch tạm dừng và không hạn nào chạy. Nó tự tiếp tục khi tiền có lại.',
    },
    'request:thawed': {
      subject: 'Tiếp tục: “{title}”',
      body: 'Tiền của “{title}” đã có lại và giao dịch tiếp tục từ chỗ dừng.',
    },
    'request:unfunded': {
      subject: 'Đã kết thúc: “{title}”',
      body: 'Tiền của “{title}” không về kịp nên giao dịch kết thúc. Phần còn lại đã về số dư của người mua.',
    },
    'payment:deposit-quarantined': {
      subject: 'Một khoản nạp cần xem: “{title}”',
      body: 'Một khoản nạp cho “{title}” đang cách ly: coin khác hoặc nguồn không khớp. Hãy xem và quyết định.',
    },
    'payment:resolution-proposed': {
      subject: 'Cần quản trị viên thứ hai: “{title}”',
      body: 'Một quản trị viên đã xác định khoản nạp lớn cho “{title}”. Người khác phải xác nhận giống vậy trước khi tiền di chuyển.',
    },
    'payment:loss-raised': {
      subject: 'Đã mất tiền: “{title}”',
      body: 'Mạng đã đảo ngược một khoản nạp cho “{title}” đã chi ra. Khoản lỗ đã ghi sổ. Hãy xem ngay.',
    },
    'request:payment-timed-out': {
      subject: 'Đã hết hạn thanh toán: “{title}”',
      body: 'Chưa nhận đủ tiền đúng hạn nên yêu cầu được mở lại. Số tiền bạn đã gửi, nếu có, nằm trong số dư của bạn. Bạn có thể chấp nhận một chào giá bất cứ lúc nào.',
    },
    'request:funded': {
      buyer: {
        subject: 'Đã thanh toán: tiền cho “{title}” đã được ký quỹ',
        body: 'Khoản thanh toán của bạn đã đến đủ. Amn giữ tiền cho đến khi bạn nghiệm thu. {other} có thể bắt đầu ngay.',
      },
      seller: {
        subject: 'Bạn có thể bắt đầu: “{title}” đã được thanh toán',
        body: '{other} đã thanh toán và tiền được giữ an toàn trong ký quỹ. Hãy bắt đầu trong ba ngày và giao đúng hẹn. Tiền là của bạn khi việc giao hàng được nghiệm thu.',
      },
    },
    'request:declined': {
      buyer: {
        subject: 'Bạn được hoàn tiền: “{title}”',
        body: 'Giao dịch với {other} sẽ không diễn ra. Toàn bộ số tiền, kể cả phí của chúng tôi, nằm trong số dư của bạn và bạn có thể rút.',
      },
      seller: {
        subject: 'Giao dịch đã hủy: “{title}”',
        body: 'Bạn không bắt đầu trong ba ngày nên giao dịch với {other} đã bị hủy và người mua được hoàn tiền.',
      },
    },
    'request:delivered': {
      subject: 'Đã giao: “{title}”',
      body: '{other} đã giao hàng. Hãy xem xét kỹ, rồi nghiệm thu hoặc yêu cầu sửa. Nếu bạn không làm gì trước khi hết hạn kiểm tra, việc giao được coi là đã nghiệm thu và tiền chuyển cho người bán.',
    },
    'request:inspection-ending': {
      subject: 'Vui lòng quyết định: “{title}”',
      body: 'Thời hạn kiểm tra phần {other} đã giao sắp hết. Hãy xem xét kỹ, rồi nghiệm thu hoặc yêu cầu sửa. Nếu bạn không làm gì kịp thời, việc giao được coi là đã nghiệm thu và tiền chuyển cho người bán.',
    },
    'request:extension-proposed': {
      subject: 'Thêm thời gian cho “{title}”?',
      body: '{other} xin lùi ngày giao. Bạn có thể đồng ý hoặc từ chối; trước khi bạn trả lời, ngày hiện tại vẫn giữ nguyên.',
    },
    'request:missed': {
      buyer: {
        subject: 'Không giao hàng: bạn được hoàn tiền cho “{title}”',
        body: '{other} không giao trong vòng 72 giờ sau ngày đã hẹn. Toàn bộ số tiền, kể cả phí của chúng tôi, nằm trong số dư của bạn và bạn có thể rút.',
      },
      seller: {
        subject: 'Lỡ ngày giao: “{title}”',
        body: 'Không có gì được giao trong vòng 72 giờ sau ngày đã hẹn nên giao dịch đã kết thúc và {other} được hoàn tiền.',
      },
    },
    'request:changes-requested': {
      subject: 'Yêu cầu sửa: “{title}”',
      body: '{other} yêu cầu bạn sửa phần đã giao. Hãy mở giao dịch để xem cần sửa gì và khi nào phải xong.',
    },
    'request:disputed': {
      subject: 'Có tranh chấp: “{title}”',
      body: 'Giao dịch với {other} đang có tranh chấp. Bên không mở tranh chấp có 72 giờ để trả lời. Tiền vẫn được ký quỹ cho đến khi giải quyết xong. Hãy mở giao dịch để xem bước tiếp theo.',
    },
    'request:completed': {
      buyer: {
        subject: 'Giao dịch hoàn tất: “{title}”',
        body: 'Việc giao hàng đã được nghiệm thu và tiền đã chuyển cho {other}. Cảm ơn bạn đã giao dịch trên Amn.',
      },
      seller: {
        subject: 'Bạn đã được trả tiền cho “{title}”',
        body: 'Phần bạn giao cho {other} đã được nghiệm thu và tiền là của bạn. Số tiền nằm trong số dư và bạn có thể rút.',
      },
    },
    'request:milestone-released': {
      buyer: {
        subject: 'Đã giải ngân một phần: “{title}”',
        body: 'Bạn đã chuyển tiền phần này cho {other}. Số tiền còn lại vẫn được ký quỹ cho đến khi giao xong.',
      },
      seller: {
        subject: 'Bạn đã được trả tiền cho một phần: “{title}”',
        body: 'Phần việc này cho {other} đã được nghiệm thu và tiền là của bạn. Số tiền nằm trong số dư và bạn có thể rút. Giao dịch tiếp tục với các phần khác.',
      },
    },
    'request:milestone-missed': {
      buyer: {
        subject: 'Một phần không được giao: bạn được hoàn tiền cho “{title}”',
        body: '{other} không giao phần này trong vòng 72 giờ sau ngày đã hẹn. Toàn bộ số tiền của phần này, kể cả phí của chúng tôi, nằm trong số dư của bạn. Giao dịch tiếp tục với các phần khác.',
      },
      seller: {
        subject: 'Lỡ ngày giao một phần: “{title}”',
        body: 'Phần này không được giao trong vòng 72 giờ sau ngày đã hẹn nên {other} được hoàn tiền của phần này. Giao dịch tiếp tục với các phần khác.',
      },
    },
    'request:milestone-cancellation-proposed': {
      subject: 'Hủy một phần: “{title}”?',
      body: '{other} đề nghị hủy phần này của giao dịch. Nếu bạn đồng ý, người mua được hoàn tiền của phần này và giao dịch tiếp tục với các phần khác. Nếu bạn từ chối, mọi thứ tiếp tục như cũ.',
    },
    'request:milestone-refunded': {
      buyer: {
        subject: 'Đã hủy một phần: bạn được hoàn tiền cho “{title}”',
        body: 'Phần này của giao dịch với {other} đã bị hủy. Toàn bộ số tiền của phần này, kể cả phí của chúng tôi, nằm trong số dư của bạn và bạn có thể rút.',
      },
      seller: {
        subject: 'Đã hủy một phần: “{title}”',
        body: 'Phần này của giao dịch với {other} đã bị hủy và người mua được hoàn tiền của phần này.',
      },
    },
    'request:cancellation-proposed': {
      subject: 'Hủy “{title}”?',
      body: '{other} đề nghị hủy giao dịch. Nếu bạn đồng ý, người mua được hoàn tiền. Nếu bạn từ chối, giao dịch tiếp tục như cũ.',
    },
    'request:refunded': {
      buyer: {
        subject: 'Đã hủy: bạn được hoàn tiền cho “{title}”',
        body: 'Bạn và {other} đã đồng ý hủy. Toàn bộ số tiền, kể cả phí của chúng tôi, nằm trong số dư của bạn và bạn có thể rút.',
      },
      seller: {
        subject: 'Đã hủy: “{title}”',
        body: 'Bạn và {other} đã đồng ý hủy. Người mua được hoàn tiền và bạn không cần làm gì thêm.',
      },
    },
    'request:settled': {
      subject: 'Tranh chấp đã giải quyết: “{title}”',
      body: 'Tranh chấp với {other} đã được giải quyết. Hãy mở giao dịch để xem mỗi bên nhận được gì.',
    },
    'request:resumed': {
      subject: 'Giao dịch tiếp tục: “{title}”',
      body: 'Tranh chấp với {other} đã được rút với sự đồng ý của cả hai bên. Giao dịch trở lại như trước, và mọi thời hạn đều còn ít nhất 24 giờ.',
    },
    'dispute:responded': {
      subject: 'Tranh chấp của bạn đã được trả lời: “{title}”',
      body: '{other} đã trả lời. Hai bên có bảy ngày để thỏa thuận; sau đó hòa giải viên sẽ vào cuộc.',
    },
    'dispute:mediation-started': {
      subject: 'Hòa giải viên vào cuộc: “{title}”',
      body: 'Hòa giải viên đang xem xét tranh chấp với {other}. Bạn vẫn có thể bổ sung bằng chứng hoặc tự thỏa thuận cách chia tiền. Tiền vẫn được ký quỹ.',
    },
    'dispute:split-offered': {
      subject: 'Có đề nghị chia tiền: “{title}”',
      body: '{other} đề nghị chia tiền và kết thúc tranh chấp. Nếu bạn đồng ý, phần của mỗi bên được trả ngay.',
    },
    'dispute:proposed': {
      subject: 'Đề xuất của hòa giải viên: “{title}”',
      body: 'Hòa giải viên đề xuất cách chia tiền. Hãy trả lời trong 72 giờ: nếu không phải cả hai bên đều đồng ý, đề xuất sẽ thành phán quyết, trừ khi hòa giải viên quyết định khác.',
    },
    'dispute:ruled': {
      subject: 'Hòa giải viên đã phán quyết: “{title}”',
      body: 'Hãy đọc phán quyết và lý do. Trong 72 giờ, mỗi bên có thể khiếu nại, chỉ một lần; sau đó phán quyết là cuối cùng và tiền được trả.',
    },
    'dispute:appealed': {
      subject: 'Khiếu nại: “{title}”',
      body: '{other} đã khiếu nại phán quyết. Một hòa giải viên khác sẽ quyết định; đến lúc đó tiền vẫn được ký quỹ.',
    },
    'dispute:withdrawal-offered': {
      subject: 'Rút tranh chấp về “{title}”?',
      body: '{other} muốn rút tranh chấp và tiếp tục giao dịch. Nếu bạn đồng ý, giao dịch tiếp tục từ chỗ đã dừng, và mọi thời hạn đều còn ít nhất 24 giờ.',
    },
    'dispute:queued': {
      subject: 'Một tranh chấp chờ hòa giải viên: “{title}”',
      body: 'Chưa ai nhận vụ việc này. Bạn sẽ thấy nó trong danh sách vụ việc.',
    },
    'dispute:assigned': {
      subject: 'Vụ việc này là của bạn: “{title}”',
      body: 'Bạn là hòa giải viên của tranh chấp này. Hãy đọc ý kiến hai bên và đề xuất cách chia tiền trong bảy ngày.',
    },
    'dispute:mediator-reminded': {
      subject: 'Bảy ngày im lặng: “{title}”',
      body: 'Các bên trong tranh chấp này đã chờ hòa giải viên bảy ngày. Sau mười bốn ngày, vụ việc được giao cho người khác.',
    },
    'dispute:escalated': {
      subject: 'Cần xử lý gấp: “{title}”',
      body: 'Mười bốn ngày qua không hòa giải viên nào xử lý tranh chấp này. Vụ việc được giao cho người khác và cần có người theo dõi.',
    },
    'payout:confirmed': {
      subject: 'Tiền rút của bạn đã đến',
      body: 'Blockchain đã xác nhận lệnh rút tiền của bạn. Bạn có thể xem giao dịch cạnh số dư.',
    },
    'payout:failed': {
      subject: 'Rút tiền không thành công',
      body: 'Không có tiền nào được chuyển đi: số tiền đã trở lại số dư của bạn. Bạn có thể thử lại, kể cả với địa chỉ khác.',
    },
    'payout:cancelled': {
      subject: 'Lệnh rút tiền của bạn chưa được gửi',
      body: 'Amn không duyệt lệnh này, hoặc sau đó bạn đã ký một địa chỉ rút tiền khác. Không có tiền nào được chuyển đi: số tiền đã trở lại số dư của bạn.',
    },
    'payout:address-updated': {
      subject: 'Địa chỉ rút tiền của bạn đã thay đổi',
      body: 'Một địa chỉ rút tiền đã được thêm vào hoặc xóa khỏi tài khoản của bạn. Nếu đó là bạn thì không sao. Nếu không, hãy đổi mật khẩu ngay: việc này cũng tạm khóa mọi địa chỉ rút tiền. Sau đó hãy trả lời thư này.',
    },
    'wallet:replacement-updated': {
      subject: 'Thay đổi địa chỉ rút tiền bạn đã ký',
      body: 'Có yêu cầu thay địa chỉ rút tiền mà bạn đã ký, hoặc yêu cầu đó vừa chuyển sang bước mới. Trong ít nhất bảy ngày, tiền vẫn chỉ đến địa chỉ cũ và phải có quản trị viên đồng ý. Nếu không phải bạn, hãy dừng yêu cầu trong phần Cài đặt bằng mật khẩu hoặc chữ ký của ví cũ, và đổi mật khẩu ngay. Nếu bạn không đăng nhập được nữa, nút bên dưới cho phép riêng ví cũ dừng yêu cầu.',
    },
    'payout:platform-address-updated': {
      subject: 'Một địa chỉ riêng của Amn đã thay đổi',
      body: 'Một địa chỉ mà tiền của chính Amn có thể được chuyển tới đã được thêm hoặc xóa. Mọi quản trị viên đều nhận thư này. Nếu không ai trong các bạn làm việc đó, hãy coi đây là một vụ xâm nhập.',
    },
    'payout:refund-waiting': {
      subject: 'Khoản hoàn tiền đang chờ địa chỉ của bạn',
      body: 'Một khoản hoàn tiền đang chờ bạn cho biết sẽ chuyển đi đâu. Hãy nhập một địa chỉ của bạn, tiền sẽ được chuyển ngay. Khoản tiền này luôn là của bạn, không bao giờ hết hạn.',
    },
    'auth:password-changed': {
      subject: 'Mật khẩu của bạn đã được đổi',
      body: 'Mọi thiết bị khác đã bị đăng xuất và các địa chỉ rút tiền của bạn tạm thời bị khóa. Nếu đó không phải là bạn, hãy trả lời thư này ngay.',
    },
  },
};
