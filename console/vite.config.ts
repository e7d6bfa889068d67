import { appConfig } from '@psnb2b/ui/vite';

export default appConfig('console', import.meta.dirname);
