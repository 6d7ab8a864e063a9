import { model, Schema, type Types } from 'mongoose';

const options = { autoIndex: false, autoCreate: false, versionKey: false } as const;
const id = { type: Schema.Types.ObjectId, required: true };
const text = { type: String, required: true };
const date = { type: Date, required: true };
const amount = { type: Schema.Types.Decimal128, required: true };

/** Roots stay for ever; the trees below them, which proofs are cut from, go after this. */
const TREE_KEPT_SECONDS = 90 * 24 * 3600;

export interface SnapshotAsset {
  asset: string;
  /** Hexadecimal. */
  root: string;
  total: Types.Decimal128;
  unassigned: Types.Decimal128;
  held: Types.Decimal128;
  /** Levels above the leaves. */
  depth: number;
}

export interface SnapshotDocument {
  _id: Types.ObjectId;
  /** What it was taken for, e.g. a day: taken once. */
  slot: string;
  /** A draft's tree is still being written, or its writer died. */
  status: 'draft' | 'published';
  /** Business time of the balances. */
  at: Date;
  /** Wall time. */
  takenAt: Date;
  assets: SnapshotAsset[];
}

const snapshotSchema = new Schema<SnapshotDocument>(
  {
    slot: text,
    status: { type: String, enum: ['draft', 'published'], required: true },
    at: date,
    takenAt: date,
    assets: [
      new Schema<SnapshotAsset>(
        {
          asset: text,
          root: text,
          total: amount,
          unassigned: amount,
          held: amount,
          depth: { type: Number, required: true },
        },
        { _id: false },
      ),
    ],
  },
  { collection: 'liability_snapshots', ...options },
);
snapshotSchema.index({ slot: 1 }, { unique: true, name: 'slot' });
snapshotSchema.index({ status: 1, _id: -1 });

export const SnapshotModel = model('LiabilitySnapshot', snapshotSchema);

/** One node of a tree; `_id` is where it stands: snapshot, asset, level, index. */
export interface NodeDocument {
  _id: string;
  hash: Buffer;
  sum: Types.Decimal128;
  storedAt: Date;
}

const nodeSchema = new Schema<NodeDocument>(
  { _id: text, hash: { type: Buffer, required: true }, sum: amount, storedAt: date },
  { collection: 'liability_nodes', ...options },
);
nodeSchema.index({ storedAt: 1 }, { expireAfterSeconds: TREE_KEPT_SECONDS });

export const NodeModel = model('LiabilityNode', nodeSchema);

/** Which leaf is whose. Told to nobody but that user. */
export interface LeafDocument {
  snapshotId: Types.ObjectId;
  asset: string;
  userId: Types.ObjectId;
  index: number;
  nonce: Buffer;
  balance: Types.Decimal128;
  storedAt: Date;
}

const leafSchema = new Schema<LeafDocument>(
  {
    snapshotId: id,
    asset: text,
    userId: id,
    index: { type: Number, required: true },
    nonce: { type: Buffer, required: true },
    balance: amount,
    storedAt: date,
  },
  { collection: 'liability_leaves', ...options },
);
leafSchema.index({ snapshotId: 1, userId: 1, asset: 1 }, { unique: true });
leafSchema.index({ storedAt: 1 }, { expireAfterSeconds: TREE_KEPT_SECONDS });

export const LeafModel = model('LiabilityLeaf', leafSchema);
