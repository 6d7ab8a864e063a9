import { z } from 'zod';
import type { CategoryId, RequestContent, RequestDetail } from '@/actions/request-form';
import type { UploadedFile } from '@/components/file-drop';
import { wholeNumberSchema } from '@/components/form';
import { LANGUAGES, type Language } from '@/config/languages';
import { toLocalMinute } from '@/lib/local-time';
import { parseDecimal, toDecimal } from '@/locales/format';

const MAX_PRICE_CENTS = 1_000_000_000;
const MAX_DELIVERY_DAYS = 365;
export const MAX_FILES = 10;

/** A price in dollars that may be left open; stays as it was typed. */
const optionalPrice = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const fault = text === '' ? null : faultOfPrice(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

function faultOfPrice(text: string): string | null {
  const cents = parseDecimal(text, 2);
  if (cents === null) return parseDecimal(text, 40) === null ? 'field.amount' : 'field.decimals|count=2';
  if (cents === '0') return 'field.amount';
  return Number(cents) > MAX_PRICE_CENTS ? 'requestForm:budget.tooHigh' : null;
}

const centsOf = (text: string): string | null => (text === '' ? null : parseDecimal(text, 2));

/** Whole days, as they were typed. */
const days = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const { error } = wholeNumberSchema(1, MAX_DELIVERY_DAYS).safeParse(text);
    for (const { message } of error?.issues ?? []) context.addIssue({ code: 'custom', message });
  });

const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(1, 'field.required')
    .min(min, `field.tooShort|count=${min}`)
    .max(max, `field.tooLong|count=${max}`);
const optionalText = (max: number) => z.string().trim().max(max, `field.tooLong|count=${max}`);

const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number(),
});
const personSchema = z.object({ id: z.string(), name: z.string() });

/** What `useForm` holds; also what is kept in the tab, so it is plain data. */
export const valuesSchema = z.object({
  title: z.string(),
  description: z.string(),
  categoryId: z.string(),
  budgetMin: z.string(),
  budgetMax: z.string(),
  deliveryDays: z.string(),
  language: z.enum(LANGUAGES),
  visibility: z.enum(['public', 'invited']),
  /** Sellers to invite who are not invited yet. */
  invitees: z.array(personSchema),
  sealed: z.boolean(),
  /** `2026-03-01T09:30`, in the reader's own time. */
  bidDeadlineAt: z.string(),
  attachments: z.array(fileSchema),
  privatePart: z.object({
    deliveryAddress: z.string(),
    contact: z.string(),
    note: z.string(),
    attachments: z.array(fileSchema),
  }),
});
export type Values = z.infer<typeof valuesSchema>;

/** What may be sent; everything stays text, as the fields have it. @param nowMs the product's time */
export function formSchema(nowMs: () => number) {
  return valuesSchema
    .extend({
      title: text(4, 120),
      description: text(20, 8000),
      categoryId: z.string().min(1, 'requestForm:category.choose'),
      budgetMin: optionalPrice,
      budgetMax: optionalPrice,
      deliveryDays: days,
      privatePart: z.object({
        deliveryAddress: optionalText(500),
        contact: optionalText(300),
        note: optionalText(2000),
        attachments: z.array(fileSchema),
      }),
    })
    .superRefine(({ budgetMin, budgetMax, sealed, bidDeadlineAt }, context) => {
      const fault = (path: string, message: string) => {
        context.addIssue({ code: 'custom', path: [path], message });
      };
      const [low, high] = [centsOf(budgetMin), centsOf(budgetMax)];
      if (low !== null && high !== null && BigInt(low) > BigInt(high)) {
        fault('budgetMax', 'requestForm:budget.order');
      }
      if (!sealed) return;
      const at = new Date(bidDeadlineAt).getTime();
      if (bidDeadlineAt === '' || Number.isNaN(at)) fault('bidDeadlineAt', 'field.required');
      else if (at <= nowMs()) fault('bidDeadlineAt', 'requestForm:sealed.past');
    });
}

export const emptyValues = (language: Language): Values => ({
  title: '',
  description: '',
  categoryId: '',
  budgetMin: '',
  budgetMax: '',
  deliveryDays: '',
  language,
  visibility: 'public',
  invitees: [],
  sealed: false,
  bidDeadlineAt: '',
  attachments: [],
  privatePart: { deliveryAddress: '', contact: '', note: '', attachments: [] },
});

/** A draft of the API → what the form begins with. */
export function valuesOf(draft: RequestDetail): Values {
  const { privatePart, budget } = draft;
  return {
    title: draft.title,
    description: draft.description,
    categoryId: draft.categoryId,
    budgetMin: budget.min ? toDecimal(budget.min.amount, 2) : '',
    budgetMax: budget.max ? toDecimal(budget.max.amount, 2) : '',
    deliveryDays: String(draft.deliveryDays),
    language: draft.language,
    visibility: draft.visibility,
    invitees: [],
    sealed: draft.sealed,
    bidDeadlineAt: draft.bidDeadlineAt ? toLocalMinute(new Date(draft.bidDeadlineAt)) : '',
    attachments: draft.attachments,
    privatePart: {
      deliveryAddress: privatePart?.deliveryAddress ?? '',
      contact: privatePart?.contact ?? '',
      note: privatePart?.note ?? '',
      attachments: privatePart?.attachments ?? [],
    },
  };
}

const idsOf = (files: readonly UploadedFile[]): string[] => files.map(({ id }) => id);
function priceOf(text: string) {
  const amount = centsOf(text);
  return amount === null ? null : { amount, currency: 'USD' as const };
}

/** What the schema has let pass → what the API takes. */
export function contentOf(values: Values): RequestContent {
  const { deliveryAddress, contact, note, attachments } = values.privatePart;
  return {
    title: values.title,
    description: values.description,
    // One of the list's; the API refuses anything else.
    categoryId: values.categoryId as CategoryId,
    budgetMin: priceOf(values.budgetMin),
    budgetMax: priceOf(values.budgetMax),
    deliveryDays: Number(parseDecimal(values.deliveryDays, 0)),
    language: values.language,
    visibility: values.visibility,
    sealed: values.sealed,
    bidDeadlineAt: values.sealed ? new Date(values.bidDeadlineAt).toISOString() : null,
    attachmentIds: idsOf(values.attachments),
    privatePart: { deliveryAddress, contact, note, attachmentIds: idsOf(attachments) },
  };
}
