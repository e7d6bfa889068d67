/** A tool as a model sees it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

const text = (description: string) => ({ type: 'string', description });
const shape = (properties: Record<string, object>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const reads = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};
const acts = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: true,
};

const ORDER = { order_id: text('Id of the order, ord_…') };

/** What a model may call. No result of any of them has a code. */
export const tools: readonly Tool[] = [
  {
    name: 'get_inventory',
    title: 'See what can be bought',
    description: 'Products with price, stock and limits.',
    inputSchema: shape({ region: text('Two letters, such as US'), in_stock: { type: 'boolean' } }),
    annotations: reads,
  },
  {
    name: 'get_balance',
    title: 'See the balance',
    description: 'The balance, and what an order can spend.',
    inputSchema: shape({}),
    annotations: reads,
  },
  {
    name: 'list_orders',
    title: 'List orders',
    description: 'The newest orders.',
    inputSchema: shape({ reference: text('Only the order with this number of yours') }),
    annotations: reads,
  },
  {
    name: 'get_order',
    title: 'See an order',
    description: 'One order, with the ids and states of its codes, never the codes.',
    inputSchema: shape(ORDER, ['order_id']),
    annotations: reads,
  },
  {
    name: 'place_order',
    title: 'Buy codes',
    description:
      'Buys codes at the price of now or less. Spends money; a person approves above a sum. The same reference never buys twice.',
    inputSchema: shape(
      {
        sku: text('The product, such as PSN-US-50'),
        quantity: { type: 'integer', minimum: 1 },
        reference: {
          ...text('Your own number for this order, new for each order'),
          pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
        },
      },
      ['sku', 'quantity', 'reference'],
    ),
    annotations: acts,
  },
  {
    name: 'save_codes',
    title: 'Save codes to a file',
    description:
      'Writes the codes of an order to a new private file and returns its path. Reading codes is recorded and ends the right to return them.',
    inputSchema: shape(
      { ...ORDER, file: text('A name that ends in .csv or .json, without a folder') },
      ['order_id', 'file'],
    ),
    annotations: acts,
  },
  {
    name: 'file_claim',
    title: 'Claim codes that did not work',
    description: 'Files a claim for codes of an order, by their ids.',
    inputSchema: shape(
      {
        ...ORDER,
        codes: { type: 'array', items: text('Id of a code, cod_…'), minItems: 1 },
        reason: { type: 'string', enum: ['invalid', 'wrong_region', 'failed', 'already_redeemed'] },
        description: text('What happened'),
      },
      ['order_id', 'codes', 'reason', 'description'],
    ),
    annotations: { ...acts, destructiveHint: false },
  },
  {
    name: 'list_claims',
    title: 'List claims',
    description: 'The newest claims with their states.',
    inputSchema: shape({}),
    annotations: reads,
  },
];
