import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Vault } from '../vault/index.ts';
import type { UploadRoom } from './upload-room.ts';

/** What the verbs of this module work with. */
export interface FileParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly uploads: UploadRoom;
}
