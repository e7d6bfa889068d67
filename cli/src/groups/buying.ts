import { type Declared, type Group, ONCE } from '../declared.ts';

const ORDER: NonNullable<Declared['options']> = [
  ['--reference <text>', 'your own order number, unique for ever'],
  ['--max-unit-price <amount>', 'refuse a higher price for one code'],
  ['--metadata <name=value...>', 'pairs of your own, returned unchanged'],
  ...ONCE,
];

export const buying: Group = {
  title: 'Codes',
  commands: [
    {
      usage: 'inventory [sku]',
      summary: 'List what you can buy, with your prices',
      options: [
        ['--region <region...>', 'only these regions'],
        ['--denomination <value>', 'only this face value'],
        ['--in-stock', 'only what is in stock'],
        ['--watch', 'go on, and print what changes'],
      ],
      examples: ['psnb2b inventory --region US GB --in-stock', 'psnb2b inventory PSN-US-50 --json'],
      load: async () => (await import('../commands/inventory.ts')).inventory,
    },
    {
      usage: 'order <region> <denomination> <quantity>',
      summary: 'Buy codes, and wait until they are delivered',
      more: 'An interrupted order is safe: run the same command again, and it continues with the same idempotency key.',
      options: [
        ['--fill <policy>', 'what to do if fewer codes are in stock', ['all', 'available', 'wait']],
        ['--wait-seconds <seconds>', 'how long the order waits for its codes, with --fill wait'],
        ['--payment <way>', 'how it is paid', ['balance', 'invoice']],
        ['--timeout <seconds>', 'how long to wait here for the final state; 600 by default'],
        ['--no-wait', 'return as soon as the order is accepted'],
        ...ORDER,
      ],
      examples: [
        'psnb2b order US 50 2 --reference PO-1042',
        'psnb2b order GB 25 10 --max-unit-price 23.50 --fill available',
      ],
      load: async () => (await import('../commands/order.ts')).order,
    },
    {
      usage: 'orders [order]',
      summary: 'List your orders, or show one',
      options: [
        [
          '--status <status...>',
          'only in these states',
          ['pending', 'paid', 'delivered', 'failed'],
        ],
        ['--reference <text>', 'only the one with your own number'],
        ['--limit <count>', 'at most so many; 20 by default'],
      ],
      examples: ['psnb2b orders --status pending', 'psnb2b orders ord_01m84j5stvek8taznva0d678kp'],
      load: async () => (await import('../commands/orders.ts')).orders,
    },
    {
      usage: 'hold <region> <denomination> <quantity>',
      summary: 'Reserve codes, price and money until you confirm or cancel',
      options: [['--seconds <seconds>', 'how long; 900 by default'], ...ORDER],
      examples: ['psnb2b hold US 50 2 --seconds 600'],
      load: async () => (await import('../commands/order.ts')).hold,
    },
    {
      usage: 'confirm <order>',
      summary: 'Pay a hold, and have its codes delivered',
      examples: ['psnb2b confirm ord_01m84j5stvek8taznva0d678kp'],
      load: async () => (await import('../commands/order.ts')).confirm,
    },
    {
      usage: 'cancel <order>',
      summary: 'End an order that is pending',
      examples: ['psnb2b cancel ord_01m84j5stvek8taznva0d678kp'],
      load: async () => (await import('../commands/order.ts')).cancel,
    },
    {
      usage: 'codes <order>',
      summary: 'Download the codes of an order to a new file that only you can read',
      more: 'Each reading is recorded, and a code that was read cannot be returned.',
      options: [
        ['--out <file>', 'the file; its name ends in .csv or .json'],
        ['--force', 'replace the file if it exists'],
        ['--raw', 'in CSV: every cell unchanged, for a program instead of a spreadsheet'],
        ['--only <code...>', 'only these codes, by their ids; the others stay unread'],
        ['--private-key <file...>', 'private keys (JWK) that open sealed codes'],
        ['--masked', 'show ids and states, and read no code'],
        ['--show', 'print the codes here; they stay in the memory of your terminal'],
      ],
      examples: [
        'psnb2b codes ord_01m84j5stvek8taznva0d678kp --out codes.csv',
        'psnb2b codes ord_01m84j5stvek8taznva0d678kp --masked',
      ],
      load: async () => (await import('../commands/codes.ts')).codes,
    },
    {
      usage: 'return <order> [code...]',
      summary: 'Return codes that nobody has read, and get their price back',
      options: [['--all', 'every code of the order that can still be returned'], ...ONCE],
      examples: ['psnb2b return ord_01m84j5stvek8taznva0d678kp --all'],
      load: async () => (await import('../commands/return.ts')).returnCodes,
    },
    {
      usage: 'claim <order> <code...>',
      summary: 'Claim codes that did not work, by their ids',
      options: [
        [
          '--reason <reason>',
          'what is wrong',
          ['invalid', 'wrong_region', 'failed', 'already_redeemed'],
        ],
        ['--description <text>', 'what happened, in your words'],
        ['--evidence <file...>', 'pictures or PDFs'],
        ...ONCE,
      ],
      examples: [
        'psnb2b claim ord_01m84j5stvek8taznva0d678kp cod_01m84j5stvek8taznva0d678kp --reason invalid --description "The store says that the code is not valid."',
      ],
      load: async () => (await import('../commands/claim.ts')).claim,
    },
    {
      usage: 'claims [claim]',
      summary: 'List your claims, or show one, answer it or withdraw it',
      options: [
        ['--message <text>', 'write to support about this claim'],
        ['--withdraw', 'end this claim, which is not decided yet'],
        ['--limit <count>', 'at most so many; 20 by default'],
      ],
      examples: ['psnb2b claims', 'psnb2b claims clm_01m86d72r0faavxbkxmvvmazfc --withdraw'],
      load: async () => (await import('../commands/claims.ts')).claims,
    },
  ],
};
