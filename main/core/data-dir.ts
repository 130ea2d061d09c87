import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** `KEYLEDGER_DATA`, else the platform's folder for a user's application data. */
export function defaultDataDir(platform: NodeJS.Platform, env: Environment): string {
  if (env.KEYLEDGER_DATA) return env.KEYLEDGER_DATA;
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Keyledger');
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Keyledger');
    default:
      return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'keyledger');
  }
}
