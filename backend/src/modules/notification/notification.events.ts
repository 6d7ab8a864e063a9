import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

export const notificationEvents = [
  defineEvent('notification:received', 'A new notification', z.strictObject({ notificationId: idSchema })),
  defineEvent('notification:read', 'Notifications were marked as read', z.strictObject({})),
] as const;
