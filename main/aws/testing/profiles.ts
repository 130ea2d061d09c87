import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home folder with the two AWS files in it, and the environment that leads there. */
export async function writeProfiles(files: { config?: string; credentials?: string }) {
  const home = await mkdtemp(join(tmpdir(), 'keyledger-aws-'));
  const config = join(home, 'config');
  const credentials = join(home, 'credentials');
  if (files.config !== undefined) await writeFile(config, files.config);
  if (files.credentials !== undefined) await writeFile(credentials, files.credentials);
  return {
    home,
    config,
    credentials,
    env: { HOME: home, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}
