import { model, Schema, type Types } from 'mongoose';
import { EVIDENCE_KINDS, type EvidenceKind } from './dispute-shapes.contract.ts';

/** One link of a dispute's chain of evidence; written once. */
export interface EvidenceDocument {
  _id: Types.ObjectId;
  disputeId: Types.ObjectId;
  /** From 1, without gaps. */
  seq: number;
  kind: EvidenceKind;
  by: 'buyer' | 'seller' | 'mediator';
  byId: Types.ObjectId;
  content: Record<string, string | number>;
  at: Date;
  /** Hash of the piece before; empty for the first. */
  prevHash: string;
  /** SHA-256 over the canonical form of all of the above. */
  hash: string;
}

const evidenceSchema = new Schema<EvidenceDocument>(
  {
    disputeId: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, required: true },
    kind: { type: String, enum: EVIDENCE_KINDS, required: true },
    by: { type: String, enum: ['buyer', 'seller', 'mediator'], required: true },
    byId: { type: Schema.Types.ObjectId, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    prevHash: { type: String, default: '' },
    hash: { type: String, required: true },
  },
  { collection: 'dispute_evidence', autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);
evidenceSchema.index({ disputeId: 1, seq: 1 }, { unique: true });

export const EvidenceModel = model('DisputeEvidence', evidenceSchema);
