import { model, Schema, type Types } from 'mongoose';
import type { PartyRole } from '../../shared/process.ts';

/**
 * What a party has sealed. A collection of its own, so that nothing that shows a dispute can show it by mistake.
 */
export interface SealedSplitDocument {
  _id: Types.ObjectId;
  disputeId: Types.ObjectId;
  by: PartyRole;
  /** Base units that this party wants out of escrow at the least; null once it was taken back. */
  leastBase: Types.Decimal128 | null;
  /** How many sums this party has entered so far. */
  entered: number;
  at: Date;
}

const sealedSchema = new Schema<SealedSplitDocument>(
  {
    disputeId: { type: Schema.Types.ObjectId, required: true },
    by: { type: String, enum: ['buyer', 'seller'], required: true },
    leastBase: { type: Schema.Types.Decimal128, default: null },
    entered: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'dispute_sealed_splits', autoIndex: false, autoCreate: false, versionKey: false },
);
sealedSchema.index({ disputeId: 1, by: 1 }, { unique: true });

export const SealedSplitModel = model('DisputeSealedSplit', sealedSchema);

/** What mediators write to each other. */
export interface NoteDocument {
  _id: Types.ObjectId;
  disputeId: Types.ObjectId;
  authorId: Types.ObjectId;
  text: string;
  at: Date;
}

const noteSchema = new Schema<NoteDocument>(
  {
    disputeId: { type: Schema.Types.ObjectId, required: true },
    authorId: { type: Schema.Types.ObjectId, required: true },
    text: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'dispute_notes', autoIndex: false, autoCreate: false, versionKey: false },
);
noteSchema.index({ disputeId: 1, _id: 1 });

export const NoteModel = model('DisputeNote', noteSchema);
