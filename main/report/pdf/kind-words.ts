import type { CostKind } from '../../../shared/model/cost.ts';

/** What is counted of each kind, in the plural. */
export const KINDS_OF: Readonly<Record<CostKind, string>> = {
  customer: 'Customer managed keys',
  replica: 'Replicas of multi-Region keys',
  cloudhsm: 'Keys in a CloudHSM key store',
  external: 'Keys in an external key store',
  awsManaged: 'AWS managed keys',
  unknown: 'Keys whose kind was not readable',
  hsm: 'HSMs',
};
