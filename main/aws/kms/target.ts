import { flag, type Json, MalformedAnswer, optionalText } from '../answer.ts';
import type { Call } from '../caller.ts';
import type { CallGate, Operation } from '../reader.ts';

/** The region that is read, and the gate that its calls pass. */
export interface Unit {
  readonly region: string;
  readonly gate: CallGate;
}

type KmsOperation = Extract<Operation, `kms:${string}`>;

/** KMS is served as AWS JSON under the name that it had before it was announced: TrentService. */
export function kmsCall(
  operation: KmsOperation,
  region: string,
  body: Json,
): Call & { target: string; body: Json } {
  return {
    operation,
    service: 'kms',
    region,
    target: `TrentService.${operation.slice('kms:'.length)}`,
    body,
  };
}

/**
 * KMS pages by Truncated and NextMarker: a short page alone means nothing. An answer that says there is more without
 * saying where would otherwise pass for the whole.
 */
export function nextMarker(answer: Json): string | null {
  const marker = optionalText(answer, 'NextMarker');
  if ((answer.Truncated ?? null) === null) return marker;
  if (!flag(answer, 'Truncated')) return null;
  if (marker === null) throw new MalformedAnswer('NextMarker');
  return marker;
}
