import { createHash } from 'node:crypto';
import { Busboy } from '@fastify/busboy';
import { type FieldError, fileBytesMax } from '@psnb2b/contract';
import { invalid, Refusal } from '../refusal.ts';
import { bodyTooLarge } from './body-too-large.ts';
import type { Upload } from './call.ts';

const NAME_MAX = 255;
const PART = 'file';
/** Limit for other parts, which the refusal names. */
const FIELDS_MAX = 10;

/**
 * Returns the one part `file` of a complete `multipart/form-data` body (RFC 7578). Any other part is refused. The file name is
 * only a label: no path, no control characters, at most 255 characters.
 */
export async function parseUpload(body: unknown, contentType: string | undefined): Promise<Upload> {
  if (!Buffer.isBuffer(body) || !isForm(contentType)) throw noForm();
  const parts = await readParts(body, contentType ?? '');
  const [file] = parts;
  if (!file || parts.length > 1) {
    throw invalid({ pointer: '/file', code: 'required', detail: 'Send exactly one part, file.' });
  }
  if (file.bytes.length === 0) {
    throw invalid({ pointer: '/file', code: 'min_length', detail: 'The file is empty.' });
  }
  if (file.bytes.length > fileBytesMax) throw bodyTooLarge(fileBytesMax);
  return file;
}

/** Whether uploads can be read from this body. */
export function isForm(contentType: string | undefined): boolean {
  return /^multipart\/form-data\b/i.test(contentType ?? '');
}

export function noForm(): Refusal<'unsupported_media_type'> {
  const detail = 'Send the file as multipart/form-data, in one part named file.';
  return new Refusal('unsupported_media_type', {}, { detail });
}

async function readParts(body: Buffer, contentType: string): Promise<Upload[]> {
  const parts: Upload[] = [];
  const others: string[] = [];
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        files: 2,
        fields: FIELDS_MAX,
        parts: FIELDS_MAX + 2,
        headerPairs: 20,
        fileSize: fileBytesMax + 1,
      },
    });
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('the form has other parts than one file'));
      for (const event of ['error', 'fieldsLimit', 'partsLimit', 'filesLimit'] as const) {
        parser.on(event, fail);
      }
      parser.on('field', (name) => (typeof name === 'string' ? others.push(name) : fail()));
      parser.on('file', (part, stream, name) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', fail);
        stream.on('end', () => parts.push(fileOf(name, Buffer.concat(chunks))));
        // The name is missing if the head of the part has none.
        if (typeof part !== 'string') fail();
        else if (part !== PART) others.push(part);
      });
      parser.on('finish', () => resolve());
      parser.end(body);
    });
  } catch (error) {
    const detail = 'The body is not a multipart form with one part named file.';
    const internal = error instanceof Error ? error.message : 'unknown';
    throw new Refusal('malformed_upload', {}, { detail, internal });
  }
  if (others.length > 0) throw invalid(...others.map(unknownPart));
  return parts;
}

function fileOf(name: string | undefined, bytes: Buffer): Upload {
  return { name: clean(name), bytes, sha256: createHash('sha256').update(bytes).digest() };
}

function unknownPart(name: string): FieldError {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, NAME_MAX)}`;
  const detail = 'It is not known here; send the file alone, in the part named file.';
  return { pointer, code: 'unknown_member', detail };
}

function clean(name: string | undefined): string {
  // nothing: a file without a name gets one below.
  const last = (name ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const text = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return [...text].slice(0, NAME_MAX).join('') || 'file';
}
