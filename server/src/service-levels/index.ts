export {
  DEFAULT_TERMS,
  listServiceTerms,
  type ServiceTerms,
  serviceTerms,
  setServiceTerms,
} from './terms.ts';
