import { z } from 'zod';
import {
  dateSchema,
  emptyOutput,
  endpoint,
  idParams,
  pageOf,
  pageQuery,
  orNull,
} from '../../shared/endpoint.ts';
import { eventEnvelopeSchema } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

const tag = 'Notification';

/** What a person is told of; the client has a text for each in every language. */
export const NOTIFICATION_KINDS = [
  'request:invited',
  'request:expiring',
  'request:expired',
  'offer:submitted',
  'offer:revised',
  'offer:countered',
  'offer:accepted',
  'offer:rejected',
  'offer:withdrawn',
  'offer:ending',
  'offer:expired',
  'offer:superseded',
  'offer:closed',
  'offer:reopened',
  'question:asked',
  'question:answered',
  'payment:detected',
  'payment:underpaid',
  'payment:held',
  'payment:refund-due',
  'request:payment-ending',
  'payment:less-proposed',
  'payment:less-agreed',
  'payment:less-declined',
  'payment:revalued',
  'payment:credit-added',
  'payment:deposit-resolved',
  'request:frozen',
  'request:thawed',
  'request:unfunded',
  'payment:deposit-quarantined',
  'payment:resolution-proposed',
  'payment:loss-raised',
  'request:payment-timed-out',
  'request:funded',
  'request:start-ending',
  'request:delivery-ending',
  'request:redelivery-ending',
  'request:answer-awaited',
  'request:started',
  'request:declined',
  'request:delivered',
  'request:inspection-ending',
  'request:extension-proposed',
  'request:extended',
  'request:missed',
  'request:changes-requested',
  'request:disputed',
  'request:completed',
  'request:cancellation-proposed',
  'request:milestone-released',
  'request:milestone-missed',
  'request:milestone-cancellation-proposed',
  'request:milestone-refunded',
  'request:proposal-declined',
  'request:refunded',
  'request:resumed',
  'request:settled',
  'dispute:responded',
  'dispute:mediation-started',
  'dispute:evidence-added',
  'dispute:split-offered',
  'dispute:split-declined',
  'dispute:split-sealed',
  'dispute:proposed',
  'dispute:proposal-accepted',
  'dispute:proposal-declined',
  'dispute:ruled',
  'dispute:appealed',
  'dispute:appeal-waived',
  'dispute:withdrawal-offered',
  'dispute:withdrawal-declined',
  'dispute:response-ending',
  'dispute:negotiation-ending',
  'dispute:proposal-ending',
  'dispute:appeal-ending',
  'dispute:ruling-due',
  'dispute:queued',
  'dispute:assigned',
  'dispute:mediator-reminded',
  'dispute:escalated',
  'payout:confirmed',
  'payout:failed',
  'payout:cancelled',
  'payout:address-updated',
  'wallet:replacement-updated',
  'wallet:replacement-requested',
  'payout:platform-address-updated',
  'payout:approval-needed',
  'payout:stuck',
  'payout:refund-waiting',
  'auth:password-changed',
  'books:difference-raised',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Words for the text; those that do not apply are left out. */
export const notificationParamsSchema = z
  .strictObject({
    title: z.string().optional().meta({ description: 'Title of the request' }),
    counterparty: z.string().optional().meta({ description: 'Name of the other party' }),
    amount: z.string().optional().meta({ description: 'Decimal in whole units, e.g. "12.5"' }),
    asset: z.string().optional().meta({ description: 'Unit of the amount: USD, or an asset code' }),
    until: dateSchema.optional().meta({ description: 'When it happens by itself' }),
    replacementId: idSchema.optional().meta({ description: 'Request to replace a signed payout address' }),
    role: z.enum(['buyer', 'seller']).optional().meta({ description: 'Your part in the deal' }),
  })
  .meta({ id: 'NotificationParams' });
export type NotificationParams = z.infer<typeof notificationParamsSchema>;

export const notificationSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(NOTIFICATION_KINDS).meta({ id: 'NotificationKind' }),
    requestId: orNull(idSchema),
    disputeId: orNull(idSchema),
    params: notificationParamsSchema,
    readAt: dateSchema.nullable(),
    createdAt: dateSchema,
  })
  .meta({ id: 'Notification' });

export const listNotifications = endpoint({
  method: 'get',
  path: '/api/notifications',
  operationId: 'listNotifications',
  summary: 'Your notifications, newest first',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({ unread: z.enum(['true', 'false']).optional(), ...pageQuery }),
  output: pageOf(notificationSchema).meta({ id: 'NotificationPage' }),
});

export const countUnread = endpoint({
  method: 'get',
  path: '/api/notifications/unread-count',
  operationId: 'countUnread',
  summary: 'How many notifications are unread',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: z.strictObject({ count: z.number().int() }).meta({ id: 'UnreadCount' }),
});

export const markRead = endpoint({
  method: 'post',
  path: '/api/notifications/:notificationId/read',
  operationId: 'markNotificationRead',
  summary: 'Mark one as read',
  tag,
  access: 'user',
  rateLimit: 'write',
  params: idParams('notificationId'),
  output: notificationSchema,
});

export const markAllRead = endpoint({
  method: 'post',
  path: '/api/notifications/read-all',
  operationId: 'markAllNotificationsRead',
  summary: 'Mark all as read',
  tag,
  access: 'user',
  rateLimit: 'write',
  output: emptyOutput,
});

export const listEvents = endpoint({
  method: 'get',
  path: '/api/notifications/events',
  operationId: 'listEvents',
  summary: 'Socket events after a sequence number, to catch up after a break',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({
    afterSeq: z.coerce.number().int().min(0),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z
    .strictObject({ items: z.array(eventEnvelopeSchema), lastSeq: z.number().int() })
    .meta({ id: 'EventList' }),
});
