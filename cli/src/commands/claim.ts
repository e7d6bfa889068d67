import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ClaimCreate } from '@psnb2b/sdk';
import type { Run } from '../context.ts';
import { usage } from '../exit.ts';
import { callOnce, type OnceOptions } from '../once/call-once.ts';
import { claimFields } from '../output/show.ts';
import { fields } from '../output/table.ts';

interface Options extends OnceOptions {
  readonly reason?: ClaimCreate['reason'];
  readonly description?: string;
  readonly evidence?: readonly string[];
}

/** Claims codes, and adds evidence. Files are read first: a wrong name must not leave a claim without its evidence. */
export const claim: Run<Options> = async (context, [orderId = '', ...codes], options) => {
  const { client } = await context.shop();
  const { reason, description, evidence = [] } = options;
  if (reason === undefined || description === undefined) {
    throw usage(
      'Say what is wrong: --reason invalid --description "The store says that the code is not valid."',
    );
  }
  const files = await Promise.all(
    evidence.map(async (path) => ({
      name: basename(path),
      content: new Uint8Array(await readFile(path)),
    })),
  );
  const body = { order_id: orderId, codes, reason, description };
  await callOnce(context, options, {
    call: 'createClaim',
    given: body,
    send: async (call) => {
      const filed = await client.claims.create(body, call);
      for (const file of files) {
        // Named by its content: a file that was refused can be replaced, and one that arrived is not added again.
        const hash = createHash('sha256').update(file.name).update('\0').update(file.content);
        const idempotencyKey = `evidence-${filed.id}-${hash.digest('hex')}`;
        await client.claims.addEvidence(filed.id, file, { signal: context.signal, idempotencyKey });
      }
      return filed;
    },
    show: (filed) => context.print(filed, fields(claimFields(filed), context.paint)),
  });
};
