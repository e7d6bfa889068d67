import '@psnb2b/ui/styles.css';
import { createApp } from '@psnb2b/ui';
import { app } from './app.ts';

createApp(app);
