import { Command } from 'commander';
import { VERSION } from '../kit/version.ts';
import { backupCommands } from './backup.ts';
import { bankStatementCommands } from './bank-statements.ts';
import { claimCommands } from './claims.ts';
import { codeCommands } from './codes.ts';
import { depositMethodCommands } from './deposit-methods.ts';
import { depositCommands } from './deposits.ts';
import { doctorCommands } from './doctor.ts';
import { documentCommands } from './documents.ts';
import { incidentCommands } from './incidents.ts';
import { keyCommands } from './keys.ts';
import { moveCommands } from './move.ts';
import { orderCommands } from './orders.ts';
import { partnerCommands } from './partners.ts';
import { priceListCommands } from './price-lists.ts';
import { priceCommands } from './prices.ts';
import { productCommands } from './products.ts';
import { quotaCommands } from './quotas.ts';
import { reportCommands } from './reports.ts';
import { restoreCommands } from './restore.ts';
import { serveCommands } from './serve.ts';
import { sessionsCommands } from './sessions.ts';
import { settingCommands } from './settings.ts';
import { shopCommands } from './shop.ts';
import { staffCommands } from './staff.ts';
import { stockCommands } from './stock.ts';
import { supplierCommands } from './suppliers.ts';
import { runOn, type Terminal } from './terminal.ts';
import { upkeepCommands } from './upkeep.ts';
import { webhookCommands } from './webhooks.ts';

/** The operator's command line. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('psnb2b-server')
    .description(
      'Supply other businesses with gift cards by API. ' +
        'A command with the option --json prints one JSON value.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError();
  runOn(program, terminal);
  serveCommands(program);
  partnerCommands(program);
  keyCommands(program);
  depositCommands(program);
  depositMethodCommands(program);
  bankStatementCommands(program);
  documentCommands(program);
  orderCommands(program);
  codeCommands(program);
  stockCommands(program);
  supplierCommands(program);
  claimCommands(program);
  priceCommands(program);
  priceListCommands(program);
  productCommands(program);
  webhookCommands(program);
  staffCommands(program);
  sessionsCommands(program);
  quotaCommands(program);
  settingCommands(program);
  shopCommands(program);
  incidentCommands(program);
  reportCommands(program);
  backupCommands(program);
  restoreCommands(program);
  moveCommands(program);
  doctorCommands(program);
  upkeepCommands(program);
  for (const command of program.commands.flatMap((each) => [each, ...each.commands])) {
    command.exitOverride();
  }
  return program;
}
