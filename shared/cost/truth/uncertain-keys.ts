import { NOT_APPLICABLE, read, unread } from '../../model/outcome.ts';
import {
  AWS,
  CAPPED,
  DENIED,
  FIRST,
  FIVE,
  HELD,
  HELD_ASSUMED,
  ONE,
  part,
  ROTATIONS_UNREAD,
  replica,
  SECOND,
  type Situation,
  store,
  TWO,
} from './situation.ts';

/** Keys read in part, kinds without a rotation history, and other prices. By hand from the facts on AWS prices, sections 1 and 6. */
export const UNCERTAIN_KEYS: readonly Situation[] = [
  // "If it cannot be read, show the range $1 to $3, not $1"
  {
    name: 'history denied',
    key: { rotations: DENIED },
    lines: [HELD, ROTATIONS_UNREAD],
    total: [1_000_000, 3_000_000],
  },
  {
    name: 'history not asked yet',
    key: { rotations: unread('notAsked') },
    lines: [HELD, ROTATIONS_UNREAD],
    total: [1_000_000, 3_000_000],
  },
  {
    name: 'history called not applicable on a key that can rotate',
    key: { rotations: NOT_APPLICABLE },
    lines: [HELD, ROTATIONS_UNREAD],
    total: [1_000_000, 3_000_000],
  },
  // Partial: at least what came, at most the cap.
  {
    name: 'no rotation on the pages that came',
    key: { rotations: part([]) },
    lines: [HELD, ROTATIONS_UNREAD],
    total: [1_000_000, 3_000_000],
  },
  {
    name: 'one rotation on the pages that came',
    key: { rotations: part(ONE) },
    lines: [HELD, FIRST, ['rotation.unreadable', 0, 1_000_000, 'A']],
    total: [2_000_000, 3_000_000],
  },
  {
    name: 'two rotations on the pages that came: the cap makes it exact',
    key: { rotations: part(TWO) },
    lines: [HELD, FIRST, SECOND],
    total: [3_000_000, 3_000_000],
  },
  {
    name: 'five rotations on the pages that came',
    key: { rotations: part(FIVE) },
    lines: [HELD, FIRST, SECOND, CAPPED],
    total: [3_000_000, 3_000_000],
  },
  // "Disabled, Creating, Unavailable, PendingImport: still bill $1" [I]; other states likewise assumed
  {
    name: 'unavailable in a CloudHSM key store',
    metadata: { state: 'Unavailable', origin: 'AWS_CLOUDHSM', ...store },
    key: { rotations: NOT_APPLICABLE },
    lines: [HELD_ASSUMED],
    total: [1_000_000, 1_000_000],
  },
  // "Free: customer managed keys scheduled for deletion" [A]
  {
    name: 'pending deletion, history denied',
    metadata: { state: 'PendingDeletion' },
    key: { rotations: DENIED },
    lines: [['key.pendingDeletion', 0, 0, 'A']],
    total: [0, 0],
  },
  // "Free: AWS managed keys" [A]; "rotate yearly and stay free"
  {
    name: 'AWS managed, history not applicable',
    metadata: { manager: 'AWS' },
    key: { rotations: NOT_APPLICABLE },
    lines: [AWS],
    total: [0, 0],
  },
  // "each multi-Region primary and each replica" $1 [A]; "each probably carries its own rotation surcharge" [I]
  {
    name: 'replica, history denied',
    metadata: { multiRegion: replica },
    key: { rotations: DENIED },
    lines: [HELD, ['rotation.unreadable', 0, 2_000_000, 'I']],
    total: [1_000_000, 3_000_000],
  },
  // "imported material" $1 [A]; "on-demand rotation of EXTERNAL keys follows the same capped price" [T]
  {
    name: 'imported, history denied',
    metadata: { origin: 'EXTERNAL' },
    key: { rotations: DENIED },
    lines: [HELD, ['rotation.unreadable', 0, 2_000_000, 'T']],
    total: [1_000_000, 3_000_000],
  },
  // "treat UnsupportedOperationException as not applicable, never as an error"
  {
    name: 'imported, AWS says that it cannot rotate',
    metadata: { origin: 'EXTERNAL' },
    key: { rotations: NOT_APPLICABLE },
    lines: [HELD],
    total: [1_000_000, 1_000_000],
  },
  {
    name: 'imported RSA key, history denied: asymmetric keys do not rotate',
    metadata: { origin: 'EXTERNAL', spec: 'RSA_3072' },
    key: { rotations: DENIED },
    lines: [HELD],
    total: [1_000_000, 1_000_000],
  },
  // "keys in custom key stores" $1 [A]; an external key store is a kind of them [I]; neither rotates
  {
    name: 'CloudHSM key store',
    metadata: { origin: 'AWS_CLOUDHSM', ...store },
    key: { rotations: NOT_APPLICABLE },
    lines: [HELD],
    total: [1_000_000, 1_000_000],
  },
  {
    name: 'CloudHSM key store, history denied',
    metadata: { origin: 'AWS_CLOUDHSM', ...store },
    key: { rotations: DENIED },
    lines: [HELD],
    total: [1_000_000, 1_000_000],
  },
  {
    name: 'external key store',
    metadata: { origin: 'EXTERNAL_KEY_STORE', customKeyStoreId: 'cks-2', xksKeyId: 'x1' },
    key: { rotations: DENIED },
    lines: [HELD_ASSUMED],
    total: [1_000_000, 1_000_000],
  },
  // "symmetric, asymmetric" $1 [A]; HMAC [T]; ML-DSA, ML-KEM, Ed25519 [I]; none of them rotates
  ...(
    [
      ['RSA_2048', 'A'],
      ['RSA_4096', 'A'],
      ['ECC_NIST_P384', 'A'],
      ['ECC_SECG_P256K1', 'A'],
      ['SM2', 'A'],
      ['HMAC_256', 'T'],
      ['ECC_NIST_EDWARDS25519', 'I'],
      ['ML_DSA_65', 'I'],
      ['ML_KEM_768', 'I'],
    ] as const
  ).map(
    ([spec, confidence]): Situation => ({
      name: `${spec}, history denied`,
      metadata: { spec },
      key: { rotations: DENIED },
      lines: [['key.held', 1_000_000, 1_000_000, confidence]],
      total: [1_000_000, 1_000_000],
    }),
  ),
  // Unknown strings are kept: whether such a key rotates is not known to this version.
  {
    name: 'a spec that AWS adds later, history denied',
    metadata: { spec: 'AES_512' },
    key: { rotations: DENIED },
    lines: [HELD_ASSUMED, ['rotation.unreadable', 0, 2_000_000, 'I']],
    total: [1_000_000, 3_000_000],
  },
  {
    name: 'an origin that AWS adds later, not asked about rotations',
    metadata: { origin: 'AWS_MOON' },
    key: { rotations: NOT_APPLICABLE },
    lines: [HELD_ASSUMED],
    total: [1_000_000, 1_000_000],
  },
  // "If DescribeKey is denied, KeyManager is unknown, so the cost is a range $0 to $3" [I]
  {
    name: 'not described, nothing known',
    key: { metadata: DENIED, rotations: unread('notAsked') },
    lines: [['key.unreadable', 0, 3_000_000, 'I']],
    total: [0, 3_000_000],
  },
  {
    name: 'not described, with an alias of its own',
    key: { metadata: DENIED, rotations: DENIED, aliases: ['alias/awsome', 'alias/payments'] },
    lines: [['key.unreadable', 0, 3_000_000, 'I']],
    total: [0, 3_000_000],
  },
  {
    name: 'not described, known never to have rotated',
    key: { metadata: DENIED, rotations: read([]) },
    lines: [['key.unreadable', 0, 1_000_000, 'I']],
    total: [0, 1_000_000],
  },
  {
    name: 'not described, known to have rotated once',
    key: { metadata: DENIED, rotations: read(ONE) },
    lines: [['key.unreadable', 0, 2_000_000, 'I']],
    total: [0, 2_000_000],
  },
  {
    name: 'not described, rotated once on the pages that came',
    key: { metadata: DENIED, rotations: part(ONE) },
    lines: [['key.unreadable', 0, 3_000_000, 'I']],
    total: [0, 3_000_000],
  },
  {
    name: 'not described, known to have rotated five times',
    key: { metadata: DENIED, rotations: read(FIVE) },
    lines: [['key.unreadable', 0, 3_000_000, 'I']],
    total: [0, 3_000_000],
  },
  // "Guess AWS-managed from an alias/aws/* alias" [I]
  {
    name: 'not described, but with a reserved alias',
    key: { metadata: DENIED, rotations: DENIED, aliases: ['alias/aws/ebs'] },
    lines: [['key.awsManaged', 0, 0, 'I']],
    total: [0, 0],
  },
  // Prices are the region's own, and a figure is as sure as its price.
  {
    name: 'another region, rotated five times',
    key: { region: 'us-gov-east-1', rotations: read(FIVE) },
    lines: [
      ['key.held', 1_250_000, 1_250_000, 'I'],
      ['rotation.first', 1_250_000, 1_250_000, 'I'],
      ['rotation.second', 1_250_000, 1_250_000, 'I'],
      CAPPED,
    ],
    total: [3_750_000, 3_750_000],
  },
  {
    name: 'another region, not described',
    key: { region: 'us-gov-east-1', metadata: DENIED, rotations: DENIED },
    lines: [['key.unreadable', 0, 3_750_000, 'I']],
    total: [0, 3_750_000],
  },
  // "GovCloud and China prices: not confirmed": no price, so "at least 0"
  {
    name: 'no price, rotated five times',
    key: { region: 'cn-north-1', rotations: read(FIVE) },
    lines: [
      ['key.held', 0, null, 'A'],
      ['rotation.first', 0, null, 'A'],
      ['rotation.second', 0, null, 'A'],
      CAPPED,
    ],
    total: [0, null],
  },
  {
    name: 'no price, history denied',
    key: { region: 'cn-north-1', rotations: DENIED },
    lines: [
      ['key.held', 0, null, 'A'],
      ['rotation.unreadable', 0, null, 'A'],
    ],
    total: [0, null],
  },
  {
    name: 'no price, not described',
    key: { region: 'cn-north-1', metadata: DENIED, rotations: DENIED },
    lines: [['key.unreadable', 0, null, 'I']],
    total: [0, null],
  },
  {
    name: 'no price, but free',
    metadata: { state: 'PendingDeletion' },
    key: { region: 'cn-north-1' },
    lines: [['key.pendingDeletion', 0, 0, 'A']],
    total: [0, 0],
  },
];
