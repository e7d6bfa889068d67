import type { Group } from '../declared.ts';

export const account: Group = {
  title: 'Your account',
  commands: [
    {
      usage: 'login',
      summary: 'Store a key of a shop, after checking it',
      more: 'The key is asked for, or read from a pipe: an argument would stay in the history of your shell.',
      options: [
        ['--url <url>', 'the shop, such as https://cards.example'],
        [
          '--allow-http',
          'allow http to another machine, where everybody on the way can read the key',
        ],
      ],
      examples: [
        'psnb2b login --url http://127.0.0.1:8080',
        'psnb2b login --profile live --url https://cards.example < key.txt',
      ],
      load: async () => (await import('../commands/login.ts')).login,
    },
    {
      usage: 'profiles [name]',
      summary: 'List your profiles, or choose the one to use by default',
      options: [['--remove', 'delete the profile and its key from this machine']],
      examples: ['psnb2b profiles', 'psnb2b profiles live', 'psnb2b profiles old --remove'],
      load: async () => (await import('../commands/profiles.ts')).profiles,
    },
    {
      usage: 'whoami',
      summary: 'Show your key, its scopes and what is left of its limits',
      examples: ['psnb2b whoami', 'psnb2b whoami --profile live --json'],
      load: async () => (await import('../commands/whoami.ts')).whoami,
    },
    {
      usage: 'status',
      summary: 'Show whether the shop works, as its status page does',
      examples: ['psnb2b status', 'psnb2b status --json'],
      load: async () => (await import('../commands/status.ts')).status,
    },
    {
      usage: 'balance',
      summary: 'Show your balance, and what an order can spend',
      options: [['--set <amount>', 'set the balance of test mode first']],
      examples: ['psnb2b balance', 'psnb2b balance --set 250.00'],
      load: async () => (await import('../commands/balance.ts')).balance,
    },
    {
      usage: 'open [page]',
      summary: 'Open a page of the portal in your browser',
      more: 'Pages: overview, orders, claims, balance, keys, webhooks, events, requests, docs, status; or the id of an order or a claim.',
      options: [['--print', 'print the address only']],
      examples: ['psnb2b open keys', 'psnb2b open ord_01m84j5stvek8taznva0d678kp --print'],
      load: async () => (await import('../commands/open.ts')).open,
    },
    {
      usage: 'completion <shell>',
      summary: 'Print the completion script for bash, zsh or fish',
      examples: ['psnb2b completion bash > ~/.local/share/bash-completion/completions/psnb2b'],
      load: async () => (await import('../commands/completion.ts')).completion,
    },
  ],
};
