import type { BreakEven } from '../../../shared/cost/break-even.ts';
import { MICRO_USD } from '../../../shared/model/amount.ts';
import { ticks } from '../../components/numbers.ts';

export interface Scale {
  readonly xTicks: readonly number[];
  /** Whole dollars. */
  readonly yTicks: readonly number[];
  readonly maxKeys: number;
  readonly maxUsd: number;
  /** What one press of an arrow key moves, in keys. */
  readonly step: number;
}

/** Where the axis ends at most, in multiples of the last crossing, however many keys there are. */
const FAR = 3;

/**
 * Axes from zero that hold the crossing of keys that never rotated, and the own keys where they are not far beyond.
 * The axis of keys does not depend on the requests, so that it stands still while those are moved.
 */
export function scaleOf(even: BreakEven, ownKeys: number): Scale {
  const hsmUsd = even.hsmMicroUsd / MICRO_USD;
  const crossing =
    even.keyPrice.microUsd > 0 ? Math.max(10, even.hsmMicroUsd / even.keyPrice.microUsd) : 1_000;
  const xTicks = ticks(Math.max(crossing * 1.25, Math.min(ownKeys * 1.1, crossing * FAR)), 3);
  const requests = even.requestCost.lowMicroUsd / MICRO_USD;
  const yTicks = ticks(Math.max(hsmUsd * 2.1, requests * 1.3), 5);
  const maxKeys = xTicks.at(-1) ?? 1;
  return {
    xTicks,
    yTicks,
    maxKeys,
    maxUsd: yTicks.at(-1) ?? 1,
    step: Math.max(1, Math.round(maxKeys / 300)),
  };
}

/** Where the slider stands when nobody has moved it and there are no keys of one's own. */
const NO_KEYS_SHARE = 0.4;

/** Where the slider stands: where it was moved to, else at the own keys, within the axis. */
export function keysShown(scale: Scale, own: number | undefined, moved: number | null): number {
  const usual = own === undefined || own === 0 ? Math.round(scale.maxKeys * NO_KEYS_SHARE) : own;
  return Math.min(moved ?? usual, scale.maxKeys);
}
