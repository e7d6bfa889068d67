export { eventInvariants } from './invariants.ts';
export { openStream } from './open-stream.ts';
