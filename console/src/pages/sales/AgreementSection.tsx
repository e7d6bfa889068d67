import type { SalesQuery } from '@psnb2b/contract';
import { Facts, Loaded, Money, moneyText, Section, Time } from '@psnb2b/ui';
import { Fragment } from 'react';
import { useRead } from '../../client.ts';
import { words } from './words.ts';

const OPEN_MS = 60_000;

/** Whether the sales of these days are those of the ledger, to the cent. */
export function AgreementSection({
  query,
}: {
  readonly query: Pick<SalesQuery, 'range' | 'from' | 'to'>;
}) {
  const agreement = useRead(
    '/sales/agreement',
    { query },
    { keep: true, refetchInterval: OPEN_MS },
  );
  return (
    <Section title={words.agreement} lead={words.allSales}>
      <Loaded query={agreement}>
        {({ currencies, checked_at, unchecked_days }) => (
          <>
            {currencies.map(({ currency, sales, ledger, difference }) => (
              <Fragment key={currency}>
                <Facts
                  facts={[
                    [words.here, <Money key="sales" amount={sales} currency={currency} />],
                    [words.ledger, <Money key="ledger" amount={ledger} currency={currency} />],
                    [words.checked, <Time key="checked" at={checked_at} />],
                  ]}
                />
                <Agrees amount={difference} currency={currency} />
              </Fragment>
            ))}
            {unchecked_days > 0 && <p>{words.unchecked(unchecked_days)}</p>}
            {currencies.length === 0 && <p>{words.none}</p>}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Agrees({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  if (Number(amount) === 0) return <p>{words.agrees}</p>;
  return <p role="alert">{words.differs(moneyText(amount, currency))}</p>;
}
