import type { Language } from '../../../shared/refs.ts';
import type { PostingEvent, WithdrawableKind } from '../../ledger/index.ts';

/** Why money came to a balance or left it. Events that touch no balance of a person are left out. */
type Told = Extract<
  PostingEvent,
  | 'release'
  | 'refund'
  | 'unfunded_refund'
  | 'fund'
  | 'excess'
  | 'credit_reserved'
  | 'credit_returned'
  | 'quarantine_owed'
  | 'reorg'
  | 'split'
  | 'payout_reserved'
  | 'payout_failed'
>;

export interface StatementTexts {
  readonly time: string;
  readonly what: string;
  readonly balance: string;
  readonly asset: string;
  readonly in: string;
  readonly out: string;
  readonly balanceAfter: string;
  readonly request: string;
  readonly payout: string;
  readonly opening: string;
  readonly closing: string;
  readonly source: Readonly<Record<WithdrawableKind, string>>;
  readonly event: Readonly<Record<Told, string>> & { readonly other: string };
}

export const STATEMENT_TEXTS: Readonly<Record<Language, StatementTexts>> = {
  en: {
    time: 'Time (UTC)',
    what: 'What',
    balance: 'Balance',
    asset: 'Asset',
    in: 'In',
    out: 'Out',
    balanceAfter: 'Balance afterwards',
    request: 'Request',
    payout: 'Withdrawal',
    opening: 'Opening balance',
    closing: 'Closing balance',
    source: { seller_payable: 'Earned from sales', refund_payable: 'Refunds', buyer_credit: 'Credit' },
    event: {
      release: 'Released to you',
      refund: 'Refunded from escrow',
      unfunded_refund: 'Refund of a payment that funded nothing',
      fund: 'Credit from an overpayment',
      excess: 'Credit from an overpayment',
      credit_reserved: 'Set aside to pay a deal',
      credit_returned: 'Set aside and not used',
      quarantine_owed: 'A transfer that was looked at',
      reorg: 'Taken back by the network',
      split: 'Your part of a settlement',
      payout_reserved: 'Set aside for a withdrawal',
      payout_failed: 'Returned from a withdrawal',
      other: 'Booking',
    },
  },
  fa: {
    time: 'زمان (UTC)',
    what: 'شرح',
    balance: 'موجودی',
    asset: 'دارایی',
    in: 'ورودی',
    out: 'خروجی',
    balanceAfter: 'مانده پس از آن',
    request: 'درخواست',
    payout: 'برداشت',
    opening: 'مانده‌ی آغاز دوره',
    closing: 'مانده‌ی پایان دوره',
    source: { seller_payable: 'درآمد فروش', refund_payable: 'بازپرداخت‌ها', buyer_credit: 'اعتبار' },
    event: {
      release: 'برای شما آزاد شد',
      refund: 'از امانت برگشت',
      unfunded_refund: 'بازپرداخت پولی که به معامله‌ای نرسید',
      fund: 'اعتبار از پرداخت اضافه',
      excess: 'اعتبار از پرداخت اضافه',
      credit_reserved: 'کنار گذاشته برای پرداخت معامله',
      credit_returned: 'کنار گذاشته و به‌کارنرفته',
      quarantine_owed: 'واریزی که بررسی شد',
      reorg: 'شبکه پس گرفت',
      split: 'سهم شما از توافق',
      payout_reserved: 'کنار گذاشته برای برداشت',
      payout_failed: 'برگشته از برداشت',
      other: 'ثبت',
    },
  },
  ar: {
    time: 'الوقت (UTC)',
    what: 'البيان',
    balance: 'الرصيد',
    asset: 'الأصل',
    in: 'داخل',
    out: 'خارج',
    balanceAfter: 'الرصيد بعد الحركة',
    request: 'الطلب',
    payout: 'السحب',
    opening: 'الرصيد الافتتاحي',
    closing: 'الرصيد الختامي',
    source: {
      seller_payable: 'أرباح المبيعات',
      refund_payable: 'المبالغ المستردة',
      buyer_credit: 'رصيد دائن',
    },
    event: {
      release: 'حُرّر لك',
      refund: 'استُرد من الضمان',
      unfunded_refund: 'استرداد دفعة لم تموّل صفقة',
      fund: 'رصيد من دفعة زائدة',
      excess: 'رصيد من دفعة زائدة',
      credit_reserved: 'محجوز لدفع صفقة',
      credit_returned: 'حُجز ولم يُستعمل',
      quarantine_owed: 'تحويل تمت مراجعته',
      reorg: 'تراجعت عنه الشبكة',
      split: 'نصيبك من التسوية',
      payout_reserved: 'محجوز لعملية سحب',
      payout_failed: 'عاد من عملية سحب',
      other: 'قيد',
    },
  },
  fr: {
    time: 'Heure (UTC)',
    what: 'Quoi',
    balance: 'Solde',
    asset: 'Actif',
    in: 'Entrée',
    out: 'Sortie',
    balanceAfter: 'Solde après',
    request: 'Demande',
    payout: 'Retrait',
    opening: 'Solde d’ouverture',
    closing: 'Solde de clôture',
    source: {
      seller_payable: 'Gagné par vos ventes',
      refund_payable: 'Remboursements',
      buyer_credit: 'Avoir',
    },
    event: {
      release: 'Libéré en votre faveur',
      refund: 'Remboursé depuis le séquestre',
      unfunded_refund: 'Remboursement d’un paiement sans contrat',
      fund: 'Avoir d’un trop-perçu',
      excess: 'Avoir d’un trop-perçu',
      credit_reserved: 'Réservé pour payer une transaction',
      credit_returned: 'Réservé et non utilisé',
      quarantine_owed: 'Un transfert examiné',
      reorg: 'Annulé par le réseau',
      split: 'Votre part d’un règlement',
      payout_reserved: 'Réservé pour un retrait',
      payout_failed: 'Rendu par un retrait',
      other: 'Écriture',
    },
  },
  cn: {
    time: '时间（UTC）',
    what: '事项',
    balance: '余额类别',
    asset: '资产',
    in: '入账',
    out: '出账',
    balanceAfter: '变动后余额',
    request: '需求',
    payout: '提现',
    opening: '期初余额',
    closing: '期末余额',
    source: { seller_payable: '销售所得', refund_payable: '退款', buyer_credit: '抵用余额' },
    event: {
      release: '已放款给您',
      refund: '从托管退回',
      unfunded_refund: '未成交付款的退款',
      fund: '多付款转为抵用余额',
      excess: '多付款转为抵用余额',
      credit_reserved: '为支付交易预留',
      credit_returned: '预留未使用，已退回',
      quarantine_owed: '已核查的转账',
      reorg: '被网络回滚',
      split: '和解中您的份额',
      payout_reserved: '为提现预留',
      payout_failed: '提现退回',
      other: '记账',
    },
  },
  vi: {
    time: 'Thời điểm (UTC)',
    what: 'Nội dung',
    balance: 'Số dư',
    asset: 'Tài sản',
    in: 'Vào',
    out: 'Ra',
    balanceAfter: 'Số dư sau đó',
    request: 'Yêu cầu',
    payout: 'Lần rút',
    opening: 'Số dư đầu kỳ',
    closing: 'Số dư cuối kỳ',
    source: { seller_payable: 'Thu từ bán hàng', refund_payable: 'Tiền hoàn lại', buyer_credit: 'Tín dụng' },
    event: {
      release: 'Đã giải ngân cho bạn',
      refund: 'Hoàn lại từ ký quỹ',
      unfunded_refund: 'Hoàn khoản thanh toán không dùng đến',
      fund: 'Tín dụng do trả thừa',
      excess: 'Tín dụng do trả thừa',
      credit_reserved: 'Để riêng để trả giao dịch',
      credit_returned: 'Để riêng mà không dùng',
      quarantine_owed: 'Khoản chuyển đã được xem',
      reorg: 'Bị mạng đảo ngược',
      split: 'Phần của bạn khi dàn xếp',
      payout_reserved: 'Để riêng cho lần rút',
      payout_failed: 'Trả lại từ lần rút',
      other: 'Bút toán',
    },
  },
};

export const wordsForEvent = ({ event }: StatementTexts, name: string): string =>
  name in event ? event[name as keyof typeof event] : event.other;
