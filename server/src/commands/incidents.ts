import {
  bareShape,
  faultsOf,
  IncidentChange,
  IncidentOpen,
  incidentImpacts,
  incidentPartNames,
  incidentParts,
  incidentSteps,
} from '@psnb2b/contract';
import type { Command } from 'commander';
import { reportIncident } from '../acts/index.ts';
import type { App } from '../app.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { idOf } from '../kit/id-of.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import {
  type Incident,
  listIncidents,
  updateIncident,
  type WholeIncident,
} from '../status/index.ts';
import { act, OPERATOR } from './session.ts';

const LISTED_MAX = 100;

interface Options {
  json?: boolean;
  incident: string;
  title?: string;
  parts?: string;
  impact?: string;
  step: string;
  text: string;
  all?: boolean;
}

/** What the status page says about faults. */
export function incidentCommands(program: Command): void {
  const incidents = program.command('incidents').description('faults on the status page');
  const write = (name: string, what: string) =>
    incidents
      .command(name)
      .description(what)
      .requiredOption('--text <text>', 'what anybody reads')
      .option('--json');
  write('open', 'say on the status page that something does not work')
    .requiredOption('--title <title>', 'the headline')
    .requiredOption('--parts <parts>', `${incidentParts.join(', ')}; several by commas`)
    .option('--impact <impact>', incidentImpacts.join(' or '), 'degraded')
    .option('--step <step>', incidentSteps.join(', '), 'investigating')
    .action(
      act((app, options: Options) => {
        const incident = checked(IncidentOpen, membersOf(options));
        return change(app, (tx, by) => reportIncident(tx, incident, by), 'opened');
      }),
    );
  write('update', 'write what is known now; the step resolved ends it')
    .requiredOption('--incident <id>')
    .requiredOption('--step <step>', incidentSteps.join(', '))
    .option('--impact <impact>', incidentImpacts.join(' or '))
    .option('--parts <parts>', `${incidentParts.join(', ')}; several by commas`)
    .action(
      act((app, options: Options) => {
        const id = idOf('icd', options.incident, '/incident');
        const news = checked(IncidentChange, membersOf(options));
        return change(app, (tx, by) => updateIncident(tx, id, news, by), options.step);
      }),
    );
  incidents
    .command('list')
    .description(`list the open ones; with --all the newest ${LISTED_MAX}`)
    .option('--all', 'those that are over as well')
    .option('--json')
    .action(act(list));
}

function membersOf({ title, parts, impact, step, text }: Options): Record<string, unknown> {
  return {
    ...{ step, text },
    ...(title !== undefined && { title }),
    ...(parts !== undefined && { parts: parts.split(',').map((each) => each.trim()) }),
    ...(impact !== undefined && { impact }),
  };
}

/** The options as the call takes them, by the same rules. */
function checked<Shape extends typeof IncidentOpen | typeof IncidentChange>(
  shape: Shape,
  members: Record<string, unknown>,
): Shape extends typeof IncidentOpen ? IncidentOpen : IncidentChange {
  const faults = faultsOf(bareShape(shape), members);
  if (faults.length > 0) throw invalid(...faults);
  return members as never;
}

async function change(app: App, step: (tx: Tx, by: By) => Promise<WholeIncident>, what: string) {
  const by = { actor: OPERATOR, at: app.clock.now() };
  const incident = await app.database.transaction((tx) => step(tx, by));
  const value = shown(incident);
  return { value, lines: [`${value.id}  ${incident.title}  ${what}`] };
}

async function list({ database }: App, { all = false }: Options) {
  const found = await listIncidents(database.reads, {
    limit: LISTED_MAX,
    ...(!all && { status: 'open' as const }),
  });
  const lines = found.map((each) => {
    const names = each.parts.map((part) => incidentPartNames[part]).join(', ');
    return `${shown(each).id}  ${each.step}  ${each.impact}  ${names}  ${each.title}`;
  });
  return { value: found.map(shown), lines: lines.length > 0 ? lines : ['no incidents'] };
}

function shown({ incidentId, title, parts, impact, step, openedAt, updatedAt }: Incident) {
  return {
    id: formatId('icd', incidentId),
    ...{ title, parts, impact, step },
    opened_at: openedAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
