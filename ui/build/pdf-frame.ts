import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'vite';

const NONCE = '__CSP_NONCE__';
/** Files that the reader needs for some PDFs only, which it asks for by name; not its engine for scripts, which nothing here may run. */
const FILES = /^(?!quickjs).*\.(bcmap|pfb|ttf|wasm)$/;

/**
 * Builds the frame that draws PDFs: one script, which has the reader for its worker as a text, its page `viewer.html`, and beside them the files that some PDFs need. The frame loads no module,
 * because it has no origin from which it could.
 */
export function pdfFrame(folder: string, entry: string): Plugin {
  const parts = dirname(
    createRequire(join(folder, 'package.json')).resolve('pdfjs-dist/package.json'),
  );
  const { version } = JSON.parse(readFileSync(join(parts, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `pdf-${version.replaceAll('.', '-')}`;
  return {
    name: 'psnb2b-pdf-frame',
    config: () => ({ define: { PDF_FILES: JSON.stringify(name) } }),
    async generateBundle() {
      const reader = await scriptOf(folder, join(dirname(entry), 'reader.ts'));
      const script = await scriptOf(folder, entry, { PDF_READER: JSON.stringify(reader) });
      const file = this.emitFile({ type: 'asset', name: 'pdf-frame.js', source: script });
      const page = `<!doctype html><meta charset="utf-8"><title>PDF</title><script nonce="${NONCE}" src="/console/${this.getFileName(file)}"></script>`;
      this.emitFile({ type: 'asset', fileName: 'viewer.html', source: page });
      for (const part of ['cmaps', 'standard_fonts', 'wasm']) {
        for (const each of readdirSync(join(parts, part)).filter((found) => FILES.test(found))) {
          const source = readFileSync(join(parts, part, each));
          this.emitFile({ type: 'asset', fileName: `assets/${name}-${part}-${each}`, source });
        }
      }
    },
  };
}

/** One script with all that it imports. */
async function scriptOf(
  folder: string,
  entry: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    publicDir: false,
    define,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(folder, entry), formats: ['iife'], name: 'frame', fileName: 'frame' },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  return output.output[0].code;
}
