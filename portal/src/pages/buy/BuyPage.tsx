import { Alert, Button } from '@mantine/core';
import type { Balance, BuyingTerms, Inventory } from '@psnb2b/contract';
import { Columns, Empty, ExportButton, Link, Loaded, Page, useListState } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useSearchParams } from 'react-router';
import { client, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { PasteList } from './PasteList.tsx';
import { Products } from './Products.tsx';
import { PurchasePanel } from './PurchasePanel.tsx';
import { usePurchase } from './use-purchase.ts';
import { listWords, words } from './words.ts';

/** Prices and stock in the table are read again this often. */
const READ_MS = 5_000;

export function BuyPage() {
  const [params] = useSearchParams();
  const mode = params.get('mode') === 'test' ? 'test' : 'live';
  return <Buy key={mode} mode={mode} />;
}

function Buy({ mode }: { readonly mode: 'live' | 'test' }) {
  const state = useListState(['mode']);
  const query = { mode };
  const inventory = useRead('/inventory', { query }, { refetchInterval: READ_MS });
  const terms = useRead('/buying-terms', { query });
  const balance = useRead(mode === 'live' ? '/balance' : '/test-balance');
  return (
    <Page
      acts={
        <>
          <Button
            component={Link}
            variant="default"
            to={at(to.purchases, mode === 'test' ? { mode } : {})}
          >
            {listWords.open}
          </Button>
          <ExportButton
            url={client.urlOf('/inventory/export')}
            query={mode === 'test' ? { mode } : {}}
          />
          <ModeSwitch of={state} />
        </>
      }
    >
      {mode === 'live' && <Unapproved />}
      <Loaded query={inventory}>
        {(stock) => (
          <Loaded query={terms}>
            {(how) => (
              <Loaded query={balance}>
                {(money) => <Shop stock={stock} terms={how} balance={money} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** What is missing before live codes can be bought: whoever chooses products should not find out at the end. */
function Unapproved() {
  const me = useMe();
  if (me.partner?.status !== 'new') return null;
  return (
    <Alert color="yellow" variant="outline" mb="md" py={8}>
      {words.notApprovedYet} <Link to={to.getStarted}>{words.toSteps}</Link>{' '}
      <Link to={at(to.buy, { mode: 'test' })}>{words.toTest}</Link>
    </Alert>
  );
}

interface Props {
  readonly stock: Inventory;
  readonly terms: BuyingTerms;
  readonly balance: Balance;
}

function Shop({ stock, terms, balance }: Props) {
  const purchase = usePurchase(terms.mode, stock);
  if (stock.data.length === 0) {
    return <Empty title={words.noPrices} hint={words.noPricesHint} />;
  }
  return (
    <Columns
      main={<Products stock={stock} terms={terms} purchase={purchase} />}
      side={
        <PurchasePanel
          {...{ stock, terms, balance, purchase }}
          paste={<PasteList stock={stock} isLocked={purchase.isLocked} onAdd={purchase.add} />}
        />
      }
    />
  );
}
