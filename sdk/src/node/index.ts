export { fileCursorStore } from './file-cursor-store.ts';
