import type { LedgerKey } from '../model/ledger.ts';
import { known } from '../model/outcome.ts';
import { plannedRotations } from './planned-rotations.ts';
import { rotationHistory } from './rotation-history.ts';
import { CHARGED_ROTATIONS } from './rotation-lines.ts';

type StepReason = 'created' | 'firstRotation' | 'secondRotation' | 'capped' | 'deletionScheduled' | 'deleted';

/** A moment (ISO) from which a key costs `microUsd` a month, at the price of its ledger. */
export interface CostStep {
  readonly at: string;
  readonly microUsd: number;
  readonly reason: StepReason;
  /** True for what has not happened yet. */
  readonly planned: boolean;
  /** A few words for the mark on the chart. */
  readonly text: string;
}

export interface NextStep extends CostStep {
  /** What changes a month; 0 for the deletion of a key that is free already. */
  readonly changeMicroUsd: number;
}

/** Why a key's steps cannot be told, as a sentence; null where they can. */
export function noStepsReason({ key, lines }: LedgerKey): string | null {
  const metadata = known(key.metadata);
  if (!metadata) return 'The key was not described, so neither its age nor its rule of cost is known.';
  const held = lines.find((line) => line.rule === 'key.held');
  if (!held) return null;
  if (held.price === null) return 'No key price is known for this region.';
  return rotationHistory(key, metadata).complete ? null : 'The rotation history was not read in full.';
}

/**
 * A key's monthly cost over time, oldest first, with its next two planned rotations; empty where `noStepsReason`
 * says why. AWS does not tell when a deletion was scheduled, so a key that waits for it starts at `asOf`.
 */
export function costSteps(ledger: LedgerKey, asOf: string): readonly CostStep[] {
  const { key, lines } = ledger;
  const metadata = known(key.metadata);
  if (!metadata || noStepsReason(ledger) !== null) return [];
  const price = lines.find((line) => line.rule === 'key.held')?.price ?? null;
  if (price === null)
    return metadata.manager === 'AWS'
      ? [created(metadata.createdAt, 0)]
      : deletion(asOf, metadata.deletionDate);
  const { dates } = rotationHistory(key, metadata);
  // A replica can list rotations of its primary that are older than itself.
  const done = dates.map((date) => (date < metadata.createdAt ? metadata.createdAt : date));
  const planned = plannedRotations(key, metadata);
  return [
    created(metadata.createdAt, price.microUsd),
    ...done.map((at, index) => rotation(at, index + 1, price.microUsd, false)),
    ...planned.map((at, index) => rotation(at, done.length + index + 1, price.microUsd, true)),
  ];
}

/** The next planned change of what the key costs, or the date of its scheduled deletion; null where none is planned. */
export function nextStep(ledger: LedgerKey, asOf: string): NextStep | null {
  const now = ledger.amount.lowMicroUsd;
  const step = costSteps(ledger, asOf).find(
    (one) => one.planned && (one.microUsd !== now || one.reason === 'deleted'),
  );
  return step ? { ...step, changeMicroUsd: step.microUsd - now } : null;
}

function created(at: string, microUsd: number): CostStep {
  return { at, microUsd, reason: 'created', planned: false, text: 'Created' };
}

function deletion(asOf: string, deletionDate: string | null): readonly CostStep[] {
  const text = 'Scheduled for deletion, no charge';
  const waiting = { at: asOf, microUsd: 0, reason: 'deletionScheduled', planned: false, text } as const;
  if (deletionDate === null) return [waiting];
  return [waiting, { at: deletionDate, microUsd: 0, reason: 'deleted', planned: true, text: 'Deleted' }];
}

function rotation(at: string, nth: number, priceMicroUsd: number, planned: boolean): CostStep {
  const microUsd = priceMicroUsd * (1 + Math.min(nth, CHARGED_ROTATIONS));
  if (nth === 1) return { at, microUsd, planned, reason: 'firstRotation', text: 'First rotation' };
  if (nth === 2) return { at, microUsd, planned, reason: 'secondRotation', text: 'Second rotation' };
  return { at, microUsd, planned, reason: 'capped', text: 'Later rotation, no charge' };
}
