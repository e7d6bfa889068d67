export { Connections, type Post } from './connections.ts';
export { Exchange } from './exchange.ts';
export { ReplyFault } from './reply-fault.ts';
export type { ReplyHead, ReplyHeaders } from './reply-head.ts';
