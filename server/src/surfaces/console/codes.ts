import { TracedCode } from '@psnb2b/contract';
import { traceCode } from '../../acts/index.ts';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Single codes, whoever has them. */
export function codeRoutes(parts: Parts) {
  return onConsole({
    traceCode: async ({ body, by }) =>
      json(200, present(TracedCode, await traceCode(parts, body.code, by))),
  });
}
