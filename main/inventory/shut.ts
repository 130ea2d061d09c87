import type { UnreadOutcome } from '../../shared/model/outcome.ts';

/** After these, no call of the same service in the unit would be answered either. */
export const UNIT_IS_SHUT: readonly UnreadOutcome[] = [
  'regionOff',
  'unreachable',
  'noEndpoint',
  'expired',
  'badCredentials',
  'cancelled',
];
