import { model, Schema, type Types } from 'mongoose';
import { LANGUAGES, type Language } from '../../shared/refs.ts';
import { USER_ROLES, type UserRole } from './user.contract.ts';

export interface UserDocument {
  _id: Types.ObjectId;
  /** Lower case; one account each. */
  email: string;
  name: string;
  /** The name as `foldName` writes it, for looking people up. */
  nameFolded: string;
  bio: string;
  language: Language;
  roles: UserRole[];
  emailVerifiedAt: Date | null;
  emailNotifications: boolean;
  /** Last change of password, e-mail or second factor; holds of payout addresses count from it. */
  credentialsChangedAt: Date;
  createdAt: Date;
}

const userSchema = new Schema<UserDocument>(
  {
    email: { type: String, required: true },
    name: { type: String, required: true },
    nameFolded: { type: String, required: true },
    bio: { type: String, default: '' },
    language: { type: String, enum: LANGUAGES, required: true },
    roles: { type: [{ type: String, enum: USER_ROLES }], required: true },
    emailVerifiedAt: { type: Date, default: null },
    emailNotifications: { type: Boolean, default: true },
    credentialsChangedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'users', autoIndex: false, autoCreate: false, versionKey: false },
);
userSchema.index({ email: 1 }, { unique: true, name: 'email' });
// Only people with a proven address can be found by name.
userSchema.index(
  { nameFolded: 1, _id: 1 },
  { name: 'byName', partialFilterExpression: { emailVerifiedAt: { $type: 'date' } } },
);
userSchema.index({ roles: 1 });

export const UserModel = model('User', userSchema);
