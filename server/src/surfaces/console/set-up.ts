import { BackupStatement, EmailTest, SetUp } from '@psnb2b/contract';
import * as identity from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { invalid, invalidState } from '../../kit/refusal.ts';
import { readSetUp } from '../../reports/index.ts';
import { dismissSetUp, stateBackup } from '../../shop/index.ts';
import { listLegalTexts } from '../../site/index.ts';
import { originOf } from '../both/web-app-reply.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

type Reader = Pick<ConsoleCall<'getSetUp'>, 'caller' | 'at'>;

/** How far the shop is set up, for staff. */
export function setUpRoutes(parts: Parts) {
  const { database, catalog, config } = parts;
  const { reads } = database;
  const isSmtpSet = config.smtpUrl !== null;
  const reply = async ({ caller: { userId }, at }: Reader) => {
    const state = await readSetUp(reads, { catalog: catalog.current, isSmtpSet }, { userId, at });
    const { backup, lastTest } = state;
    const names = await identity.actorTexts(reads, backup ? [backup.statedBy] : []);
    const named = backup && { ...backup, statedBy: names(backup.statedBy) };
    const textsDefault = await countDefaultTexts(config, at);
    const written = {
      last_test: lastTest && present(EmailTest, lastTest),
      backup: named && present(BackupStatement, named),
    };
    return json(200, present(SetUp, { ...state, textsDefault }, written));
  };
  return onConsole({
    getSetUp: reply,
    sendEmailTest: async (call) => {
      if (!isSmtpSet) {
        const detail =
          'No mail server is set, so this server sends no e-mail. Set SMTP_URL and restart it.';
        throw invalidState('no_mail_server', detail);
      }
      await identity.sendEmailTest(parts, call.caller, originOf(call));
      return reply(call);
    },
    confirmEmailTest: async (call) => {
      await identity.confirmEmailTest(parts, call.caller, call.body.token, originOf(call));
      return reply(call);
    },
    stateBackup: async (call) => {
      const { place, restored_on: restoredOn } = call.body;
      if (Date.parse(`${restoredOn}T00:00:00Z`) > call.at.getTime()) {
        const detail = 'A backup that was restored as a trial was restored today or earlier.';
        throw invalid({ pointer: '/restored_on', code: 'maximum', detail });
      }
      await database.transaction((tx) => stateBackup(tx, { place, restoredOn }, call.by));
      return reply(call);
    },
    dismissSetUp: async (call) => {
      await database.transaction((tx) => dismissSetUp(tx, call.body.is_dismissed, call.by));
      return reply(call);
    },
  });
}

/** How many legal texts are ours; a folder that cannot be read is said on the page of the company. */
async function countDefaultTexts({ dataDir }: Parts['config'], at: Date): Promise<number> {
  // nothing: the page of the company says that the folder cannot be read.
  const texts = await listLegalTexts(dataDir, at).catch(() => []);
  return texts.filter(({ isDefault }) => isDefault).length;
}
