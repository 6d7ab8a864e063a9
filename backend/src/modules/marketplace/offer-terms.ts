import type { z } from 'zod';
import { env } from '../../config/env.ts';
import { AppError } from '../../shared/errors.ts';
import type { offerTermsSchema } from './offer.contract.ts';
import type { OfferTerms } from './offer-revision.ts';

/**
 * Terms as they are kept.
 * @param path where they stand in the input, for the details of an error
 * @throws AppError ASSET_NOT_ACCEPTED when Amn does not know an asset, VALIDATION_FAILED when one stands twice
 */
export function termsOf(input: z.infer<typeof offerTermsSchema>, path = ''): OfferTerms {
  const { price, ...terms } = input;
  const field = `${path}acceptedAssets`;
  const known = new Set<string>(env().ASSET_REGISTRY.map(({ code }) => code));
  const unknown = terms.acceptedAssets.filter((code) => !known.has(code));
  if (unknown.length > 0) {
    throw new AppError('ASSET_NOT_ACCEPTED', {
      details: [
        {
          path: field,
          message: `Amn does not take ${unknown.join(', ')}. It takes ${[...known].join(', ')}.`,
        },
      ],
    });
  }
  if (new Set(terms.acceptedAssets).size !== terms.acceptedAssets.length) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: field, message: 'Must name each asset once.' }],
    });
  }
  return { ...terms, priceCents: Number(price.amount) };
}
