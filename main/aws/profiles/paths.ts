import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../environment.ts';

export interface ConfigPaths {
  readonly config: string;
  readonly credentials: string;
  /** Where `aws sso login` keeps its tokens. */
  readonly ssoCache: string;
  /** Where `aws login` keeps its sessions. */
  readonly loginCache: string;
}

/** As the AWS tools find them: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, else `.aws` in the home folder. */
export function configPaths(env: Env): ConfigPaths {
  const home = env.HOME || env.USERPROFILE || homedir();
  const expand = (path: string) => (path.startsWith('~/') ? join(home, path.slice(2)) : path);
  return {
    config: expand(env.AWS_CONFIG_FILE || join(home, '.aws', 'config')),
    credentials: expand(env.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials')),
    ssoCache: join(home, '.aws', 'sso', 'cache'),
    loginCache: expand(env.AWS_LOGIN_CACHE_DIRECTORY || join(home, '.aws', 'login', 'cache')),
  };
}
