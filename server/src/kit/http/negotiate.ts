/**
 * Parses the weights in a header such as `Accept-Encoding`: 1 by default, 0 for refused (RFC 9110, section 12.4.2). Names are in
 * lower case; parameters other than `q` are left out.
 */
export function readWeights(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
    const isWeight = weight !== undefined && /^(0(\.\d*)?|1(\.0*)?)$/.test(weight);
    if (name !== '') weights.set(name, isWeight ? Number(weight) : 1);
  }
  return weights;
}

/**
 * The coding of `offered` with the highest weight in an `Accept-Encoding` header, the first of equals; `identity` if the client
 * accepts none of them.
 */
export function chooseCoding<const Coding extends string>(
  header: string | undefined,
  offered: readonly Coding[],
): Coding | 'identity' {
  if (header === undefined) return 'identity';
  const weights = readWeights(header);
  // nothing: a coding that the header does not name has weight 0.
  return best(offered, (coding) => weights.get(coding) ?? weights.get('*') ?? 0) ?? 'identity';
}

/**
 * The media type of `offered` with the highest weight in an `Accept` header, the first of equals. A client that accepts none of
 * them gets the first: it can use that, or ignore it as it would ignore a refusal.
 */
export function chooseType<const Type extends string>(
  header: string | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  if (header === undefined) return offered[0];
  const weights = readWeights(header);
  const weigh = (type: string) =>
    // nothing: a type that the header does not name has weight 0.
    weights.get(type) ?? weights.get(type.replace(/\/.*/, '/*')) ?? weights.get('*/*') ?? 0;
  return best(offered, weigh) ?? offered[0];
}

function best<Name>(offered: readonly Name[], weigh: (name: Name) => number): Name | null {
  let found: Name | null = null;
  let most = 0;
  for (const name of offered) {
    const weight = weigh(name);
    if (weight > most) [found, most] = [name, weight];
  }
  return found;
}
