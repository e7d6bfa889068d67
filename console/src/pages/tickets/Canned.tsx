import { Select } from '@mantine/core';
import type { TicketTopic } from '@psnb2b/contract/states';
import { useRead } from '../../client.ts';
import { words } from './words.ts';

/**
 * Starts a text from a canned answer of its topic; nothing if there is none.
 * by hand: it fills in the text, and is not sent itself.
 */
export function Canned({
  topic,
  onChoose,
}: {
  readonly topic: TicketTopic;
  readonly onChoose: (text: string) => void;
}) {
  const answers = useRead('/canned-answers');
  const fitting = (answers.data?.data ?? []).filter(
    (each) => each.topic === null || each.topic === topic,
  );
  if (fitting.length === 0) return null;
  return (
    <Select
      label={words.canned}
      data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
      value={null}
      onChange={(id) => {
        const chosen = fitting.find((each) => each.id === id);
        if (chosen) onChoose(chosen.text);
      }}
      searchable
      maw={360}
    />
  );
}
