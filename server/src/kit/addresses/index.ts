export {
  type CidrList,
  formatCidr,
  inCidrList,
  networksWithin,
  parseCidr,
  parseCidrList,
} from './cidr-list.ts';
export { clientAddressReader } from './client-address.ts';
export { type Address, addressBucket, parseAddress } from './parse-address.ts';
