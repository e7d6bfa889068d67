import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js';
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js';
import type { FileKind } from './judged.ts';
import { pixelsOfPng } from './png-pixels.ts';
import { shrink } from './shrink.ts';

export interface Drawing {
  readonly kind: Exclude<FileKind, 'pdf'>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the longer side, in pixels. */
  readonly sideMax: number;
}

const QUALITY = 88;

/**
 * Decodes a picture and encodes its pixels as a new JPEG on white, not larger than asked: nothing of the file but its pixels is left. The decoders
 * are WebAssembly: a picture that overcomes one of them reaches the memory of that decoder, and neither a key nor a file. Null if the
 * picture cannot be decoded.
 */
export async function run({
  kind,
  bytes,
  sideMax,
}: Drawing): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const pixels = kind === 'png' ? await pixelsOfPng(Buffer.from(bytes.buffer)) : bytes;
    if (!pixels) return null;
    const picture = shrink(await decode(kind, new Uint8Array(pixels)), sideMax);
    await initJpegEncoder(compiled('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'));
    // The encoder needs the pixels, the width and the height of what a browser calls ImageData.
    return new Uint8Array(
      await encodeJpeg(picture as Parameters<typeof encodeJpeg>[0], { quality: QUALITY }),
    );
  } catch {
    return null;
  }
}

export function transfer(jpeg: Uint8Array<ArrayBuffer> | null): ArrayBuffer[] {
  return jpeg ? [jpeg.buffer] : [];
}

async function decode(kind: Drawing['kind'], bytes: Uint8Array<ArrayBuffer>) {
  const content = bytes.slice().buffer;
  switch (kind) {
    case 'png':
      await initPngDecoder(compiled('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
      return decodePng(content);
    case 'jpeg':
      await initJpegDecoder(compiled('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'));
      // A photo is upright as its camera says.
      return decodeJpeg(content, { preserveOrientation: true });
    case 'webp':
      await initWebpDecoder(compiled('@jsquash/webp/codec/dec/webp_dec.wasm'));
      return decodeWebp(content);
    default:
      return kind satisfies never;
  }
}

/** Node has it, and its types do not. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => never };

function compiled(name: string) {
  return new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve(name)));
}
