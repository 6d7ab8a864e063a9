import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { createRequest } from './request.contract.ts';
import type { PrivateContent, RequestContent } from './purchase-request.repository.ts';

/** What the forms for a new request and for a draft have in common. */
export type ContentInput = Omit<z.infer<typeof createRequest.body & object>, 'publish'>;

const cents = (price: { readonly amount: string } | null): number | null =>
  price === null ? null : Number(price.amount);

export function contentOf(input: ContentInput): { content: RequestContent; privateContent: PrivateContent } {
  return {
    content: {
      title: input.title,
      description: input.description,
      categoryId: input.categoryId,
      budgetMinCents: cents(input.budgetMin),
      budgetMaxCents: cents(input.budgetMax),
      deliveryDays: input.deliveryDays,
      language: input.language,
      visibility: input.visibility,
      sealed: input.sealed,
      bidDeadlineAt: input.bidDeadlineAt === null ? null : new Date(input.bidDeadlineAt),
      attachmentIds: [...new Set(input.attachmentIds)],
    },
    privateContent: { ...input.privatePart, attachmentIds: [...new Set(input.privatePart.attachmentIds)] },
  };
}

interface Fault {
  readonly path: string;
  readonly message: string;
}

function bidDeadlineFault(
  { sealed, bidDeadlineAt }: RequestContent,
  at: Date,
  expiresAt: Date,
): string | null {
  if (!sealed) return bidDeadlineAt === null ? null : 'Is for sealed bids only.';
  if (bidDeadlineAt === null) return 'Is needed for sealed bids.';
  if (bidDeadlineAt <= at) return 'Must be in the future.';
  return bidDeadlineAt < expiresAt ? null : `Must be before the request expires, ${expiresAt.toISOString()}.`;
}

/**
 * Rules that go across fields.
 * @param expiresAt when the request would expire if it was published at `at`
 * @throws AppError VALIDATION_FAILED
 */
export function checkContent(
  content: RequestContent,
  privateContent: PrivateContent,
  { at, expiresAt }: { readonly at: Date; readonly expiresAt: Date },
): void {
  const faults: Fault[] = [];
  const { budgetMinCents, budgetMaxCents } = content;
  if (budgetMinCents !== null && budgetMaxCents !== null && budgetMinCents > budgetMaxCents) {
    faults.push({ path: 'budgetMax', message: 'Must not be below the lower end of the budget.' });
  }
  const bidDeadline = bidDeadlineFault(content, at, expiresAt);
  if (bidDeadline !== null) faults.push({ path: 'bidDeadlineAt', message: bidDeadline });
  if (privateContent.attachmentIds.some((id) => content.attachmentIds.includes(id))) {
    faults.push({ path: 'privatePart.attachmentIds', message: 'A file is either public or private.' });
  }
  if (faults.length > 0) throw new AppError('VALIDATION_FAILED', { details: faults });
}
