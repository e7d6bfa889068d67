import { type Static, Type } from 'typebox';
import { currency, id, money, nullable, time } from '../kit/primitives.ts';
import { line, listOf, listQuery, oneOf, request } from '../kit/shapes.ts';
import { csvDateForms, csvDecimals, csvRowStates } from './csv-map.ts';
import { chainStates } from './states.ts';

export const count = (description: string) => Type.Integer({ minimum: 0, description });
export const day = (description: string) => Type.String({ format: 'date', description });
const column = (description: string) =>
  Type.String({ maxLength: 200, description: `${description} Empty: there is none.` });

export const BankCsvMap = Type.Object(
  {
    date: Type.String({ minLength: 1, maxLength: 200, description: 'Column of the day.' }),
    date_form: oneOf(csvDateForms, 'Order of year, month and day.'),
    decimal: oneOf(csvDecimals, 'What stands before the decimals.'),
    amount: column('Column of amounts with a sign.'),
    money_in: column('Column of money that arrived.'),
    money_out: column('Column of money that left.'),
    payer: column('Column of who paid.'),
    payer_account: column('Column of their account.'),
    text: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      maxItems: 10,
      description: 'Columns of what they wrote.',
    }),
    reference: column('Column of a creditor reference.'),
    bank_reference: column("Column of the bank's own id of each line."),
    balance: column('Column of the balance after each line.'),
    state: Type.Optional(column('Column of the state of each row.')),
    states: Type.Optional(
      Type.Array(
        Type.Object(
          {
            value: Type.String({ maxLength: 200, description: 'The text in the file.' }),
            means: oneOf(
              csvRowStates,
              '`booked`: it is a payment. `pending`: not booked yet. `rejected`: it never will be.',
            ),
          },
          { additionalProperties: false, title: 'BankCsvState' },
        ),
        { maxItems: 20, description: 'What each text in the column of states means.' },
      ),
    ),
  },
  {
    additionalProperties: false,
    title: 'BankCsvMap',
    description: 'What the columns of a CSV file are, by their names.',
  },
);
export type BankCsvMap = Static<typeof BankCsvMap>;

/** The same members without the name under which documents list the shape. */
function untitled({ title: _, ...shape }: object & { readonly title?: string }): object {
  return shape;
}

export const BankAccountRef = Type.Object(
  { id: id('bac', 'Id of the bank account.'), name: Type.String({ description: 'Its name.' }) },
  { title: 'BankAccountRef', description: 'A bank account, named.' },
);

export const BankAccount = Type.Object(
  {
    id: id('bac', 'Id of the bank account.'),
    object: Type.Literal('bank_account'),
    name: Type.String({ description: 'Its name here.' }),
    number: nullable(
      Type.String({ description: 'IBAN or another number; null: its files do not name it.' }),
    ),
    currency: currency('Its currency.'),
    csv_map: Type.Unsafe<BankCsvMap | null>({
      ...untitled(BankCsvMap),
      type: ['object', 'null'],
      description: 'What the columns of its CSV files are; null: nobody has said so yet.',
    }),
    method_id: nullable(
      id('dpm', 'The deposit method with its IBAN; null: partners do not pay to it.'),
    ),
    last_day: nullable(day('Last day of its statements; null: none was imported.')),
    closing: nullable(money('Balance at the end of that day; null: not known.')),
    added_at: time('When it was added.'),
    added_by: Type.String({ description: 'Who added it.' }),
  },
  {
    title: 'BankAccount',
    description: 'A bank account of the operator whose statements are imported.',
  },
);
export type BankAccount = Static<typeof BankAccount>;
export const BankAccountList = listOf('BankAccountList', 'Bank accounts, by name.', BankAccount);

export const BankAccountCreate = request('BankAccountCreate', 'A bank account.', {
  name: line(140, 'Its name here.'),
  number: Type.Optional(line(60, 'IBAN or another number, as the bank writes it in its files.')),
  currency: currency('Its currency.'),
});
export type BankAccountCreate = Static<typeof BankAccountCreate>;
export const BankAccountSet = request('BankAccountSet', 'What changes.', {
  name: Type.Optional(line(140, 'Its name here.')),
  csv_map: Type.Optional(BankCsvMap),
});
export type BankAccountSet = Static<typeof BankAccountSet>;

export const BankStatement = Type.Object(
  {
    id: id('bst', 'Id of the statement.'),
    object: Type.Literal('bank_statement'),
    account: BankAccountRef,
    currency: currency('Currency of the account.'),
    format: Type.String({ description: 'Form of the file: `camt.053.001.08` or `csv`.' }),
    file_name: Type.String({ description: 'Name of the file.' }),
    bank_id: nullable(Type.String({ description: "The bank's own id of the statement." })),
    from: day('Its first day.'),
    to: day('Its last day.'),
    opening: nullable(money('Balance before its first line; null: not known.')),
    closing: nullable(money('Balance after its last line; null: not known.')),
    money_in: money('Sum of what arrived.'),
    money_out: money('Sum of what left.'),
    lines: count('Its lines.'),
    open_lines: count('Those that nobody has decided on.'),
    pending: count('Entries that the bank had not booked yet, which were left out.'),
    rejected: count('Entries that the bank rejected, which were left out.'),
    chain: oneOf(
      chainStates,
      '`first`: no earlier statement is here. `fits`: it begins with the balance of an earlier one. `gap`: it does not. ' +
        '`overlap`: it shares days with another one that disagrees. `unknown`: a balance is missing.',
    ),
    missing: nullable(money('With a gap: its opening balance less the closing balance before it.')),
    before_from: nullable(day('First day of the statement before it.')),
    before_to: nullable(day('Last day of the statement before it.')),
    imported_by: Type.String({ description: 'Who imported it.' }),
    imported_at: time('When it was imported.'),
  },
  { title: 'BankStatement', description: 'A statement of a bank account.' },
);
export type BankStatement = Static<typeof BankStatement>;
export const BankStatementList = listOf(
  'BankStatementList',
  'Statements, the latest days first.',
  BankStatement,
);
export const ofAccount = Type.Optional(
  Type.String({ maxLength: 60, description: 'Only of this bank account.' }),
);
export type BankStatementList = Static<typeof BankStatementList>;
export const BankStatementQuery = listQuery({
  account_id: ofAccount,
  statement_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only this statement.' })),
});

export const StatementImportQuery = Type.Object(
  {
    account_id: Type.Optional(
      Type.String({
        maxLength: 60,
        description: 'Whose file it is; needed for CSV. A file of another account is refused.',
      }),
    ),
  },
  { additionalProperties: false },
);
const LeftOut = Type.Object(
  {
    line: count('Its line in the file.'),
    means: oneOf(['pending', 'rejected'], 'Why it was left out.'),
    value: Type.String({ description: 'Its state, as the bank writes it.' }),
    day: Type.String({ description: 'Its day.' }),
    amount: Type.String({ description: 'Its amount.' }),
    payer: Type.String({ description: 'Who paid.' }),
  },
  { title: 'LeftOutRow', description: 'A row that is not booked.' },
);
const ImportedStatement = Type.Object(
  {
    added: count('Lines that were added.'),
    known: count('Lines that were here before and are left alone.'),
    repeated: Type.Boolean({ description: 'Whether the whole statement was here before.' }),
    left_out: Type.Array(LeftOut, {
      description: 'Rows of a CSV file that are not booked, as they are written: at most 50.',
    }),
    statement: BankStatement,
  },
  {
    title: 'ImportedStatement',
    description: 'What the import did with one statement of the file.',
  },
);
export const StatementImport = Type.Object(
  { object: Type.Literal('statement_import'), statements: Type.Array(ImportedStatement) },
  { title: 'StatementImport', description: 'The result of an import.' },
);
export type StatementImport = Static<typeof StatementImport>;
