import {
  type BankLine,
  findReferences,
  type KnownPayer,
  knownPayers,
} from '../bank-statements/index.ts';
import {
  creditorReferences,
  tenantsOfHints,
  tenantsOfReferences,
} from '../deposit-methods/index.ts';
import { type Deposit, recentDeposits } from '../funding/index.ts';
import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { liveTenantsOf, partnersWithWords } from '../partners/index.ts';
import type { Candidate, Fact } from './candidate.ts';
import { amountIn, type Doubts, doubtsOf, isSameReference } from './doubts.ts';
import { isActive, isCertain, type Payer, payersById } from './ready-lines.ts';
import { areSimilar, wordsOfName } from './similar-names.ts';

const CANDIDATES_MAX = 5;
const NAMED_MAX = 500;
/** What a partner paid so long ago is no longer usual. */
const USUAL_DAYS = 180;
const DEPOSITS_MAX = 5_000;
const WEIGHTS: Readonly<Record<Fact['fact'], number>> = {
  deposit: 200,
  reference: 100,
  account: 40,
  name: 20,
  amount: 10,
  active: 0,
  currency: 0,
  decided: 0,
  twin: 0,
  returned: 0,
  compared: 0,
};
/** Of a reference whose beginning or end is missing, or whose check digits are wrong. */
const PARTLY = 60;
const AGAINST = { currency: 15, active: 30 } as const;

/**
 * Whose payments open lines may be, the likeliest first, at most five for each line: with what agrees and what does not. A creditor
 * reference counts most, then the account from which a partner paid before, its name, and its usual amount. Deposits that somebody
 * recorded by hand and that may be the same payment stand before all.
 */
export async function findCandidates(
  db: Db,
  lines: readonly BankLine[],
): Promise<ReadonlyMap<string, Candidate[]>> {
  const open = lines.filter(({ state }) => state === 'open');
  if (open.length === 0) return new Map();
  const references = await readReferences(db, open);
  const known = await knownPayers(
    db,
    open.map(({ payerAccount }) => payerAccount),
  );
  const named = await payersNamed(db, open);
  const ids = [...references.tenantIds, ...known.map(({ tenantId }) => tenantId), ...named.keys()];
  const payers = await payersById(db, [...new Set(ids)]);
  const doubts = await doubtsOf(db, open, [...payers.keys()]);
  const alike = new Map(
    open.map((line) => [line.lineId, doubts.depositsLike(line, payers.keys())]),
  );
  const foreign = [...alike.values()].flat().filter(({ tenantId }) => !payers.has(tenantId));
  for (const [id, payer] of await payersById(
    db,
    foreign.map(({ tenantId }) => tenantId),
  ))
    payers.set(id, payer);
  const newest = Math.max(...open.map(({ bookedOn }) => Date.parse(bookedOn)));
  const usual = await recentDeposits(
    db,
    [...payers.keys()],
    new Date(newest - USUAL_DAYS * DAY_MS),
    DEPOSITS_MAX,
  );
  const own = await creditorReferences(db, [...payers.keys()]);
  return new Map(
    open.map((line) => {
      const found = references.byLine.get(line.lineId) ?? [];
      const like = alike.get(line.lineId) ?? [];
      const facts = { found, like, doubts, known, usual, own };
      const tenants = new Set([
        ...found.map(({ tenantId }) => tenantId),
        ...known
          .filter(({ payerAccount }) => payerAccount === line.payerAccount)
          .map(({ tenantId }) => tenantId),
        ...[...payers.values()]
          .filter(({ partner }) => areSimilar(partner.name, line.payer))
          .map(({ tenantId }) => tenantId),
        ...like.map(({ tenantId }) => tenantId),
      ]);
      const candidates = [...tenants].flatMap((tenantId) => {
        const payer = payers.get(tenantId);
        return payer ? candidatesOf(line, payer, facts) : [];
      });
      const sorted = candidates.sort(
        (one, other) => other.weight - one.weight || one.tenantId - other.tenantId,
      );
      return [
        line.lineId,
        sorted.slice(0, CANDIDATES_MAX).map(({ weight: _, ...candidate }) => candidate),
      ];
    }),
  );
}

/** A reference in a line: whose, and whether it is whole. */
interface Found {
  readonly tenantId: number;
  readonly whole: boolean;
}

async function readReferences(db: Db, lines: readonly BankLine[]) {
  const hints = lines.map((line) => ({ line, ...findReferences(line.reference, line.text) }));
  const whole = await tenantsOfReferences(
    db,
    hints.flatMap((each) => each.whole),
  );
  const partly = await tenantsOfHints(db, {
    bodies: hints.flatMap(({ bodies }) => bodies),
    cut: hints.flatMap(({ cut }) => cut),
  });
  const byLine = new Map<string, Found[]>();
  for (const hint of hints) {
    const found = new Map<number, Found>();
    for (const each of [...hint.bodies, ...hint.cut]) {
      const tenantId = partly.get(each);
      if (tenantId !== undefined) found.set(tenantId, { tenantId, whole: false });
    }
    for (const each of hint.whole) {
      const tenantId = whole.get(each);
      if (tenantId !== undefined) found.set(tenantId, { tenantId, whole: true });
    }
    byLine.set(hint.line.lineId, [...found.values()]);
  }
  return { byLine, tenantIds: [...byLine.values()].flat().map(({ tenantId }) => tenantId) };
}

async function payersNamed(
  db: Db,
  lines: readonly BankLine[],
): Promise<ReadonlyMap<number, string>> {
  const words = new Set(lines.flatMap(({ payer }) => wordsOfName(payer)));
  const partners = await partnersWithWords(db, [...words], NAMED_MAX);
  const tenants = await liveTenantsOf(
    db,
    partners.map(({ partnerId }) => partnerId),
  );
  return new Map([...tenants.values()].map(({ tenantId, partnerId }) => [tenantId, partnerId]));
}

interface Facts {
  readonly found: readonly Found[];
  readonly like: readonly Deposit[];
  readonly doubts: Doubts;
  readonly known: readonly KnownPayer[];
  readonly usual: readonly Deposit[];
  readonly own: ReadonlyMap<number, string>;
}

/** The candidates of one payer: a new deposit, and those that may be the payment already. */
function candidatesOf(line: BankLine, payer: Payer, given: Facts) {
  const { found, like, doubts, known, usual, own } = given;
  const { tenantId, partner } = payer;
  const reference = found.find((each) => each.tenantId === tenantId);
  const others = found.some((each) => each.tenantId !== tenantId && each.whole);
  const paid = known.find(
    (each) => each.tenantId === tenantId && each.payerAccount === line.payerAccount,
  );
  // nothing: it never paid from there.
  const lines = paid?.lines ?? 0;
  const isUsual = usual.some(
    (deposit) => deposit.tenantId === tenantId && amountIn(deposit, line.currency) === line.amount,
  );
  const facts: Fact[] = [
    ...(reference || others
      ? [
          {
            fact: 'reference',
            agrees: reference?.whole ?? false,
            detail: own.get(tenantId) ?? null,
          } as const,
        ]
      : []),
    ...(line.payerAccount === ''
      ? []
      : [
          { fact: 'account', agrees: lines > 0, detail: lines > 0 ? String(lines) : null } as const,
        ]),
    ...(line.payer === ''
      ? []
      : [{ fact: 'name', agrees: areSimilar(partner.name, line.payer), detail: null } as const]),
    { fact: 'amount', agrees: isUsual, detail: null },
    { fact: 'currency', agrees: partner.currency === line.currency, detail: partner.currency },
    { fact: 'active', agrees: isActive(partner), detail: null },
    ...doubts.against(line),
  ];
  const weight = facts.reduce(
    (sum, { fact, agrees }) => {
      if (agrees) return sum + WEIGHTS[fact];
      return fact === 'currency' || fact === 'active' ? sum - AGAINST[fact] : sum;
    },
    reference && !reference.whole ? PARTLY : 0,
  );
  const common = {
    tenantId,
    partnerId: partner.partnerId,
    name: partner.name,
    currency: partner.currency,
  };
  const ownLike = like.filter((deposit) => deposit.tenantId === tenantId);
  return [
    ...ownLike.map((deposit) => ({
      ...{ ...common, depositId: deposit.depositId, certain: false },
      facts: [
        {
          fact: 'deposit',
          agrees: isSameReference(deposit, line),
          detail: deposit.reference,
        } as const,
        ...facts,
      ],
      weight: weight + WEIGHTS.deposit,
    })),
    { ...common, depositId: null, facts, certain: isCertain(line, payer, doubts), weight },
  ];
}
