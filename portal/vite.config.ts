import { appConfig } from '@psnb2b/ui/vite';

export default appConfig(import.meta.dirname, '/portal/', ['index.html', 'home.html']);
