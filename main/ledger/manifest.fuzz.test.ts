import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactly } from '../../shared/model/amount.ts';
import { type Manifest, SCHEMA_VERSION } from '../../shared/model/snapshot.ts';
import { mangled } from '../core/testing/mangle.ts';
import { LedgerError } from './errors.ts';
import { manifestText, parseManifest } from './manifest.ts';
import { EXAMPLE_ID, exampleManifest } from './testing/example.ts';

const GOOD: Manifest = {
  ...exampleManifest({
    counts: { customerKeys: 5, awsManagedKeys: 4, unknownKeys: 3, clusters: 2, hsms: 1 },
    runRate: { keys: exactly(5_000_000), hsms: exactly(1_168_000_000), total: exactly(1_173_000_000) },
  }),
  schemaVersion: SCHEMA_VERSION,
  files: [{ name: 'keys.parquet', sha256: 'a'.repeat(64), bytes: 10, rows: 1 }],
};
const TEXT = manifestText(GOOD);

function parsed(text: string): Manifest | null {
  try {
    return parseManifest(EXAMPLE_ID, text);
  } catch (error) {
    expect(error).toBeInstanceOf(LedgerError);
    return null;
  }
}

it('a manifest gone wrong in one place is refused with what helps, or has the figures that it had', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const draw = (bound: number) => Number(numbers.next().value) % bound;
      const manifest = parsed(JSON.stringify(mangled(JSON.parse(TEXT), draw)));
      if (manifest === null) return;
      const { runRate, counts, id, complete, scope } = manifest;
      const { lowMicroUsd, highMicroUsd } = runRate.total;
      expect({ id, complete, counts, lowMicroUsd, units: scope.units }).toEqual({
        id: GOOD.id,
        complete: GOOD.complete,
        counts: GOOD.counts,
        lowMicroUsd: GOOD.runRate.total.lowMicroUsd,
        units: GOOD.scope.units,
      });
      // Null is a good value there: it says that no upper bound is known.
      expect([GOOD.runRate.total.highMicroUsd, null]).toContain(highMicroUsd);
    }),
    { numRuns: 1000 },
  );
});

it('any text is a manifest or a typed refusal: never a crash', () => {
  const cut = fc
    .tuple(fc.nat(TEXT.length), fc.string({ maxLength: 6 }))
    .map(([at, noise]) => TEXT.slice(0, at) + noise + TEXT.slice(at + noise.length));
  const torn = fc.nat(TEXT.length).map((at) => TEXT.slice(0, at));
  fc.assert(
    fc.property(fc.oneof(cut, torn, fc.string(), fc.json()), (text) => {
      parsed(text);
    }),
    { numRuns: 1000 },
  );
});
