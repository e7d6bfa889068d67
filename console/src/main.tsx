import '@psnb2b/ui/styles.css';
import { startApp } from '@psnb2b/ui';
import { createBrowserRouter } from 'react-router';
import { queryClient } from './api/api.ts';
import { routes } from './routes.tsx';

startApp(createBrowserRouter(routes, { basename: '/console' }), queryClient);
