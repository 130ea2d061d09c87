import { app } from './app.ts';
import { hsms } from './hsms.ts';
import { keys } from './keys.ts';
import { prices } from './prices.ts';
import { profiles } from './profiles.ts';
import { reports } from './reports.ts';
import { scan } from './scan.ts';
import { snapshots } from './snapshots.ts';

/** Everything that a door may ask of the core; implemented once, in `main/api`. */
export const contract = { app, profiles, scan, snapshots, keys, hsms, reports, prices };
export type Contract = typeof contract;
