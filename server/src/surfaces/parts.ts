import type { KeyObject } from 'node:crypto';
import type { CatalogWatch } from '../catalog/index.ts';
import type { ClaimParts } from '../claims/index.ts';
import type { Config } from '../config/index.ts';
import type { FundingParts } from '../funding/index.ts';
import type { Guard, IdentityParts } from '../identity/index.ts';
import type { VersionWatch } from '../kit/database/index.ts';
import type { Limits } from '../kit/limits/index.ts';
import type { Logger } from '../kit/log.ts';
import type { ReplyThread } from '../kit/reply-thread/index.ts';
import type { Reserve } from '../kit/reserve-on.ts';
import type { TrustedTime } from '../kit/trusted-time/index.ts';
import type { Live } from '../live/index.ts';
import type { OrderParts } from '../orders/index.ts';
import type { RequestLog } from '../request-log/index.ts';
import type { Inventory, OnStock } from '../stock/index.ts';
import type { WebhookParts } from '../webhooks/index.ts';

/** What the routes of all surfaces work with together; each verb takes of it what it needs. */
export interface Parts
  extends ClaimParts,
    FundingParts,
    Guard,
    IdentityParts,
    OrderParts,
    WebhookParts {
  readonly config: Pick<
    Config,
    'approvalWindowMs' | 'dataDir' | 'environment' | 'smtpUrl' | 'webhookRegistration'
  >;
  /** Makes the files of lists. */
  readonly exports: Pick<ReplyThread, 'reply'>;
  readonly inventory: Inventory;
  readonly limiter: Limits;
  readonly live: Live;
  readonly log: Logger;
  readonly onStock: OnStock;
  /** Hashes keys. */
  readonly pepper: KeyObject;
  readonly cell: string | null;
  readonly products: CatalogWatch['product'];
  readonly reserve: Reserve;
  readonly requestLog: Pick<RequestLog, 'flush'>;
  readonly time: Pick<TrustedTime, 'isTrusted'>;
  readonly versions: VersionWatch;
}
