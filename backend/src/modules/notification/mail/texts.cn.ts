import type { MailTexts } from './mail-text-types.ts';
import { cnReminders } from './reminders.cn.ts';

export const cn: MailTexts = {
  hello: '{name}，您好：',
  factTitle: '需求',
  factOther: '对方',
  factAmount: '金额',
  factUntil: '截止时间',
  openDeal: '查看交易',
  openDispute: '查看争议',
  openCase: '查看案件',
  openRequest: '查看需求',
  openBalance: '查看余额',
  openDesk: '打开管理台',
  openStop: '用旧钱包停止',
  openSettings: '打开设置',
  because: '您参与了 Amn 上的交易，因此收到这封邮件。',
  changeSettings: '选择接收哪些邮件',
  alwaysSent: '这封邮件关系到您的账户安全，因此始终会发送。',
  verification: {
    subject: '您的 Amn 验证码：{code}',
    body: '请输入以下验证码，确认您的邮箱地址：',
    action: '一键确认',
    valid: '验证码 30 分钟内有效。',
    ignore: '如果您没有注册 Amn，请忽略这封邮件。',
  },
  kinds: {
    ...cnReminders,
    'request:invited': {
      subject: '邀请您报价：“{title}”',
      body: '{other} 邀请您为“{title}”报价。请查看需求，并填写您的价格和交付时间。',
    },
    'request:expired': {
      subject: '您的需求已到期：“{title}”',
      body: '“{title}”在期限内没有接受任何报价，需求及其报价均已关闭。您可以随时重新发布。',
    },
    'offer:submitted': {
      subject: '“{title}”收到新报价',
      body: '{other} 为“{title}”提交了报价。您可以与其他报价比较、提出不同的条件，或直接接受。',
    },
    'offer:revised': {
      subject: '“{title}”的报价已修改',
      body: '{other} 修改了对“{title}”的报价。请先阅读新的条件再做决定。',
    },
    'offer:countered': {
      subject: '对方回复了您对“{title}”的报价',
      body: '{other} 对您在“{title}”上的报价提出了不同的条件。您可以同意、重新报价或撤回。',
    },
    'offer:accepted': {
      subject: '您的报价已被接受：“{title}”',
      body: '{other} 接受了您对“{title}”的报价。请先不要开工：款项进入托管后，我们会立即通知您。',
    },
    'offer:rejected': {
      subject: '您的报价未被采纳：“{title}”',
      body: '{other} 没有采纳您对“{title}”的报价。',
    },
    'offer:reopened': {
      subject: '未按时付款：“{title}”',
      body: '{other} 没有按时付款，交易尚未成立。您的报价恢复有效，仍可能被接受。您无需任何操作。',
    },
    'question:asked': {
      subject: '有人询问“{title}”',
      body: '{other} 就“{title}”提出了问题。尽快回答有助于卖家给出合适的报价；能看到该需求的人都能看到您的回答。',
    },
    'question:answered': {
      subject: '您的问题已得到回答：“{title}”',
      body: '{other} 回答了您关于“{title}”的问题。',
    },
    'payment:detected': {
      subject: '已检测到“{title}”的付款',
      body: '您的付款已上链，正在等待确认，通常需要几分钟。您无需任何操作。',
    },
    'payment:underpaid': {
      subject: '付款尚缺一部分：“{title}”',
      body: '到账金额少于约定金额。请将余款转到同一地址，差额见付款页面。您已转出的款项是安全的。',
    },
    'payment:held': {
      subject: '正在核查“{title}”的付款',
      body: '您的付款与预期不符，我们正在核查。款项是安全的，目前您无需任何操作。',
    },
    'payment:refund-due': {
      subject: '您的付款将退还：“{title}”',
      body: '付款到账时，该交易已不再等待付款。款项已计入您的余额，您可以提现到自己的地址。',
    },
    'payment:less-proposed': {
      subject: '以较低金额成交？“{title}”',
      body: '{other} 提议以目前已到账的金额完成“{title}”。您可以同意或拒绝；拒绝后价格不变，仍可补足差额。',
    },
    'payment:less-agreed': {
      subject: '已同意较低金额：“{title}”',
      body: '{other} 同意以已到账金额完成“{title}”。条款已修订，款项已托管。',
    },
    'payment:less-declined': {
      subject: '价格不变：“{title}”',
      body: '以较低金额完成“{title}”的提议已关闭。价格不变，仍可补足差额。',
    },
    'payment:revalued': {
      subject: '您的付款按新价格计算：“{title}”',
      body: '“{title}”的款项在锁价结束后到账，按当时价格计算。请查看是否还有差额；您也可以取回。',
    },
    'payment:credit-added': {
      subject: '您有抵用余额：“{title}”',
      body: '为“{title}”多付的款项，或预留而未使用的款项，已成为您的抵用余额。可用于支付其他交易或提现。',
    },
    'payment:deposit-resolved': {
      subject: '您的转账已核查：“{title}”',
      body: '“{title}”中无法自动计入的转账已由人工核查。请查看结果。',
    },
    'request:frozen': {
      subject: '已冻结：“{title}”',
      body: '网络回滚了“{title}”的付款。款项不在时任何操作都无法进行，交易已冻结，所有期限暂停。款项恢复后会自动继续。',
    },
    'request:thawed': {
      subject: '已恢复：“{title}”',
      body: '“{title}”的款项已恢复，交易从原处继续。',
    },
    'request:unfunded': {
      subject: '已结束：“{title}”',
      body: '“{title}”的款项未能及时恢复，交易已结束。剩余款项已转入买方余额。',
    },
    'payment:deposit-quarantined': {
      subject: '有入账待核查：“{title}”',
      body: '“{title}”的一笔入账已隔离：币种不符或来源不一致。请核查并作出决定。',
    },
    'payment:resolution-proposed': {
      subject: '需要第二位管理员：“{title}”',
      body: '一位管理员已对“{title}”的大额入账作出判断。须由另一位管理员作出相同判断后资金才会变动。',
    },
    'payment:loss-raised': {
      subject: '发生损失：“{title}”',
      body: '网络回滚了“{title}”中已付出的一笔入账。损失已入账，请立即处理。',
    },
    'request:payment-timed-out': {
      subject: '付款时间已过：“{title}”',
      body: '未能按时收到全部款项，需求已重新开放。您已转出的款项在您的余额中。您可以随时再次接受报价。',
    },
    'request:funded': {
      buyer: {
        subject: '已付款：“{title}”的款项已进入托管',
        body: '您的付款已全额到账。在您验收之前，款项由 Amn 保管。{other} 现在可以开工了。',
      },
      seller: {
        subject: '可以开工了：“{title}”已付款',
        body: '{other} 已付款，款项已安全托管。请在三天内开工，并在约定日期前交付。验收通过后，款项即归您所有。',
      },
    },
    'request:declined': {
      buyer: {
        subject: '款项退还给您：“{title}”',
        body: '与 {other} 的交易不再进行。全部款项（含手续费）已计入您的余额，可以提现。',
      },
      seller: {
        subject: '交易已取消：“{title}”',
        body: '您没有在三天内开工，与 {other} 的交易已取消，款项已退还给买家。',
      },
    },
    'request:delivered': {
      subject: '已交付：“{title}”',
      body: '{other} 已交付。请仔细检查，然后确认验收或要求修改。如果在验收期结束前没有任何操作，将视为验收通过，款项归卖家所有。',
    },
    'request:inspection-ending': {
      subject: '请尽快决定：“{title}”',
      body: '{other} 所交付内容的验收期即将结束。请仔细检查，然后确认验收或要求修改。如果届时没有任何操作，将视为验收通过，款项归卖家所有。',
    },
    'request:extension-proposed': {
      subject: '是否延长“{title}”的交付时间？',
      body: '{other} 请求推迟交付日期。您可以同意或拒绝；在您答复之前，原日期不变。',
    },
    'request:missed': {
      buyer: {
        subject: '未交付：“{title}”的款项退还给您',
        body: '{other} 在约定日期后 72 小时内仍未交付。全部款项（含手续费）已计入您的余额，可以提现。',
      },
      seller: {
        subject: '错过交付日期：“{title}”',
        body: '约定日期后 72 小时内没有交付，交易已结束，款项已退还给 {other}。',
      },
    },
    'request:changes-requested': {
      subject: '要求修改：“{title}”',
      body: '{other} 要求修改您交付的内容。请打开交易，查看具体要求和期限。',
    },
    'request:disputed': {
      subject: '发生争议：“{title}”',
      body: '与 {other} 的交易发生争议。未发起的一方须在 72 小时内回应。在争议解决之前，款项继续托管。请打开交易，查看下一步。',
    },
    'request:completed': {
      buyer: {
        subject: '交易完成：“{title}”',
        body: '交付已验收，款项已支付给 {other}。感谢您使用 Amn。',
      },
      seller: {
        subject: '您已收到“{title}”的款项',
        body: '您向 {other} 的交付已通过验收，款项归您所有。款项在您的余额中，可以提现。',
      },
    },
    'request:milestone-released': {
      buyer: {
        subject: '已放款一个阶段：“{title}”',
        body: '您已将该阶段的款项支付给 {other}。其余款项继续托管，直到交付为止。',
      },
      seller: {
        subject: '您已收到一个阶段的款项：“{title}”',
        body: '您为 {other} 完成的该阶段已通过验收，款项归您所有。款项在您的余额中，可以提现。其他阶段照常进行。',
      },
    },
    'request:milestone-missed': {
      buyer: {
        subject: '一个阶段未交付：“{title}”的款项退还给您',
        body: '{other} 在约定日期后 72 小时内仍未交付该阶段。该阶段的全部款项（含手续费）已计入您的余额。其他阶段照常进行。',
      },
      seller: {
        subject: '错过一个阶段的交付日期：“{title}”',
        body: '该阶段在约定日期后 72 小时内没有交付，款项已退还给 {other}。其他阶段照常进行。',
      },
    },
    'request:milestone-cancellation-proposed': {
      subject: '是否取消一个阶段：“{title}”？',
      body: '{other} 提议取消交易的这个阶段。如果您同意，该阶段的款项退还给买家，其他阶段照常进行；如果您拒绝，一切照旧。',
    },
    'request:milestone-refunded': {
      buyer: {
        subject: '已取消一个阶段：“{title}”的款项退还给您',
        body: '与 {other} 的交易中该阶段已取消。该阶段的全部款项（含手续费）已计入您的余额，可以提现。',
      },
      seller: {
        subject: '已取消一个阶段：“{title}”',
        body: '与 {other} 的交易中该阶段已取消，款项退还给买家。',
      },
    },
    'request:cancellation-proposed': {
      subject: '是否取消“{title}”？',
      body: '{other} 提议取消交易。如果您同意，款项退还给买家；如果您拒绝，交易照常进行。',
    },
    'request:refunded': {
      buyer: {
        subject: '已取消：“{title}”的款项退还给您',
        body: '您与 {other} 同意取消交易。全部款项（含手续费）已计入您的余额，可以提现。',
      },
      seller: {
        subject: '已取消：“{title}”',
        body: '您与 {other} 同意取消交易。款项退还给买家，您无需其他操作。',
      },
    },
    'request:settled': {
      subject: '争议已解决：“{title}”',
      body: '与 {other} 的争议已解决。请打开交易，查看款项如何分配。',
    },
    'request:resumed': {
      subject: '交易继续：“{title}”',
      body: '经双方同意，与 {other} 的争议已撤回。交易恢复到之前的状态，每个期限至少还有 24 小时。',
    },
    'dispute:responded': {
      subject: '对方已回应争议：“{title}”',
      body: '{other} 已作出回应。双方现在有七天时间协商；之后由调解员接手。',
    },
    'dispute:mediation-started': {
      subject: '调解员已介入：“{title}”',
      body: '调解员开始处理您与 {other} 的争议。您仍可补充证据，也可以与对方自行商定如何分配款项。款项继续托管。',
    },
    'dispute:split-offered': {
      subject: '对方提出分配方案：“{title}”',
      body: '{other} 提议分配款项并了结争议。如果您接受，双方应得的部分会立即支付。',
    },
    'dispute:proposed': {
      subject: '调解员的方案：“{title}”',
      body: '调解员提出了款项分配方案。请在 72 小时内答复：如果双方没有都接受，方案将成为裁定，除非调解员另行裁定。',
    },
    'dispute:ruled': {
      subject: '调解员已裁定：“{title}”',
      body: '请阅读裁定及其理由。72 小时内双方均可申诉，仅限一次；之后裁定生效，款项随即支付。',
    },
    'dispute:appealed': {
      subject: '对方提出申诉：“{title}”',
      body: '{other} 对裁定提出申诉，将由另一位调解员决定。在此之前，款项继续托管。',
    },
    'dispute:withdrawal-offered': {
      subject: '是否撤回争议“{title}”？',
      body: '{other} 希望撤回争议、继续交易。如果您同意，交易从中断处继续，每个期限至少还有 24 小时。',
    },
    'dispute:queued': {
      subject: '有争议等待调解员：“{title}”',
      body: '这个案件还没有人接手。您可以在案件列表中找到它。',
    },
    'dispute:assigned': {
      subject: '这个案件由您负责：“{title}”',
      body: '您是这起争议的调解员。请阅读双方的陈述，并在七天内提出分配方案。',
    },
    'dispute:mediator-reminded': {
      subject: '七天没有答复：“{title}”',
      body: '这起争议的双方已等待调解员七天。满十四天后，案件将转交他人。',
    },
    'dispute:escalated': {
      subject: '案件升级：“{title}”',
      body: '十四天来没有调解员处理这起争议。案件现转交他人，需要有人跟进。',
    },
    'payout:confirmed': {
      subject: '您的提现已到账',
      body: '您的提现已在区块链上确认。交易记录可在余额页面查看。',
    },
    'payout:failed': {
      subject: '您的提现未成功',
      body: '没有款项转出，金额已退回您的余额。您可以再试一次，也可以换一个地址。',
    },
    'payout:cancelled': {
      subject: '您的提现未发出',
      body: 'Amn 未予放行，或您此后签名了另一个提现地址。没有款项转出，金额已退回您的余额。',
    },
    'payout:address-updated': {
      subject: '您的提现地址有变动',
      body: '您的账户添加或删除了一个提现地址。如果是您本人操作，请放心。如果不是，请立即修改密码（这也会暂停所有提现地址），然后回复这封邮件。',
    },
    'wallet:replacement-updated': {
      subject: '您签名的提现地址有变更请求',
      body: '有人请求更换您签名过的提现地址，或该请求有了新进展。至少七天内，款项仍只会转到旧地址，并且需要管理员同意。如果不是您本人操作，请在设置中用密码或旧钱包的签名停止该请求，并立即修改密码。如果您已无法登录，可通过下方按钮仅用旧钱包停止该请求。',
    },
    'payout:platform-address-updated': {
      subject: '平台自有地址有变动',
      body: '平台自有资金可提往的地址有新增或删除。所有管理员都会收到这封邮件。如果不是任何一位管理员操作的，请按入侵事件处理。',
    },
    'payout:refund-waiting': {
      subject: '您的退款正在等待收款地址',
      body: '有一笔退款正在等您告知汇往何处。填写您自己的地址后即可汇出。这笔钱始终属于您，不会过期。',
    },
    'auth:password-changed': {
      subject: '您的密码已修改',
      body: '其他所有设备均已退出登录，您的提现地址将暂停一段时间。如果不是您本人操作，请立即回复这封邮件。',
    },
  },
};
