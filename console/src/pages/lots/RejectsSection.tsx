import type { LotReject } from '@psnb2b/contract';
import { columnsOf, DataList, Empty, ExportButton, groupDigits, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useRead } from '../../client.ts';
import { rejectWords as words } from './words.ts';

const col = columnsOf<LotReject>();
const COLUMNS = [
  col.cell('line', words.line, ({ line }) => groupDigits(line)),
  col.text('reason', words.reason),
];
const ROWS_MAX = 25;

/** The rows of a file that were refused, with their reasons. */
export function RejectsSection({ lotId, rows }: { readonly lotId: string; readonly rows: number }) {
  const may = allowed(useMe(), 'listLotRejects');
  const isShown = rows > 0 && may.can;
  const path = { lot_id: lotId };
  const rejects = useRead(
    '/lots/{lot_id}/rejects',
    { path, query: { limit: ROWS_MAX } },
    { enabled: isShown },
  );
  if (!isShown) return null;
  const lead = rows > ROWS_MAX ? `${words.lead} ${words.first(ROWS_MAX)}` : words.lead;
  return (
    <Section
      title={words.title}
      lead={lead}
      acts={
        <ExportButton
          url={client.urlOf(`/lots/${encodeURIComponent(lotId)}/rejects/export`)}
          size="xs"
        />
      }
      flush
    >
      <DataList
        label={words.title}
        query={rejects}
        columns={COLUMNS}
        rowKey={({ line }) => String(line)}
        empty={<Empty title={words.none} />}
      />
    </Section>
  );
}
