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
export { SessionList } from './SessionList.tsx';
export { SignedIn } from './SignedIn.tsx';
