/** Digital assets that partners can pay with, by their ticker, in words. */
export const assetNames = {
  BTC: 'Bitcoin',
  ETH: 'Ether',
  LTC: 'Litecoin',
  USDT: 'Tether',
} as const;
export type Asset = keyof typeof assetNames;
export const assets: readonly Asset[] = Object.keys(assetNames) as Asset[];

/** Networks over which they are sent, in the words that both apps, e-mails and the API's documents use. */
export const networkNames = {
  bitcoin: 'Bitcoin',
  litecoin: 'Litecoin',
  ethereum: 'Ethereum',
  tron: 'TRON',
  bnb_smart_chain: 'BNB Smart Chain',
  polygon: 'Polygon',
} as const;
export type Network = keyof typeof networkNames;
export const networks: readonly Network[] = Object.keys(networkNames) as Network[];

/** The networks of each asset. What is sent over another one is lost. */
export const networksOf: Readonly<Record<Asset, readonly Network[]>> = {
  BTC: ['bitcoin'],
  ETH: ['ethereum'],
  LTC: ['litecoin'],
  USDT: ['tron', 'ethereum', 'bnb_smart_chain', 'polygon'],
};

export const depositMethodKinds = ['bank_transfer', 'digital_asset'] as const;
export type DepositMethodKind = (typeof depositMethodKinds)[number];

/** Addresses that one call imports. */
export const addressesMax = 1_000;
