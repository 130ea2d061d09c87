import type { Operation } from '../aws/reader.ts';

export interface Quota {
  /** Requests a second per account and region. */
  readonly perSecond: number;
  /** A: AWS's own figure (facts section 5); I: assumed, because AWS publishes none that we could find. */
  readonly confidence: 'A' | 'I';
}

const official = (perSecond: number): Quota => ({ perSecond, confidence: 'A' });
const assumed = (perSecond: number): Quota => ({ perSecond, confidence: 'I' });

/** AWS's request quotas for every call that Keyledger may send. */
export const QUOTAS: Readonly<Record<Operation, Quota>> = {
  'kms:ListKeys': official(500),
  'kms:ListAliases': official(500),
  'kms:DescribeKey': official(2000),
  'kms:GetKeyRotationStatus': official(1000),
  'kms:ListKeyRotations': official(100),
  'kms:ListResourceTags': official(2000),
  'kms:DescribeCustomKeyStores': official(5),
  'kms:GetKeyPolicy': official(1000),
  'kms:ListGrants': official(100),
  'kms:GetKeyLastUsage': official(5),
  'cloudhsm:DescribeClusters': assumed(2),
  'cloudhsm:DescribeBackups': assumed(2),
  'cloudtrail:LookupEvents': official(2),
  'tag:GetResources': assumed(15),
  'sts:GetCallerIdentity': assumed(10),
  'sts:AssumeRole': assumed(10),
  'sts:AssumeRoleWithWebIdentity': assumed(10),
  'account:ListRegions': assumed(5),
  'organizations:ListAccounts': assumed(5),
  'organizations:ListAccountsForParent': assumed(5),
  'organizations:ListOrganizationalUnitsForParent': assumed(5),
  'pricing:GetProducts': official(5),
};
