import { route } from '../../shared/define-route.ts';
import * as contract from './notification.contract.ts';
import { presentNotification } from './notification.presenter.ts';
import { countUnread, listEvents, listNotifications, markAllRead, markRead } from './notification.service.ts';

export const notificationRoutes = [
  route(contract.listNotifications, async ({ input, actor }) => {
    const page = await listNotifications(input, actor);
    return { items: page.items.map(presentNotification), nextCursor: page.nextCursor };
  }),
  route(contract.countUnread, async ({ actor }) => ({ count: await countUnread(actor) })),
  route(contract.listEvents, ({ input, actor }) => listEvents(input, actor)),
  route(contract.markAllRead, async ({ actor }) => {
    await markAllRead(actor);
    return {};
  }),
  route(contract.markRead, async ({ input, actor }) =>
    presentNotification(await markRead(input.notificationId, actor)),
  ),
];
