import { grantsOf } from '../generate/grants.ts';
import { type Call, number, text, unitOf } from './call.ts';
import { keyOf, more } from './kms-key.ts';
import { pageOf, pageSize } from './page.ts';

export function listGrants(call: Call): object {
  const key = keyOf(call, unitOf(call));
  const grants = grantsOf(key).map((grant) => ({
    Constraints: grant.context === null ? undefined : { EncryptionContextSubset: grant.context },
    CreationDate: grant.createdAt / 1000,
    GrantId: grant.id,
    GranteePrincipal: grant.grantee,
    IssuingAccount: `arn:aws:iam::${key.accountId}:root`,
    KeyId: key.arn,
    Name: grant.name ?? '',
    Operations: grant.operations,
    RetiringPrincipal: grant.retiring ?? undefined,
  }));
  const { items, next } = pageOf(
    grants.length,
    (at) => grants.slice(at, at + 1),
    pageSize(number(call.input, 'Limit'), 50, 100),
    text(call.input, 'Marker'),
    'InvalidMarkerException',
  );
  return { Grants: items, ...more(next) };
}
