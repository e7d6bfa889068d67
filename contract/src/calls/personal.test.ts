/**
 * Guards: personal data is declared, datum by datum, and no call returns it to a role that may not see it. A member
 * whose name suggests personal data has its declaration, or is listed here with the reason why it needs none.
 */
import { describe, expect, test } from 'vitest';
import { mayReadPersonal, type PersonalDatum } from '../kit/personal.ts';
import { partnerRoles, staffRoles } from '../kit/roles.ts';
import { mayCall, type WebApp, type WebAppOperation } from '../kit/web-app-operation.ts';
import { webAppOperations } from './web-app-operations.ts';

interface Node {
  readonly 'x-personal'?: PersonalDatum;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

interface Found {
  readonly path: string;
  readonly name: string;
  readonly datum: PersonalDatum | undefined;
  /** In an object that lists what it withholds: the server omits it by role. */
  readonly withheld: boolean;
}

function members(node: Node, path: string, datum?: PersonalDatum, withheld = false): Found[] {
  const own = node['x-personal'] ?? datum;
  const says = withheld || node.properties?.withheld !== undefined;
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([name, member]) => [
      { path: `${path}.${name}`, name, datum: member['x-personal'] ?? own, withheld: says },
      ...members(member, `${path}.${name}`, own, says),
    ]),
    ...[node.items, ...(node.anyOf ?? [])].flatMap((each) =>
      each ? members(each, path, own, says) : [],
    ),
  ];
}

const roles = { portal: partnerRoles, console: staffRoles } as const;

const CALLS = (['portal', 'console'] as const).flatMap((webApp) =>
  Object.values<WebAppOperation>(webAppOperations[webApp]).map((operation) => ({
    webApp,
    id: operation.id,
    operation,
    found: Object.values(operation.replies).flatMap(({ schema }) =>
      schema ? members(schema as Node, operation.id) : [],
    ),
  })),
);

describe.each(CALLS)('$webApp $id', ({ webApp, operation, found }) => {
  test('returns personal data only to roles that may see it', () => {
    for (const { path, datum, withheld } of found) {
      if (datum === undefined || withheld) continue;
      const callers = roles[webApp].filter((role) => mayCall(operation, role));
      const may = callers.filter((role) =>
        mayReadPersonal(datum, { webApp: webApp as WebApp, role }),
      );
      expect(may, path).toEqual(callers);
    }
  });

  test('declares every member with personal data', () => {
    for (const { path, name, datum } of found) {
      if (
        !/(^|_)(born|birth|e?mail|phone|tax|owners?|representative|address|sex|passport)(_|$)/.test(
          name,
        )
      )
        continue;
      if (NOT_PERSONAL.some((each) => path.endsWith(each))) continue;
      expect(datum, `${path} has x-personal`).toBeDefined();
    }
  });
});

/** Members whose names suggest personal data, but which have none. */
const NOT_PERSONAL = [
  // The registered address of a business.
  '.profile.address',
  'Business.address',
  // Where a business pays in a digital asset.
  'listWaysToPay.data.address',
  'listWaysToPay.data.address_status',
  'takeDepositAddress.address',
  'takeDepositAddress.address_status',
  // What the operator publishes about itself.
  ...['Shop', 'Logo'].flatMap((of) =>
    ['address', 'support_email', 'tax_number', 'tax_percent', 'tax_note'].map(
      (name) => `${of}.${name}`,
    ),
  ),
  // An amount.
  '.tax',
  // Counts.
  '.emails_failed',
  '.emails',
];
