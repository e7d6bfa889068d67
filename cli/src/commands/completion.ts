import type { CommandWords, Run } from '../context.ts';
import { usage } from '../exit.ts';
import { writeTo } from '../terminal.ts';

interface Words {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly string[];
}

/** Prints a script that completes commands and their options. */
export const completion: Run<object> = async (context, [shell = '']) => {
  const words = context.commands.map(wordsOf);
  const scripts: Readonly<Record<string, (words: readonly Words[]) => string>> = {
    bash,
    zsh,
    fish,
  };
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (!script) throw usage(`There is completion for bash, zsh and fish, not for ${shell}.`);
  await writeTo(context.terminal.out, script(words));
};

function wordsOf({ usage: line, summary, options = [] }: CommandWords): Words {
  const own = options.map(([flags]) => /--[a-z-]+/.exec(flags)?.[0] ?? '');
  return {
    name: line.split(' ')[0] ?? '',
    summary,
    flags: [...own, '--profile', '--json', '--help'],
  };
}

function bash(words: readonly Words[]): string {
  const cases = words.map(({ name, flags }) => `    ${name}) words="${flags.join(' ')}" ;;`);
  return `_psnb2b() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${words.map(({ name }) => name).join(' ')}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) return ;;
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _psnb2b psnb2b
`;
}

function zsh(words: readonly Words[]): string {
  const commands = words.map(
    ({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', ' ')}`)}`,
  );
  const cases = words.map(({ name, flags }) => `    ${name}) compadd -- ${flags.join(' ')} ;;`);
  return `#compdef psnb2b
_psnb2b() {
  local -a commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  if [[ "$PREFIX" != -* ]]; then
    _files
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
compdef _psnb2b psnb2b
`;
}

function fish(words: readonly Words[]): string {
  const lines = words.flatMap(({ name, summary, flags }) => [
    `complete -c psnb2b -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...flags.map(
      (flag) => `complete -c psnb2b -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
