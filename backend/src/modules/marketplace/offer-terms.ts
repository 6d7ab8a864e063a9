import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { isEnabled, registeredAssets } from '../integration/index.ts';
import type { offerTermsSchema } from './offer.contract.ts';
import type { OfferMilestone, OfferTerms } from './offer-revision.ts';

/**
 * Terms as they are kept.
 * @param path where they stand in the input, for the details of an error
 * @throws AppError ASSET_NOT_ACCEPTED when Amn does not offer an asset, VALIDATION_FAILED when one stands twice, or
 * when the milestones are not what the whole says
 */
export function termsOf(input: z.infer<typeof offerTermsSchema>, path = ''): OfferTerms {
  const { price, ...terms } = input;
  const field = `${path}acceptedAssets`;
  // One that is switched off could be agreed on, and then never be paid with.
  const taken = new Set<string>(registeredAssets().flatMap((asset) => (isEnabled(asset) ? asset.code : [])));
  const unknown = terms.acceptedAssets.filter((code) => !taken.has(code));
  if (unknown.length > 0) {
    throw new AppError('ASSET_NOT_ACCEPTED', {
      details: [
        {
          path: field,
          message: `Amn does not take ${unknown.join(', ')}. It takes ${[...taken].join(', ')}.`,
        },
      ],
    });
  }
  if (new Set(terms.acceptedAssets).size !== terms.acceptedAssets.length) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: field, message: 'Must name each asset once.' }],
    });
  }
  const priceCents = Number(price.amount);
  const milestones = terms.milestones.map((milestone) => ({
    title: milestone.title,
    priceCents: Number(milestone.price.amount),
    deliveryDays: milestone.deliveryDays,
  }));
  const faults = faultsOfMilestones(milestones, { priceCents, deliveryDays: terms.deliveryDays });
  if (faults.length > 0) {
    throw new AppError('VALIDATION_FAILED', {
      details: faults.map(({ at, message }) => ({ path: `${path}${at}`, message })),
    });
  }
  return { ...terms, priceCents, milestones };
}

/** Whatever is asked of each alone, the milestones have to be what the offer says as a whole. */
function faultsOfMilestones(
  milestones: readonly OfferMilestone[],
  whole: { readonly priceCents: number; readonly deliveryDays: number },
): { readonly at: string; readonly message: string }[] {
  const last = milestones.at(-1);
  if (last === undefined) return [];
  const sum = milestones.reduce((cents, milestone) => cents + milestone.priceCents, 0);
  const late = milestones.findIndex(
    ({ deliveryDays }, index) => deliveryDays <= (milestones[index - 1]?.deliveryDays ?? 0),
  );
  return [
    ...(sum === whole.priceCents
      ? []
      : [{ at: 'price', message: `Must be the sum of the milestones: ${sum} cents.` }]),
    ...(late === -1
      ? []
      : [{ at: `milestones.${late}.deliveryDays`, message: 'Must be later than the milestone before.' }]),
    ...(last.deliveryDays === whole.deliveryDays
      ? []
      : [{ at: 'deliveryDays', message: `Must be that of the last milestone: ${last.deliveryDays}.` }]),
  ];
}
