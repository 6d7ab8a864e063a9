import type { z } from 'zod';
import type { notificationSchema } from './notification.contract.ts';
import type { NotificationRecord } from './notification.repository.ts';

export const presentNotification = (
  notification: NotificationRecord,
): z.input<typeof notificationSchema> => ({
  id: notification.id,
  kind: notification.kind,
  requestId: notification.requestId,
  disputeId: notification.disputeId,
  params: notification.params,
  readAt: notification.readAt?.toISOString() ?? null,
  createdAt: notification.createdAt.toISOString(),
});
