import type { DemoPersonKey } from '../modules/demo/index.ts';
import type { BriefKey } from './briefs.ts';
import { DISPUTE_STEPS } from './disputes.ts';
import type { Step } from './step.ts';
import type { BidInput, World } from './world.ts';

type Bid = BidInput;

const BIDS = {
  navid: (cents: number, deliveryDays: number): Bid => ({
    seller: 'navid',
    cents,
    deliveryDays,
    message:
      'سلام، نمونه‌کارهای مشابه دارم و می‌توانم از هفتهٔ آینده شروع کنم. در دو مرحله پیش می‌رویم و هر مرحله را با شما مرور می‌کنم.',
  }),
  wei: (cents: number, deliveryDays: number): Bid => ({
    seller: 'wei',
    cents,
    deliveryDays,
    message: '您好，我做过类似的项目。价格包含测试和简短的文档，交付后三十天内免费修正问题。',
  }),
  layla: (cents: number, deliveryDays: number): Bid => ({
    seller: 'layla',
    cents,
    deliveryDays,
    message: 'مرحبًا، يشمل السعر مراجعة ثانية من زميلة متخصصة. سأرسل أسئلتي عن المصطلحات خلال اليوم الأول.',
  }),
  chloe: (cents: number, deliveryDays: number): Bid => ({
    seller: 'chloe',
    cents,
    deliveryDays,
    message:
      'Bonjour, je travaille en lumière naturelle et en studio. Le tarif comprend la retouche et deux allers-retours.',
  }),
} as const;

const DELIVERY_NOTES: Record<string, string> = {
  navid: 'همهٔ فایل‌ها آماده است. لطفاً نگاه کنید و اگر نکته‌ای بود بگویید.',
  wei: '已完成并测试，说明文档在压缩包里。有问题随时告诉我。',
  layla: 'الترجمة كاملة مع قائمة المصطلحات. يسعدني تعديل ما ترونه مناسبًا.',
  chloe: 'Tout est prêt : les fichiers sont dans le lien. Dites-moi si une image doit être reprise.',
};

/** A deal from its publication to its funding; `then` goes on from there. */
function fundedDeal(
  name: string,
  brief: BriefKey,
  publishedOn: number,
  bids: readonly [chosen: Bid, ...others: Bid[]],
  asset: 'ETH-USDT' | 'ETH-USDC',
): Step[] {
  return [
    { day: publishedOn, run: (world) => world.publish(name, brief) },
    ...bids.map((bid, index) => ({
      day: publishedOn + 0.4 + index * 0.3,
      run: (world: World) => world.offer(name, bid),
    })),
    { day: publishedOn + 1.6, run: (world) => world.accept(name, bids[0].seller) },
    { day: publishedOn + 1.7, run: (world) => world.pay(name, asset) },
  ];
}

const deliverOn = (name: string, day: number, seller: DemoPersonKey, number = 1): Step => ({
  day,
  run: (world) => world.deliver(name, DELIVERY_NOTES[seller] ?? '', number),
});

/** A shop in three parts, each delivered, looked at and paid out by itself. */
const SHOP_IN_PARTS: Bid = {
  ...BIDS.navid(118_000, 24),
  milestones: [
    { title: 'Maquettes des pages', cents: 28_000, deliveryDays: 8 },
    { title: 'Boutique en état de marche', cents: 62_000, deliveryDays: 18 },
    { title: 'Mise en ligne et prise en main', cents: 28_000, deliveryDays: 24 },
  ],
};

const completed: Step[] = [
  ...fundedDeal('identity-done', 'retouche', 1, [BIDS.navid(22_000, 8), BIDS.wei(27_000, 9)], 'ETH-USDT'),
  { day: 3.2, run: (world) => world.start('identity-done') },
  deliverOn('identity-done', 8, 'navid'),
  { day: 9, run: (world) => world.approve('identity-done') },
  { day: 10.5, run: (world) => world.payouts.withdraw('navid', 'ETH-USDT', 'navid-first-payout') },

  ...fundedDeal('photos-done', 'photos', 3, [BIDS.chloe(62_000, 12)], 'ETH-USDC'),
  { day: 5.5, run: (world) => world.start('photos-done') },
  deliverOn('photos-done', 13, 'chloe'),
  {
    day: 14,
    run: (world) =>
      world.requestChanges('photos-done', 'Ba ảnh cuối hơi tối, nhờ bạn chỉnh lại giúp nền cho đồng đều.', 4),
  },
  deliverOn('photos-done', 16, 'chloe'),
  // Nobody answers for seven days: the timer approves.
  {
    day: 24,
    run: (world) => world.expectStatus('photos-done', 'completed'),
  },

  ...fundedDeal('shopfix-done', 'shopfix', 8, [BIDS.wei(48_000, 7), BIDS.navid(52_000, 9)], 'ETH-USDT'),
  { day: 10.2, run: (world) => world.start('shopfix-done') },
  deliverOn('shopfix-done', 15, 'wei'),
  { day: 15.6, run: (world) => world.approve('shopfix-done') },
  { day: 17, run: (world) => world.payouts.withdraw('wei', 'ETH-USDT', 'wei-first-payout') },

  ...fundedDeal('contract-done', 'contract', 20, [BIDS.layla(31_000, 6)], 'ETH-USDT'),
  { day: 22, run: (world) => world.start('contract-done') },
  deliverOn('contract-done', 26, 'layla'),
  { day: 27, run: (world) => world.approve('contract-done') },

  ...fundedDeal('cnc-done', 'cnc', 18, [BIDS.wei(112_000, 16)], 'ETH-USDC'),
  { day: 20.2, run: (world) => world.start('cnc-done') },
  deliverOn('cnc-done', 33, 'wei'),
  { day: 34, run: (world) => world.approve('cnc-done') },
];

/** Payouts that do not go out by themselves. */
const held: Step[] = [
  { day: 44.8, run: (world) => world.payouts.askForPayout('wei', 'ETH-USDC', 'wei-second-payout') },
  { day: 44.9, run: (world) => world.payouts.withdrawUnclear('layla', 'ETH-USDT', 'layla-first-payout') },
];

const refunded: Step[] = [
  ...fundedDeal('boutique-declined', 'boutique', 5, [BIDS.wei(110_000, 25)], 'ETH-USDT'),
  { day: 7.1, run: (world) => world.decline('boutique-declined') },

  ...fundedDeal('scraper-cancelled', 'scraper', 11, [BIDS.wei(33_000, 9)], 'ETH-USDC'),
  { day: 13.4, run: (world) => world.start('scraper-cancelled') },
  { day: 16, run: (world) => world.cancelTogether('scraper-cancelled') },

  // Too late by more than three days: the timer refunds.
  ...fundedDeal('guide-missed', 'guide', 12, [BIDS.layla(42_000, 10)], 'ETH-USDT'),
  { day: 14.1, run: (world) => world.start('guide-missed') },
  { day: 28, run: (world) => world.expectStatus('guide-missed', 'refunded') },
  { day: 29, run: (world) => world.payouts.withdrawRefund('chloe', 'ETH-USDT', 'chloe-refund') },
];

/** Deals that come into dispute; what follows in it is told in `disputes.ts`. */
const disputed: Step[] = [
  ...fundedDeal('identity-disputed', 'identity', 26, [BIDS.navid(52_000, 12)], 'ETH-USDT'),
  { day: 28.2, run: (world) => world.start('identity-disputed') },
  deliverOn('identity-disputed', 35, 'navid'),

  ...fundedDeal('guide-disputed', 'guide', 17, [BIDS.layla(39_000, 8)], 'ETH-USDT'),
  { day: 19.2, run: (world) => world.start('guide-disputed') },
  deliverOn('guide-disputed', 25, 'layla'),

  ...fundedDeal('archive-disputed', 'scraper', 15, [BIDS.wei(34_000, 7)], 'ETH-USDC'),
  { day: 17.2, run: (world) => world.start('archive-disputed') },
  deliverOn('archive-disputed', 22, 'wei'),
  ...DISPUTE_STEPS,
];

const unfinished: Step[] = [
  { day: 2, run: (world) => world.publish('forgotten', 'cnc') },
  { day: 33, run: (world) => world.expectStatus('forgotten', 'expired') },

  { day: 14, run: (world) => world.publish('withdrawn-request', 'packaging') },
  { day: 14.5, run: (world) => world.offer('withdrawn-request', BIDS.navid(41_000, 15)) },
  { day: 18, run: (world) => world.cancel('withdrawn-request') },

  { day: 30, run: (world) => world.publish('unpaid', 'boutique') },
  { day: 30.5, run: (world) => world.offer('unpaid', BIDS.wei(118_000, 24)) },
  { day: 31, run: (world) => world.accept('unpaid', 'wei') },
  // Half of it comes in, the rest never: after a day the request is open again and the half is owed back.
  { day: 31.2, run: (world) => world.payPart('unpaid', 'ETH-USDT', 50) },

  // The redelivery date passes: the money stays where it is until a mediator has looked.
  ...fundedDeal('kiln-disputed', 'kilnsensor', 22, [BIDS.wei(29_000, 8)], 'ETH-USDT'),
  { day: 24.2, run: (world) => world.start('kiln-disputed') },
  deliverOn('kiln-disputed', 29, 'wei'),
  {
    day: 30,
    run: (world) =>
      world.requestChanges(
        'kiln-disputed',
        'The second probe reads 80 °C too low. Please recalibrate it.',
        3,
      ),
  },
];

/** Payments that did not come as they were asked for. */
const sides: Step[] = [
  // A tenth too much came: the deal is funded, and the rest is the buyer's credit.
  { day: 39, run: (world) => world.publish('stamps', 'stamps') },
  { day: 39.4, run: (world) => world.offer('stamps', BIDS.navid(16_000, 7)) },
  { day: 40.3, run: (world) => world.accept('stamps', 'navid') },
  { day: 40.4, run: (world) => world.payPart('stamps', 'ETH-USDT', 110) },
  { day: 41.2, run: (world) => world.start('stamps') },

  // Too little came, and the seller offers to do it for that.
  { day: 42.4, run: (world) => world.publish('carecards', 'carecards') },
  { day: 42.9, run: (world) => world.offer('carecards', BIDS.layla(12_000, 5)) },
  { day: 44.6, run: (world) => world.accept('carecards', 'layla') },
  { day: 44.65, run: (world) => world.payPart('carecards', 'ETH-USDT', 92) },
  {
    day: 44.7,
    run: (world) => world.offerForLess('carecards', 'المبلغ قريب مما اتفقنا عليه، ويمكنني البدء به.'),
  },

  // Another coin than asked for: it lies in quarantine until the desk has looked.
  { day: 42.1, run: (world) => world.publish('stand', 'stand') },
  { day: 42.7, run: (world) => world.offer('stand', BIDS.navid(24_000, 9)) },
  { day: 44.5, run: (world) => world.accept('stand', 'navid') },
  { day: 44.55, run: (world) => world.payWrongCoin('stand', 'ETH-USDT', 'ETH-USDC', 240_000_000n) },
];

const running: Step[] = [
  ...fundedDeal('identity', 'identity', 38, [BIDS.navid(56_000, 14), BIDS.chloe(64_000, 12)], 'ETH-USDT'),
  { day: 40.2, run: (world) => world.start('identity') },

  ...fundedDeal('catalogue', 'catalogue', 35, [BIDS.layla(36_000, 10)], 'ETH-USDC'),
  { day: 36.9, run: (world) => world.signTerms('catalogue') },
  { day: 37, run: (world) => world.start('catalogue') },
  deliverOn('catalogue', 42.5, 'layla'),

  ...fundedDeal('photos', 'photos', 34, [BIDS.chloe(58_000, 11)], 'ETH-USDT'),
  { day: 36, run: (world) => world.start('photos') },
  deliverOn('photos', 41, 'chloe'),
  {
    day: 42,
    run: (world) => world.requestChanges('photos', 'Nhờ bạn chụp thêm góc nghiêng cho các hộp tròn.', 5),
  },

  ...fundedDeal('boutique-parts', 'boutique', 28, [SHOP_IN_PARTS, BIDS.wei(112_000, 26)], 'ETH-USDC'),
  { day: 30.1, run: (world) => world.start('boutique-parts') },
  deliverOn('boutique-parts', 36.2, 'navid'),
  { day: 37.4, run: (world) => world.approve('boutique-parts') },
  deliverOn('boutique-parts', 41.7, 'navid', 2),

  ...fundedDeal('cnc', 'cnc', 41, [BIDS.wei(94_000, 20)], 'ETH-USDC'),

  ...fundedDeal('packaging', 'packaging', 36, [BIDS.navid(43_000, 9)], 'ETH-USDT'),
  { day: 38.1, run: (world) => world.start('packaging') },
  {
    day: 42.8,
    run: (world) => world.proposeExtension('packaging', 4, 'برای رندر سه‌بعدی چهار روز بیشتر لازم دارم.'),
  },

  { day: 42, run: (world) => world.publish('scraper', 'scraper') },
  { day: 42.6, run: (world) => world.offer('scraper', BIDS.wei(31_000, 8)) },
  { day: 43.4, run: (world) => world.accept('scraper', 'wei') },

  { day: 41.5, run: (world) => world.publish('shopfix', 'shopfix') },
  { day: 42.1, run: (world) => world.ask('shopfix', 'wei', '请问结账失败时，服务器日志里有错误编号吗？') },
  {
    day: 42.3,
    run: (world) =>
      world.answer('shopfix', 'Yes: the log says “connection terminated unexpectedly” each time.'),
  },
  { day: 42.6, run: (world) => world.offer('shopfix', BIDS.wei(45_000, 6)) },
  { day: 43, run: (world) => world.offer('shopfix', BIDS.navid(51_000, 7)) },
  {
    day: 43.3,
    run: (world) =>
      world.counter('shopfix', 'wei', 40_000, 'Could you do it for 400 if I give you staging access?'),
  },

  { day: 42.2, run: (world) => world.publish('kilnsensor', 'kilnsensor', { sealedForDays: 4 }) },
  { day: 42.9, run: (world) => world.offer('kilnsensor', BIDS.wei(33_000, 18)) },

  { day: 43.1, run: (world) => world.publish('contract', 'contract', { invited: ['layla'] }) },
  { day: 43.5, run: (world) => world.publish('guide', 'guide') },
  { day: 43.7, run: (world) => world.publish('draft', 'retouche', { draft: true }) },
];

/** Everything, in the order in which it happens. */
export const STEPS: readonly Step[] = [
  ...completed,
  ...held,
  ...refunded,
  ...unfinished,
  ...disputed,
  ...sides,
  ...running,
].sort((a, b) => a.day - b.day);
