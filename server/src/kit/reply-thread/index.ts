export { letMainFirst } from './let-main-first.ts';
export { makeReplies, note } from './make-replies.ts';
export { type Reader, ReplyThread, type ReplyThreadOptions } from './reply-thread.ts';
