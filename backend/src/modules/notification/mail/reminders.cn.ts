import type { ReminderTexts } from './mail-text-types.ts';

/** What is said before something happens by itself, and what admins are told of. */
export const cnReminders: ReminderTexts = {
  'request:expiring': {
    subject: '您的需求即将到期：“{title}”',
    body: '“{title}”还没有选定卖家。如果您没有按时接受报价，需求及其全部报价都会关闭。此事不涉及款项，您可以重新发布。',
  },
  'request:payment-ending': {
    subject: '请付款：“{title}”',
    body: '您接受了 {other} 的报价，但全部款项尚未到账。如果未能按时到账，交易不成立：需求重新开放，您已转出的款项会计入您的余额。',
  },
  'request:start-ending': {
    subject: '请开始工作：“{title}”',
    body: '{other} 已付款，款项已托管。如果您没有按时开始，交易结束，全部款项退还给 {other}。',
  },
  'request:delivery-ending': {
    subject: '请交付：“{title}”',
    body: '{other} 正在等待约定的内容。下面的时间是约定日期后 72 小时：如果届时仍未交付，款项退还给 {other}。如果需要更多时间，请现在就提议一个更晚的日期。',
  },
  'request:redelivery-ending': {
    subject: '请交付修改后的内容：“{title}”',
    body: '{other} 要求修改。下面的时间是约定日期后 72 小时：如果届时仍未交付，系统会为 {other} 发起争议，款项在作出决定之前继续托管。',
  },
  'request:answer-awaited': {
    subject: '对方在等您答复：“{title}”',
    body: '{other} 提出了一项提议，正在等您答复。没有您的答复，交易照原样继续，下一个期限就是下面的时间。请打开交易，查看届时会发生什么。',
  },
  'offer:ending': {
    subject: '有一份报价即将到期：“{title}”',
    body: '{other} 在等您就“{title}”作出答复。如果您没有按时答复，报价到期失效。不会有款项变动。',
  },
  'dispute:response-ending': {
    subject: '请回应争议：“{title}”',
    body: '与 {other} 的争议在等您回应。如果您没有按时回应，调解员会在没有听取您意见的情况下接手。仅凭这一点您不会有任何损失，款项继续托管。',
  },
  'dispute:negotiation-ending': {
    subject: '协商时间即将结束：“{title}”',
    body: '您和 {other} 仍可自行商定如何分配款项。如果未能按时达成一致，将由调解员接手。款项继续托管。',
  },
  'dispute:proposal-ending': {
    subject: '请答复调解员的方案：“{title}”',
    body: '您还没有答复调解员的方案。如果届时没有其他决定，该方案将成为裁定；之后您仍可申诉。',
  },
  'dispute:appeal-ending': {
    subject: '申诉时间即将结束：“{title}”',
    body: '调解员已裁定。如果无人按时申诉，裁定生效，款项据此支付，无法撤回。',
  },
  'dispute:ruling-due': {
    subject: '请作出裁定：“{title}”',
    body: '一方拒绝了您的方案。如果您没有按时裁定，该方案将原样成为裁定。',
  },
  'payout:approval-needed': {
    subject: '有一笔提现等待批准',
    body: '有一笔提现在等管理员处理。在此之前款项保持预留，不会转出。请查看是谁申请、为何被拦下、要转往何处，然后批准或拒绝。',
  },
  'payout:stuck': {
    subject: '有一笔提现停滞不前',
    body: '有一笔提现在同一状态停留过久：或在等待批准，或不清楚是否已经转出。系统绝不会自动重发。请查看并作出决定。',
  },
  'books:difference-raised': {
    subject: '账本与实际持有的金额不一致',
    body: '账本与网关或链上显示的金额已有一段时间不一致，差额见下。请查看对账并找出原因。',
  },
  'wallet:replacement-requested': {
    subject: '有一个提现地址要更换',
    body: '{other} 请求把款项转到另一个地址，而现有地址并未为此签名。至少七天内款项仍转到旧地址，之后也只有管理员同意才会更换。请通过该账户以外的方式确认确是本人提出请求。',
  },
};
