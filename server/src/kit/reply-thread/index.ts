export { makeReplies, note } from './make-replies.ts';
export { type Reader, ReplyThread, type ReplyThreadOptions } from './reply-thread.ts';
