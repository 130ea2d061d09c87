import fc from 'fast-check';
import { expect, it } from 'vitest';
import { priceKey } from '../../shared/cost/price-key.ts';
import { sum } from '../../shared/model/amount.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import { object } from '../aws/answer.ts';
import type { Call, Caller } from '../aws/caller.ts';
import { type CallSite, thrownError } from '../aws/errors/classify.ts';
import type { AwsSession, CallGate } from '../aws/reader.ts';
import { openUnit } from '../aws/unit.ts';
import { scan } from '../inventory/scan.ts';
import { bundledPrices } from '../prices/bundled.ts';
import { shortened } from '../sample/endpoint/answered.ts';
import { KMS } from '../sample/endpoint/kms.ts';
import { TAGGING } from '../sample/endpoint/other-services.ts';
import { keyDollars } from './testing/expected-total.ts';
import { smallOrganisation } from './testing/fault-matrix.ts';
import { mangled } from './testing/mangle.ts';
import { quickClock } from './testing/quick-clock.ts';

const organisation = smallOrganisation(1);
const { id: accountId } = organisation.management;
const region = 'eu-west-1';
const truth = new Map([...(organisation.unit(accountId, region)?.keys() ?? [])].map((key) => [key.arn, key]));
const signal = new AbortController().signal;

function site(call: Call): CallSite {
  return {
    operation: call.operation,
    region,
    host: 'localhost',
    profile: 'p',
    principal: null,
    worksElsewhere: false,
    renew: '',
    secrets: [],
  };
}

/** Answers as the sample does, in pages of four, and garbles one answer in so many. */
function garbledCaller(oneIn: number, draw: (bound: number) => number): Caller {
  const answer = (call: Call & { target: string; body: object }) => {
    const name = call.target.split('.')[1] ?? '';
    const handler = KMS[name] ?? TAGGING[name];
    if (!handler) throw new Error(`${name} is not part of this test`);
    const caller = { accountId, arn: `arn:aws:iam::${accountId}:user/reader` };
    const sent = JSON.parse(JSON.stringify(call.body));
    const input = shortened(sent, call.operation, 4);
    const good = JSON.parse(
      JSON.stringify(handler({ service: 'kms', name, region, caller, input, organisation })),
    );
    return draw(oneIn) === 0 ? mangled(good, draw) : good;
  };
  const attempt = <T>(gate: CallGate, call: Call, run: () => T) =>
    gate.run(call.operation, async () => {
      try {
        return run();
      } catch (error) {
        throw thrownError(error, site(call), signal);
      }
    });
  return {
    json: (gate, call, read) => attempt(gate, call, () => read(object(answer(call), 'the answer'))),
    sdk: (gate, call) =>
      attempt(gate, call, () => {
        throw new SyntaxError('not part of this test');
      }),
  };
}

async function scanned(caller: Caller) {
  const unit = (_: string, place: string, gate: CallGate) => openUnit(caller, { region: place, gate });
  const session = { profile: 'p', homeRegion: 'us-east-1', unit } as Partial<AwsSession> as AwsSession;
  const events = scan(
    {
      accounts: [{ account: { id: accountId, name: 'a', partition: 'aws', profile: 'p' }, session }],
      regions: [region],
      units: [{ accountId, region }],
      coverage: [],
      notes: [],
      requests: {},
    },
    { quotaShare: 1, clock: quickClock(1000), random: Math.random, signal },
  );
  const keys: KeyRecord[] = [];
  for (;;) {
    const { done, value } = await events.next();
    if (done) return { keys, coverage: value.coverage };
    if (value.type === 'keys') keys.push(...value.keys);
  }
}

it('garbled answers end as malformed or are read rightly: the total holds the truth', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(12), fc.infiniteStream(fc.nat()), async (rarity, numbers) => {
      const draw = (bound: number) => Number(numbers.next().value) % bound;
      const { keys, coverage } = await scanned(garbledCaller(1 + rarity, draw));
      for (const key of keys) {
        const known = truth.get(key.arn);
        if (known === undefined) continue;
        const amount = sum(priceKey(key, bundledPrices()));
        expect(amount.lowMicroUsd, key.arn).toBeLessThanOrEqual(keyDollars(known) * 1e6);
        expect(amount.highMicroUsd, key.arn).toBeGreaterThanOrEqual(keyDollars(known) * 1e6);
      }
      const listing = coverage.find(({ operation }) => operation === 'kms:ListKeys');
      if (listing?.outcome === 'read') expect(new Set(keys.map(({ arn }) => arn)).size).toBe(truth.size);
      for (const { operation, outcome } of coverage) {
        // Asked for an id that a garbled listing made up, the sample refuses as AWS does.
        expect(['read', 'malformed', 'failed'], operation).toContain(outcome);
      }
    }),
    { numRuns: 80 },
  );
});
