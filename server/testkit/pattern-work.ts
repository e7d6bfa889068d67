import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Thrown if a match takes more steps than allowed. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork';
}

type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

/** Kinds of nodes that match one character. */
type One = AST.Character | AST.CharacterSet | AST.CharacterClass;

/**
 * Counts the steps of a backtracking matcher (ECMA-262, 22.2.2, without the short cuts that an engine may take): one
 * step for each character that it reads. Unlike time, the number is the same everywhere.
 */
export class PatternWork {
  readonly #match: Matcher;
  readonly #flags: string;
  readonly ones: readonly One[];
  #text = '';
  #steps = 0;
  #stepsMax = 0;

  /** Throws for syntax that it does not know: no pattern of ours has back references or look-behind. */
  constructor(source: string, flags: string) {
    const ones: One[] = [];
    this.#flags = flags;
    const { alternatives } = new RegExpParser().parsePattern(source, undefined, undefined, {
      unicode: flags.includes('u'),
    });
    this.#match = this.#either(alternatives, ones);
    this.ones = ones;
  }

  /**
   * Returns the steps of finding every match in a text from left to right, as `g` does; throws TooMuchWork above the
   * limit.
   */
  steps(text: string, stepsMax: number): number {
    this.#text = text;
    this.#steps = 0;
    this.#stepsMax = stepsMax;
    const everywhere = this.#flags.includes('g');
    for (let at = 0; at <= text.length; at += 1) {
      let end = -1;
      const found = this.#match(at, (last) => {
        end = last;
        return true;
      });
      if (this.#flags.includes('y') || (found && !everywhere)) break;
      if (found) at = Math.max(at, end - 1);
    }
    return this.#steps;
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > this.#stepsMax) throw new TooMuchWork(`more than ${this.#stepsMax} steps`);
  }

  #either(alternatives: readonly AST.Alternative[], ones: One[]): Matcher {
    const each = alternatives.map(({ elements }) => this.#sequence(elements, ones));
    const [only = pass] = each;
    if (each.length === 1) return only;
    return (at, next) => {
      for (const matcher of each) if (matcher(at, next)) return true;
      return false;
    };
  }

  /** After a single character nothing has to be remembered: that spares a function for each one that is read. */
  #sequence(elements: readonly AST.Element[], ones: One[]): Matcher {
    const parts = elements.map((element) => {
      if (!isOne(element)) return { matcher: this.#element(element, ones) };
      ones.push(element);
      return { fits: this.#fits(element) };
    });
    return parts.reduceRight<Matcher>((rest, { fits, matcher = pass }) => {
      if (fits) return (at, next) => fits(at) && rest(at + 1, next);
      return (at, next) => matcher(at, (end) => rest(end, next));
    }, pass);
  }

  #element(element: AST.Element, ones: One[]): Matcher {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        ones.push(element);
        return this.#one(element);
      case 'Group':
      case 'CapturingGroup':
        return this.#either(element.alternatives, ones);
      case 'Quantifier':
        return this.#repeat(element, this.#element(element.element, ones));
      case 'Assertion':
        return this.#assertion(element, ones);
      default:
        throw new Error(`${element.type} is not counted`);
    }
  }

  #one(element: One): Matcher {
    const fits = this.#fits(element);
    return (at, next) => fits(at) && next(at + 1);
  }

  /** Whether the character at a place is of this kind: one step. */
  #fits(element: One): (at: number) => boolean {
    const flags = this.#flags.replaceAll(/[gy]/g, '');
    const tested = new RegExp(`^(?:${element.raw})$`, flags.includes('s') ? flags : `${flags}s`);
    const plain = new RegExp(`^(?:${element.raw})$`, flags);
    const isDot = element.raw === '.';
    const known = new Map<string, boolean>();
    return (at) => {
      this.#step();
      const character = this.#text[at];
      if (character === undefined) return false;
      let fits = known.get(character);
      if (fits === undefined) {
        fits = (isDot ? plain : tested).test(character);
        known.set(character, fits);
      }
      return fits;
    };
  }

  /** Matches a single repeated character in a loop: recursion would be as deep as the text is long. */
  #repeat(quantifier: AST.Quantifier, matcher: Matcher): Matcher {
    const { min, max, greedy, element } = quantifier;
    if (isOne(element)) {
      const fits = (place: number) => matcher(place, always);
      return (at, next) => {
        let count = 0;
        if (!greedy) {
          for (; count < min; count += 1) if (!fits(at + count)) return false;
          for (;;) {
            if (next(at + count)) return true;
            if (count >= max || !fits(at + count)) return false;
            count += 1;
          }
        }
        while (count < max && fits(at + count)) count += 1;
        for (; count >= min; count -= 1) {
          this.#step();
          if (next(at + count)) return true;
        }
        return false;
      };
    }
    const more =
      (count: number): Matcher =>
      (at, next) => {
        const again = () =>
          count < max &&
          matcher(at, (end) => (end > at || count < min) && more(count + 1)(end, next));
        if (count < min) return again();
        return greedy ? again() || next(at) : next(at) || again();
      };
    return more(0);
  }

  #assertion(assertion: AST.Assertion, ones: One[]): Matcher {
    switch (assertion.kind) {
      case 'start':
        return (at, next) => at === 0 && next(at);
      case 'end':
        return (at, next) => at === this.#text.length && next(at);
      case 'word': {
        const isWord = (at: number) => /\w/.test(this.#text[at] ?? '');
        return (at, next) => (isWord(at - 1) !== isWord(at)) !== assertion.negate && next(at);
      }
      case 'lookahead': {
        const inner = this.#either(assertion.alternatives, ones);
        return (at, next) => inner(at, () => true) !== assertion.negate && next(at);
      }
      default:
        throw new Error(`${assertion.kind} is not counted`);
    }
  }
}

function pass(at: number, next: Next): boolean {
  return next(at);
}

function always(): boolean {
  return true;
}

function isOne(element: AST.Element): element is One {
  const { type } = element;
  return type === 'Character' || type === 'CharacterSet' || type === 'CharacterClass';
}
