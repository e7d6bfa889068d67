import { appConfig } from '@psnb2b/ui/vite';

export default appConfig(import.meta.dirname, '/console/', ['index.html']);
