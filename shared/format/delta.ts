import type { DeltaFacts } from '../model/snapshot.ts';
import { count } from './money.ts';
import { plural } from './words.ts';

/** What a scan since the last one carried on, and where it could not: one sentence, and why for the units read whole. */
export function deltaWords({ since, carried, reread, full }: DeltaFacts): string {
  const whole = full.map(({ reason, units }) => `${reason} (${plural(units, 'unit')})`).join('; ');
  const reasons = whole === '' ? '' : ` Read whole: ${whole}.`;
  if (since === null) return `Everything was read.${reasons}`;
  return `${count(carried)} keys are as snapshot ${since} has them, as CloudTrail records no change; ${count(reread)} were read.${reasons}`;
}
