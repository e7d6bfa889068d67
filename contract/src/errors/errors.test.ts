/** Guards: the catalogue is exactly the contract's table, and each entry helps its reader. */
import { describe, expect, test } from 'vitest';
import { basePath, operations } from '../calls/operations.ts';
import { type Operation, refusalsOf } from '../kit/operation.ts';
import { Problem, problemType } from '../kit/problem.ts';
import { errorPage } from '../openapi/error-page.ts';
import { errorCodes, errorEntry, isErrorCode } from './catalogue.ts';
import { sharedMembers } from './entry.ts';

const promised: Record<number, string[]> = {
  400: ['malformed_request', 'malformed_json', 'malformed_upload', 'idempotency_key_invalid'],
  401: ['unauthorized', 'session_required', 'sign_in_refused'],
  402: ['insufficient_balance'],
  403: [
    'scope_missing',
    'test_key_required',
    'ip_not_allowed',
    'partner_suspended',
    'webhook_registration_closed',
    'partner_not_approved',
    'key_cap_reached',
    'payment_not_allowed',
    'returns_closed',
    'proof_refused',
    'second_factor_required',
    'step_up_required',
    'csrf_refused',
    'role_missing',
  ],
  404: ['not_found', 'unknown_product'],
  405: ['method_not_allowed'],
  408: ['request_timeout'],
  409: [
    'out_of_stock',
    'price_changed',
    'product_paused',
    'order_not_delivered',
    'order_failed',
    'hold_expired',
    'code_revealed',
    'return_window_closed',
    'claim_window_closed',
    'code_already_claimed',
    'idempotency_in_progress',
    'reference_in_use',
    'invalid_state',
    'limit_reached',
    'cursor_expired',
    'link_invalid',
    'case_incomplete',
  ],
  413: ['body_too_large'],
  415: ['unsupported_media_type'],
  417: ['expectation_failed'],
  422: ['validation_failed', 'idempotency_key_reused'],
  429: ['rate_limited'],
  431: ['headers_too_large'],
  500: ['internal'],
  503: ['unavailable', 'outcome_unknown'],
};

const promisedMembers: Record<string, string[]> = {
  insufficient_balance: ['required', 'available', 'currency'],
  out_of_stock: ['available'],
  price_changed: ['unit_price'],
  body_too_large: ['max_bytes'],
  scope_missing: ['scope'],
  ip_not_allowed: ['address'],
  second_factor_required: ['step'],
  role_missing: ['roles'],
  key_cap_reached: ['cap', 'limit', 'used', 'currency', 'resets_at'],
  product_paused: ['product_status'],
  order_not_delivered: ['order_status'],
  invalid_state: ['current_status'],
  hold_expired: ['expired_at'],
  limit_reached: ['limit', 'used', 'currency', 'resets_at'],
  case_incomplete: ['missing'],
  claim_window_closed: ['closed_at'],
  return_window_closed: ['closed_at'],
  code_revealed: ['codes'],
  code_already_claimed: ['claim_id'],
  reference_in_use: ['order_id'],
  rate_limited: ['policy', 'limit', 'retry_after'],
};

describe('error catalogue', () => {
  test('has the promised codes and statuses, and no others', () => {
    const found: Record<number, string[]> = {};
    for (const code of errorCodes) {
      const ofStatus = found[errorEntry(code).status] ?? [];
      found[errorEntry(code).status] = [...ofStatus, code].sort();
    }
    const expected = Object.entries(promised).map(([status, codes]) => [status, codes.sort()]);
    expect(found).toEqual(Object.fromEntries(expected));
  });

  test('has the promised members', () => {
    const found = errorCodes.flatMap((code) => {
      const members = errorEntry(code).members;
      return members === undefined ? [] : [[code, Object.keys(members.schema.properties)]];
    });
    expect(Object.fromEntries(found)).toEqual(promisedMembers);
  });

  test('has no member that contradicts one of every problem', () => {
    expect([...sharedMembers].sort()).toEqual(
      [...Object.keys(Problem.properties), 'instance'].sort(),
    );
    for (const code of errorCodes) {
      const own = Object.keys(errorEntry(code).members?.schema.properties ?? {});
      const colliding = own.filter((name) => (sharedMembers as readonly string[]).includes(name));
      expect([code, colliding]).toEqual([code, []]);
      for (const name of own) expect(name).toMatch(/^[a-z]{3,}(_[a-z]+)*$/);
    }
  });

  test('describes each member, with an example that has it', () => {
    for (const code of errorCodes) {
      const { members } = errorEntry(code);
      for (const [name, schema] of Object.entries(members?.schema.properties ?? {})) {
        const { description = '' } = schema as { description?: string };
        expect([code, name, /^.{10,}\.$/.test(description)]).toEqual([code, name, true]);
        expect(errorPage(code)).toContain(`| \`${name}\` | ${description} |`);
      }
      const required = members?.schema.required ?? [];
      expect(Object.keys(members?.example ?? {})).toEqual(expect.arrayContaining([...required]));
    }
  });

  test.each(errorCodes)('%s has a sentence that says how to continue', (code) => {
    const { title, detail, happened, fix } = errorEntry(code);
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(detail).toMatch(/^[A-Z][^\n]{20,110}\.$/);
    for (const text of [happened, fix]) expect(text).toMatch(/^[A-Z`][^\n]{20,}\.$/);
    expect([title, detail, happened, fix].join(' ')).not.toMatch(/<|SQL|Postgres|stack/);
  });

  test('only errors that time can end are retryable', () => {
    expect(errorCodes.filter((code) => errorEntry(code).retryable).sort()).toEqual([
      'idempotency_in_progress',
      'internal',
      'order_not_delivered',
      'outcome_unknown',
      'rate_limited',
      'request_timeout',
      'unavailable',
    ]);
  });

  test('a retryable error always has a retry time', () => {
    for (const code of errorCodes) {
      const { retryable, retryAfter = 0 } = errorEntry(code);
      expect([code, Number.isInteger(retryAfter) && retryAfter >= 1]).toEqual([code, retryable]);
    }
  });

  test('names the page of a code', () => {
    expect(problemType('https://a.test', 'not_found')).toBe('https://a.test/docs/errors/not_found');
    expect(isErrorCode('toString')).toBe(false);
  });
});

test('the page of a code names every call that can be refused with it, and no others', () => {
  for (const code of errorCodes) {
    const lines = errorPage(code).split('\n');
    const every = lines.find((line) => line.startsWith('- Every call of the partner API'));
    for (const operation of Object.values<Operation>(operations)) {
      const name = `\`${operation.method} ${basePath}${operation.path}\``;
      const isListed = every ? !every.includes(name) : lines.includes(`- ${name}`);
      const isNamed = isListed || lines.includes('Any call.');
      const answers = refusalsOf(operation).includes(code) || lines.includes('Any call.');
      expect([code, operation.id, isNamed]).toEqual([code, operation.id, answers]);
    }
  }
});

test('every code has a call', () => {
  for (const code of errorCodes) {
    expect([code, /(^- |Any call)/m.test(errorPage(code))]).toEqual([code, true]);
  }
});
