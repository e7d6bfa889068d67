export { countPaces, runPriceChanges } from '../src/acts/index.ts';
export { sendAlerts } from '../src/alerts/index.ts';
export { runImports } from '../src/imports/index.ts';
export { drivenClock } from '../src/kit/clock.ts';
export { formatId, parseId } from '../src/kit/ids.ts';
export { bodyOf, codeOf, smallFile, stepUp, upload } from './acts.ts';
export { atDesk, type BankDesk, openBankDesk } from './bank-desk.ts';
export { camtFile, type DemoEntry, type DemoStatement, statementOf } from './bank-file.ts';
export { type BareOrders, leaveCodes, openBareOrders } from './bare-orders.ts';
export { type Barrier, placeBarrier } from './barrier.ts';
export { base58check } from './base58check.ts';
export { type CallOptions, callApi } from './call.ts';
export { buy, decide, file, formOf } from './claimant.ts';
export { type ClusterFolder, clusterFolder, emptyFolder } from './cluster-folder.ts';
export { type Answer, contractFaults } from './conformance.ts';
export { databaseOf } from './database-of.ts';
export { type EmbeddedShop, embeddedShop } from './embedded-shop.ts';
export { followQuickStart } from './follow-quick-start.ts';
export { type ForeignPostgres, openForeignPostgres } from './foreign-postgres.ts';
export { clusterOf, dropConnections, freezePostgres, killPostgres } from './kill-postgres.ts';
export { type NameServer, openNameServer } from './name-server.ts';
export { type ApiNode, openNode } from './node.ts';
export { testNotifier } from './notifier.ts';
export { entryOf, type OrderWish } from './order-entry.ts';
export { overtake } from './overtake.ts';
export { pageThrough } from './page-through.ts';
export {
  colleague,
  enrol,
  mailTo,
  PASSWORD,
  type SignedUp,
  signUp,
  staff,
  staffOf,
  tokenMailedTo,
  visitor,
} from './people.ts';
export { isPlainSentence } from './plain-sentence.ts';
export { openPooler, type Pooler } from './pooler.ts';
export { databaseBefore, type TestDatabase, testDatabase } from './postgres.ts';
export { type Cut, openPostgresProxy, type PostgresProxy } from './postgres-proxy.ts';
export { rawRequest } from './raw-request.ts';
export { type Ran, runAlone, runHere } from './run-here.ts';
export { sendWebhooks } from './send-webhooks.ts';
export {
  type ServerProcess,
  startServer,
  startWorker,
  type WorkerProcess,
} from './server-process.ts';
export { openShop, type Shop, type ShopOptions, type TestKey, type TestLot } from './shop.ts';
export { onSmallDisk, runOnDisk, SmallDisk } from './small-disk.ts';
export { days, openStatementDesk, pay, type StatementDesk } from './statement-desk.ts';
export { storedState } from './stored.ts';
export { supplierNamed } from './supplier-named.ts';
export {
  type DatabaseProxy,
  openDatabaseProxy,
  openTcpProxy,
  type TcpProxy,
  type Verdict,
  type Watcher,
} from './tcp-proxy.ts';
export { openTraceCollector, type ReceivedSpan, type TraceCollector } from './trace-collector.ts';
export { type Left, leftBy } from './two-forms.ts';
export { type VisitOptions, Visitor } from './visitor.ts';
export { type Said, Watching } from './watching.ts';
export {
  answer,
  type Behaviour,
  holding,
  hostile,
  openReceiver,
  type Received,
  type WebhookReceiver,
} from './webhook-receiver.ts';
