import { expect, it } from 'vitest';
import { standingFaults } from '../../sample/faults.ts';
import { generateOrganisation } from '../../sample/organisation.ts';
import { gather } from '../testing/run-scan.ts';
import { sampleStage } from '../testing/sample-stage.ts';
import { expectedRecord } from '../testing/sample-truth.ts';
import { Delta } from './delta.ts';

const DAY_MS = 86_400_000;
const FIRST = new Date('2026-10-20T09:00:00Z');

it.each([1, 7, 35, 80])(
  'a scan since the last one, %i days ago, finds all as a full one would',
  async (days) => {
    const made = { seed: 5, keys: 1500, accounts: 2, regions: ['us-east-1', 'eu-west-1'] };
    const before = generateOrganisation({ ...made, asOf: FIRST });
    const now = new Date(FIRST.getTime() + days * DAY_MS);
    const after = generateOrganisation({ ...made, asOf: now });
    const stage = await sampleStage(before, standingFaults(before));
    try {
      const first = await gather(stage.plan, stage.options);
      stage.endpoint.setOrganisation(after);
      const described = stage.endpoint.counts()['kms:DescribeKey'] ?? 0;
      const delta = new Delta({
        last: {
          id: '20261020T090000Z-00000000',
          asOf: FIRST,
          async *keys({ accountId, region }) {
            yield first.keys.filter((key) => key.accountId === accountId && key.region === region);
          },
        },
        now,
        depth: 'standard',
      });
      const second = await gather(stage.plan, { ...stage.options, delta });

      const expected = new Map([...after.keys()].map((key) => [key.arn, expectedRecord(key)]));
      expect(second.keys).toHaveLength(expected.size);
      for (const key of second.keys) expect(key).toEqual(expected.get(key.arn));
      const { carried, reread, full } = delta.facts();
      expect(full).toEqual([]);
      expect(carried + reread).toBe(expected.size);
      expect(carried).toBeGreaterThan(expected.size * 0.6);
      expect((stage.endpoint.counts()['kms:DescribeKey'] ?? 0) - described).toBe(reread);
    } finally {
      await stage.close();
    }
  },
);
