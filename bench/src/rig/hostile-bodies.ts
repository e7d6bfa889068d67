interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

export interface HostileBody {
  readonly name: string;
  readonly body: string;
}

/** Fillers of a text: characters that make patterns backtrack, that are escaped, that are two units long. */
const FILLERS: Readonly<Record<string, string>> = { letters: 'a', blanks: ' ', emoji: '😀' };

/** Bodies of the largest size that violate a schema as much as possible. */
export function* hostileBodies(schema: unknown, bytesMax: number): Generator<HostileBody> {
  const room = bytesMax - 200;
  yield { name: '1,000 unknown members', body: members(1_000, 'm') };
  yield { name: 'one member 60 KB long', body: JSON.stringify({ ['k'.repeat(60_000)]: 1 }) };
  yield {
    name: 'nested as deep as it goes',
    body: `${'['.repeat(room / 2)}${']'.repeat(room / 2)}`,
  };
  yield { name: 'escapes only', body: `{"a":"${'\\u0061'.repeat(room / 6)}"}` };
  yield { name: '30,000 zeros', body: `[${'0,'.repeat(30_000)}0]` };
  yield { name: '21,000 empty objects', body: `[${'{},'.repeat(21_000)}{}]` };
  for (const [name, each] of Object.entries((schema as Schema | undefined)?.properties ?? {})) {
    for (const [filler, text] of Object.entries(FILLERS)) {
      const count = Math.floor(room / Buffer.byteLength(text)) - 64;
      const body = JSON.stringify({ [name]: `${text.repeat(count)}\u0001` });
      yield { name: `${name}: 64 KB of ${filler}`, body };
    }
    if (each.type === 'array' || each.items) {
      yield { name: `${name}: 30,000 zeros`, body: `{"${name}":[${'0,'.repeat(30_000)}0]}` };
      yield { name: `${name}: 16,000 texts`, body: `{"${name}":[${'"",'.repeat(16_000)}""]}` };
      const one = each.items?.properties ? members(20, 'm') : '{}';
      const many = `${one},`.repeat(room / (one.length + 1) - 2);
      yield { name: `${name}: full of objects`, body: `{"${name}":[${many}${one}]}` };
    }
    if (each.type === 'object') {
      yield { name: `${name}: 1,000 members`, body: `{"${name}":${members(1_000, 'm')}}` };
    }
  }
}

function members(count: number, prefix: string): string {
  const all = Array.from({ length: count }, (_, index) => `"${prefix}${index}":0`);
  return `{${all.join(',')}}`;
}
