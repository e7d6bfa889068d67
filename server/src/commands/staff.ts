import { type StaffRole, staffRoles } from '@psnb2b/contract';
import type { Command } from 'commander';
import { findUserByEmail, invite, listUsers, recoverUser } from '../identity/index.ts';
import { type EmailAddress, isEmail } from '../kit/email-address.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { act, emailOption, OPERATOR } from './session.ts';

interface CreateOptions {
  json?: boolean;
  email: EmailAddress;
  role: string;
}

interface ResetOptions {
  json?: boolean;
  email: EmailAddress;
}

/** The people who run the shop. */
export function staffCommands(program: Command): void {
  const staff = program.command('staff').description('the people who run the shop');
  staff
    .command('create')
    .description('invite a person to the staff: prints a link that works once, for 7 days')
    .requiredOption('--email <address>', 'e-mail address', emailOption)
    .requiredOption('--role <role>', staffRoles.join(', '))
    .option('--json')
    .action(
      act(async (app, options: CreateOptions) => {
        const { email } = options;
        checkEmail(email);
        const role = roleOf(options.role);
        if (await findUserByEmail(app.database.reads, 'console', email)) {
          const detail =
            'This address belongs to a member of staff already; staff reset prints a new link.';
          throw invalid({ pointer: '/email', code: 'taken', detail });
        }
        const by = { actor: OPERATOR, at: app.clock.now() };
        const who = { webApp: 'console', partnerId: null, into: 'the staff', email, role } as const;
        const { link, url } = await app.database.transaction((tx) =>
          invite(tx, app, { ...who, invitedBy: 'the command line' }, false, by),
        );
        const value = { link: url, expires_at: link.expiresAt };
        return { value, lines: [url] };
      }),
    );
  staff
    .command('reset')
    .description('for somebody who is locked out: remove their second factors and print a link')
    .requiredOption('--email <address>', 'e-mail address', emailOption)
    .option('--json')
    .action(
      act(async (app, options: ResetOptions) => {
        const user = await findUserByEmail(app.database.reads, 'console', options.email);
        if (!user) {
          throw new Refusal('not_found', {}, { detail: 'No member of staff has this address.' });
        }
        const url = await recoverUser(app, user, { actor: OPERATOR, at: app.clock.now() });
        return { value: { link: url }, lines: [url] };
      }),
    );
  staff
    .command('list')
    .description('list the members of staff')
    .option('--json')
    .action(
      act(async (app) => {
        const all = await listUsers(app.database.reads, 'staff');
        return {
          value: all.map((user) => ({
            id: formatId('usr', user.userId),
            email: user.email,
            name: user.name,
            role: user.role,
            disabled_at: user.disabledAt,
          })),
          lines: all.map(({ email, role, name }) => `${email}  ${role}  ${name}`),
        };
      }),
    );
}

function checkEmail(email: EmailAddress): void {
  if (isEmail(email)) return;
  throw invalid({ pointer: '/email', code: 'format', detail: 'It must be an e-mail address.' });
}

function roleOf(text: string): StaffRole {
  const role = staffRoles.find((each) => each === text);
  if (role) return role;
  const detail = `It must be one of ${staffRoles.join(', ')}.`;
  throw invalid({ pointer: '/role', code: 'enum', detail });
}
