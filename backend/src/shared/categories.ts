/** What requests are filed under. */
export const CATEGORY_IDS = [
  'design',
  'software',
  'writing',
  'translation',
  'marketing',
  'electronics',
  'fashion',
  'home',
  'art',
  'business',
  'education',
  'other',
] as const;
