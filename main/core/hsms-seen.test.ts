import { expect, it } from 'vitest';
import { testCluster } from '../../shared/cost/testing.ts';
import { SnapshotBrokenError } from '../ledger/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { hsmsSeen } from './hsms-seen.ts';

type States = readonly string[] | 'broken';

/** Snapshots by date, newest first, each with the states of hsm-1, hsm-2, …; `asked` is which of them was opened. */
function ledgerOf(snapshots: Readonly<Record<string, States>>, sample = false) {
  const asked: string[] = [];
  const dates = Object.keys(snapshots).sort().reverse();
  const ledger = {
    snapshots: async () => dates.map((asOf) => ({ id: asOf, asOf, sample })),
    clusters: async (id: string) => {
      asked.push(id);
      const states = snapshots[id] ?? [];
      if (states === 'broken') throw new SnapshotBrokenError(id, 'torn');
      return [{ cluster: testCluster((states as readonly string[]).map((state) => ({ state }))) }];
    },
  } as unknown as Ledger;
  return { ledger, asked };
}

const NOW = new Date('2026-11-24T09:12:00Z');
const [SEP, OCT, NOV1, NOV2] = ['2026-09-24', '2026-10-24', '2026-11-03', '2026-11-17'].map(
  (day) => `${day}T08:00:00Z`,
) as [string, string, string, string];

it('knows an HSM from the oldest snapshot that counts: those of this month, and the last before it', async () => {
  const { ledger, asked } = ledgerOf({
    [SEP]: ['ACTIVE', 'ACTIVE', 'ACTIVE'],
    [OCT]: ['ACTIVE', 'CREATE_IN_PROGRESS', 'DELETED'],
    [NOV1]: ['ACTIVE', 'DEGRADED'],
    [NOV2]: ['ACTIVE', 'ACTIVE', 'DELETED', 'ACTIVE'],
  });
  expect([...(await hsmsSeen(ledger, false, NOW))].sort()).toEqual([
    ['hsm-1', OCT],
    ['hsm-2', NOV1],
    ['hsm-4', NOV2],
  ]);
  expect(asked).not.toContain(SEP);
});

it('takes no snapshot of the sample for a real one, none of later, and none that is broken', async () => {
  expect((await hsmsSeen(ledgerOf({ [OCT]: ['ACTIVE'] }, true).ledger, false, NOW)).size).toBe(0);
  expect((await hsmsSeen(ledgerOf({ [NOV2]: ['ACTIVE'] }).ledger, false, new Date(NOV1))).size).toBe(0);
  expect((await hsmsSeen(ledgerOf({ [OCT]: 'broken' }).ledger, false, NOW)).size).toBe(0);
});
