import type { StockImport } from '@psnb2b/contract';
import {
  bytesText,
  Columns,
  ConfirmAct,
  CopyId,
  type Fact,
  Facts,
  Link,
  Loaded,
  moneyText,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useParams } from 'react-router';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { RejectsSection } from '../lots/RejectsSection.tsx';
import { CorrectSection } from './CorrectSection.tsx';
import { importTones } from './ImportsPage.tsx';
import { Progress } from './Progress.tsx';
import { words } from './words.ts';

/** While the file moves, its import is read this often. */
const PROGRESS_MS = 500;

const isOpen = ({ ended_at }: StockImport) => ended_at === null;

/** One import: the upload, the reading, and the result with its refused rows. */
export function ImportPage() {
  const { id = '' } = useParams();
  const found = useRead('/imports/{import_id}', { path: { import_id: id } });
  return (
    <Loaded query={found}>
      {(item) => (
        <Page
          title={item.file_name}
          lead={item.supplier || words.noSupplier}
          mark={
            <StatusBadge tone={importTones[item.state]} value={item.state}>
              {words.states[item.state]}
            </StatusBadge>
          }
          acts={isOpen(item) && <Cancel item={item} />}
        >
          {isOpen(item) && <Follow id={item.id} />}
          <Columns
            main={
              <>
                <Section title={words.state}>
                  <Progress item={item} />
                </Section>
                {item.lot_id !== null && item.state === 'done' && (
                  <>
                    <RejectsSection lotId={item.lot_id} rows={item.duplicates + item.rejected} />
                    <CorrectSection item={item} lotId={item.lot_id} />
                  </>
                )}
              </>
            }
            side={
              <Section title={words.about}>
                <Facts facts={factsOf(item)} />
              </Section>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

/** Reads an import again and again, for the page that shows it. */
function Follow({ id }: { readonly id: string }) {
  useRead('/imports/{import_id}', { path: { import_id: id } }, { refetchInterval: PROGRESS_MS });
  return null;
}

function Cancel({ item }: { readonly item: StockImport }) {
  const cancel = useDo('POST /imports/{import_id}/cancel', {
    send: () => ({ path: { import_id: item.id } }),
  });
  return (
    <ConfirmAct
      label={words.cancel}
      says={words.cancelSays}
      act={{ ...cancel, run: () => cancel.run(undefined) }}
      allowed={allowed(useMe(), 'cancelImport')}
      danger
    />
  );
}

function factsOf(item: StockImport): Fact[] {
  return [
    [
      words.lot,
      item.lot_id === null ? null : (
        <Link key="lot" to={to.lot(item.lot_id)}>
          {words.openLot}
        </Link>
      ),
    ],
    [words.bytes, bytesText(item.bytes)],
    [words.accepted, item.accepted],
    [words.duplicates, item.duplicates],
    [words.rejected, item.rejected],
    [words.product, item.sku],
    [words.cost, item.cost === null ? null : moneyText(item.cost, item.cost_currency)],
    [words.expires, item.expires_at],
    [words.begunBy, item.begun_by_name ?? item.begun_by],
    [words.begun, <Time key="begun" at={item.begun_at} />],
    [words.ended, <Time key="ended" at={item.ended_at} />],
    [words.id, <CopyId key="id" id={item.id} what={words.id} short />],
  ];
}
