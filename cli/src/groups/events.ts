import type { Group } from '../declared.ts';

export const events: Group = {
  title: 'Events and webhooks',
  commands: [
    {
      usage: 'events',
      summary: 'List the events of the last 30 days, oldest first',
      options: [
        ['--after <sequence>', 'only later ones'],
        ['--types <type...>', 'only these types'],
        ['--limit <count>', 'at most so many; 100 by default'],
        ['--follow', 'go on with new ones as they happen'],
      ],
      examples: ['psnb2b events --types order.status_changed', 'psnb2b events --follow --json'],
      load: async () => (await import('../commands/events.ts')).events,
    },
    {
      usage: 'webhooks [endpoint]',
      summary: 'List your webhook endpoints, or work with one',
      options: [
        ['--create <url>', 'register an endpoint; its signing secret is shown once'],
        ['--events <type...>', 'with --create: the types that it receives'],
        ['--deliveries', 'list the latest deliveries of this endpoint'],
        ['--test', 'send it a webhook.test event'],
        ['--rotate', 'replace its signing secret; both sign during the overlap'],
        ['--enable', 'send to it again'],
        ['--disable', 'stop sending to it'],
        ['--delete', 'delete it'],
      ],
      examples: [
        'psnb2b webhooks',
        'psnb2b webhooks --create https://shop.example/hook --events order.status_changed',
        'psnb2b webhooks whe_01m84ht3bvek8taznva0d678kp --deliveries',
      ],
      load: async () => (await import('../commands/webhooks.ts')).webhooks,
    },
    {
      usage: 'listen',
      summary: 'Receive events on this machine, without a public address',
      more: 'Each event is sent as a webhook, signed with both schemes, in order, until it is answered with 2xx. The position is stored, so nothing is lost between two runs.',
      options: [
        ['--forward-to <url>', 'where your program listens, such as http://localhost:3000/hook'],
        ['--events <type...>', 'only these types'],
        ['--attempts <count>', 'give up an event after so many attempts; without end by default'],
        ['--from-beginning', 'begin with the oldest event of 30 days'],
        ['--live', 'allow a live key: real orders'],
        ['--print-json', 'print each event as one line of JSON'],
      ],
      examples: [
        'psnb2b listen --forward-to http://localhost:3000/hook',
        'psnb2b listen --events order.status_changed --print-json',
      ],
      load: async () => (await import('../commands/listen.ts')).listen,
    },
    {
      usage: 'logs [act]',
      summary: 'List the requests of your keys, or follow them as they happen: list, tail',
      more: 'The request log has the last seven days: which calls, how they ended, and how long they took; neither bodies nor codes. Each problem is shown with the link to its page.',
      options: [
        ['--status <class>', 'only replies with such a status', ['2xx', '3xx', '4xx', '5xx']],
        ['--code <code>', 'only problems with this code, such as rate_limited'],
        ['--method <method>', 'only this method, such as POST'],
        [
          '--path <path>',
          'only this path, such as /orders/{order_id}; with * at its end, every path that begins so',
        ],
        ['--key <key>', 'only requests of the key with this id'],
        ['--request <request>', 'only the request with this id'],
        ['--since <time>', 'only later ones: 15m, 2h, 7d, or a time such as 2026-11-23T16:00:00Z'],
        ['--limit <count>', 'with list: at most so many; 100 by default'],
      ],
      examples: [
        'psnb2b logs tail',
        'psnb2b logs tail --status 4xx --json',
        'psnb2b logs list --code rate_limited --since 2h',
      ],
      load: async () => (await import('../commands/logs.ts')).logs,
    },
  ],
};
