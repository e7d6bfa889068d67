export { makeReplies, note } from './make-replies.ts';
export { type Reader, ReplyThread } from './reply-thread.ts';
