import type { SampleKey } from '../../sample/generate/key.ts';
import type { SampleOrganisation } from '../../sample/organisation.ts';
import { type Asked, itemsOf } from './ledger-of-answers.ts';

/** What a listed key must be asked, given what came before. */
function questionsOf(key: SampleKey, described: boolean): readonly string[] {
  const pending = key.state === 'PendingDeletion' || key.state === 'PendingReplicaDeletion';
  if (!described || key.manager === 'AWS' || pending || key.rotates === 'none') return ['kms:DescribeKey'];
  return key.rotates === 'onDemand'
    ? ['kms:DescribeKey', 'kms:ListKeyRotations']
    : ['kms:DescribeKey', 'kms:ListKeyRotations', 'kms:GetKeyRotationStatus'];
}

/** Questions that were open and were never asked: a fault of one thing must not keep another from being read. */
export function neverAsked(
  asked: readonly Asked[],
  organisation: SampleOrganisation,
  accounts: readonly string[],
): readonly string[] {
  const index = new Map(
    asked.map((one) => [[one.accountId, one.region, one.operation, one.subject].join(' '), one]),
  );
  const missing: string[] = [];
  for (const unit of organisation.units()) {
    if (!accounts.includes(unit.accountId)) continue;
    const place = `${unit.accountId} ${unit.region}`;
    const need = (operation: string, subject = '') => {
      if (!index.has(`${place} ${operation} ${subject}`))
        missing.push(`${place} ${operation} ${subject}`.trim());
    };
    need('kms:ListKeys');
    need('cloudhsm:DescribeClusters');
    const listed = itemsOf(index.get(`${place} kms:ListKeys `), 'Keys');
    if (listed.length > 0) for (const listing of ['kms:ListAliases', 'tag:GetResources']) need(listing);
    for (const { KeyId } of listed) {
      const key = unit.key(String(KeyId));
      const described = index.get(`${place} kms:DescribeKey ${KeyId}`)?.outcome === 'read';
      if (key) for (const question of questionsOf(key, described)) need(question, key.keyId);
    }
  }
  return missing;
}
