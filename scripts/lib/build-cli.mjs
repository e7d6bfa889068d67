// build-cli.mjs <stamp>: bundles the partner's command line into cli/dist. What a command needs is a file of its own, loaded
// when that command runs.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { ROOT } from './ensure.mjs';

const dist = join(ROOT, 'cli/dist');
const made = `${dist}.${process.pid}`;
const bundle = await rolldown({
  input: { psnb2b: join(ROOT, 'cli/src/main.ts') },
  platform: 'node',
  transform: { target: 'node20' },
});
try {
  await bundle.write({
    dir: made,
    format: 'esm',
    minify: true,
    chunkFileNames: '[name]-[hash].js',
  });
  writeFileSync(join(made, '.stamp'), process.argv[2] ?? '');
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist);
} finally {
  await bundle.close();
  rmSync(made, { recursive: true, force: true });
}
