import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding } from '../kit/http/index.ts';
import { readAssets } from './assets.ts';
import { docsHeaders } from './headers.ts';
import { type PublicPage, type PublicSite, renderPage } from './page.ts';

const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };

interface Packed {
  readonly text: string;
  readonly br: Promise<Buffer>;
  readonly gzip: Promise<Buffer>;
}

/** What was sent last at each address: it is compressed again only when it has changed. */
const kept = new Map<string, Packed>();

/** Sends a page in the coding that the browser prefers. It is revalidated each time, because it may change at any time. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  site: PublicSite,
  page: PublicPage,
): Promise<FastifyReply> {
  const html = renderPage(await readAssets(), site, page);
  return sendText(request, reply, page.path, 'text/html', html);
}

/** Sends a text in UTF-8 that was made for an address, as `sendPage` does; without an address it is not compressed. */
export async function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string | null,
  type: string,
  text: string,
): Promise<FastifyReply> {
  reply.headers({ ...docsHeaders, 'cache-control': 'no-cache' }).type(`${type}; charset=utf-8`);
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`);
  const coding = chooseCoding(request.headers['accept-encoding'], ['br', 'gzip', 'identity']);
  if (coding === 'identity' || path === null) return reply.send(text);
  const packed = pack(path, text);
  return reply.header('content-encoding', coding).send(await packed[coding]);
}

function pack(path: string, text: string): Packed {
  const found = kept.get(path);
  if (found?.text === text) return found;
  const bytes = Buffer.from(text);
  const packed = {
    text,
    br: promisify(brotliCompress)(bytes, { params }),
    gzip: promisify(gzip)(bytes),
  };
  kept.set(path, packed);
  return packed;
}
