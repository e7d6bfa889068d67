export { type CallOptions, callApi } from './call.ts';
export type { Answer } from './conformance.ts';
export { type ApiNode, openNode } from './node.ts';
export { type TestDatabase, testDatabase } from './postgres.ts';
export { openShop, type Shop, type TestKey, type TestLot } from './shop.ts';
export { storedState } from './stored.ts';
