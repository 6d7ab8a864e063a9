import { z } from 'zod';
import type { OfferTerms } from '@/actions/offers';
import { amountSchema } from '@/components/form';
import { parseDecimal, toDecimal } from '@/locales/format';

const MAX_DELIVERY_DAYS = 365;
const MAX_INSPECTION_DAYS = 30;
const DEFAULT_INSPECTION_DAYS = 7;
const MAX_PRICE_CENTS = 1_000_000_000;
export const MAX_MILESTONES = 20;

export const daysOf = (text: string): number => Number(parseDecimal(text, 0) ?? 0);

const daysSchema = (max: number) =>
  z.string().refine((text) => daysOf(text) >= 1 && daysOf(text) <= max, `offers:form.daysRange|max=${max}`);

/** Each is delivered and paid out by itself; none when everything comes at once. */
const milestoneSchema = z.object({
  title: z.string().trim().min(2, 'field.tooShort|count=2').max(120, 'field.tooLong|count=120'),
  price: amountSchema(2),
  deliveryDays: daysSchema(MAX_DELIVERY_DAYS),
});

export const termsSchema = z.object({
  price: amountSchema(2).refine((cents) => Number(cents) <= MAX_PRICE_CENTS, 'offers:form.priceTooHigh'),
  deliveryDays: daysSchema(MAX_DELIVERY_DAYS),
  inspectionDays: daysSchema(MAX_INSPECTION_DAYS),
  acceptedAssets: z.array(z.string()).min(1, 'offers:form.chooseAsset'),
  message: z.string().trim().max(4000, 'field.tooLong|count=4000'),
  milestones: z
    .array(milestoneSchema)
    .max(MAX_MILESTONES)
    .superRefine((milestones, context) => {
      milestones.forEach(({ deliveryDays }, index) => {
        const before = milestones[index - 1];
        if (!before || daysOf(deliveryDays) > daysOf(before.deliveryDays)) return;
        context.addIssue({
          code: 'custom',
          path: [index, 'deliveryDays'],
          message: 'milestones:form.later',
        });
      });
    }),
});
export type TermsValues = z.input<typeof termsSchema>;

/** What the form begins with: terms to answer, or nothing but the usual time to inspect and the stable coins. */
export function valuesOf(
  initial: OfferTerms | null,
  assets: readonly { readonly code: string; readonly stable: boolean }[],
): TermsValues {
  // A coin of before that is not offered any more could not be unticked, and is refused.
  const kept = initial?.acceptedAssets.filter((code) => assets.some((asset) => asset.code === code));
  return {
    price: initial ? toDecimal(initial.price.amount, 2) : '',
    deliveryDays: initial ? String(initial.deliveryDays) : '',
    inspectionDays: String(initial?.inspectionDays ?? DEFAULT_INSPECTION_DAYS),
    acceptedAssets: kept ?? assets.filter(({ stable }) => stable).map(({ code }) => code),
    message: '',
    milestones: (initial?.milestones ?? []).map(({ title, price, deliveryDays }) => ({
      title,
      price: toDecimal(price.amount, 2),
      deliveryDays: String(deliveryDays),
    })),
  };
}

/** Two milestones to begin with; what was typed for the whole is the last one's date. */
export const firstOf = ({ deliveryDays }: Pick<TermsValues, 'deliveryDays'>): TermsValues['milestones'] => [
  { title: '', price: '', deliveryDays: '' },
  { title: '', price: '', deliveryDays },
];

/** Cents of what was typed so far; what is no amount yet counts nothing. */
export const sumOf = (milestones: TermsValues['milestones']): bigint =>
  milestones.reduce((sum, { price }) => sum + BigInt(parseDecimal(price, 2) ?? 0), 0n);

/** With milestones the price is their sum, and the last of them is the delivery of the whole. */
export function withWhole(values: TermsValues): TermsValues {
  const last = values.milestones.at(-1);
  if (!last) return values;
  return {
    ...values,
    price: toDecimal(sumOf(values.milestones).toString(), 2),
    deliveryDays: last.deliveryDays,
  };
}

/** Checked values → terms for the API. */
export function termsOf(values: z.output<typeof termsSchema>): OfferTerms {
  return {
    ...values,
    price: { amount: values.price, currency: 'USD' },
    deliveryDays: daysOf(values.deliveryDays),
    inspectionDays: daysOf(values.inspectionDays),
    milestones: values.milestones.map(({ title, price, deliveryDays }) => ({
      title,
      price: { amount: price, currency: 'USD' },
      deliveryDays: daysOf(deliveryDays),
    })),
  };
}
