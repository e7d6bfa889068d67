import '@psnb2b/ui/styles.css';
import { startApp } from '@psnb2b/ui';
import { queryClient } from './api/api.ts';
import { router } from './routes.tsx';

startApp(router, queryClient);
