import type { ApiKey, RevealedKey } from '@psnb2b/contract';
import { Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { nameWords as words } from './words.ts';

/** A new test key, with a name if its program has one. */
export function IssueTestKey({
  onClose,
  onIssued,
}: {
  readonly onClose: () => void;
  readonly onIssued: (revealed: RevealedKey) => void;
}) {
  const issue = useFormOf('POST /keys', {
    initial: { name: '' },
    onDone: (revealed) => {
      onClose();
      onIssued(revealed);
    },
  });
  return (
    <FormDialog title={words.issue} of={issue} submit={words.issue} onClose={onClose}>
      <Field of={issue} name="name" label={words.name} hint={words.hint} first />
    </FormDialog>
  );
}

/** What a key is called; it may do what it did. */
export function NameKey({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}) {
  const name = useFormOf('PUT /keys/{key_id}/name', {
    initial: { name: apiKey.name },
    send: (body) => ({ path: { key_id: apiKey.id }, body }),
    onDone: () => {
      onClose();
      say(words.done);
    },
  });
  return (
    <FormDialog title={words.of(apiKey.hint)} of={name} onClose={onClose}>
      <Field of={name} name="name" label={words.name} hint={words.hint} first />
    </FormDialog>
  );
}
