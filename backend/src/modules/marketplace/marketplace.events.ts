import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

const request = z.strictObject({ requestId: idSchema });
const offer = z.strictObject({ requestId: idSchema, offerId: idSchema });
const question = z.strictObject({ requestId: idSchema, questionId: idSchema });

export const marketplaceEvents = [
  defineEvent('request:created', 'A request was published (buyer’s room and sellers’ feeds)', request),
  defineEvent('request:updated', 'A draft was rewritten or sellers were invited', request),
  defineEvent('request:invited', 'You are invited to offer', request),
  defineEvent('request:cancelled', 'The buyer cancelled', request),
  defineEvent('request:expired', 'Nobody was chosen in time', request),
  defineEvent('request:expiring', 'The request runs out soon; silence closes it', request),
  defineEvent('request:deadlines-extended', 'Deadlines were put off by a downtime of the server', request),
  defineEvent('offer:submitted', 'A seller offered', offer),
  defineEvent('offer:revised', 'A seller made a new revision', offer),
  defineEvent('offer:countered', 'The buyer answered with other terms', offer),
  defineEvent('offer:accepted', 'The buyer accepted the offer', offer),
  defineEvent('offer:rejected', 'The buyer declined the offer', offer),
  defineEvent('offer:withdrawn', 'The seller took the offer back', offer),
  defineEvent('offer:ending', 'The offer runs out soon; to whoever has to answer it', offer),
  defineEvent('offer:expired', 'The offer ran out', offer),
  defineEvent('offer:superseded', 'Another offer was accepted and paid', offer),
  defineEvent('offer:closed', 'The request ended', offer),
  defineEvent('offer:reopened', 'The accepted offer was not paid in time and stands again', offer),
  defineEvent('question:asked', 'A seller asked', question),
  defineEvent('question:answered', 'The buyer answered', question),
] as const;
