import { model, Schema, type Types } from 'mongoose';
import type { ActorRole } from '../../shared/process.ts';
import { REQUEST_STATUSES, type RequestStatus } from './purchase-request.process.ts';

/** What happened to a request; written with it, never changed. */
export interface TimelineDocument {
  _id: Types.ObjectId;
  requestId: Types.ObjectId;
  action: string;
  from: RequestStatus | null;
  to: RequestStatus;
  by: ActorRole;
  actorId: Types.ObjectId | null;
  /** The milestone it was about, as it was called, where the deal has several. */
  milestone?: { id: Types.ObjectId; title: string } | null;
  at: Date;
  /** By how much (ms) deadlines were put off, where that is what happened. */
  extendedMs: number | null;
}

const timelineSchema = new Schema<TimelineDocument>(
  {
    requestId: { type: Schema.Types.ObjectId, required: true },
    action: { type: String, required: true },
    from: { type: String, enum: [...REQUEST_STATUSES, null], default: null },
    to: { type: String, enum: REQUEST_STATUSES, required: true },
    by: { type: String, required: true },
    actorId: { type: Schema.Types.ObjectId, default: null },
    milestone: {
      type: new Schema({ id: Schema.Types.ObjectId, title: String }, { _id: false }),
      default: null,
    },
    at: { type: Date, required: true },
    extendedMs: { type: Number, default: null },
  },
  { collection: 'request_timeline', autoIndex: false, autoCreate: false, versionKey: false },
);
timelineSchema.index({ requestId: 1, at: -1, _id: -1 });

export const TimelineModel = model('RequestTimeline', timelineSchema);
