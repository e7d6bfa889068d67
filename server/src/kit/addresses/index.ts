export {
  type CidrList,
  formatCidr,
  inCidrList,
  networksWithin,
  parseCidr,
  parseCidrList,
} from './cidr-list.ts';
export { clientAddressReader } from './client-address.ts';
export { type Network, neighbourhoodOf, networksOf, widestNetwork } from './networks-of.ts';
export { type Address, parseAddress } from './parse-address.ts';
