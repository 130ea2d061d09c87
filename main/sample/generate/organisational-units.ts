import type { SampleAccount } from './places.ts';

/** Where the organisation's tree begins; the management account lies directly in it. */
export const ROOT_ID = 'r-nw01';

/** The organisational units, each in its parent. */
export const ORGANISATIONAL_UNITS = [
  { id: 'ou-nw01-prod0001', name: 'Production', parent: ROOT_ID },
  { id: 'ou-nw01-data0001', name: 'Data', parent: 'ou-nw01-prod0001' },
  { id: 'ou-nw01-stag0001', name: 'Staging', parent: ROOT_ID },
  { id: 'ou-nw01-secu0001', name: 'Security', parent: ROOT_ID },
  { id: 'ou-nw01-sand0001', name: 'Sandbox', parent: ROOT_ID },
] as const;

type ParentId = typeof ROOT_ID | (typeof ORGANISATIONAL_UNITS)[number]['id'];

/** The parent that an account lies in. */
export function parentOf({ management, team, env }: SampleAccount): ParentId {
  if (management) return ROOT_ID;
  if (team === 'security') return 'ou-nw01-secu0001';
  if (env === 'dev') return 'ou-nw01-sand0001';
  if (env === 'stage') return 'ou-nw01-stag0001';
  return team === 'data' ? 'ou-nw01-data0001' : 'ou-nw01-prod0001';
}
