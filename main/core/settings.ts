import { join } from 'node:path';
import { SettingsError } from '../settings/error.ts';
import { openSettings } from '../settings/store.ts';
import type { SettingsService } from './core.ts';
import { CoreError } from './error.ts';

/** `<dataDir>/settings.json` */
export function createSettingsService(dataDir: string): SettingsService {
  const path = join(dataDir, 'settings.json');
  const store = openSettings(path);
  return {
    path,
    get: () => store.read().catch(told),
    set: (change) => store.change(change).catch(told),
  };
}

function told(error: unknown): never {
  if (!(error instanceof SettingsError)) throw error;
  throw new CoreError('UNREADABLE', error.message, error.action, error);
}
