import { type WebApp, type WebAppOperation, webAppOperations, webApps } from '@psnb2b/contract';

/** One reading call of a web app, as an address. */
export interface PageCall {
  readonly webApp: WebApp;
  readonly id: string;
  readonly path: string;
}

/** Whether it answers with JSON, and without anything that it must be given besides the path. */
function isPage({ method, endless, query, replies }: WebAppOperation): boolean {
  const reply = replies[200];
  if (method !== 'GET' || endless || reply?.schema === undefined) return false;
  // nothing: a call without a query needs nothing in it.
  return (query?.required ?? []).length === 0;
}

/**
 * Every call that reads JSON for a page: lists with their first page in each direction and with a filter by days, and one thing each.
 * `ids` are the values of parameters in paths; calls whose parameter has none are returned by their ids.
 */
export function pageCalls(ids: Readonly<Record<WebApp, Readonly<Record<string, string>>>>): {
  readonly calls: readonly PageCall[];
  readonly left: readonly string[];
} {
  const calls: PageCall[] = [];
  const left: string[] = [];
  for (const webApp of ['console', 'portal'] as const) {
    const all: Readonly<Record<string, WebAppOperation>> = webAppOperations[webApp];
    for (const call of Object.values(all).filter(isPage)) {
      const path = pathOf(call.path, ids[webApp]);
      if (path === null) left.push(`${webApp} ${call.id}`);
      else {
        for (const query of queriesOf(call)) {
          calls.push({ webApp, id: call.id, path: webApps[webApp].basePath + path + query });
        }
      }
    }
  }
  for (const query of EFFECTS) {
    const path = pathOf(`${webApps.console.basePath}/settings/effect?${query}`, ids.console);
    if (path === null) left.push('console getSettingEffect');
    else calls.push({ webApp: 'console', id: 'getSettingEffect', path });
  }
  return { calls, left };
}

/** What dialogs ask about while somebody types: the settings whose past is long. */
const EFFECTS = [
  'setting=approval_limit&of={partner_id}&value=100',
  'setting=claim_limit&of=USD&value=100',
  'setting=claim_decision&of=Standard&value=86400000',
  'setting=return_hours&value=1',
  'setting=price_floor&of=shop&value=5',
  'setting=stock_release&value=1000',
  'setting=quota&of=tickets&value=5',
];

function pathOf(path: string, ids: Readonly<Record<string, string>>): string | null {
  const filled = path.replaceAll(/\{(\w+)\}/g, (all, name) => ids[name] ?? all);
  return filled.includes('{') ? null : filled;
}

/** Without a query, a long page, a search, and each filter and order that has a choice of words. */
function queriesOf(call: WebAppOperation): string[] {
  // nothing: a call without a query has no parameters.
  const parameters = Object.entries(call.query?.properties ?? {});
  return [
    '',
    ...parameters.flatMap(([name, schema]) => {
      if (name === 'limit') return ['?limit=100'];
      if (name === 'q') return ['?q=77', '?q=nothing%20has%20this'];
      // One thing is of one mode.
      if (name === 'mode' && call.params) return [];
      return 'enum' in schema ? (schema.enum as string[]).map((word) => `?${name}=${word}`) : [];
    }),
  ];
}
