/** The person went back, or closed what showed the code. */
export class PairingCancelled extends Error {
  override readonly name = 'PairingCancelled';
}

/** Nobody answered to the code while it was good. */
export class PairingExpired extends Error {
  override readonly name = 'PairingExpired';
}

/** No code could be had. */
export class RelayUnreachable extends Error {
  override readonly name = 'RelayUnreachable';
}

/** The wallet has connected without this network, and did not add it. */
export class NetworkNotShared extends Error {
  override readonly name = 'NetworkNotShared';
}

/** The session of an earlier page has ended. */
export class NoSession extends Error {
  override readonly name = 'NoSession';
}

/** What wallets and the SDK reject with is often no Error at all. */
export function toError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  const { message, code } = (typeof reason === 'object' && reason !== null ? reason : {}) as {
    message?: unknown;
    code?: unknown;
  };
  return Object.assign(new Error(typeof message === 'string' ? message : 'the wallet gave no reason'), {
    ...(typeof code === 'number' ? { code } : {}),
  });
}

/** @see PairingExpired */
export function pairingProblem(reason: unknown): Error {
  const error = toError(reason);
  return /expired/i.test(error.message) ? new PairingExpired(error.message, { cause: error }) : error;
}
