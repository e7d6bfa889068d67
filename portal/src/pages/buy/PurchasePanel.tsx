import { Alert, Button } from '@mantine/core';
import type { Balance, BuyingTerms, Inventory } from '@psnb2b/contract';
import {
  ActButton,
  type Allowed,
  ConfirmAct,
  FailureNote,
  groupDigits,
  Link,
  moneyText,
  percent,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import type { ReactNode } from 'react';
import { isMore, minus, sumOf, times } from '../../amounts.ts';
import { allowed } from '../../client.ts';
import { to } from '../../pages.ts';
import { SetTestBalance } from '../../SetTestBalance.tsx';
import { BoughtLines } from './BoughtLines.tsx';
import classes from './buy.module.css';
import { ChosenLine } from './ChosenLine.tsx';
import { combined, type DraftLine, faultOf, isTooLong } from './draft.ts';
import { PurchaseTerms } from './PurchaseTerms.tsx';
import { LINES_MAX } from './parse-lines.ts';
import type { PurchaseState } from './use-purchase.ts';
import { words } from './words.ts';

interface Props {
  readonly stock: Inventory;
  readonly terms: BuyingTerms;
  readonly balance: Balance;
  readonly purchase: PurchaseState;
  readonly paste: ReactNode;
}

/** The purchase: its lines, what it costs, how it is paid, and what the server says became of it. */
export function PurchasePanel({ stock, terms, balance, purchase, paste }: Props) {
  const { lines, bought, change, act, isUnknown, isLocked } = purchase;
  const { payment = 'balance', fill = 'all' } = purchase.draft.terms;
  const canWait = payment === 'balance' && fill !== 'wait';
  const items = new Map(stock.data.map((item) => [item.sku, item]));
  const total = sumOf(
    lines.map(({ sku, price, quantity }) => times(items.get(sku)?.unit_price ?? price, quantity)),
    balance.available,
  );
  const isTwice = new Set(lines.map(({ sku }) => sku)).size < lines.length;
  return (
    <div className={classes.panel} id="purchase">
      <Section title={words.panel} lead={tierOf(balance)} acts={paste}>
        <div className={classes.stack}>
          {bought.length > 0 && <BoughtLines purchase={purchase} />}
          {lines.length === 0 && bought.length === 0 && <p className="quiet">{words.nothing}</p>}
          {lines.length > 0 && (
            <ul className={classes.lines}>
              {lines.map((line) => (
                <ChosenLine
                  key={line.row}
                  line={line}
                  item={items.get(line.sku)}
                  refusal={purchase.refusals.get(line.key)}
                  isLocked={isLocked}
                  isGuarded={purchase.draft.isGuarded}
                  onWait={
                    canWait ? () => purchase.setTerms({ terms: { fill: 'wait' } }) : undefined
                  }
                  moreMoney={<MoreMoney mode={terms.mode} balance={balance} />}
                  onChange={(next) =>
                    change(lines.flatMap((each) => (each === line ? (next ?? []) : each)))
                  }
                />
              ))}
            </ul>
          )}
          {isTwice && (
            <p className={classes.note}>
              {words.twice}{' '}
              <Button
                size="compact-xs"
                variant="default"
                disabled={isLocked}
                onClick={() => change(combined(lines))}
              >
                {words.combine}
              </Button>
            </p>
          )}
          {lines.length > 0 && (
            <>
              <PurchaseTerms terms={terms} purchase={purchase} />
              <Sums total={total} balance={balance} terms={terms} purchase={purchase} />
            </>
          )}
          {purchase.isLost && (
            <Alert color="yellow" variant="outline" title={words.unknown}>
              <Button size="xs" variant="default" onClick={purchase.ask}>
                {words.ask}
              </Button>
            </Alert>
          )}
          {isLocked && !isUnknown && !act.busy && (
            <p className={classes.note}>{words.mayStillBuy}</p>
          )}
          {purchase.isSentElsewhere ? (
            <Alert color="yellow" variant="outline" title={words.sentElsewhere}>
              <p>{words.sentElsewhereSays}</p>
              <Button size="xs" variant="default" mt="xs" onClick={purchase.haveSeen}>
                {words.haveSeen}
              </Button>
            </Alert>
          ) : (
            act.failure && !isLocked && <FailureNote failure={act.failure} />
          )}
          {(lines.length > 0 || bought.length === 0) && (
            <Buy total={moneyText(total, terms.currency)} {...{ stock, terms, purchase }} />
          )}
        </div>
      </Section>
    </div>
  );
}

/** Leads to where money comes from: a deposit, or in test mode the balance that people set themselves. */
function MoreMoney({ mode, balance }: { mode: 'live' | 'test'; balance: Balance }) {
  const { may } = useMe();
  if (mode === 'test') {
    return <SetTestBalance balance={balance} button={{ size: 'compact-xs' }} />;
  }
  return may.includes('listWaysToPay') ? <Link to={to.topUp}>{words.topUp}</Link> : null;
}

/** The tier, and what is missing to the next. */
function tierOf({ tier, currency }: Balance): string {
  if (tier === null) return words.noTier;
  const { name, discount_bps, volume_30d, next } = tier;
  const now = words.tier(name, percent(discount_bps));
  if (next === null) return now;
  const missing = moneyText(minus(next.volume_required, volume_30d), currency);
  return `${now} ${words.toNext(missing, next.name)}`;
}

function Sums({
  total,
  balance: { available, currency },
  terms: { approval_left },
  purchase: {
    draft: { terms },
  },
}: Pick<Props, 'balance' | 'terms' | 'purchase'> & { readonly total: string }) {
  const isByInvoice = terms.payment === 'invoice';
  const isShort = !isByInvoice && isMore(total, available);
  return (
    <div className={classes.sums}>
      <p>
        <span>{words.total}</span>
        <strong>{moneyText(total, currency)}</strong>
      </p>
      {!isByInvoice && (
        <p className="quiet">
          <span>{words.balance}</span>
          <span>
            {groupDigits(available)} → {moneyText(minus(available, total), currency)}
          </span>
        </p>
      )}
      {isShort && (
        <p className={classes.note}>{words.short(moneyText(minus(total, available), currency))}</p>
      )}
      {approval_left !== null && isMore(total, approval_left) && (
        <p className={classes.note}>{words.needsApproval}</p>
      )}
    </div>
  );
}

function Buy({
  total,
  stock,
  terms: { mode },
  purchase: { lines, bought, act, draft, isUnknown, isSentElsewhere },
}: Pick<Props, 'stock' | 'terms' | 'purchase'> & { readonly total: string }) {
  const me = useMe();
  const isUnapproved = mode === 'live' && me.partner?.status === 'new';
  const reason = isUnknown
    ? words.unknown
    : isSentElsewhere
      ? words.sentElsewhere
      : isTooLong(draft.reference)
        ? words.longReference
        : whyNot(lines, stock, isUnapproved);
  const may: Allowed = allowed(
    me,
    'sendPurchase',
    reason === null ? { can: true } : { can: false, reason: 'invalid_state' },
    reason ?? undefined,
  );
  const label = (bought.length > 0 ? words.again : words.buy)(lines.length, total);
  const { payment = 'balance' } = draft.terms;
  if (payment !== 'balance') {
    const button = { variant: 'filled', fullWidth: true };
    return (
      <ConfirmAct
        label={label}
        says={words.asks[payment]}
        act={act}
        allowed={may}
        button={button}
      />
    );
  }
  return (
    <ActButton fullWidth allowed={may} loading={act.busy} onClick={() => void act.run(undefined)}>
      {label}
    </ActButton>
  );
}

/** Why it cannot be bought as it is, or null. */
function whyNot(
  lines: readonly DraftLine[],
  { data }: Inventory,
  isUnapproved: boolean,
): string | null {
  if (isUnapproved) return words.notApproved;
  if (lines.length === 0) return words.nothing;
  if (lines.length > LINES_MAX) return words.tooMany;
  const isWrong = lines.some((line) => {
    const item = data.find(({ sku }) => sku === line.sku);
    return faultOf(line, item) !== null;
  });
  return isWrong ? words.wrongQuantity : null;
}
