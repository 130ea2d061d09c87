import { type Call, text } from './call.ts';
import { keyIdIn } from './kms-key.ts';
import type { Asked } from './request.ts';

/** Requests that a careful reader never sends, counted so that a scan can be audited. */
export interface Carelessness {
  /** DescribeKey by alias: it can create an AWS managed key. */
  readonly describedByAlias: number;
  readonly rotationOfAwsManagedKey: number;
  /** Rotation calls on kinds of keys that cannot rotate. */
  readonly rotationOfOtherKind: number;
}

const ROTATION_CALLS = ['GetKeyRotationStatus', 'ListKeyRotations'];

/** Every request that came, by operation. */
export class Tally {
  readonly counts: Record<string, number> = {};
  readonly throttled: Record<string, number> = {};
  #byAlias = 0;
  #awsManaged = 0;
  #otherKind = 0;

  count({ service, name, input }: Asked): void {
    const operation = `${service}:${name}`;
    this.counts[operation] = (this.counts[operation] ?? 0) + 1;
    if (operation === 'kms:DescribeKey' && text(input, 'KeyId')?.includes('alias/')) this.#byAlias++;
  }

  throttle(operation: string): void {
    this.throttled[operation] = (this.throttled[operation] ?? 0) + 1;
  }

  inspect(call: Call): void {
    if (call.service !== 'kms' || !ROTATION_CALLS.includes(call.name)) return;
    const unit = call.organisation.unit(call.caller.accountId, call.region);
    const key = unit?.key(keyIdIn(text(call.input, 'KeyId') ?? ''));
    if (key?.manager === 'AWS') this.#awsManaged++;
    else if (key?.rotates === 'none') this.#otherKind++;
  }

  careless(): Carelessness {
    return {
      describedByAlias: this.#byAlias,
      rotationOfAwsManagedKey: this.#awsManaged,
      rotationOfOtherKind: this.#otherKind,
    };
  }
}
