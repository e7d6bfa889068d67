/**
 * Guards: a reply has exactly the members of its schema; a member that neither row nor route supplies does not compile,
 * and a value that the schema does not name never leaves the server.
 */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { id, money, nullable, time } from '../../../contract/src/kit/primitives.ts';
import { present } from './present.ts';

const UUID = '0190a5b0-0000-7000-8000-000000000000';
const Sum = Type.Object({ currency: Type.String(), amount: nullable(money('How much.')) });
const Supplier = Type.Object({
  id: id('sup', 'Its id.'),
  object: Type.Literal('supplier'),
  volume_30d: Type.Integer(),
  lot_id: nullable(id('lot', 'Its lot.')),
  owed: Type.Array(Sum),
  added_at: time('When it was added.'),
  archived_at: nullable(time('When it was archived.')),
  note: Type.Optional(Type.String()),
});
const row = {
  supplierId: UUID,
  volume30d: 5,
  lotId: UUID,
  owed: [
    { currency: 'USD', amount: 1250, secret: 'a' },
    { currency: 'JPY', amount: null, secret: 'b' },
  ],
  addedAt: new Date(0),
  archivedAt: null,
  passwordHash: 'not for anybody',
};

test('a reply is made from the row by the schema, in its order, with nothing else of the row', () => {
  expect(JSON.stringify(present(Supplier, row))).toBe(
    JSON.stringify({
      id: 'sup_01j2jv0000e008000000000000',
      object: 'supplier',
      volume_30d: 5,
      lot_id: 'lot_01j2jv0000e008000000000000',
      owed: [
        { currency: 'USD', amount: '12.50' },
        { currency: 'JPY', amount: null },
      ],
      added_at: '1970-01-01T00:00:00.000Z',
      archived_at: null,
    }),
  );
});

test('an explicit member replaces that of the row', () => {
  const shown = present(Supplier, row, { volume_30d: 6, note: 'late', archived_at: 'never' });
  expect(shown).toMatchObject({ volume_30d: 6, note: 'late', archived_at: 'never' });
});

test('a member that is missing or of another type does not compile', () => {
  const { supplierId: _id, ...nameless } = row;
  const tries = [
    // @ts-expect-error The row has no id.
    () => present(Supplier, nameless),
    // @ts-expect-error A time is a Date in a row.
    () => present(Supplier, { ...row, addedAt: 5 }),
    // @ts-expect-error Money needs a currency.
    () => present(Type.Object({ price: money('Price.') }), { price: 5 }),
    // @ts-expect-error So does money in a list.
    () => present(Supplier, { ...row, owed: [{ amount: 5 }] }),
  ];
  for (const wrong of tries) expect(wrong).toThrow();
  // @ts-expect-error The schema names no such member.
  expect(present(Supplier, row, { passwordHash: 'x' })).not.toHaveProperty('passwordHash');
  // @ts-expect-error A member that is written out has the type of the reply.
  present(Supplier, row, { added_at: new Date(0) });
  // @ts-expect-error What is never null must not become so.
  present(Supplier, { ...row, addedAt: null });
});

test('an id that is already formatted is a bug, not an id of something else', () => {
  expect(() => present(Supplier, { ...row, lotId: 'lot_01j2jv0000e008000000000000' })).toThrow(
    'is a UUID',
  );
});
