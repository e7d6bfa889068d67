import type { ListWebhookDeliveriesQuery } from '../generated/calls.ts';
import type { Event } from '../generated/events.ts';
import type {
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointCreate,
  WebhookEndpointSecret,
  WebhookEndpointUpdate,
  WebhookReplay,
  WebhookReplayCreate,
  WebhookRotation,
} from '../generated/shapes.ts';
import type { List } from '../list.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export function webhookEndpoints(send: Send) {
  const of = (endpointId: string) => ({ params: { endpoint_id: endpointId } });
  return {
    /** Registers an endpoint. The reply has its signing secret, which is shown only now. */
    create(body: WebhookEndpointCreate, options?: CallOptions): Promise<WebhookEndpointSecret> {
      return send('createWebhookEndpoint', { body }, options);
    },
    list(options?: CallOptions): List<WebhookEndpoint> {
      return listOf(send, 'listWebhookEndpoints', { query: {} }, options);
    },
    get(endpointId: string, options?: CallOptions): Promise<WebhookEndpoint> {
      return send('getWebhookEndpoint', of(endpointId), options);
    },
    update(
      endpointId: string,
      body: WebhookEndpointUpdate,
      options?: CallOptions,
    ): Promise<WebhookEndpoint> {
      return send('updateWebhookEndpoint', { ...of(endpointId), body }, options);
    },
    async delete(endpointId: string, options?: CallOptions): Promise<void> {
      await send('deleteWebhookEndpoint', of(endpointId), options);
    },
    /** Replaces the secret; during the overlap deliveries are signed with both. */
    rotate(
      endpointId: string,
      body?: WebhookRotation,
      options?: CallOptions,
    ): Promise<WebhookEndpointSecret> {
      return send('rotateWebhookSecret', { ...of(endpointId), body: body ?? {} }, options);
    },
    /** Sends a `webhook.test` event. */
    test(endpointId: string, options?: CallOptions): Promise<Event> {
      return send('testWebhookEndpoint', of(endpointId), options);
    },
    deliveries(
      endpointId: string,
      query?: ListWebhookDeliveriesQuery,
      options?: CallOptions,
    ): List<WebhookDelivery> {
      return listOf(
        send,
        'listWebhookDeliveries',
        { ...of(endpointId), query: query ?? {} },
        options,
      );
    },
    /** Sends a range of events again. */
    replay(
      endpointId: string,
      body: WebhookReplayCreate,
      options?: CallOptions,
    ): Promise<WebhookReplay> {
      return send('replayWebhookEvents', { ...of(endpointId), body }, options);
    },
  };
}
