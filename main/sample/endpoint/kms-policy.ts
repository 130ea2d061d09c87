import { policyOf } from '../generate/policies.ts';
import { AwsRefusal, type Call, text, unitOf } from './call.ts';
import { keyOf } from './kms-key.ts';

export function keyPolicy(call: Call): object {
  const key = keyOf(call, unitOf(call));
  const name = text(call.input, 'PolicyName') ?? 'default';
  if (name !== 'default') throw new AwsRefusal('NotFoundException', `No such policy exists: ${name}`);
  return { Policy: policyOf(key, call.organisation.accounts), PolicyName: 'default' };
}
