import { findReadable } from '../../acts/index.ts';
import { openFile, showFile, storeFile } from '../../files/index.ts';
import type { WebAppCall } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { json, raw } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { onConsole, onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentFile } from '../present/file.ts';

export function portalFileRoutes(parts: Parts) {
  return onPortal({
    uploadFile: (call) => take(parts, call, formatId('prt', call.caller.partnerId)),
    downloadFile: (call) => give(parts, call),
  });
}

export function consoleFileRoutes(parts: Parts) {
  return onConsole({
    uploadFile: (call) => take(parts, call, formatId('usr', call.caller.userId)),
    downloadFile: (call) => give(parts, call),
    showFile: async (call) => {
      const { reads } = parts.database;
      const subject = await findReadable(reads, call.caller, call.params.file_id);
      return shownReply(parts, subject, call);
    },
  });
}

async function take(parts: Parts, call: Pick<WebAppCall, 'upload' | 'by'>, owner: string) {
  const upload = required(call.upload, 'the operation takes a file');
  return json(201, presentFile(await storeFile(parts, { owner, ...upload }, call.by)));
}

type FileCall = Pick<WebAppCall, 'caller' | 'by' | 'isHead'> & {
  readonly params: { readonly file_id: string };
};

async function give(parts: Parts, call: FileCall) {
  const subject = await findReadable(parts.database.reads, call.caller, call.params.file_id);
  return fileReply(parts, subject, call);
}

/** The bytes of a file of something that the caller may see; that they were read is recorded. */
export async function fileReply(
  parts: Parts,
  subject: string,
  { params, by, isHead }: Omit<FileCall, 'caller'>,
) {
  const { headers, content } = await openFile(parts, subject, params.file_id, { ...by, isHead });
  return raw(200, content, headers);
}

/** The same to be looked at in place: a picture redrawn, a PDF for a frame without rights; that it was shown is recorded. */
export async function shownReply(
  parts: Parts,
  subject: string,
  { params, by, isHead }: Omit<FileCall, 'caller'>,
) {
  const { headers, content } = await showFile(parts, subject, params.file_id, { ...by, isHead });
  return raw(200, content, headers);
}
