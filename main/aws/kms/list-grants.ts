import type { Grant } from '../../../shared/model/policy.ts';
import { type Json, MalformedAnswer, object, objects, optionalText, optionalTime, text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import { kmsCall, nextMarker, type Unit } from './target.ts';

/** The grants of one key, 100 a page. */
export function listGrants(
  caller: Caller,
  { region, gate }: Unit,
  keyId: string,
): AsyncIterable<readonly Grant[]> {
  return pages((marker, fresh) =>
    caller.json(
      gate,
      kmsCall('kms:ListGrants', region, { KeyId: keyId, Limit: 100, Marker: marker ?? undefined }),
      (answer) => ({ items: objects(answer, 'Grants').map(grant), next: fresh(nextMarker(answer)) }),
    ),
  );
}

function grant(json: Json): Grant {
  return {
    id: text(json, 'GrantId'),
    name: optionalText(json, 'Name'),
    grantee: optionalText(json, 'GranteePrincipal') ?? optionalText(json, 'GranteeServicePrincipal'),
    retiringPrincipal:
      optionalText(json, 'RetiringPrincipal') ?? optionalText(json, 'RetiringServicePrincipal'),
    issuingAccount: optionalText(json, 'IssuingAccount'),
    operations: operations(json),
    createdAt: optionalTime(json, 'CreationDate'),
    constrained: isConstrained(json),
  };
}

function operations(json: Json): readonly string[] {
  const value = json.Operations ?? [];
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) {
    throw new MalformedAnswer('Operations');
  }
  return value;
}

function isConstrained(json: Json): boolean {
  if ((json.Constraints ?? null) === null) return false;
  return Object.values(object(json.Constraints, 'Constraints')).some((value) => value !== null);
}
