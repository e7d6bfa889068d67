import { scopes } from '@psnb2b/contract';
import type { Command } from 'commander';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import {
  findPartner,
  issueKey,
  keyHint,
  keyLabel,
  listKeys,
  lockKey,
  type NamedTerms,
  nameKey,
  revokeKey,
  rotateKey,
} from '../partners/index.ts';
import { act, amountOf, durationOf, integerOf, keyIdOf, OPERATOR, partnerIdOf } from './session.ts';

const RATE_MAX = 1_000_000;
const QUANTITY_MAX = 1_000_000_000;

interface IssueOptions {
  json?: boolean;
  partner: string;
  mode: string;
  name?: string;
  scopes?: string;
  allowCidr?: string;
  requestsPerMinute?: string;
  ordersPerMinute?: string;
  dailySpend?: string;
  dailyQuantity?: string;
  expires?: string;
}

export function keyCommands(program: Command): void {
  const keys = program.command('keys').description('API keys');
  keys
    .command('issue')
    .description('issue a key; prints its id and, this once, its text')
    .requiredOption('--partner <id>')
    .option('--mode <live|test>', 'whether it orders live or test codes', 'live')
    .option('--name <text>', 'what people call it, such as the program that uses it')
    .option('--scopes <list>', `${scopes.join(', ')}: separated by commas, or all`)
    .option('--allow-cidr <list>', 'networks that may use the key, separated by commas')
    .option('--requests-per-minute <n>', '1 to 1,000,000')
    .option('--orders-per-minute <n>', '1 to 1,000,000')
    .option('--daily-spend <amount>', 'the most it may spend in a UTC day')
    .option('--daily-quantity <n>', 'the most codes it may order in a UTC day')
    .option('--expires <time>', 'when it expires, as an RFC 3339 time')
    .option('--json')
    .action(
      act(async (app, options: IssueOptions) => {
        const partnerId = partnerIdOf(options.partner);
        const { currency } = await findPartner(app.database.reads, partnerId);
        const mode = modeOf(options.mode);
        const by = { actor: OPERATOR, at: app.clock.now() };
        const { key, text } = await app.database.transaction((tx) =>
          issueKey(tx, app, partnerId, mode, namedTermsOf(options, currency), by),
        );
        const id = formatId('key', key.keyId);
        return { value: { id, key: text }, lines: [id, text] };
      }),
    );
  keys
    .command('list')
    .description('list the keys of a partner')
    .requiredOption('--partner <id>')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; partner: string }) => {
        const all = await listKeys(app.database.reads, partnerIdOf(options.partner));
        const value = all.map((key) => ({
          id: formatId('key', key.keyId),
          mode: key.mode,
          name: key.name,
          hint: keyHint(key),
          scopes: key.scopes,
          allow_cidr: key.allowCidr,
          requests_per_minute: key.requestsPerMinute,
          orders_per_minute: key.ordersPerMinute,
          expires_at: key.expiresAt,
          revoked_at: key.revokedAt,
          created_at: key.createdAt,
        }));
        return {
          value,
          lines: value.map((key) => {
            const name = key.name === null ? '' : `  ${key.name}`;
            const state = key.revoked_at ? '  revoked' : '';
            return `${key.id}  ${key.mode}  ${key.hint}${name}${state}`;
          }),
        };
      }),
    );
  keys
    .command('name')
    .description('name a key, so that people recognise it; it may do what it did')
    .requiredOption('--key <id>')
    .requiredOption('--name <text>', 'an empty text removes the name')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; key: string; name: string }) => {
        const by = { actor: OPERATOR, at: app.clock.now() };
        const key = await app.database.transaction(async (tx) =>
          nameKey(tx, await lockKey(tx, keyIdOf(options.key)), options.name || null, by),
        );
        return {
          value: { id: options.key, name: key.name, hint: keyHint(key) },
          lines: [`${options.key}  ${keyLabel(key)}`],
        };
      }),
    );
  keys
    .command('rotate')
    .description('replace a key; both are valid during the overlap')
    .requiredOption('--key <id>')
    .option('--overlap <time>', 'how long the old key stays valid, 0 to 7d', '24h')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; key: string; overlap: string }) => {
        const overlapMs = durationOf('overlap', options.overlap);
        const by = { actor: OPERATOR, at: app.clock.now() };
        const rotated = await app.database.transaction((tx) =>
          rotateKey(tx, app, keyIdOf(options.key), overlapMs, by),
        );
        const id = formatId('key', rotated.key.keyId);
        const expires = rotated.oldExpiresAt.toISOString();
        return {
          value: { id, key: rotated.text, old_expires_at: expires },
          lines: [id, rotated.text, `the old key is valid until ${expires}`],
        };
      }),
    );
  keys
    .command('revoke')
    .description('revoke a key at once')
    .requiredOption('--key <id>')
    .option('--reason <text>', 'the reason, which the partner reads', 'revoked by the operator')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; key: string; reason: string }) => {
        const by = { actor: OPERATOR, at: app.clock.now() };
        const key = await app.database.transaction((tx) =>
          revokeKey(tx, app, keyIdOf(options.key), options.reason, by),
        );
        return {
          value: { id: options.key, revoked_at: key.revokedAt },
          lines: [`${options.key} is revoked`],
        };
      }),
    );
}

export function modeOf(text: string): 'live' | 'test' {
  if (text === 'live' || text === 'test') return text;
  throw invalid({ pointer: '/mode', code: 'enum', detail: 'It must be live or test.' });
}

function namedTermsOf(options: IssueOptions, currency: string): NamedTerms {
  const { expires, name } = options;
  if (expires !== undefined && Number.isNaN(Date.parse(expires))) {
    throw invalid({
      pointer: '/expires',
      code: 'format',
      detail: 'Write an RFC 3339 time, like 2027-01-31T00:00:00Z.',
    });
  }
  return {
    ...(name && { name }),
    ...(options.scopes && {
      scopes: options.scopes === 'all' ? scopes : options.scopes.split(','),
    }),
    ...(options.allowCidr && { allowCidr: options.allowCidr.split(',') }),
    ...(options.requestsPerMinute && {
      requestsPerMinute: integerOf('requests-per-minute', options.requestsPerMinute, 1, RATE_MAX),
    }),
    ...(options.ordersPerMinute && {
      ordersPerMinute: integerOf('orders-per-minute', options.ordersPerMinute, 1, RATE_MAX),
    }),
    ...(options.dailySpend && {
      dailySpend: amountOf('daily-spend', options.dailySpend, currency),
    }),
    ...(options.dailyQuantity && {
      dailyQuantity: integerOf('daily-quantity', options.dailyQuantity, 0, QUANTITY_MAX),
    }),
    ...(expires !== undefined && { expiresAt: new Date(expires) }),
  };
}
