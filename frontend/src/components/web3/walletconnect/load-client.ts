import type { SignClient } from '@walletconnect/sign-client';
import type { WalletConnectSettings } from '@/config/env';
import { patiently } from '@/lib/patiently';
import type { PhoneClient, PhoneWish } from './phone-client';

type Sdk = Awaited<ReturnType<typeof SignClient.init>>;

/** WalletConnect's own code for "ended by its owner". */
const ENDED_BY_OWNER = { code: 6000, message: 'User disconnected.' };

const caip = (chainId: number): string => `eip155:${chainId}`;

/** Loads WalletConnect's SDK; it is in no page's script before somebody wants a wallet on a phone. */
export async function loadClient({ projectId, relayUrl }: WalletConnectSettings): Promise<PhoneClient> {
  const { SignClient } = await patiently(() => import('@walletconnect/sign-client'))();
  const { origin } = window.location;
  const sdk = await SignClient.init({
    projectId,
    ...(relayUrl === null ? {} : { relayUrl }),
    telemetryEnabled: false,
    // Whatever goes wrong is told on the page.
    logger: 'silent',
    customStoragePrefix: 'amn',
    metadata: {
      name: 'Amn',
      description: 'Deals with the money in escrow',
      url: origin,
      icons: [`${origin}/icons/icon-192.png`],
    },
  });
  // Only the SDK's own relay has a service beside it that vouches for sites; each request would wait for it.
  if (relayUrl !== null) sdk.core.verify.register = () => Promise.resolve('');
  return clientOver(sdk);
}

function clientOver(sdk: Sdk): PhoneClient {
  return {
    propose: async (wish) => {
      const { uri, approval } = await sdk.connect({ optionalNamespaces: { eip155: namespaceOf(wish) } });
      if (uri === undefined) throw new Error('WalletConnect gave no code');
      return { uri, approval: approval() };
    },
    withdraw: (uri) => sdk.core.pairing.disconnect({ topic: topicOf(uri) }),
    request: ({ topic, chainId, method, params }) =>
      sdk.request({ topic, chainId: caip(chainId), request: { method, params } }),
    hangUp: (topic) => sdk.disconnect({ topic, reason: ENDED_BY_OWNER }),
    session: (topic) => (sdk.session.keys.includes(topic) ? sdk.session.get(topic) : null),
    listen: (listener) => {
      sdk.on('session_delete', ({ topic }) => {
        listener({ type: 'ended', topic });
      });
      sdk.on('session_expire', ({ topic }) => {
        listener({ type: 'ended', topic });
      });
      sdk.on('session_update', ({ topic }) => {
        listener({ type: 'updated', topic });
      });
      sdk.on('session_event', ({ topic, params: { event } }) => {
        listener({ type: 'event', topic, name: event.name, data: event.data as unknown });
      });
    },
  };
}

/** Everything is optional: a wallet without one of the networks may connect all the same, and is told what is missing. */
function namespaceOf({ chains, methods, events, rpcUrls }: PhoneWish) {
  return {
    chains: chains.map(caip),
    methods: [...methods],
    events: [...events],
    rpcMap: Object.fromEntries(Object.entries(rpcUrls)),
  };
}

/** `wc:TOPIC@2?…` */
function topicOf(uri: string): string {
  return /^wc:(\w+)@/.exec(uri)?.[1] ?? '';
}
