import { route } from '../../shared/define-route.ts';
import * as contract from './user.contract.ts';
import { presentMe, presentProfile } from './user.presenter.ts';
import { getUser, searchUsers, updateMe } from './user.service.ts';

export const userRoutes = [
  route(contract.getMe, async ({ actor }) => presentMe(await getUser(actor.id))),
  route(contract.updateMe, async ({ input, actor }) => presentMe(await updateMe(input, actor))),
  route(contract.searchUsers, async ({ input, actor }) => {
    const page = await searchUsers(input, actor);
    return { items: page.items.map(presentProfile), nextCursor: page.nextCursor };
  }),
  route(contract.getProfile, async ({ input }) => presentProfile(await getUser(input.userId))),
];
