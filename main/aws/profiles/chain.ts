import type { Section, SharedConfig } from './files.ts';

/** One role to assume on the way. */
export interface RoleHop {
  readonly profile: string;
  readonly roleArn: string;
  readonly externalId: string | null;
  readonly sessionName: string | null;
  readonly durationSeconds: number;
  readonly mfaSerial: string | null;
}

/** Where the credentials of a chain begin. `section` is the root profile's own. */
export interface ChainRoot {
  readonly kind:
    | 'static'
    | 'session'
    | 'process'
    | 'sso'
    | 'ssoLegacy'
    | 'webIdentity'
    | 'credentialSource'
    | 'login';
  readonly profile: string;
  readonly section: Section;
}

/** How a profile obtains credentials: from its root, through `hops` in the order in which the roles are assumed. */
export type Chain =
  | { readonly ok: true; readonly root: ChainRoot; readonly hops: readonly RoleHop[] }
  | {
      readonly ok: false;
      readonly hops: readonly RoleHop[];
      readonly fault: string;
      readonly action: string;
    };

/**
 * Follows the rules of the AWS SDK's own profile chain (facts section 8): a role comes first; static keys win over a
 * role where the profile is reached as a source; a profile that sets both kinds of source is no role at all.
 */
export function chainOf(config: SharedConfig, profile: string): Chain {
  const hops: RoleHop[] = [];
  const visited = new Set<string>();
  let name = profile;
  for (;;) {
    const section = config.profiles.get(name);
    if (section === undefined) return broken(hops, ...missing(config, hops, name));
    const asSource = hops.length > 0;
    const isRole = section.role_arn !== undefined && !(asSource && hasKeys(section));
    const source = isRole ? sourceOf(section) : null;
    if (source === null) return ending(config, name, section, asSource, hops);
    hops.unshift(hopOf(name, section));
    if (source.by === 'credentialSource') {
      return { ok: true, hops, root: { kind: 'credentialSource', profile: name, section } };
    }
    if (visited.has(source.profile)) {
      return broken(
        hops,
        `The roles of profile ${profile} lead back to profile ${source.profile}`,
        `Let source_profile of ${name} name a profile with credentials of its own, in ${config.paths.config}`,
      );
    }
    visited.add(source.profile);
    name = source.profile;
  }
}

function missing(config: SharedConfig, hops: readonly RoleHop[], name: string): [string, string] {
  const from = hops[0]?.profile;
  const fault =
    from === undefined
      ? `There is no profile ${name}`
      : `Profile ${from} starts from ${name}, which is missing`;
  return [fault, `Add [profile ${name}] to ${config.paths.config}`];
}

function broken(hops: readonly RoleHop[], fault: string, action: string): Chain {
  return { ok: false, hops, fault, action };
}

function hasKeys(section: Section): boolean {
  return section.aws_access_key_id !== undefined && section.aws_secret_access_key !== undefined;
}

function sourceOf(section: Section): { by: 'profile'; profile: string } | { by: 'credentialSource' } | null {
  const { source_profile: profile, credential_source: ambient } = section;
  if (profile !== undefined && ambient === undefined) return { by: 'profile', profile };
  return profile === undefined && ambient !== undefined ? { by: 'credentialSource' } : null;
}

function hopOf(profile: string, section: Section): RoleHop {
  const seconds = Number.parseInt(section.duration_seconds ?? '', 10);
  return {
    profile,
    roleArn: section.role_arn ?? '',
    externalId: section.external_id ?? null,
    sessionName: section.role_session_name ?? null,
    durationSeconds: Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 3600,
    mfaSerial: section.mfa_serial ?? null,
  };
}

const SSO_SETTINGS = ['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'];

/** The kinds that end a chain, in the SDK's order. */
function ending(
  config: SharedConfig,
  name: string,
  section: Section,
  asSource: boolean,
  hops: RoleHop[],
): Chain {
  const root = (kind: ChainRoot['kind']): Chain => ({
    ok: true,
    hops,
    root: { kind, profile: name, section },
  });
  if (hasKeys(section)) return root(section.aws_session_token === undefined ? 'static' : 'session');
  if ((asSource || name === config.ambient) && section.credential_source !== undefined) {
    return root('credentialSource');
  }
  if (section.web_identity_token_file !== undefined && section.role_arn !== undefined)
    return root('webIdentity');
  if (section.credential_process !== undefined) return root('process');
  if (SSO_SETTINGS.some((setting) => section[setting] !== undefined)) {
    return root(section.sso_session === undefined ? 'ssoLegacy' : 'sso');
  }
  if (section.login_session !== undefined) return root('login');
  return broken(hops, ...lacking(config, name, section));
}

function lacking(config: SharedConfig, name: string, section: Section): [string, string] {
  const { config: path } = config.paths;
  if (section.role_arn !== undefined && section.source_profile !== undefined) {
    return [
      `Profile ${name} sets both source_profile and credential_source`,
      `Keep one of the two for profile ${name} in ${path}`,
    ];
  }
  if (section.role_arn !== undefined) {
    return [`Profile ${name} names a role and no source`, `Add source_profile to profile ${name} in ${path}`];
  }
  if (section.aws_access_key_id !== undefined) {
    return [
      `Profile ${name} has an access key id without its secret`,
      `Add aws_secret_access_key to profile ${name} in ${config.paths.credentials}`,
    ];
  }
  if (section.aws_secret_access_key !== undefined) {
    return [
      `Profile ${name} has a secret key without its access key id`,
      `Add aws_access_key_id to profile ${name} in ${config.paths.credentials}`,
    ];
  }
  return [
    `Profile ${name} has no credentials`,
    `Add keys, a role or an SSO session to profile ${name} in ${path}`,
  ];
}
