import type { Language } from '../shared/refs.ts';
import type { DemoPersonKey } from '../modules/demo/index.ts';

/** What the demo's buyers ask for, in their own words. Prices in US cents. */
export interface Brief {
  readonly buyer: DemoPersonKey;
  readonly language: Language;
  readonly categoryId: string;
  readonly title: string;
  readonly description: string;
  readonly budgetCents: readonly [number, number];
  readonly deliveryDays: number;
  readonly privateNote?: string;
}

export const BRIEFS = {
  identity: {
    buyer: 'sara',
    language: 'en',
    categoryId: 'design',
    title: 'Visual identity for a ceramics studio',
    description:
      'A logo, a small palette and two typefaces for Whitfield Ceramics. We sell tableware to restaurants and from a tiny shop. I want something that looks hand-made but prints cleanly on a kiln tag of 2 cm. Please show three directions first, then one worked out with a short guide.',
    budgetCents: [40_000, 70_000],
    deliveryDays: 14,
    privateNote:
      'Old logo files and the lease with the exact company name are attached to our shared folder.',
  },
  shopfix: {
    buyer: 'sara',
    language: 'en',
    categoryId: 'software',
    title: 'Fix checkout errors in our online shop',
    description:
      'About one in twenty checkouts fails with a blank page after payment. The shop runs on Node and Postgres. I need the cause found, a fix with a test, and a short note on what went wrong so that it does not come back.',
    budgetCents: [30_000, 60_000],
    deliveryDays: 7,
  },
  catalogue: {
    buyer: 'sara',
    language: 'en',
    categoryId: 'translation',
    title: 'Spring catalogue into Arabic, 24 pages',
    description:
      'Product names, short texts and care instructions, about 5,200 words. Some glazes have names that should be translated by meaning, not by sound. I will answer questions within a day. Layout is not part of the job.',
    budgetCents: [25_000, 45_000],
    deliveryDays: 10,
  },
  kilnsensor: {
    buyer: 'sara',
    language: 'en',
    categoryId: 'electronics',
    title: 'Temperature logger for two kilns',
    description:
      'Two type-K probes up to 1,300 °C, one reading every ten seconds, stored locally and shown on a phone in the studio network. No cloud. Assembled, tested and with a wiring diagram, please.',
    budgetCents: [20_000, 40_000],
    deliveryDays: 21,
  },
  photos: {
    buyer: 'minh',
    language: 'vi',
    categoryId: 'art',
    title: 'Chụp ảnh sản phẩm cho 30 món đồ gỗ',
    description:
      'Cần ảnh nền trắng và ảnh phối cảnh cho 30 sản phẩm: khay, hộp, kệ nhỏ. Mỗi món ba góc chụp, ảnh đã chỉnh màu, kích thước dài 3000 px. Hàng mẫu sẽ được gửi đến tận nơi và nhận lại sau khi chụp.',
    budgetCents: [45_000, 80_000],
    deliveryDays: 12,
    privateNote: 'Địa chỉ nhận lại hàng: xưởng gỗ Minh, 12 Lê Đình Lý, Đà Nẵng.',
  },
  packaging: {
    buyer: 'minh',
    language: 'vi',
    categoryId: 'design',
    title: 'Thiết kế bao bì hộp trà bằng gỗ',
    description:
      'Bao bì giấy cho hộp trà gỗ 20 × 12 × 8 cm, in hai màu, có chỗ cho tem chống giả và hướng dẫn bảo quản. Cần bản dựng 3D và file in chuẩn CMYK. Ưu tiên phong cách giản dị, ấm áp.',
    budgetCents: [30_000, 50_000],
    deliveryDays: 15,
  },
  contract: {
    buyer: 'minh',
    language: 'vi',
    categoryId: 'translation',
    title: 'Dịch hợp đồng xuất khẩu Anh – Ả Rập',
    description:
      'Hợp đồng 14 trang với một đối tác ở Dubai, cần bản dịch sang tiếng Ả Rập, giữ nguyên số điều khoản và định nghĩa. Người dịch cần có kinh nghiệm văn bản pháp lý và ký cam kết bảo mật.',
    budgetCents: [20_000, 40_000],
    deliveryDays: 6,
  },
  cnc: {
    buyer: 'minh',
    language: 'vi',
    categoryId: 'software',
    title: 'Công cụ chuyển bản vẽ DXF sang mã máy CNC',
    description:
      'Một công cụ dòng lệnh chạy trên Windows, đọc DXF và xuất G-code cho máy CNC ba trục, có tùy chọn chiều sâu cắt và đường kính dao. Cần tài liệu ngắn và mã nguồn.',
    budgetCents: [60_000, 120_000],
    deliveryDays: 20,
  },
  boutique: {
    buyer: 'chloe',
    language: 'fr',
    categoryId: 'software',
    title: 'Boutique en ligne pour tirages photographiques',
    description:
      'Une petite boutique avec galerie, panier et choix de papier et de format. Une trentaine d’images au départ. Le paiement passe par un prestataire que j’ai déjà. Le code doit être livré avec une documentation simple pour la mise à jour.',
    budgetCents: [80_000, 150_000],
    deliveryDays: 25,
  },
  retouche: {
    buyer: 'chloe',
    language: 'fr',
    categoryId: 'design',
    title: 'Cartes de visite et papier à lettres',
    description:
      'Papeterie pour un studio de photographie : carte de visite recto verso, papier à lettres et signature de courriel. Je fournis le logo. Deux propositions, puis fichiers prêts pour l’impression.',
    budgetCents: [15_000, 30_000],
    deliveryDays: 8,
  },
  guide: {
    buyer: 'chloe',
    language: 'fr',
    categoryId: 'writing',
    title: 'Textes pour un guide de la lumière en studio',
    description:
      'Huit fiches de deux pages pour des photographes débutants, à partir de mes notes et schémas. Ton clair, sans jargon inutile. Une relecture incluse. Les droits me sont cédés.',
    budgetCents: [35_000, 55_000],
    deliveryDays: 18,
  },
  scraper: {
    buyer: 'chloe',
    language: 'fr',
    categoryId: 'software',
    title: 'Inventaire automatique de mes archives photo',
    description:
      'Un script qui parcourt deux disques, repère les doublons et produit un tableau avec date, appareil et taille. Environ 180 000 fichiers. Il ne doit rien effacer tout seul.',
    budgetCents: [25_000, 45_000],
    deliveryDays: 9,
  },
  carecards: {
    buyer: 'sara',
    language: 'en',
    categoryId: 'translation',
    title: 'Care cards for tableware in three languages',
    description:
      'One small card that says how to wash and store our plates, in English, French and Arabic. About 120 words. It has to fit a card of 8 by 5 cm, so please keep it short in each language.',
    budgetCents: [9_000, 16_000],
    deliveryDays: 5,
  },
  stand: {
    buyer: 'chloe',
    language: 'fr',
    categoryId: 'design',
    title: 'Panneaux pour un stand de salon photo',
    description:
      'Trois panneaux de 1 m sur 2 m pour un salon à Lyon : un titre, quelques images que je fournis, mes coordonnées. Fichiers prêts pour l’impression grand format, avec fonds perdus.',
    budgetCents: [18_000, 30_000],
    deliveryDays: 9,
  },
  stamps: {
    buyer: 'minh',
    language: 'vi',
    categoryId: 'design',
    title: 'Mẫu dấu nung logo cho xưởng gỗ',
    description:
      'Vẽ lại logo của xưởng thành nét đơn để làm dấu nung bằng đồng, đường kính 3 cm và 6 cm. Nét không mảnh hơn 0,8 mm. Giao file vector và một bản xem thử trên gỗ sồi.',
    budgetCents: [12_000, 22_000],
    deliveryDays: 7,
  },
} as const satisfies Record<string, Brief>;

export type BriefKey = keyof typeof BRIEFS;
