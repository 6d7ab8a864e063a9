export {
  contractOf,
  decimalsOf,
  findAsset,
  findTransferable,
  gatewayUnit,
  isEnabled,
  nativeCoinOf,
  onlineAssets,
  onlineCodes,
  otherLooks,
  priceLockMinutes,
  printedUnit,
  readRegistry,
  registeredAssets,
  registeredCoins,
  roundUpToGatewayUnit,
  type AssetLook,
  type AssetState,
  type Registry,
  type RegistryEntry,
  type Transferable,
} from './assets.ts';
export { baseOfCents, centsAtRate, rateOf, valueInCents } from './asset-value.ts';
export {
  ChainUnavailableError,
  createChainReader,
  LOG_SPAN_BLOCKS,
  type ChainReader,
  type ChainReading,
  type ChainTransfer,
  type OutgoingTransfer,
} from './chain/chain-reader.ts';
export { callbackUrl, chainReader, gateway, webhookKeys } from './gateway.ts';
export { createShkeeperClient, type PayoutAnswer, type ShkeeperClient } from './shkeeper/shkeeper.client.ts';
export { readCallback, type Callback, type ToldTransaction } from './shkeeper/shkeeper.callbacks.ts';
export { GatewayError } from './shkeeper/shkeeper.http.ts';
export type { GatewayPayoutStatus, GatewayTask, InvoiceTransaction } from './shkeeper/shkeeper.schemas.ts';
export { isAuthentic, type ReceivedWebhook, type WebhookKeys } from './shkeeper/shkeeper.signature.ts';
