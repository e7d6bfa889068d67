export {
  type Account,
  AccountContext,
  forgetMe,
  type Me,
  meQuery,
  useAccount,
  useMe,
  useSetMe,
} from './account.ts';
export { keep, kept } from './kept.ts';
export { OtherCells } from './OtherCells.tsx';
export { SessionList } from './SessionList.tsx';
export { SignedIn } from './SignedIn.tsx';
