import { appConfig, pdfFrame } from '@psnb2b/ui/vite';

const config = appConfig('console', import.meta.dirname);

export default {
  ...config,
  plugins: [...(config.plugins ?? []), pdfFrame(import.meta.dirname, 'src/viewer/frame/main.ts')],
};
