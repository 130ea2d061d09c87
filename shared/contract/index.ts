import { app } from './app.ts';
import { findings } from './findings.ts';
import { hsms } from './hsms.ts';
import { keys } from './keys.ts';
import { lastUse } from './last-use.ts';
import { prices } from './prices.ts';
import { profiles } from './profiles.ts';
import { reports } from './reports.ts';
import { scan } from './scan.ts';
import { settings } from './settings.ts';
import { snapshots } from './snapshots.ts';

/** Everything that a door may ask of the core; implemented once, in `main/api`. */
export const contract = {
  app,
  profiles,
  scan,
  snapshots,
  keys,
  lastUse,
  findings,
  hsms,
  reports,
  prices,
  settings,
};
export type Contract = typeof contract;
