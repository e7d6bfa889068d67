import { appConfig } from '@psnb2b/ui/vite';

export default appConfig('portal', import.meta.dirname);
