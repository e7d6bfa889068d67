/** What came is not a reply of HTTP/1.1. The message says nothing that the other side sent. */
export class ReplyFault extends Error {
  override readonly name = 'ReplyFault';
}
