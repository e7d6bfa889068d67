import { createHash } from 'node:crypto';
import { Busboy } from '@fastify/busboy';
import { fileBytesMax } from '@psnb2b/contract';
import { invalid, Refusal } from '../refusal.ts';
import type { Upload } from './call.ts';

const NAME_MAX = 255;
const PART = 'file';

/**
 * The one part `file` of a `multipart/form-data` body (RFC 7578) that was read whole. Anything else in
 * it is refused. The name is only a label: no path, no control characters, at most 255 characters.
 */
export async function parseUpload(body: unknown, contentType: string | undefined): Promise<Upload> {
  if (!Buffer.isBuffer(body) || !/^multipart\/form-data\b/i.test(contentType ?? '')) {
    const detail = 'Send the file as multipart/form-data, in one part named file.';
    throw new Refusal('unsupported_media_type', {}, { detail });
  }
  const parts = await readParts(body, contentType ?? '');
  const [file] = parts;
  if (!file || parts.length > 1) {
    throw invalid({ pointer: '/file', code: 'required', detail: 'Send exactly one part, file.' });
  }
  if (file.bytes.length === 0) {
    throw invalid({ pointer: '/file', code: 'min_length', detail: 'The file is empty.' });
  }
  if (file.bytes.length > fileBytesMax) throw new Refusal('body_too_large');
  return file;
}

async function readParts(body: Buffer, contentType: string): Promise<Upload[]> {
  const parts: Upload[] = [];
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      limits: { files: 2, fields: 0, parts: 2, headerPairs: 20, fileSize: fileBytesMax + 1 },
    });
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('the form holds something else than one file'));
      for (const event of ['error', 'fieldsLimit', 'partsLimit', 'filesLimit'] as const) {
        parser.on(event, fail);
      }
      parser.on('file', (part, stream, name) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', fail);
        stream.on('end', () => parts.push(fileOf(name, Buffer.concat(chunks))));
        if (part !== PART) fail();
      });
      parser.on('finish', () => resolve());
      parser.end(body);
    });
  } catch (error) {
    const detail = 'The body is no multipart form with one part named file.';
    const internal = error instanceof Error ? error.message : 'unknown';
    throw new Refusal('malformed_json', {}, { detail, internal });
  }
  return parts;
}

function fileOf(name: string | undefined, bytes: Buffer): Upload {
  return { name: clean(name), bytes, sha256: createHash('sha256').update(bytes).digest() };
}

function clean(name: string | undefined): string {
  const last = (name ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const text = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return [...text].slice(0, NAME_MAX).join('') || 'file';
}
