import { faultsOf, type Shape } from '@psnb2b/contract/check';
import type { Middleware } from 'openapi-fetch';
import { text } from '../text/text.ts';

/** The shape of each call's body, by method and path: `POST /sign-up`. */
export type Rules = Readonly<Record<string, Shape>>;

/**
 * Refuses a body that the server would refuse for its shape alone, with the same sentences and without a request. If
 * the rules cannot be loaded, nothing is refused here: the server checks everything again.
 */
export function checkBody(rules: () => Promise<Rules>): Middleware {
  return {
    onRequest: async ({ request, schemaPath }) => {
      if (request.method === 'GET') return undefined;
      const shape = (await rules().catch(() => ({}) as Rules))[`${request.method} ${schemaPath}`];
      const body = await request.clone().text();
      if (shape === undefined || body === '') return undefined;
      const errors = faultsOf(shape, JSON.parse(body));
      if (errors.length === 0) return undefined;
      const problem = {
        code: 'validation_failed',
        title: text.form.fix,
        detail: text.form.fix,
        errors,
      };
      const headers = { 'content-type': 'application/problem+json' };
      return new Response(JSON.stringify(problem), { status: 422, headers });
    },
  };
}
