import { read } from '../../client.ts';
import { useInEitherMode } from '../../in-either-mode.ts';

/** How often something that waits is looked at again. */
const WAITING_MS = 5_000;

/** Reads an endpoint by its id alone, again while it fails or something waits. */
export function useEndpoint(endpoint_id: string) {
  return useInEitherMode(
    (query) => read('/webhook-endpoints/{endpoint_id}', { path: { endpoint_id }, query }),
    { again: (endpoint) => !!endpoint && endpoint.waiting > 0 && WAITING_MS },
  );
}

/** Reads an event by its id alone, again while a delivery of it waits. */
export function useEvent(event_id: string) {
  return useInEitherMode(
    (query) => read('/webhook-events/{event_id}', { path: { event_id }, query }),
    {
      again: (event) =>
        event?.deliveries.some(({ status }) => status === 'waiting') === true && WAITING_MS,
    },
  );
}
