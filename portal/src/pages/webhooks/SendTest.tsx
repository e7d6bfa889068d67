import { Alert } from '@mantine/core';
import type { PortalWebhookEndpoint, WebhookTrial } from '@psnb2b/contract';
import { ActButton, FailureNote, groupDigits } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import { words as listWords, endpointWords as words } from './words.ts';

/** The button that sends a test, and its result, for their two places on the page. */
export function useTest({ id, mode }: PortalWebhookEndpoint) {
  const me = useMe();
  const [trial, setTrial] = useState<WebhookTrial | null>(null);
  const act = useDo('POST /webhook-endpoints/{endpoint_id}/test', {
    send: () => ({ path: { endpoint_id: id }, query: { mode } }),
    onDone: setTrial,
  });
  return {
    button: (
      <ActButton
        allowed={allowed(me, 'testWebhookEndpoint')}
        loading={act.busy}
        onClick={() => act.run()}
      >
        {words.test}
      </ActButton>
    ),
    result: act.failure ? (
      <FailureNote failure={act.failure} />
    ) : (
      trial && <Result key={trial.event_id} trial={trial} />
    ),
  };
}

function Result({ trial: { attempt, bytes } }: { readonly trial: WebhookTrial }) {
  const { status, error, duration_ms, reply } = attempt;
  return (
    <Alert
      role="status"
      variant="outline"
      color={error === null ? 'green' : 'red'}
      title={error === null ? words.testing : words.testFailed}
    >
      {error !== null && `${listWords.errors[error]}. `}
      {words.answered(status, groupDigits(duration_ms), groupDigits(bytes))} {words.once}
      {reply !== null && <div className="quiet mono breaks">{reply}</div>}
    </Alert>
  );
}
