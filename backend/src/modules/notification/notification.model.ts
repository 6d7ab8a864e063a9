import { model, Schema, type Types } from 'mongoose';
import {
  NOTIFICATION_KINDS,
  type NotificationKind,
  type NotificationParams,
} from './notification.contract.ts';

export interface NotificationDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  kind: NotificationKind;
  /** The event's id, or a name for the state that several events may tell of: told once a person. */
  key: string;
  requestId: Types.ObjectId | null;
  disputeId: Types.ObjectId | null;
  params: NotificationParams;
  readAt: Date | null;
  /** As `readAt` says; a plain value, so that the badge is counted from the index alone. */
  unread: boolean;
  createdAt: Date;
}

const notificationSchema = new Schema<NotificationDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, enum: NOTIFICATION_KINDS, required: true },
    key: { type: String, required: true },
    requestId: { type: Schema.Types.ObjectId, default: null },
    disputeId: { type: Schema.Types.ObjectId, default: null },
    params: { type: Schema.Types.Mixed, required: true },
    readAt: { type: Date, default: null },
    unread: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'notifications', autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);
notificationSchema.index({ userId: 1, key: 1 }, { unique: true, name: 'once' });
notificationSchema.index({ userId: 1, _id: -1 });
notificationSchema.index({ userId: 1, unread: 1, _id: -1 });

export const NotificationModel = model('Notification', notificationSchema);
