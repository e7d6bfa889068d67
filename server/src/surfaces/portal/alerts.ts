import * as contract from '@psnb2b/contract';
import { foreign, listRules, listWarnedPeople, type Rule, setAlert } from '../../alerts/index.ts';
import type { PersonOf } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { HOUR_MS } from '../../kit/time.ts';
import { findPartner } from '../../partners/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** What a person of a business wants to be warned of. */
export function alertRoutes(parts: Parts) {
  const { database, inventory } = parts;
  const { reads } = database;
  const currencyOf = async ({ partnerId }: PersonOf<'portal'>) =>
    (await findPartner(reads, partnerId)).currency;
  const rulesOf = async (caller: PersonOf<'portal'>, at: Date) => {
    const currency = await currencyOf(caller);
    const rules = await listRules(reads, caller.userId, caller.role as contract.PartnerRole);
    return rules.map((rule) => presentAlert(rule, currency, at));
  };
  return onPortal({
    listAlerts: async ({ caller, at }) => whole(await rulesOf(caller, at)),
    setAlert: async ({ caller, body, at }) => {
      const { kind, by_email: byEmail, on: enabled, mute_hours: muteHours = 0 } = body;
      const { sku, isSoldOut } = await productOf(inventory, body.product);
      const isMoney = kind === 'balance_low';
      if (isMoney && body.count !== undefined) throw foreign('count');
      if (!isMoney && body.amount !== undefined) throw foreign('amount');
      const amount =
        body.amount === undefined
          ? null
          : amountOf('amount', body.amount, await currencyOf(caller));
      const rule: Rule = {
        ...{ userId: caller.userId, kind, product: sku, byEmail, enabled },
        threshold:
          amount ?? body.count ?? (kind === 'product_low' ? contract.productLowDefault : null),
        mutedUntil: muteHours === 0 ? null : new Date(at.getTime() + muteHours * HOUR_MS),
      };
      await database.transaction((tx) =>
        setAlert(tx, caller.role as contract.PartnerRole, rule, {
          at,
          isSoldOut: kind === 'product_back' && isSoldOut,
        }),
      );
      const fresh = { ...rule, firedAt: null, isFired: false };
      return json(200, presentAlert(fresh, await currencyOf(caller), at));
    },
    listWarnedPeople: async ({ caller }) =>
      whole(
        (await listWarnedPeople(reads, caller.partnerId)).map((each) =>
          present(contract.WarnedPerson, each),
        ),
      ),
  });
}

/** The product to watch by its SKU, and whether it is sold out now. */
async function productOf(inventory: Parts['inventory'], sku: string | undefined) {
  if (sku === undefined) return { sku: '', isSoldOut: false };
  const { catalog, levels } = await inventory.current();
  const product = catalog.productBySku(sku);
  if (!product) throw new Refusal('unknown_product');
  // nothing: a product that never had a code has none.
  return { sku, isSoldOut: (levels.get(product.productId)?.available ?? 0) === 0 };
}

function presentAlert(
  rule: Rule & { readonly firedAt: Date | null; readonly isFired: boolean },
  currency: string,
  at: Date,
): contract.Alert {
  const { kind, product, threshold, mutedUntil, enabled, isFired } = rule;
  const isMoney = kind === 'balance_low';
  const isMuted = mutedUntil !== null && mutedUntil > at;
  return present(
    contract.Alert,
    { ...rule, currency, amount: isMoney ? threshold : null },
    {
      product: product === '' ? null : product,
      count: isMoney ? null : threshold,
      state: !enabled ? 'off' : isMuted ? 'muted' : isFired ? 'fired' : 'armed',
    },
  );
}
