import { model, Schema, type Types } from 'mongoose';

/** Mails on their way. What they say is made when they are sent; only the ids are kept. Times are wall time. */
export interface MailDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** Null for the mail with the verification code. */
  notificationId: Types.ObjectId | null;
  /** What it tells of; one mail each. */
  key: string;
  state: 'due' | 'sent' | 'skipped' | 'given_up';
  attempts: number;
  /** Not to be tried before: a rest after a failure, and the claim of whoever is trying. */
  notBefore: Date;
  createdAt: Date;
  endedAt: Date | null;
}

const mailSchema = new Schema<MailDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    notificationId: { type: Schema.Types.ObjectId, default: null },
    key: { type: String, required: true },
    state: { type: String, enum: ['due', 'sent', 'skipped', 'given_up'], required: true },
    attempts: { type: Number, required: true },
    notBefore: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  { collection: 'mails', autoIndex: false, autoCreate: false, versionKey: false },
);
mailSchema.index({ key: 1 }, { unique: true, name: 'once' });
mailSchema.index({ notBefore: 1 }, { name: 'due', partialFilterExpression: { state: 'due' } });
mailSchema.index({ endedAt: 1 }, { expireAfterSeconds: 30 * 24 * 3600 });

export const MailModel = model('Mail', mailSchema);
