export { presentMe } from './user.presenter.ts';
export type { NewUser, UserRecord } from './user.repository.ts';
export { userRoutes } from './user.routes.ts';
export {
  createUser,
  credentialsChangedAt,
  findByEmail,
  getUser,
  getUserRefs,
  listAdminIds,
  listMediatorIds,
  markEmailVerified,
  recordCredentialChange,
} from './user.service.ts';
