import type { FastifyInstance } from 'fastify';
import { sharedHeaders } from '../docs/index.ts';
import type { Database } from '../kit/database/index.ts';
import { brandSheet, colourOfSheet, hashOfLogo, readLogo } from '../shop/index.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const HEADERS = { ...sharedHeaders, 'cache-control': FOR_EVER };
/** A picture opened by itself runs nothing, and may be shown in e-mails. */
const PICTURE = {
  ...HEADERS,
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
};

/** What gives pages, e-mails and the public site the look of the shop; an address never means anything else. */
export function mountBrand(
  http: FastifyInstance,
  { database }: { readonly database: Database },
): void {
  http.get<{ Params: { name: string } }>('/brand/:name', async (request, reply) => {
    const { name } = request.params;
    const colour = colourOfSheet(name);
    if (colour !== null) {
      return reply.headers(HEADERS).type('text/css; charset=utf-8').send(brandSheet(colour).css);
    }
    const hash = hashOfLogo(name);
    const logo = hash === null ? null : await readLogo(database.reads, hash);
    if (logo === null || !name.endsWith(`.${logo.kind}`)) return reply.callNotFound();
    return reply.headers(PICTURE).type(`image/${logo.kind}`).send(logo.bytes);
  });
}
