import { type ClaimResolution, type ClaimStatus, claimStatuses } from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import {
  addMessage,
  type ClaimFile,
  type CodeDecision,
  decideClaim,
  fileClaim,
  listQueue,
  presentClaim,
  reviewClaim,
  setClaimLimit,
} from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { formatId, NO_ID, parseId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { tenantOf } from '../partners/index.ts';
import { setServiceTerms } from '../service-levels/index.ts';
import { originOf } from '../stock/index.ts';
import { presentMessage } from '../surfaces/index.ts';
import { claimFigureCommands } from './claim-figures.ts';
import {
  act,
  amountOf,
  durationOf,
  emailOption,
  integerOf,
  OPERATOR,
  partnerIdOf,
  staffOf,
} from './session.ts';

interface DecideOptions {
  json?: boolean;
  claim: string;
  as: EmailAddress;
  replace?: string;
  refund?: string;
  reject?: string;
  reason?: string;
  orRefund?: boolean;
}

export function claimCommands(program: Command): void {
  const claims = program.command('claims').description('claims for codes that did not work');
  claims
    .command('list')
    .description('list claims: high priority first, then the oldest')
    .option('--status <status>', claimStatuses.join(', '))
    .option('--limit <n>', 'how many claims at most', '100')
    .option('--json')
    .action(act(list));
  claims
    .command('show')
    .description('show one claim with all that its decision depends on')
    .requiredOption('--claim <id>')
    .option('--json')
    .action(
      act(async (app, { claim }: { json?: boolean; claim: string }) => {
        const found = await fileOf(app, claim);
        return { value: shownOf(found), lines: linesOf(found) };
      }),
    );
  claims
    .command('decide')
    .description(
      'decide every code of a claim; name codes by ids separated by commas, or write all',
    )
    .requiredOption('--claim <id>')
    .requiredOption('--as <email>', 'who decides', emailOption)
    .option('--replace <codes>', 'codes to replace from another lot')
    .option('--refund <codes>', 'codes to refund at the price paid')
    .option('--reject <codes>', 'codes to reject; needs --reason')
    .option('--reason <text>', 'the reason, which the partner reads')
    .option('--or-refund', 'refund codes that cannot be replaced because stock is missing')
    .option('--json')
    .action(act(decide));
  claims
    .command('ask')
    .description('ask the partner for information; pauses the deadline until the partner answers')
    .requiredOption('--claim <id>')
    .requiredOption('--as <email>', 'who asks', emailOption)
    .requiredOption('--text <text>')
    .option('--json')
    .action(
      act(
        async (app, options: { json?: boolean; claim: string; as: EmailAddress; text: string }) => {
          const { claim, tenant } = await fileOf(app, options.claim);
          const by = { actor: await staffOf(app, options.as), at: app.clock.now() };
          const words = { side: 'staff', text: options.text, ask: true } as const;
          await addMessage(app, tenant, claim.claimId, words, by);
          return {
            value: { claim: options.claim },
            lines: [`${options.claim} now waits for the partner`],
          };
        },
      ),
    );
  claims
    .command('open')
    .description(
      'open a claim for a partner; --late also after the claim window, when the fault is ours',
    )
    .requiredOption('--partner <id>')
    .requiredOption('--order <id>')
    .requiredOption('--codes <ids>', 'code ids, separated by commas')
    .requiredOption('--reason <reason>', 'invalid, wrong_region, failed, already_redeemed')
    .requiredOption('--text <text>', 'what happened, as the partner reads it')
    .requiredOption('--as <email>', 'who opens it', emailOption)
    .option('--late', 'although the claim window is closed')
    .option('--json')
    .action(act(open));
  claims
    .command('limit')
    .description('set the amount above which a decision needs two people')
    .requiredOption('--currency <code>')
    .requiredOption('--amount <amount>')
    .option('--json')
    .action(act(limit));
  claims
    .command('terms')
    .description('set the service level of a tier: time to the first response and to the decision')
    .requiredOption('--tier <name>')
    .requiredOption('--answer <time>', '4h')
    .requiredOption('--decision <time>', '24h')
    .option('--json')
    .action(act(terms));
  claimFigureCommands(claims);
}

async function list(app: App, options: { json?: boolean; status?: string; limit: string }) {
  const status = options.status as ClaimStatus | undefined;
  if (status !== undefined && !claimStatuses.includes(status)) {
    const detail = `It must be one of ${claimStatuses.join(', ')}.`;
    throw invalid({ pointer: '/status', code: 'enum', detail });
  }
  const limit = integerOf('limit', options.limit, 1, 1_000);
  const found = await listQueue(app.database.reads, { limit, ...(status && { status }) });
  const value = found.slice(0, limit).map(({ claim, partnerId }) => ({
    ...presentClaim(claim),
    partner: formatId('prt', partnerId),
  }));
  const lines = value.map(
    (each) =>
      `${each.id}  ${each.priority.padEnd(6)}  ${each.status.padEnd(12)}  ` +
      `${each.reason.padEnd(16)}  ${each.codes.length} codes  due ${each.decision_due_at}`,
  );
  return { value, lines: lines.length > 0 ? lines : ['No claim is in this list.'] };
}

async function decide(app: App, options: DecideOptions) {
  const { claim, tenant } = await fileOf(app, options.claim);
  const codes = [
    ...decisionsOf('replace', 'replaced', options.replace, claim.codes),
    ...decisionsOf('refund', 'refunded', options.refund, claim.codes),
    ...decisionsOf('reject', 'rejected', options.reject, claim.codes, options.reason),
  ];
  const { outcome, claim: after } = await decideClaim(
    app,
    tenant,
    claim.claimId,
    () => ({ codes, orRefund: options.orRefund ?? false }),
    { actor: await staffOf(app, options.as), at: app.clock.now() },
  );
  const value = { outcome, claim: presentClaim(after) };
  const line =
    outcome === 'taken'
      ? `${options.claim} is ${after.status}`
      : `${options.claim} waits until a second person makes the same decision`;
  return { value, lines: [line] };
}

function decisionsOf(
  option: string,
  resolution: ClaimResolution,
  text: string | undefined,
  codes: readonly { readonly codeId: string }[],
  detail?: string,
): CodeDecision[] {
  if (text === undefined) return [];
  const ids =
    text === 'all'
      ? codes.map(({ codeId }) => codeId)
      : text.split(',').map((each) => codeIdOf(option, each.trim()));
  return ids.map((codeId) => ({ codeId, resolution, detail: detail ?? null }));
}

async function open(
  app: App,
  options: {
    json?: boolean;
    partner: string;
    order: string;
    codes: string;
    reason: string;
    text: string;
    as: EmailAddress;
    late?: boolean;
  },
) {
  const reasons = ['invalid', 'wrong_region', 'failed', 'already_redeemed'] as const;
  const reason = reasons.find((each) => each === options.reason);
  if (!reason) {
    const detail = `It must be one of ${reasons.join(', ')}.`;
    throw invalid({ pointer: '/reason', code: 'enum', detail });
  }
  const tenant = await tenantOf(app.database.reads, partnerIdOf(options.partner), 'live');
  const filing = {
    orderId: parseId('ord', options.order) ?? NO_ID,
    codes: options.codes.split(',').map((each) => each.trim()),
    reason,
    description: options.text,
    origin: 'staff',
    late: options.late ?? false,
  } as const;
  const by = { actor: await staffOf(app, options.as), at: app.clock.now() };
  const { claim } = await fileClaim(app, tenant, filing, by);
  const value = presentClaim(claim);
  return { value, lines: [`${value.id} is open`] };
}

async function limit(app: App, options: { json?: boolean; currency: string; amount: string }) {
  const currency = options.currency.toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw invalid({ pointer: '/currency', code: 'pattern', detail: 'Three letters, like USD.' });
  }
  const max = amountOf('amount', options.amount, currency);
  const by = { actor: OPERATOR, at: app.clock.now() };
  await app.database.transaction((tx) => setClaimLimit(tx, app, currency, max, by));
  const amount = formatMoney(max, currency);
  const lines = [`a decision above ${amount} ${currency} needs two people`];
  return { value: { currency, one_person_max: amount }, lines };
}

async function terms(
  app: App,
  options: { json?: boolean; tier: string; answer: string; decision: string },
) {
  const promised = {
    answerWithinMs: durationOf('answer', options.answer),
    decideWithinMs: durationOf('decision', options.decision),
  };
  const by = { actor: OPERATOR, at: app.clock.now() };
  await app.database.transaction((tx) => setServiceTerms(tx, options.tier, promised, by));
  const line = `${options.tier}: first response within ${options.answer}, decision within ${options.decision}`;
  return { value: { tier: options.tier, ...promised }, lines: [line] };
}

async function fileOf(app: App, text: string): Promise<ClaimFile> {
  const claimId = parseId('clm', text);
  const found = claimId && (await reviewClaim(app.database.reads, app.products, claimId));
  if (!found) throw new Refusal('not_found', {}, { detail: `${text} is not a claim.` });
  return found;
}

function codeIdOf(option: string, text: string): string {
  const id = parseId('cod', text);
  if (id !== null) return id;
  throw invalid({
    pointer: `/${option}`,
    code: 'pattern',
    detail: 'Write code ids (cod_…) separated by commas, or all.',
  });
}

function shownOf(found: ClaimFile) {
  const { claim, origins } = found;
  return {
    ...presentClaim(claim),
    partner: { id: formatId('prt', found.partner.partnerId), name: found.partner.name },
    codes: presentClaim(claim).codes.map((code, index) => {
      const { runId } = required(claim.codes[index], 'a claim shows its codes');
      const origin = originOf(origins, runId);
      return {
        ...code,
        lot: formatId('lot', origin.lotId),
        supplier: origin.supplier,
        cost: origin.cost === null ? null : formatMoney(origin.cost, origin.costCurrency),
        cost_currency: origin.costCurrency,
      };
    }),
    messages: found.messages.map(presentMessage),
    files: found.evidence.map(({ file, item }) => ({ name: file.name, item })),
    reveals: found.reveals.map(({ at, actor, address }) => ({ at, reader: actor, address })),
    claims_of_lots: found.ofLots.length,
    claims_of_partner: found.ofPartner.length,
  };
}

function linesOf(found: ClaimFile): string[] {
  const value = shownOf(found);
  return [
    `${value.id}  ${value.status}  ${value.priority}  ${value.reason}  of ${value.partner.name}`,
    value.description,
    ...value.codes.map(
      (code) =>
        `${code.id}  ${code.resolution ?? 'open'}  ${code.lot}  ${code.supplier || 'no supplier'}` +
        `  cost ${code.cost === null ? 'unknown' : `${code.cost} ${code.cost_currency}`}`,
    ),
    ...value.reveals.map((each) => `revealed ${each.at.toISOString()} by ${each.reader}`),
    `other claims: ${value.claims_of_lots} for codes of the same lots, ${value.claims_of_partner} by the same partner`,
  ];
}
