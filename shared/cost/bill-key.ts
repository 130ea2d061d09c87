import type { KeyMetadata, KeyRecord } from '../model/key.ts';
import { known } from '../model/outcome.ts';
import { ALWAYS, at, type Charge, type Month, NEVER, type When } from './bill-month.ts';
import { plannedRotations } from './planned-rotations.ts';
import { rotationAbility, rotationHistory } from './rotation-history.ts';
import { CHARGED_ROTATIONS } from './rotation-lines.ts';

const DAY_MS = 86_400_000;
/** Waiting periods that ScheduleKeyDeletion allows, in days (its reference: 7 to 30). */
const WAITING = { least: 7, most: 30 };
const RESERVED_ALIAS = 'alias/aws/';

/** When a key is charged: the key itself, then its first and its second rotation, one key price each. */
export function keyCharges(key: KeyRecord, month: Month): readonly Charge[] {
  const metadata = known(key.metadata);
  if (!metadata) return undescribed(key, month);
  if (metadata.manager === 'AWS') return [];
  const created = Date.parse(metadata.createdAt);
  const until = scheduled(metadata, created, month.now);
  const { dates, complete } = rotationHistory(key, metadata);
  const rotations = rotationsOf(dates, complete, coming(key, metadata, month.now));
  return [at(created), ...rotations].map((from) => ({ from: notBefore(created, from), until }));
}

/** Whose key it is, and whether it is charged at all, is not known: from nothing to a key with its rotations. */
function undescribed(key: KeyRecord, month: Month): readonly Charge[] {
  if (key.aliases.some((alias) => alias.startsWith(RESERVED_ALIAS))) return [];
  const dates = (known(key.rotations) ?? []).map(({ date }) => date).sort();
  const complete = key.rotations.status === 'read';
  const froms = [{ earliest: ALWAYS }, ...rotationsOf(dates, complete, comingToUnknown(key, month.now))];
  return froms.map(({ earliest }) => ({ from: { earliest, latest: NEVER }, until: at(NEVER) }));
}

/**
 * When each charged rotation began. A history read in part names rotations that happened, not the first ones: the
 * n-th had come at the latest when n are known, and at the earliest any time.
 */
function rotationsOf(dates: readonly string[], complete: boolean, next: readonly When[]): readonly When[] {
  const done = dates.map((date) => Date.parse(date));
  const inOrder = (moments: readonly number[]) => [...moments].sort((a, b) => a - b);
  const latest = inOrder([...done, ...next.map((when) => when.latest)]);
  const earliest = inOrder([...done, ...next.map((when) => when.earliest)]);
  return Array.from({ length: CHARGED_ROTATIONS }, (_, index) => ({
    earliest: complete ? (earliest[index] ?? NEVER) : ALWAYS,
    latest: latest[index] ?? NEVER,
  }));
}

/** Rotations that AWS makes by itself from now on, one at most in a month: the shortest period is 90 days. */
function coming(key: KeyRecord, metadata: KeyMetadata, now: number): readonly When[] {
  const ability = rotationAbility(metadata);
  if (ability === 'none' || metadata.state !== 'Enabled') return [];
  const status = known(key.rotationStatus);
  if (!status) {
    const asked = key.rotationStatus.status !== 'notApplicable';
    return asked && ability !== 'onDemand' ? [{ earliest: now, latest: NEVER }] : [];
  }
  if (status.onDemandStartedAt !== null) return [{ earliest: now, latest: NEVER }];
  const [next] = plannedRotations(key, metadata);
  if (next !== undefined) return [at(Math.max(now, Date.parse(next)))];
  return status.enabled ? [{ earliest: now, latest: NEVER }] : [];
}

function comingToUnknown(key: KeyRecord, now: number): readonly When[] {
  const status = known(key.rotationStatus);
  if (status && !status.enabled && status.onDemandStartedAt === null) return [];
  const next = status?.onDemandStartedAt === null ? status.nextRotationAt : null;
  return [{ earliest: next === null ? now : Math.max(now, Date.parse(next)), latest: NEVER }];
}

/**
 * When a key stopped being charged: at the moment its deletion was scheduled, which AWS does not tell. DescribeKey
 * has the date of the deletion, and the waiting period only for some; it was 7 to 30 days.
 */
function scheduled(metadata: KeyMetadata, created: number, now: number): When {
  switch (metadata.state) {
    case 'PendingReplicaDeletion':
      return between(created, created, now, now);
    case 'PendingDeletion': {
      if (metadata.deletionDate === null) return between(created, now - WAITING.most * DAY_MS, now, now);
      const date = Date.parse(metadata.deletionDate);
      const days = metadata.pendingDeletionWindowDays;
      const longest = days ?? WAITING.most;
      const shortest = days ?? WAITING.least;
      return between(created, date - longest * DAY_MS, date - shortest * DAY_MS, now);
    }
    default:
      return at(NEVER);
  }
}

/** From `earliest` to `latest`, but neither before the key was made nor after now. */
function between(created: number, earliest: number, latest: number, now: number): When {
  const inside = (moment: number) => Math.min(now, Math.max(created, moment));
  return { earliest: inside(earliest), latest: inside(latest) };
}

/** A replica can list rotations of its primary that are older than itself. */
function notBefore(created: number, { earliest, latest }: When): When {
  return { earliest: Math.max(created, earliest), latest: Math.max(created, latest) };
}
