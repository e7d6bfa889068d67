import { type Static, type TObject, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { nullable } from '../kit/primitives.ts';
import { oneOf, oneOfOrNull, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';

/** What the search of the console finds. */
export const staffSearchKinds = [
  ...(['partner', 'order', 'claim', 'ticket', 'deposit', 'document'] as const),
  ...(['lot', 'supplier', 'product', 'person', 'staff'] as const),
] as const;
export type StaffSearchKind = (typeof staffSearchKinds)[number];

/** What the search of the portal finds. */
export const partnerSearchKinds = ['order', 'claim', 'ticket', 'document', 'deposit'] as const;
export type PartnerSearchKind = (typeof partnerSearchKinds)[number];

/** How many of a kind one search finds. */
export const searchOfKindMax = 5;
export const searchTextLengthMax = 100;

/** In a body, because a person may be typing a code: addresses are kept in logs and histories. */
export const SearchRequest = request('SearchRequest', 'What to search for.', {
  text: Type.String({
    minLength: 1,
    maxLength: searchTextLengthMax,
    pattern: '\\S',
    description: 'A whole id, or a part of a name, reference, number, subject or e-mail address.',
    'x-secret': true,
  }),
});

const members = {
  object: Type.Literal('search_result'),
  id: Type.String({ description: 'Its id; of a product, its SKU.' }),
  title: Type.String({ description: 'What people know it by: its name, reference or number.' }),
  status: nullable(Type.String({ description: 'Its state, if its kind has states.' })),
  mode: oneOfOrNull(['live', 'test'], 'Its mode, if its kind has one.'),
};

export const StaffSearchResult = Type.Object(
  {
    ...members,
    kind: oneOf(staffSearchKinds, 'What it is.'),
    email: personal(
      'contact',
      nullable(Type.String({ description: 'Of a business or a person.' })),
    ),
    partner: Type.Union([PartnerRef, Type.Null()], { description: 'The business that it is of.' }),
  },
  { title: 'StaffSearchResult', description: 'One thing that was found.' },
);
export type StaffSearchResult = Static<typeof StaffSearchResult>;

export const SearchResult = Type.Object(
  { ...members, kind: oneOf(partnerSearchKinds, 'What it is.') },
  { title: 'SearchResult', description: 'One thing that was found.' },
);
export type SearchResult = Static<typeof SearchResult>;

const resultsOf = <Item extends TObject, Kind extends string>(
  title: string,
  item: Item,
  kinds: readonly Kind[],
) =>
  Type.Object(
    {
      object: Type.Literal('search'),
      data: Type.Array(item, { description: `At most ${searchOfKindMax} of each kind.` }),
      failed: Type.Array(oneOf(kinds, 'A kind.'), {
        description: 'Kinds that could not be searched this time; the others are complete.',
      }),
    },
    { title, description: 'What was found, by kind.' },
  );

export const StaffSearch = resultsOf('StaffSearch', StaffSearchResult, staffSearchKinds);
export const Search = resultsOf('Search', SearchResult, partnerSearchKinds);
