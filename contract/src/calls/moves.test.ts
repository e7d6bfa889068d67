/**
 * Guards: a person who finds an open session can move nothing with it. Every call of both web apps declares what it can
 * move of money, rights and secrets; one that moves something requires a fresh proof; and no declaration can be
 * omitted: schemas show what a call moves, or the call is listed below with the reason why it moves nothing.
 */
import { describe, expect, test } from 'vitest';
import type { WebAppOperation } from '../kit/web-app-operation.ts';
import { webAppOperations } from './web-app-operations.ts';

/** Calls that change something and move nothing, each with the reason. */
const HARMLESS: Readonly<Record<string, string>> = {
  signOut: 'ends the own session',
  stepUp: 'is the proof',
  changeName: 'what the person is called',
  revokeSession: 'ends a session of the same person',
  revokeOtherSessions: 'ends sessions of the same person',
  readNotifications: 'marks what was read',
  readRecall: 'marks what was read',
  saveView: 'a name for filters, for oneself',
  removeView: 'a name for filters, for oneself',
  setFavourite: 'a star, for oneself',
  revokeInvitation: 'takes back what nobody has yet',
  setAlert: 'what the person is warned of',
  nameKey: 'what a key is called; it may do what it did',
  setBusiness: 'facts that a reviewer judges',
  addKycDocument: 'facts that a reviewer judges',
  removeKycDocument: 'facts that a reviewer judges',
  submitKycCase: 'asks for a review',
  uploadFile: 'a file of the own business, attached to nothing',
  createTicket: 'asks',
  addTicketMessage: 'words',
  closeTicket: 'where a conversation stands',
  reopenTicket: 'where a conversation stands',
  createClaim: 'asks for money; the texts of codes in it are the caller’s own',
  search: 'finds what the caller may list anyway',
  traceCode: 'finds what the caller can name, and shows no code',
  lookUpCode: 'finds what the caller can name; its text is the caller’s own',
  addClaimMessage: 'words',
  addClaimEvidence: 'a file about a claim',
  withdrawClaim: 'gives up what was asked for',
  refuseProposal: 'stops a change before it takes effect; what was, stays',
  checkWebhookUrl: 'says whether an address would be accepted',
  testWebhookEndpoint: 'sends an event that holds nothing',
  redeliverEvent: 'sends an event to where its events go already',
  replayWebhookEvents: 'sends events to where they go already',
  replayForPartner: 'sends events to where they go already',
  setTestBalance: 'test money, which buys test codes alone',
  advanceTestClock: 'ends test orders alone, with test money and codes',
  triggerTestEvent: 'a sample: nothing that it names exists',
  takeDepositAddress: 'gives the own business its address to pay to',
  retryEmail: 'sends the same words to the same address',
  markKycItem: 'a note about one fact; approving is another call',
  acceptSeenDocuments: 'notes about facts; approving is another call',
  askForMore: 'asks',
  reopenKycCase: 'a new review; what was approved stays until its end',
  assignTicket: 'who answers',
  createCannedAnswer: 'words',
  findPartnerDuplicates: 'says which businesses may be the same',
  createPartnerNote: 'words',
  updatePartnerNote: 'words',
  removePartnerNote: 'words',
  removeCannedAnswer: 'words',
  sendImportPiece: 'a part of a file that the same person began to send with a proof',
  startImport: 'a file that the same person began to send with a proof',
  cancelImport: 'stops an import before anything of it is for sale',
  setStockThreshold: 'when staff are warned',
  planStockThresholds: 'says when staff would be warned',
  setStockThresholds: 'when staff are warned',
  addSupplier: 'a name to import from; nothing is bought by it',
  setSupplier: 'a name, whom staff write to, and dates of supplier claims to come',
  archiveSupplier: 'stops imports, which can be undone; what is there is sold on',
  restoreSupplier: 'lets stock keepers import again, as before',
  openIncident: 'words on the status page, which the next ones correct',
  updateIncident: 'words on the status page, which the next ones correct',
  addProduct: 'a product without a price, which nobody can buy',
  addRegion: 'a region without products',
  setProductStatus: 'whether a product is sold, at the prices that two people may have set',
  createPriceList: 'a name, at the list prices and for nobody',
  planTiers: 'says what other tiers would change',
  planPriceRule: 'says what new prices would change',
  planPriceFile: 'says what new prices would change',
  planPriceLines: 'says what new prices would change',
  planPriceList: 'says what another percentage would change',
  sendEmailTest: 'an e-mail to oneself',
  confirmEmailTest: 'says that the own test e-mail arrived',
  stateBackup: 'words about backups',
  dismissSetUp: 'whether the first page shows a guide',
  startClaimReview: 'says that somebody looks at it',
};

const webApps = ['portal', 'console'] as const;
const callsOf = (webApp: (typeof webApps)[number]) =>
  Object.values<WebAppOperation>(webAppOperations[webApp]).filter(
    // Before the session is complete, the call is itself a part of the proof.
    ({ auth }) => auth === 'session' || auth === 'enrolling',
  );

describe.each(webApps)('in the %s', (webApp) => {
  const calls = callsOf(webApp);

  test.each(calls)('$id requires a fresh proof if it moves something, and only then', (call) => {
    expect([call.id, call.stepUp]).toEqual([call.id, call.moves.length > 0]);
  });

  test.each(calls.filter(({ method }) => method !== 'GET'))(
    '$id moves something, or is listed here with the reason why not',
    ({ id, moves }) => {
      expect([id, moves.length > 0 || HARMLESS[id] !== undefined]).toEqual([id, true]);
      expect([id, moves.length > 0 && HARMLESS[id] !== undefined]).toEqual([id, false]);
    },
  );

  test('a call that shows or sets a secret declares secrets', () => {
    for (const { id, moves, replies, body } of calls) {
      const shown = Object.values(replies).some(({ schema, mediaTypes = {} }) =>
        [schema, ...Object.values(mediaTypes)].some(hasSecret),
      );
      const acceptsSecret =
        hasSecret(body) && HARMLESS[id] === undefined && !moves.includes('money');
      if (shown || acceptsSecret)
        expect([id, moves]).toEqual([id, expect.arrayContaining(['secrets'])]);
    }
  });

  test('a call that takes an amount declares money or rights', () => {
    for (const { id, moves, body } of calls) {
      const takesMoney = JSON.stringify(body ?? {}).includes('[0-9]{1,12}(');
      const declared = moves.includes('money') || moves.includes('rights');
      if (takesMoney && HARMLESS[id] === undefined) expect([id, declared]).toEqual([id, true]);
    }
  });
});

test('every listed call exists', () => {
  const known = new Set(webApps.flatMap((webApp) => callsOf(webApp).map(({ id }) => id)));
  known.add('signOut');
  expect(Object.keys(HARMLESS).filter((id) => !known.has(id))).toEqual([]);
});

/** Whether a schema marks anything in it as a secret. */
function hasSecret(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  if ((schema as Record<string, unknown>)['x-secret'] === true) return true;
  return Object.values(schema).some(hasSecret);
}
