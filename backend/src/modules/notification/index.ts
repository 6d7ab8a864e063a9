export { sendDueMails } from './mail/mail-queue.ts';
export { NOTIFICATION_KINDS, type NotificationKind } from './notification.contract.ts';
export { notificationRoutes } from './notification.routes.ts';
export { notificationSubscribers } from './notification.subscribers.ts';
export { notificationWorkers } from './notification.workers.ts';
