import * as contract from '@psnb2b/contract';
import * as methods from '../../deposit-methods/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { given } from '../../kit/given.ts';
import { json } from '../../kit/http/index.ts';
import { wholeList } from '../../kit/pages.ts';
import { present } from '../../kit/present.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Where partners pay to, for staff. */
export function depositMethodRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const act = async (step: (tx: Tx) => Promise<{ readonly methodId: string }>) => {
    const { methodId } = await database.transaction(step);
    const found = (await presentAll(reads)).find(({ methodId: id }) => id === methodId);
    return required(found, 'a method is listed').shown;
  };
  return onConsole({
    listDepositMethods: async () =>
      json(200, wholeList((await presentAll(reads)).map(({ shown }) => shown))),
    addBankTransfer: async ({ body, by }) => {
      const account = given(contract.BankTransferCreate, body);
      return json(201, await act((tx) => methods.addBankTransfer(tx, parts, account, by)));
    },
    addDigitalAsset: async ({ body, by }) => {
      const terms = given(contract.DigitalAssetCreate, body);
      return json(201, await act((tx) => methods.addDigitalAsset(tx, parts, terms, by)));
    },
    setDepositMethod: async ({ params: { method_id: id }, body, by }) => {
      const terms = given(contract.DepositMethodSet, body);
      return json(200, await act((tx) => methods.setDepositMethod(tx, id, terms, by)));
    },
    importAddresses: async ({ params: { method_id: methodId }, body, by }) => {
      const { addresses } = body;
      const step = async (tx: Tx) => {
        await methods.importAddresses(tx, parts, methodId, addresses, by);
        return { methodId };
      };
      return json(200, await act(step));
    },
    confirmDepositMethod: async ({ params: { method_id: id }, body, by }) =>
      json(200, await act((tx) => methods.confirmDepositMethod(tx, parts, id, body, by))),
    archiveDepositMethod: async ({ params: { method_id: id }, by }) =>
      json(200, await act((tx) => methods.archiveDepositMethod(tx, parts, id, true, by))),
    restoreDepositMethod: async ({ params: { method_id: id }, by }) =>
      json(200, await act((tx) => methods.archiveDepositMethod(tx, parts, id, false, by))),
  });
}

async function presentAll(db: Db) {
  const found = await methods.listDepositMethods(db);
  const actors = found.flatMap((each) =>
    [each.addedBy, each.confirmedBy].filter((who) => who !== null),
  );
  const names = await actorTexts(db, actors);
  return found.map(({ addresses, ...method }) => ({
    methodId: method.methodId,
    shown: present(contract.DepositMethod, method, {
      status: methods.methodStatus(method),
      addresses_left: addresses.left,
      addresses_given: addresses.given,
      addresses_waiting: addresses.waiting,
      added_by: names(method.addedBy),
      confirmed_by: method.confirmedBy && names(method.confirmedBy),
    }),
  }));
}
