import { cancelRequest, createRequest } from '../../../modules/marketplace/index.ts';
import type { z } from 'zod';
import type * as contract from '../../../modules/marketplace/request.contract.ts';
import { CATEGORIES } from '../fee-schedule.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import { isLiveOffer, newKey, PERIODS, statusOf, type Reference, type Request } from '../reference.ts';

const CONTENT: Omit<z.output<typeof contract.createRequest.body & object>, 'categoryId'> = {
  title: 'A logo for a tea house',
  description: 'Two colours, vector files, and a version that works when it is very small.',
  budgetMin: null,
  budgetMax: null,
  deliveryDays: 14,
  language: 'en',
  visibility: 'public',
  sealed: false,
  bidDeadlineAt: null,
  attachmentIds: [],
  privatePart: { deliveryAddress: '', contact: '', note: '', attachmentIds: [] },
  publish: true,
};

const MOST_REQUESTS = 4;

function publishing(reference: Reference, buyer: number, category: Request['category']): Attempt {
  const key = reference.keys;
  return {
    label: `person ${buyer} publishes request ${key} (${category})`,
    verdict: 'done',
    effect: () => {
      newKey(reference);
      const expiresAt = reference.now + PERIODS.requestOpen;
      reference.requests.push({
        key,
        buyer,
        category,
        expiresAt,
        unpaid: 'open',
        deal: null,
        offers: [],
        timers: [{ name: 'expire', at: expiresAt }],
      });
    },
    memory: (world) => {
      world.openRequest(key);
    },
    live: async (world) => {
      const { id } = await createRequest({ ...CONTENT, categoryId: category }, world.person(buyer));
      world.remember('request', key, id);
    },
  };
}

export const publish: Command = {
  name: 'publish',
  weight: 2,
  attempts: (reference, n) =>
    reference.requests.length < MOST_REQUESTS
      ? reference.people.map((buyer) => publishing(reference, buyer, CATEGORIES[n % 2] ?? 'design'))
      : [],
};

/** The request is over, and every offer that stands with it. */
export function endRequest(request: Request, status: 'cancelled' | 'expired'): void {
  request.unpaid = status;
  request.timers = [];
  for (const offer of request.offers) {
    if (!isLiveOffer(offer) && offer.status !== 'accepted') continue;
    offer.status = 'closed';
    offer.endsAt = null;
  }
}

export const cancel: Command = {
  name: 'cancel',
  weight: 1,
  attempts: ({ requests }) =>
    requests.map((request) => ({
      label: `request ${request.key}: cancelled by its buyer`,
      verdict: verdictOf(statusOf(request) === 'open'),
      effect: () => {
        endRequest(request, 'cancelled');
      },
      memory: (world) => {
        world.request(request.key, 'cancel', 'buyer');
        for (const offer of request.offers.filter(isLiveOffer)) world.offer(offer.key, 'close', 'buyer');
      },
      live: (world) =>
        cancelRequest({ requestId: world.id('request', request.key) }, world.person(request.buyer)),
    })),
};
