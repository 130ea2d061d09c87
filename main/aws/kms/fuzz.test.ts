import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MalformedAnswer, object } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { all, openGate } from '../testing/open-gate.ts';
import { openUnit } from '../unit.ts';

/** AWS's field names with values of any kind, nested as AWS nests them, and single fields gone wrong in a good answer. */
const FIELDS = [
  'Keys',
  'KeyId',
  'KeyArn',
  'Aliases',
  'AliasName',
  'TargetKeyId',
  'KeyMetadata',
  'CreationDate',
  'Tags',
  'TagKey',
  'TagValue',
  'Rotations',
  'RotationDate',
  'RotationType',
  'KeyRotationEnabled',
  'ResourceTagMappingList',
  'Truncated',
  'NextMarker',
  'PaginationToken',
];
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, '', 'x', true, false, 0, -1, 1e300, 1_700_000_000.5),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('any'), { maxKeys: 6 }),
  ),
})).any;

const GOOD = {
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
  Description: '',
  CreationDate: 1_700_000_000,
  ValidTo: 1_800_000_000,
  PendingDeletionWindowInDays: 7,
  XksKeyConfiguration: { Id: 'x' },
  MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY', PrimaryKey: { Arn: 'a' }, ReplicaKeys: [] },
};
const oneWrong = fc
  .tuple(fc.constantFrom(...Object.keys(GOOD)), value)
  .map(([field, wrong]) => ({ KeyMetadata: { ...GOOD, [field]: wrong } }));

it('maps any answer cleanly or calls it malformed: never a crash, never an endless listing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(value, oneWrong), async (answer) => {
      const caller: Caller = {
        json: async (_gate, _call, read) => read(object(answer, 'the answer')),
        sdk: () => Promise.reject(new Error('not asked')),
      };
      const unit = openUnit(caller, { region: 'eu-west-1', gate: openGate() });
      const asked = [
        all(unit.listKeys()),
        all(unit.listAliases()),
        unit.describeKey('k'),
        unit.getKeyRotationStatus('k'),
        all(unit.listKeyRotations('k')),
        all(unit.listResourceTags('k')),
        all(unit.getTaggedKeys()),
      ];
      for (const told of await Promise.allSettled(asked)) {
        if (told.status === 'rejected') expect(told.reason).toBeInstanceOf(MalformedAnswer);
      }
    }),
    { numRuns: 500 },
  );
});
