import { holdSecondsMax, holdsOpenMax } from '@psnb2b/contract';
import type { Command } from 'commander';
import { type PartnerTerms, registerPartner, setPartnerTerms } from '../acts/index.ts';
import type { App } from '../app.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import {
  approvePartner,
  changePublicKey,
  eachPartner,
  findPartner,
  type Partner,
  resumePartner,
  suspendPartner,
} from '../partners/index.ts';
import { checkPublicKey } from '../vault/index.ts';
import { act, amountOf, emailOption, integerOf, OPERATOR, partnerIdOf } from './session.ts';
import { statementCommand } from './statements.ts';

const PARTNER_RATE_MAX = 3_000_000;

interface CreateOptions {
  json?: boolean;
  name: string;
  email: EmailAddress;
  country?: string;
  currency: string;
  approved?: boolean;
}

interface SetOptions {
  json?: boolean;
  partner: string;
  approve?: boolean;
  creditLimit?: string;
  invoiceLimit?: string;
  approvalLimit?: string;
  holdSecondsMax?: string;
  holdsOpenMax?: string;
  lowBalance?: string;
  requestsPerMinute?: string;
  ordersPerMinute?: string;
  publicKey?: string;
  suspend?: string;
  resume?: boolean;
}

export function partnerCommands(program: Command): void {
  const partners = program.command('partners').description('the businesses that buy');
  partners
    .command('create')
    .description('register a partner')
    .requiredOption('--name <name>', 'the name of the business')
    .requiredOption('--email <address>', 'e-mail address', emailOption)
    .option('--country <code>', 'two letters, ISO 3166-1')
    .option('--currency <code>', 'three letters; it can never be changed', 'USD')
    .option('--approved', 'approve it at once, without a review')
    .option('--json')
    .action(
      act(async (app, options: CreateOptions) => {
        const { partnerId } = await registerPartner(app, {
          name: options.name,
          email: options.email,
          country: options.country?.toUpperCase() ?? null,
          currency: options.currency.toUpperCase(),
          approved: options.approved ?? false,
          actor: OPERATOR,
          at: app.clock.now(),
        });
        const id = formatId('prt', partnerId);
        return { value: { id }, lines: [id] };
      }),
    );
  statementCommand(partners);
  partners
    .command('list')
    .description('list all partners')
    .option('--json')
    .action(
      act(async (app) => {
        const all = await Array.fromAsync(eachPartner(app.database.reads));
        return {
          value: all.map(present),
          lines: all.map((each) => `${formatId('prt', each.partnerId)}  ${each.name}`),
        };
      }),
    );
  partners
    .command('set')
    .description('change the terms or the state of a partner')
    .requiredOption('--partner <id>')
    .option('--approve', 'approve it without the review')
    .option('--credit-limit <amount>', 'how far the balance may go below zero')
    .option('--invoice-limit <amount>', 'how much all open invoice orders may amount to')
    .option('--approval-limit <amount>', 'orders above it wait for an approval; none: no limit')
    .option('--hold-seconds-max <n>', 'how long a hold may last, in seconds; 0: no holds')
    .option('--holds-open-max <n>', 'how many holds may be open at once')
    .option(
      '--low-balance <amount>',
      'warn the partner when the balance falls below it; none: never',
    )
    .option('--requests-per-minute <n>', 'over all keys; none: three times that of the largest key')
    .option('--orders-per-minute <n>', 'over all keys; none: three times that of the largest key')
    .option(
      '--public-key <file>',
      'file with a JWK that all codes are sealed for; none: codes are sent unsealed',
    )
    .option('--suspend <reason>', 'suspend the business; the partner reads the reason')
    .option('--resume', 'end the suspension')
    .option('--json')
    .action(act(async (app, options: SetOptions) => set(app, options)));
}

/** Changes a partner in one commit, by the same verbs that the console and the portal use. */
async function set(app: App, options: SetOptions) {
  const partnerId = partnerIdOf(options.partner);
  const { currency } = await findPartner(app.database.reads, partnerId);
  const terms = termsOf(options, currency);
  const publicKey =
    options.publicKey === undefined ? undefined : await publicKeyOf(options.publicKey);
  const by = { actor: OPERATOR, at: app.clock.now() };
  const partner = await app.database.transaction(async (tx) => {
    await setPartnerTerms(tx, app, partnerId, terms, by);
    if (options.approve) await approvePartner(tx, app, partnerId, by);
    if (publicKey !== undefined) await changePublicKey(tx, app, partnerId, publicKey, by);
    if (options.suspend !== undefined) {
      await suspendPartner(tx, app, partnerId, options.suspend, by);
    }
    if (options.resume) await resumePartner(tx, app, partnerId, by);
    return findPartner(tx, partnerId);
  });
  const value = present(partner);
  return { value, lines: [JSON.stringify(value, null, 2)] };
}

function termsOf(options: SetOptions, currency: string): PartnerTerms {
  const amount = (name: string, text: string) =>
    text === 'none' ? null : amountOf(name, text, currency);
  const rate = (name: string, text: string) =>
    text === 'none' ? null : integerOf(name, text, 1, PARTNER_RATE_MAX);
  return {
    ...(options.creditLimit !== undefined && {
      creditLimit: amountOf('credit-limit', options.creditLimit, currency),
    }),
    ...(options.invoiceLimit !== undefined && {
      invoiceLimit: amountOf('invoice-limit', options.invoiceLimit, currency),
    }),
    ...(options.approvalLimit !== undefined && {
      approvalLimit: amount('approval-limit', options.approvalLimit),
    }),
    ...(options.holdSecondsMax !== undefined && {
      holdSecondsMax: integerOf('hold-seconds-max', options.holdSecondsMax, 0, holdSecondsMax),
    }),
    ...(options.holdsOpenMax !== undefined && {
      holdsOpenMax: integerOf('holds-open-max', options.holdsOpenMax, 0, holdsOpenMax),
    }),
    ...(options.lowBalance !== undefined && {
      lowBalance: amount('low-balance', options.lowBalance),
    }),
    ...(options.requestsPerMinute !== undefined && {
      requestsPerMinute: rate('requests-per-minute', options.requestsPerMinute),
    }),
    ...(options.ordersPerMinute !== undefined && {
      ordersPerMinute: rate('orders-per-minute', options.ordersPerMinute),
    }),
  };
}

async function publicKeyOf(file: string): Promise<string | null> {
  if (file === 'none') return null;
  const text = (await readGivenFile(file)).toString('utf8');
  await checkPublicKey(text);
  return text.trim();
}

function present(partner: Partner) {
  const money = (minor: number | null) =>
    minor === null ? null : formatMoney(minor, partner.currency);
  return {
    id: formatId('prt', partner.partnerId),
    name: partner.name,
    email: partner.email,
    country: partner.country,
    currency: partner.currency,
    approved_at: partner.approvedAt,
    suspended_at: partner.suspendedAt,
    suspended_reason: partner.suspendedReason,
    invoice_limit: money(partner.invoiceLimit),
    approval_limit: money(partner.approvalLimit),
    hold_seconds_max: partner.holdSecondsMax,
    holds_open_max: partner.holdsOpenMax,
    low_balance: money(partner.lowBalance),
    requests_per_minute: partner.requestsPerMinute,
    orders_per_minute: partner.ordersPerMinute,
    public_key: partner.publicKey !== null,
    created_at: partner.createdAt,
  };
}
