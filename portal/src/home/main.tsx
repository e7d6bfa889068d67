import '@psnb2b/ui/foundation.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HomePage } from './HomePage.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has a #root');
createRoot(root).render(
  <StrictMode>
    <HomePage />
  </StrictMode>,
);
