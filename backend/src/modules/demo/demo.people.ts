import type { Language } from '../../shared/refs.ts';

/**
 * The people of the demo. Their password is public on purpose: it is shown on the sign-in page, and these
 * accounts exist only where the demo module is switched on.
 */
export const DEMO_PASSWORD = 'amn-demo-vault';

export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly about: 'buyer' | 'seller' | 'both' | 'mediator' | 'admin';
  readonly bio: string;
}

export const DEMO_PEOPLE = [
  {
    key: 'sara',
    name: 'Sara Whitfield',
    email: 'sara@demo.amn.example',
    language: 'en',
    about: 'buyer',
    bio: 'Runs a small ceramics studio in Leeds and buys design, photography and odd technical jobs.',
  },
  {
    key: 'navid',
    name: 'نوید رحیمی',
    email: 'navid@demo.amn.example',
    language: 'fa',
    about: 'seller',
    bio: 'طراح هویت بصری و رابط کاربری، با ده سال سابقه در کار با کسب‌وکارهای کوچک.',
  },
  {
    key: 'layla',
    name: 'ليلى حداد',
    email: 'layla@demo.amn.example',
    language: 'ar',
    about: 'seller',
    bio: 'مترجمة وكاتبة محتوى بين العربية والإنجليزية والفرنسية، تهتم بالنصوص القانونية والتسويقية.',
  },
  {
    key: 'chloe',
    name: 'Chloé Martin',
    email: 'chloe@demo.amn.example',
    language: 'fr',
    about: 'both',
    bio: 'Photographe produit à Lyon ; achète aussi du développement web pour sa boutique en ligne.',
  },
  {
    key: 'wei',
    name: '陈伟',
    email: 'wei@demo.amn.example',
    language: 'cn',
    about: 'seller',
    bio: '全栈工程师，专注于小型电商、数据抓取与自动化工具，交付按时，文档清楚。',
  },
  {
    key: 'minh',
    name: 'Trần Minh',
    email: 'minh@demo.amn.example',
    language: 'vi',
    about: 'buyer',
    bio: 'Chủ một xưởng gỗ nhỏ ở Đà Nẵng, thường cần dịch thuật, thiết kế bao bì và linh kiện điện tử.',
  },
  {
    key: 'mediator',
    name: 'Amina Okafor',
    email: 'amina@demo.amn.example',
    language: 'en',
    about: 'mediator',
    bio: 'Mediates disputes on Amn; was a commercial arbitrator for twelve years.',
  },
  {
    key: 'admin',
    name: 'Amn Desk',
    email: 'desk@demo.amn.example',
    language: 'en',
    about: 'admin',
    bio: 'Looks after payouts above the automatic limit and after the books.',
  },
] as const satisfies readonly DemoPerson[];

export type DemoPersonKey = (typeof DEMO_PEOPLE)[number]['key'];
