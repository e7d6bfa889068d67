import { randomUUID } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { smallFile } from '../../testkit/acts.ts';

interface Script {
  readonly listen: string;
  readonly script: { readonly exec: readonly string[] };
}

interface Collection {
  readonly variable: readonly { readonly key: string; readonly value: string }[];
  readonly event: readonly Script[];
  readonly item: readonly {
    readonly name: string;
    readonly request: {
      readonly method: string;
      readonly auth?: { readonly type: string };
      readonly header: readonly { readonly key: string; readonly value: string }[];
      readonly url: { readonly raw: string };
      readonly body?: { readonly mode: string; readonly raw?: string };
    };
    readonly event: readonly Script[];
  }[];
}

/**
 * Sends every request of the served collection in order, as Postman does: variables, authorisation, scripts before and after each.
 * `api` is where they are sent, this server by default. Returns how many it sent, and the names of tests that failed. Throws what a script throws before a request.
 */
export async function runCollection(
  url: string,
  key: string,
  {
    api = `${url}/api/v1`,
    onReply,
  }: { api?: string; onReply?: (name: string, reply: Response) => void } = {},
): Promise<{ sent: number; faults: string[] }> {
  const collection = (await (await fetch(`${url}/docs/collection.json`)).json()) as Collection;
  const variables = new Map(collection.variable.map((each) => [each.key, each.value]));
  variables.set('KEY', key).set('API', api);
  const faults: string[] = [];
  for (const { name, request, event } of collection.item) {
    const filled = (text: string) =>
      text
        .replaceAll('https://example.com/hooks', 'http://127.0.0.1:9/hooks')
        .replaceAll('{{$guid}}', randomUUID())
        .replaceAll(/\{\{(\w+)\}\}/g, (all, each) => variables.get(each) ?? all);
    run(collection.event, 'prerequest', { variables });
    const headers = new Headers(request.header.map((each) => [each.key, filled(each.value)]));
    if (request.auth?.type !== 'noauth') headers.set('authorization', `Bearer ${key}`);
    const form = new FormData();
    form.append('file', new Blob([smallFile('small.png')]), 'error.png');
    const raw = request.body?.raw === undefined ? null : filled(request.body.raw);
    const body = request.body?.mode === 'formdata' ? form : raw;
    const reply = await fetch(filled(request.url.raw), { method: request.method, headers, body });
    onReply?.(name, reply);
    const text = await reply.text();
    const failed = run(event, 'test', { variables, code: reply.status, text });
    faults.push(...failed.map((each) => `${name}: ${each}: ${reply.status} ${text.slice(0, 300)}`));
  }
  return { sent: collection.item.length, faults };
}

/** Runs the scripts of one kind with what they use of Postman's `pm`. Returns the names of tests that failed. */
function run(
  events: readonly Script[],
  listen: string,
  of: { variables: Map<string, string>; code?: number; text?: string },
): string[] {
  const failed: string[] = [];
  const pm = {
    collectionVariables: {
      get: (name: string) => of.variables.get(name),
      set: (name: string, value: string) => of.variables.set(name, value),
    },
    environment: { get: () => undefined },
    response: { code: of.code, json: () => JSON.parse(of.text ?? 'null') },
    expect: (value: number) => ({
      to: {
        be: {
          below: (limit: number) => {
            if (!(value < limit)) throw new Error(`${value} is not below ${limit}`);
          },
        },
      },
    }),
    test: (name: string, check: () => void) => {
      try {
        check();
      } catch {
        failed.push(name);
      }
    },
  };
  for (const { script } of events.filter((each) => each.listen === listen)) {
    runInNewContext(script.exec.join('\n'), { pm });
  }
  return failed;
}
