import { parseSync } from 'libpg-query';
import { contractOf } from '../../src/kit/database/index.ts';
import { isNewerVersion } from '../../src/kit/version.ts';

/** A migration: its name without `.sql`, and its text. */
export interface MigrationFile {
  readonly name: string;
  readonly text: string;
}

type Json = Record<string, unknown>;

interface Statement {
  /** Its kind as PostgreSQL's parser names it, such as `AlterTableStmt`. */
  readonly kind: string;
  readonly node: Json;
  /** The comments before it belong to it. */
  readonly text: string;
}

/** What the rules know of the file and of the database that it meets. */
interface Scene {
  readonly isContract: boolean;
  /** Tables, and columns as `table column`, that this file itself creates: no other version uses them. */
  readonly made: ReadonlySet<string>;
  /** Constraints that this file adds without looking at the rows. */
  readonly unchecked: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  /** Whether a table has as many rows as there are orders, days or acts of people. */
  readonly grows: (table: string) => boolean;
}

const FEW_ROWS = /^-- Few rows: \S/m;
/** They add, and no version before knows what they add. */
const HARMLESS = new Set([
  'CommentStmt',
  'CompositeTypeStmt',
  'CreateDomainStmt',
  'CreateEnumStmt',
  'CreateSchemaStmt',
  'CreateSeqStmt',
  'CreateStatsStmt',
  'CreateStmt',
  'CreateTableAsStmt',
  'CreateTrigStmt',
  'InsertStmt',
  'SelectStmt',
]);
/** Parts of ALTER TABLE that change nothing for another version and need no look at the rows. */
const HARMLESS_PARTS = new Set([
  'AT_DropNotNull',
  'AT_EnableTrig',
  'AT_SetRelOptions',
  'AT_SetStatistics',
  'AT_AttachPartition',
]);

/**
 * What in a migration would break processes of the version before, which serve while it runs, or block them for longer than a moment. `released`:
 * the last version that was released.
 */
export function problemsOf(
  file: MigrationFile,
  { released, grows }: { released: string; grows: (table: string) => boolean },
): string[] {
  const statements = statementsOf(file.text);
  const contract = contractOf(file.text);
  const scene: Scene = {
    isContract: contract !== null,
    ...{ statements, grows },
    made: new Set(statements.flatMap(madeBy)),
    unchecked: new Set(statements.flatMap(uncheckedBy)),
  };
  const late =
    contract !== null && isNewerVersion(contract, released)
      ? [`version ${contract} is not released, so processes of ${released} run beside this`]
      : [];
  const found = statements.flatMap((statement) => refusalsOf(statement, scene));
  return [...late, ...found].map((why) => `${file.name}: ${why}`);
}

function statementsOf(text: string): Statement[] {
  const bytes = Buffer.from(text);
  const { stmts } = parseSync(text) as unknown as {
    stmts: { stmt: Record<string, Json>; stmt_location?: number; stmt_len?: number }[];
  };
  let from = 0;
  return stmts.map(({ stmt, stmt_location: at = 0, stmt_len: length }) => {
    const [kind = '', node = {}] = Object.entries(stmt)[0] ?? [];
    const to = length === undefined ? bytes.length : at + length;
    const text = bytes.subarray(from, to).toString();
    from = to;
    return { kind, node, text };
  });
}

function madeBy({ kind, node }: Statement): string[] {
  if (kind === 'CreateStmt') return [tableOf(node.relation)];
  if (kind !== 'AlterTableStmt') return [];
  const table = tableOf(node.relation);
  return partsOf(node).flatMap(({ subtype, def }) =>
    subtype === 'AT_AddColumn' ? [`${table} ${columnOf(def).colname}`] : [],
  );
}

function uncheckedBy({ kind, node }: Statement): string[] {
  if (kind !== 'AlterTableStmt') return [];
  return partsOf(node).flatMap(({ def }) => {
    const { Constraint: added } = (def ?? {}) as { Constraint?: Json };
    return added?.skip_validation === true ? [String(added.conname)] : [];
  });
}

function refusalsOf(statement: Statement, scene: Scene): string[] {
  const { kind, node, text } = statement;
  if (HARMLESS.has(kind)) return [];
  switch (kind) {
    case 'AlterTableStmt':
      return refusalsOfAlter(node, scene);
    case 'IndexStmt':
      return refusalsOfIndex(node, scene);
    case 'AlterEnumStmt':
      return node.oldVal === undefined || scene.isContract ? [] : ['it renames a value of a type'];
    case 'CreateFunctionStmt':
      return node.replace === true
        ? ['it replaces a function: functions that change belong in the sql folder of their module']
        : [];
    case 'DropStmt':
      return scene.isContract || isRetry(node, scene)
        ? []
        : ['it drops what the version before may use, and does not declare itself a contract'];
    case 'RenameStmt':
    case 'AlterObjectSchemaStmt':
      return scene.isContract ? [] : ['it renames what the version before may use'];
    case 'UpdateStmt':
    case 'DeleteStmt': {
      const table = tableOf(node.relation);
      const isSmall = !scene.grows(table) || scene.made.has(table) || FEW_ROWS.test(text);
      return isSmall
        ? []
        : [`it changes rows of ${table}, which grows: let a job of the worker do it in batches`];
    }
    case 'DoStmt':
      return ['a DO block hides from this check what it does'];
    default:
      return [`nobody has said whether ${kind} is safe beside the version before`];
  }
}

/** An index whose building was cut off is there and invalid, so a file that builds one drops it first. */
function isRetry({ removeType, concurrent, objects }: Json, { statements }: Scene): boolean {
  if (removeType !== 'OBJECT_INDEX' || concurrent !== true) return false;
  const built = statements.filter(({ kind }) => kind === 'IndexStmt').map(({ node }) => node);
  return namesIn(objects).every((name) => built.some(({ idxname }) => idxname === name));
}

function refusalsOfIndex(index: Json, { made, grows, statements }: Scene): string[] {
  const table = tableOf(index.relation);
  if (made.has(table)) return [];
  if (index.concurrent !== true) {
    return grows(table)
      ? [`${table} grows, and its writers wait until ${index.idxname} is built: use CONCURRENTLY`]
      : [];
  }
  const [first] = statements;
  const isAlone = statements.length === 2 && first?.kind === 'DropStmt';
  return isAlone && isRetryOf(first.node, index)
    ? []
    : [
        `a file that builds an index CONCURRENTLY holds two statements: DROP INDEX CONCURRENTLY IF EXISTS, then this`,
      ];
}

function isRetryOf({ concurrent, missing_ok: ifExists, objects }: Json, index: Json): boolean {
  return concurrent === true && ifExists === true && namesIn(objects)[0] === index.idxname;
}

function refusalsOfAlter(alter: Json, scene: Scene): string[] {
  const table = tableOf(alter.relation);
  if (scene.made.has(table)) return [];
  return partsOf(alter).flatMap((part) => {
    const why = refusalOfPart(part, table, scene);
    return why === null ? [] : [`${table}: ${why}`];
  });
}

function refusalOfPart({ subtype, name, def }: Part, table: string, scene: Scene): string | null {
  if (HARMLESS_PARTS.has(subtype)) return null;
  switch (subtype) {
    case 'AT_AddColumn':
      return refusalOfColumn(columnOf(def), scene.grows(table));
    case 'AT_AddConstraint':
      return refusalOfConstraint((def as { Constraint: Json }).Constraint, scene.grows(table));
    case 'AT_ValidateConstraint':
      return scene.unchecked.has(name)
        ? `${name} is validated in the file that adds it, under its lock: validate it in the next file`
        : null;
    case 'AT_ColumnDefault':
      return def !== undefined || scene.isContract || scene.made.has(`${table} ${name}`)
        ? null
        : `the version before may rely on the default of ${name}`;
    case 'AT_AlterColumnType':
      return `${name} changes its type: add a column`;
    case 'AT_SetNotNull':
      return scene.isContract ? null : `the version before may write null into ${name}`;
    case 'AT_DropColumn':
    case 'AT_DropConstraint':
    case 'AT_DetachPartition':
      return scene.isContract
        ? null
        : `it drops ${name}, which the version before may use, and does not declare itself a contract`;
    default:
      return `nobody has said whether ${subtype} is safe beside the version before`;
  }
}

function refusalOfColumn({ colname, constraints }: Column, grows: boolean): string | null {
  const of = (kind: string) => constraints.find(({ contype }) => contype === `CONSTR_${kind}`);
  const default_ = of('DEFAULT');
  if (of('GENERATED') || of('IDENTITY')) return `${colname} rewrites the whole table`;
  if (default_ && !isConstant(default_.raw_expr)) {
    return `the default of ${colname} is not a constant, so the whole table is rewritten`;
  }
  if (of('NOTNULL') && !default_) {
    return `${colname} is NOT NULL without a default, and the version before does not write it`;
  }
  if (!grows) return null;
  const checked = ['CHECK', 'FOREIGN', 'UNIQUE', 'PRIMARY'].find(of);
  return checked
    ? `the rows are checked for the constraint on ${colname} under lock: add it NOT VALID, or build its index first`
    : null;
}

function refusalOfConstraint(added: Json, grows: boolean): string | null {
  const { contype, conname, skip_validation: isUnchecked, indexname } = added;
  if (isUnchecked === true || indexname !== undefined || !grows) return null;
  return contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN' || contype === 'CONSTR_NOTNULL'
    ? `the rows are checked for ${conname} under lock: add it NOT VALID, and validate it in the next file`
    : `the index of ${conname} is built under lock: build it CONCURRENTLY, then add the constraint USING INDEX`;
}

interface Part {
  readonly subtype: string;
  readonly name: string;
  readonly def?: Json;
}

interface Column {
  readonly colname: string;
  readonly constraints: readonly Json[];
}

function partsOf({ cmds }: Json): Part[] {
  return (cmds as { AlterTableCmd: Part }[]).map(({ AlterTableCmd: part }) => part);
}

function columnOf(def: Json | undefined): Column {
  const { colname, constraints = [] } = (def as { ColumnDef: Json }).ColumnDef;
  const each = (constraints as { Constraint: Json }[]).map(({ Constraint: one }) => one);
  return { colname: String(colname), constraints: each };
}

function tableOf(relation: unknown): string {
  const { schemaname = 'public', relname } = relation as { schemaname?: string; relname: string };
  return `${schemaname}.${relname}`;
}

/** The last part of each name in a list of objects. */
function namesIn(objects: unknown): (string | undefined)[] {
  return (objects as { List: { items: { String: { sval: string } }[] } }[]).map(
    ({ List: { items } }) => items.at(-1)?.String.sval,
  );
}

/** A literal, also with a cast, or an array of them: stored once for all rows that are there. */
function isConstant(expression: unknown): boolean {
  const [[kind, node] = ['', {}]] = Object.entries(expression as Record<string, Json>);
  if (kind === 'A_Const') return true;
  if (kind === 'TypeCast') return isConstant(node.arg);
  if (kind === 'A_ArrayExpr') return ((node.elements as unknown[]) ?? []).every(isConstant);
  return kind === 'A_Expr' && node.lexpr === undefined && isConstant(node.rexpr);
}
