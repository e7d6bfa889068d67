import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding } from '../kit/http/index.ts';
import { readAssets } from './assets.ts';
import { docsHeaders } from './headers.ts';
import { type PublicPage, type PublicSite, renderPage } from './page.ts';

const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };

interface Packed {
  readonly html: string;
  readonly br: Promise<Buffer>;
  readonly gzip: Promise<Buffer>;
}

/** What was sent last at each address of a page: it is compressed again only when it has changed. */
const kept = new Map<string, Packed>();

/** Sends a page in the coding that the browser prefers. It is revalidated each time, because it may change at any time. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  site: PublicSite,
  page: PublicPage,
): Promise<FastifyReply> {
  const html = renderPage(await readAssets(), site, page);
  reply.headers({ ...docsHeaders, 'cache-control': 'no-cache' }).type('text/html; charset=utf-8');
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`);
  const coding = chooseCoding(request.headers['accept-encoding'], ['br', 'gzip', 'identity']);
  if (coding === 'identity' || page.path === null) return reply.send(html);
  const packed = pack(page.path, html);
  return reply.header('content-encoding', coding).send(await packed[coding]);
}

function pack(path: string, html: string): Packed {
  const found = kept.get(path);
  if (found?.html === html) return found;
  const bytes = Buffer.from(html);
  const packed = {
    html,
    br: promisify(brotliCompress)(bytes, { params }),
    gzip: promisify(gzip)(bytes),
  };
  kept.set(path, packed);
  return packed;
}
