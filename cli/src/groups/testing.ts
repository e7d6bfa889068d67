import { type Group, ONCE } from '../declared.ts';

export const testing: Group = {
  title: 'Testing your integration',
  commands: [
    {
      usage: 'trigger [type] [state]',
      summary: 'Emit a sample event in test mode, of any type in any state',
      more: 'Without a type, it lists what can be emitted.',
      options: [
        ['--list', 'list the types and their states'],
        ['--all', 'emit every state: of all types, or of this one'],
      ],
      examples: [
        'psnb2b trigger --list',
        'psnb2b trigger claim.status_changed approved',
        'psnb2b trigger order.status_changed --all',
      ],
      load: async () => (await import('../commands/trigger.ts')).trigger,
    },
    {
      usage: 'clock [act] [time]',
      summary: 'Show the test clock, or let time pass for your test data',
      more: 'Holds, claim windows, returns and webhook retries follow it. It goes forward only.',
      options: ONCE,
      examples: ['psnb2b clock', 'psnb2b clock advance 8d', 'psnb2b clock advance 1h30m'],
      load: async () => (await import('../commands/clock.ts')).clock,
    },
    {
      usage: 'fixtures <file>',
      summary: 'Run a scenario of test mode from a JSON file',
      examples: ['psnb2b fixtures scenario.json', 'psnb2b fixtures scenario.json --json'],
      load: async () => (await import('../commands/fixtures.ts')).fixtures,
    },
    {
      usage: 'certify',
      summary: 'Watch your program in test mode, and see what it still does wrong',
      more: 'Your program calls the address that this command prints instead of the shop. It loses replies, limits and changes prices as a bad day does, and checks what your program does then. The shop keeps the result, and compares it with its own records.',
      options: [
        ['--port <port>', 'where to listen on this machine; any free port by default'],
        ['--forward-to <url>', 'where your program receives webhooks'],
        [
          '--secret <secret>',
          'the signing secret that your program knows; by default that of `psnb2b listen`',
        ],
        ['--timeout <seconds>', 'how long to watch; 600 by default'],
        ['--only <check...>', 'only these checks; the result is not reported'],
        [
          '--no-report',
          'do not send the result to the shop, where your colleagues and its staff see it',
        ],
      ],
      examples: [
        'psnb2b certify --port 4242 --forward-to http://localhost:3000/hook',
        'psnb2b certify --only lost-reply rate-limit',
      ],
      load: async () => (await import('../commands/certify.ts')).certify,
    },
    {
      usage: 'mcp',
      summary: 'Serve the partner API to a language model (Model Context Protocol)',
      more: 'On the standard streams, or over HTTP. Codes go to files and never to the model. A person approves each order above a sum.',
      options: [
        [
          '--approve-above <amount>',
          'the sum of orders that needs no approval; 0 by default: each one needs it',
        ],
        ['--codes-folder <folder>', 'where codes are saved'],
        [
          '--http <port>',
          'serve on this port of this machine instead of the standard streams, to clients with the token that it prints',
        ],
        ['--reset', 'count what was bought without an approval from 0, and end'],
        ['--live', 'allow a live key: real money'],
      ],
      examples: ['psnb2b mcp --approve-above 100.00', 'psnb2b mcp --http 8765'],
      load: async () => (await import('../commands/mcp.ts')).mcp,
    },
  ],
};
