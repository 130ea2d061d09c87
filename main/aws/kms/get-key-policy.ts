import { text } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { kmsCall, type Unit } from './target.ts';

/** The key policy, JSON text. A key has one policy, named `default`. */
export function getKeyPolicy(caller: Caller, { region, gate }: Unit, keyId: string): Promise<string> {
  const body = { KeyId: keyId, PolicyName: 'default' };
  return caller.json(gate, kmsCall('kms:GetKeyPolicy', region, body), (answer) => text(answer, 'Policy'));
}
