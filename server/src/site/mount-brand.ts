import type { FastifyInstance } from 'fastify';
import { sharedHeaders } from '../docs/index.ts';
import { brandSheet, colourOfSheet } from '../shop/index.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** What gives the public pages the look of the shop; an address never means anything else. */
export function mountBrand(http: FastifyInstance): void {
  http.get<{ Params: { name: string } }>('/brand/:name', async (request, reply) => {
    const colour = colourOfSheet(request.params.name);
    if (colour === null) return reply.callNotFound();
    return reply
      .headers({ ...sharedHeaders, 'cache-control': FOR_EVER })
      .type('text/css; charset=utf-8')
      .send(brandSheet(colour).css);
  });
}
