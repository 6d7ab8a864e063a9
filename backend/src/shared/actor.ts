/** Who calls, as authentication found out. */
export interface Actor {
  readonly id: string;
  readonly role: 'user' | 'mediator' | 'admin';
  readonly emailVerified: boolean;
  readonly sessionId: string;
  /** Wall time in ms until which the password counts as confirmed; 0 when it was not. */
  readonly stepUpUntil: number;
}
