import { expect, it } from 'vitest';
import { gradeLastUse } from '../../../shared/findings/last-use-grade.ts';
import type { LastUseEntry, LastUseGrade } from '../../../shared/model/last-use.ts';
import type { SampleKey } from '../../sample/generate/key.ts';
import { generateOrganisation } from '../../sample/organisation.ts';
import { sampleStage } from '../testing/sample-stage.ts';
import { readLastUse } from './last-use.ts';

const ASOF = new Date('2026-11-24T09:12:00Z');
const DAY_MS = 86_400_000;
/** When the sample's AWS began to track. */
const TRACKING = Date.parse('2026-04-28T00:00:00Z');

function truth(key: SampleKey): LastUseGrade {
  if (key.lastUse) return ASOF.getTime() - key.lastUse.at <= 180 * DAY_MS ? 'used' : 'idle';
  return key.createdAt >= TRACKING ? 'neverUsed' : 'unknown';
}

it('grades every key of the sample as the organisation has it, one of them denied', async () => {
  const organisation = generateOrganisation({
    seed: 2,
    keys: 700,
    asOf: ASOF,
    accounts: 2,
    regions: ['us-east-1', 'eu-west-1'],
  });
  const keys = [...organisation.keys()].filter(({ manager }) => manager === 'CUSTOMER');
  const denied = keys[7];
  const stage = await sampleStage(
    organisation,
    denied ? [{ where: { keyId: denied.keyId, operation: 'kms:GetKeyLastUsage' }, kind: 'denied' }] : [],
  );
  try {
    const kept = new Map<string, LastUseEntry>();
    const tasks = stage.plan.units.flatMap((unit) => {
      const planned = stage.plan.accounts.find(({ account }) => account.id === unit.accountId);
      const mine = keys.filter((key) => key.accountId === unit.accountId && key.region === unit.region);
      return planned ? [{ unit, session: planned.session, keys: mine, known: new Map() }] : [];
    });
    const { requests } = await readLastUse(tasks, {
      ...stage.options,
      now: () => ASOF,
      keep: async (_unit, entry) => {
        kept.set(entry.arn, entry);
      },
    });
    expect(requests).toEqual({ 'kms:GetKeyLastUsage': keys.length });
    const grades = new Map<LastUseGrade, number>();
    for (const key of keys) {
      const { grade, at } = gradeLastUse(kept.get(key.arn), 180);
      expect(grade, key.arn).toBe(key.keyId === denied?.keyId ? 'notReadable' : truth(key));
      if (grade === 'used') expect(at).toBe(new Date(key.lastUse?.at ?? 0).toISOString());
      grades.set(grade, (grades.get(grade) ?? 0) + 1);
    }
    expect([...grades.keys()].sort()).toEqual(['idle', 'neverUsed', 'notReadable', 'unknown', 'used']);
  } finally {
    await stage.close();
  }
});
