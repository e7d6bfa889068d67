import { appConfig } from '@psnb2b/ui/vite';
import { defineConfig } from 'vite';

export default defineConfig(appConfig(import.meta.dirname, '/portal/', ['index.html', 'home.html']));
