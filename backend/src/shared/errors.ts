/**
 * The closed list of error codes. A client may switch on these; adding one is a change of the contract.
 * Each has its HTTP status and a sentence for people, which says what to do next.
 */
export const ERROR_CATALOGUE = {
  VALIDATION_FAILED: [400, 'Some of what you sent is not right. Correct the fields named in the details.'],
  MALFORMED_REQUEST: [400, 'The request could not be read. Send well-formed JSON.'],
  UNAUTHENTICATED: [401, 'Sign in to go on.'],
  TOKEN_EXPIRED: [401, 'Your session has run out. Refresh it or sign in again.'],
  INVALID_CREDENTIALS: [401, 'E-mail address or password is not right. Check both and try again.'],
  INVALID_SIGNATURE: [401, 'The signature does not match. Nothing was accepted.'],
  STEP_UP_REQUIRED: [403, 'Confirm your password to do this.'],
  EMAIL_NOT_VERIFIED: [403, 'Verify your e-mail address first. We can send the code again.'],
  FORBIDDEN: [403, 'You may not do this.'],
  NOT_FOUND: [404, 'This does not exist, or it is not yours to see.'],
  METHOD_NOT_ALLOWED: [405, 'This address does not support that method.'],
  /** The document moved on since it was read: a lost race, or an action its status does not allow. */
  CONFLICT: [409, 'Somebody was faster, or the state has changed. Reload and look again.'],
  INVALID_TRANSITION: [409, 'This cannot be done in the present status. Reload to see what is possible.'],
  /** The offer was revised after it was read; acceptance names an exact revision. */
  OFFER_REVISION_CHANGED: [409, 'The offer has been revised. Read the new revision and decide again.'],
  EMAIL_TAKEN: [409, 'An account with this e-mail address exists. Sign in instead.'],
  ALREADY_EXISTS: [409, 'This exists already.'],
  /** Same reference or Idempotency-Key, other body. */
  IDEMPOTENCY_MISMATCH: [409, 'This reference was used before with other details. Use a new one.'],
  INSUFFICIENT_BALANCE: [409, 'Your balance is too low for this. No money moved. Choose a smaller amount.'],
  ADDRESS_ON_HOLD: [
    409,
    'This payout address is still on hold. No money moved. Try again when the hold ends.',
  ],
  INVALID_ADDRESS: [400, 'This payout address cannot be used. Check it and enter it again.'],
  /** Somebody else has proven that it is theirs; whose account that is is not told. */
  WALLET_TAKEN: [
    409,
    'This wallet belongs to another account. Remove it there first, or choose another wallet.',
  ],
  WALLET_IN_USE: [
    409,
    'This wallet is your signed payout address, or is to become it, so it stays. Have the address replaced first.',
  ],
  /** A request to sign is good once and for a few minutes. */
  SIGNATURE_EXPIRED: [
    400,
    'This request to sign has run out or was used. Nothing was accepted. Ask for a new one and sign that.',
  ],
  /** The person signed where their money goes on this chain; nothing goes elsewhere. */
  ADDRESS_NOT_SIGNED: [
    409,
    'On this network your money goes only to the address that you signed. No money moved. Choose that address, or ask to replace it.',
  ],
  INVALID_CODE: [400, 'The code is not right or has run out. Ask for a new one.'],
  ASSET_NOT_ACCEPTED: [400, 'This asset is not accepted here. Choose one of those listed.'],
  FILE_TYPE_NOT_ALLOWED: [
    400,
    'This kind of file is not accepted. Send a PDF, an image, a text or a ZIP file.',
  ],
  PAYLOAD_TOO_LARGE: [413, 'This is too large. Send less at once.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Send the body as application/json.'],
  RATE_LIMITED: [429, 'Too many attempts. Wait a moment and try again.'],
  INTERNAL: [500, 'Something went wrong on our side. Try again; if it stays, tell us the request id.'],
  /** A provider did not answer or answered wrongly. Whatever it was asked for is not lost. */
  PROVIDER_UNAVAILABLE: [502, 'The payment gateway does not answer. No money moved. Try again in a moment.'],
  /** The language model is not set up, does not answer, or answers with nothing usable. Nothing was stored. */
  AI_UNAVAILABLE: [
    503,
    'The writing assistant is not available. Fill in the request yourself, or try again later.',
  ],
  UPSTREAM_UNAVAILABLE: [503, 'Amn is not reachable at the moment. Try again shortly.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as [ErrorCode, ...ErrorCode[]];

/** An expected failure: told to the caller as it is, never reported as a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: unknown;

  /** @param message a sentence for a person; the catalogue's own when left out. */
  constructor(code: ErrorCode, options: { message?: string; details?: unknown; cause?: unknown } = {}) {
    super(options.message ?? ERROR_CATALOGUE[code][1], { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = ERROR_CATALOGUE[code][0];
    this.details = options.details ?? null;
  }
}
