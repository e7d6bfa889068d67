export { cancelMove } from './cancel-move.ts';
export { MOVE_SETTINGS } from './mark.ts';
export {
  type Moved,
  type MoveOptions,
  type MoveStep,
  moveDatabase,
} from './move-database.ts';
export type { MoveSide } from './side.ts';
