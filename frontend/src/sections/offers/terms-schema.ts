import { z } from 'zod';
import type { OfferTerms } from '@/actions/offers';
import { amountSchema } from '@/components/form';
import { parseDecimal, toDecimal } from '@/locales/format';

const MAX_DELIVERY_DAYS = 365;
const MAX_INSPECTION_DAYS = 30;
const DEFAULT_INSPECTION_DAYS = 7;
const MAX_PRICE_CENTS = 1_000_000_000;

const daysOf = (text: string): number => Number(parseDecimal(text, 0) ?? 0);

const daysSchema = (max: number) =>
  z.string().refine((text) => daysOf(text) >= 1 && daysOf(text) <= max, `offers:form.daysRange|max=${max}`);

export const termsSchema = z.object({
  price: amountSchema(2).refine((cents) => Number(cents) <= MAX_PRICE_CENTS, 'offers:form.priceTooHigh'),
  deliveryDays: daysSchema(MAX_DELIVERY_DAYS),
  inspectionDays: daysSchema(MAX_INSPECTION_DAYS),
  acceptedAssets: z.array(z.string()).min(1, 'offers:form.chooseAsset'),
  message: z.string().trim().max(4000, 'field.tooLong|count=4000'),
});
export type TermsValues = z.input<typeof termsSchema>;

/** What the form begins with: terms to answer, or nothing but the usual time to inspect and the stable coins. */
export function valuesOf(
  initial: OfferTerms | null,
  assets: readonly { readonly code: string; readonly stable: boolean }[],
): TermsValues {
  return {
    price: initial ? toDecimal(initial.price.amount, 2) : '',
    deliveryDays: initial ? String(initial.deliveryDays) : '',
    inspectionDays: String(initial?.inspectionDays ?? DEFAULT_INSPECTION_DAYS),
    acceptedAssets: initial?.acceptedAssets ?? assets.filter(({ stable }) => stable).map(({ code }) => code),
    message: '',
  };
}

/** Checked values → terms for the API. */
export function termsOf(values: z.output<typeof termsSchema>): OfferTerms {
  return {
    ...values,
    price: { amount: values.price, currency: 'USD' },
    deliveryDays: daysOf(values.deliveryDays),
    inspectionDays: daysOf(values.inspectionDays),
  };
}
