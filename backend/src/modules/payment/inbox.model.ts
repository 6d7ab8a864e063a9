import { model, Schema, type Types } from 'mongoose';

/** A callback of the gateway, stored before it is answered. The work follows from this row alone. */
export interface InboxDocument {
  _id: Types.ObjectId;
  /** The same for every copy of one callback. */
  dedupKey: string;
  kind: 'payin' | 'unconfirmed' | 'payout' | 'unreadable';
  externalId: string | null;
  /** The bytes that were signed, as text. */
  body: string;
  /** `dead`: correctly signed, but nothing here can be done with it; kept for people. */
  status: 'new' | 'done' | 'dead';
  reason: string | null;
  attempts: number;
  /** Wall time before which nobody works on it: a claim, or the pause after a failure. */
  notBefore: Date;
  receivedAt: Date;
  /** How often, and by whom last, it was given to the worker once more by hand. */
  redeliveries?: number;
  redeliveredBy?: Types.ObjectId;
}

const inboxSchema = new Schema<InboxDocument>(
  {
    dedupKey: { type: String, required: true },
    kind: { type: String, enum: ['payin', 'unconfirmed', 'payout', 'unreadable'], required: true },
    externalId: { type: String, default: null },
    body: { type: String, required: true },
    status: { type: String, enum: ['new', 'done', 'dead'], required: true },
    reason: { type: String, default: null },
    attempts: { type: Number, required: true },
    notBefore: { type: Date, required: true },
    receivedAt: { type: Date, required: true },
    redeliveries: { type: Number },
    redeliveredBy: { type: Schema.Types.ObjectId },
  },
  { collection: 'gateway_inbox', autoIndex: false, autoCreate: false, versionKey: false },
);
inboxSchema.index({ dedupKey: 1 }, { unique: true, name: 'dedupKey' });
inboxSchema.index({ status: 1, notBefore: 1, _id: 1 });
inboxSchema.index({ status: 1, receivedAt: -1, _id: -1 });
inboxSchema.index({ externalId: 1, receivedAt: -1 });

export const InboxModel = model('GatewayInbox', inboxSchema);
