/**
 * Why nothing was sent. `dns`: the name does not resolve; `address`: it resolves to an address that is not public. The message
 * names neither host nor address, because a stranger may read it.
 */
export class EgressError extends Error {
  override readonly name = 'EgressError';
  readonly reason: 'dns' | 'address';

  constructor(reason: 'dns' | 'address') {
    super(reason === 'dns' ? 'the name does not resolve' : 'the address is not public');
    this.reason = reason;
  }
}
