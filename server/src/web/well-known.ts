import type { FastifyInstance } from 'fastify';
import { listSignedHeads } from '../audit/index.ts';
import type { Database } from '../kit/database/index.ts';
import { onceASecond } from '../kit/once-a-second.ts';
import type { Vault } from '../vault/index.ts';

/** About an hour of them: a watcher fetches them once a minute. */
const SIGNED_HEADS_SHOWN = 60;

/** What anybody needs to verify our signatures: the public key, and the newest heads of the audit chain. */
export function mountWellKnown(
  http: FastifyInstance,
  app: { readonly vault: Vault; readonly database: Database },
): void {
  const readKeys = onceASecond(() => app.vault.receipts());
  const readHeads = onceASecond(() => listSignedHeads(app.database.reads, SIGNED_HEADS_SHOWN));
  http.get('/.well-known/jwks.json', async (_request, reply) => {
    const { publicJwk } = await readKeys();
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys: [publicJwk] }));
  });
  http.get('/.well-known/audit-heads.json', async (_request, reply) => {
    const heads = await readHeads();
    return reply.header('cache-control', 'public, max-age=30').send({
      object: 'list',
      data: heads.map(({ hash, signedAt, jws }) => ({
        object: 'audit_head',
        hash: hash.toString('hex'),
        signed_at: signedAt.toISOString(),
        jws,
      })),
    });
  });
}
