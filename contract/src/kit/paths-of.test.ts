/**
 * Guards: a client that is typed by our operations can call nothing that does not exist, and gets typed replies. The
 * compiler checks this: `npm run check` fails if a line below compiles that must not.
 */
import { expectTypeOf, test } from 'vitest';
import type { consoleOperations, portalOperations } from '../calls/web-app-operations.ts';
import type { PathsOf, QueryOf } from './paths-of.ts';

type Paths = PathsOf<typeof consoleOperations>;

test('a path has its methods, and no other', () => {
  expectTypeOf<keyof Paths['/kyc-cases/{case_id}']>().toEqualTypeOf<'get'>();
  expectTypeOf<'/kyc-casez'>().not.toExtend<keyof Paths>();
});

test('each input of a call is required, optional or refused as declared', () => {
  type Read = Paths['/kyc-cases/{case_id}']['get'];
  expectTypeOf<Read['parameters']['path']>().toEqualTypeOf<{ case_id: string }>();
  expectTypeOf<Read['requestBody']>().toEqualTypeOf<undefined>();
  type Listed = QueryOf<(typeof consoleOperations)['listKycCases']>;
  expectTypeOf<Listed['limit']>().toEqualTypeOf<number | undefined>();
  type Decide = Paths['/claims/{claim_id}/decide']['post'];
  expectTypeOf<Decide['parameters']['header']>().toEqualTypeOf<undefined>();
  type Open = PathsOf<typeof portalOperations>['/claims']['post'];
  expectTypeOf<
    keyof NonNullable<Open['parameters']['header']>
  >().toEqualTypeOf<'Idempotency-Key'>();
  expectTypeOf<Decide['requestBody']>().not.toExtend<undefined>();
});

test('a call’s replies are its own, by status', () => {
  type Today = Paths['/today']['get']['responses'][200]['content']['application/json'];
  expectTypeOf<Today['kyc_waiting']>().toEqualTypeOf<number>();
  type Member = Paths['/staff/{user_id}']['patch']['responses'];
  expectTypeOf<keyof Member>().toEqualTypeOf<200 | 202>();
});
