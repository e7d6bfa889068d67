export { type AddressKind, addressKind } from './address-kind.ts';
export { EgressError } from './egress-error.ts';
export {
  type EgressOptions,
  guardedConnector,
  judgeHost,
  publicPorts,
} from './guarded-connector.ts';
export { isPublicAddress } from './public-address.ts';
export { dnsResolver, type Resolve, systemResolver } from './resolve-host.ts';
