import { readFile } from 'node:fs/promises';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import type { Env } from '../environment.ts';
import { ENVIRONMENT_PROFILE, environmentSection } from './ambient.ts';
import { AwsConfigError } from './error.ts';
import { iniFault } from './ini.ts';
import { type ConfigPaths, configPaths } from './paths.ts';

/** The settings of one section, by name; settings nested below another one as `outer.inner`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** Both files, and the environment's own credentials beside them; merged as the AWS tools do: config first, then credentials, which wins setting by setting. */
export interface SharedConfig {
  readonly profiles: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  readonly services: ReadonlyMap<string, Section>;
  readonly paths: ConfigPaths;
  /** The profile that stands for the environment's own credentials, where there are any. */
  readonly ambient: string | null;
}

/** Throws AwsConfigError where a file exists and cannot be read or understood. A missing file counts as empty. */
export async function readSharedConfig(env: Env): Promise<SharedConfig> {
  const paths = configPaths(env);
  await Promise.all([check(paths.config), check(paths.credentials)]);
  const files = await loadSharedConfigFiles({
    configFilepath: paths.config,
    filepath: paths.credentials,
    ignoreCache: true,
  });

  const profiles = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  const services = new Map<string, Section>();
  for (const [name, section] of Object.entries(files.configFile)) {
    if (name.startsWith('sso-session.')) ssoSessions.set(name.slice('sso-session.'.length), section);
    else if (name.startsWith('services.')) services.set(name.slice('services.'.length), section);
    else profiles.set(name, section);
  }
  for (const [name, section] of Object.entries(files.credentialsFile)) {
    profiles.set(name, { ...profiles.get(name), ...section });
  }
  const own = profiles.has(ENVIRONMENT_PROFILE) ? null : environmentSection(env);
  if (own !== null) profiles.set(ENVIRONMENT_PROFILE, own);
  return { profiles, ssoSessions, services, paths, ambient: own === null ? null : ENVIRONMENT_PROFILE };
}

async function check(path: string): Promise<void> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return;
    const reason = code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' ? 'permission denied' : code;
    throw new AwsConfigError(
      path,
      `The AWS configuration file ${path} cannot be read: ${reason}`,
      `Make ${path} readable for your user`,
      error,
    );
  }
  const fault = iniFault(text);
  if (fault !== null) {
    throw new AwsConfigError(
      path,
      `The AWS configuration file ${path} cannot be understood: ${fault}`,
      `Correct ${path}: ${fault}`,
    );
  }
}
