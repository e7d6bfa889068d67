import { Text } from '@mantine/core';
import type { PortalWebhookEndpoint, PortalWebhookEndpointSecret } from '@psnb2b/contract';
import { Field, FormDialog } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { endpointWords as words } from './words.ts';

interface Props {
  readonly endpoint: PortalWebhookEndpoint;
  readonly onClose: () => void;
  readonly onRotated: (rotated: PortalWebhookEndpointSecret) => void;
}

export function RotateSecret({ endpoint: { id, mode }, onClose, onRotated }: Props) {
  const rotate = useFormOf('POST /webhook-endpoints/{endpoint_id}/rotate', {
    initial: { overlap_seconds: '86400' },
    send: (body) => ({ path: { endpoint_id: id }, query: { mode }, body }),
    onDone: (rotated) => {
      onClose();
      onRotated(rotated);
    },
  });
  return (
    <FormDialog title={words.rotate} onClose={onClose} of={rotate} submit={words.rotate}>
      <Text size="sm">{words.rotateLead}</Text>
      <Field of={rotate} name="overlap_seconds" label={words.overlap} choices={words.overlaps} />
    </FormDialog>
  );
}
