import { Alert, Progress as Bar, Button, Group, Stack } from '@mantine/core';
import type { StockImport } from '@psnb2b/contract';
import { bytesText, FailureNote, FileDrop, Link, percent } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { to } from '../../pages.ts';
import { fileOf, sendFile, useSending } from './sending.ts';
import { words } from './words.ts';

const BPS = 100;
const percentOf = (part: number, all: number) => percent(BPS * Math.floor((100 * part) / all));

/** How far an import is, or how it ended. */
export function Progress({ item }: { readonly item: StockImport }) {
  const { state } = item;
  switch (state) {
    case 'sending':
      return <Upload item={item} />;
    case 'waiting':
      return <div role="status">{words.waiting}</div>;
    case 'reading':
      return (
        <Stack gap="xs" role="status">
          <div>{words.reading(item.accepted, item.duplicates + item.rejected)}</div>
          <Bar value={(100 * item.bytes_read) / item.bytes} aria-label={words.readingTitle} />
        </Stack>
      );
    case 'cancelling':
      return <div role="status">{words.cancelling}</div>;
    case 'cancelled':
      return <div role="status">{words.cancelled}</div>;
    case 'refused':
      return (
        <Stack gap="sm">
          <Alert color="red" variant="outline" title={words.refused} role="status">
            {item.fault}
          </Alert>
          <div>
            <Link to={to.imports}>{words.another}</Link>
          </div>
        </Stack>
      );
    case 'done':
      return <Done item={item} />;
    default:
      return state satisfies never;
  }
}

function Done({ item }: { readonly item: StockImport }) {
  return (
    <Stack gap="sm">
      <div role="status">
        <div>{item.repeated ? words.repeated : words.done(item.accepted)}</div>
        {item.lot_status === 'held' && <div>{words.held}</div>}
      </div>
      <Group gap="md">
        {item.lot_id !== null && <Link to={to.lot(item.lot_id)}>{words.openLot}</Link>}
        <Link to={to.imports}>{words.another}</Link>
      </Group>
    </Stack>
  );
}

function Upload({ item }: { readonly item: StockImport }) {
  const sending = useSending(item.id);
  const isMine = item.begun_by === `staff:${useMe().user.id}`;
  const [other, setOther] = useState(false);
  const kept = fileOf(item.id);
  const sent = Math.max(sending?.sent ?? 0, item.bytes_sent);
  const bar = <Bar value={(100 * sent) / item.bytes} aria-label={words.sendingTitle} />;
  if (sending && sending.failure === null) {
    return (
      <Stack gap="xs" role="status">
        <div>{words.sending(bytesText(sent), bytesText(item.bytes))}</div>
        {bar}
        <div className="quiet">{words.sendingHint}</div>
      </Stack>
    );
  }
  if (!isMine) {
    return (
      <Stack gap="xs">
        <div>{words.sentBy}</div>
        {bar}
      </Stack>
    );
  }
  const choose = async (file: File) => {
    const isSame = file.size === item.bytes && file.name === item.file_name;
    setOther(!isSame);
    if (isSame) void sendFile(item, file);
    return { id: '', name: file.name, size: file.size };
  };
  return (
    <Stack gap="sm">
      <div role="status">
        <strong>{words.stopped(percentOf(sent, item.bytes) ?? '')}.</strong> {words.stoppedHint}
      </div>
      {bar}
      {sending?.failure && <FailureNote failure={sending.failure} />}
      {other && <div role="alert">{words.otherFile(item.file_name, bytesText(item.bytes))}</div>}
      {kept ? (
        <div>
          <Button onClick={() => void sendFile(item, kept)}>{words.again}</Button>
        </div>
      ) : (
        <FileDrop
          label={words.file}
          send={choose}
          onAdd={() => {}}
          filesMax={1}
          tables={words.tables}
        />
      )}
    </Stack>
  );
}
