import type { ProfileKind, ProfileSummary } from '../../../shared/model/profile.ts';
import type { Env, Now } from '../environment.ts';
import { type Chain, chainOf } from './chain.ts';
import { readSharedConfig, type SharedConfig } from './files.ts';
import { needOf, type SignedIn } from './need.ts';

/**
 * Every profile of the shared AWS configuration with its kind and what it needs before it can be read, by name.
 * Reads files only: no call is made and no command is run. `signedIn`: what this process remembers beyond the files.
 * Throws AwsConfigError where a file cannot be read.
 */
export async function listProfiles(options: {
  env: Env;
  now: Now;
  signedIn?: SignedIn;
}): Promise<readonly ProfileSummary[]> {
  const config = await readSharedConfig(options.env);
  const names = [...config.profiles.keys()].sort((a, b) => a.localeCompare(b, 'en'));
  return Promise.all(names.map((name) => summarise(config, name, options)));
}

async function summarise(
  config: SharedConfig,
  name: string,
  options: Parameters<typeof listProfiles>[0],
): Promise<ProfileSummary> {
  const chain = chainOf(config, name);
  const section = config.profiles.get(name) ?? {};
  return {
    name,
    kind: name === config.ambient ? 'environment' : kindOf(chain),
    accountId: accountOf(chain),
    region: section.region ?? null,
    source: chain.hops.length > 0 ? (section.source_profile ?? null) : null,
    need: await needOf(config, name, chain, {
      env: options.env,
      now: options.now(),
      signedIn: options.signedIn ?? (() => null),
    }),
  };
}

function kindOf(chain: Chain): ProfileKind {
  if (chain.hops.some((hop) => hop.mfaSerial !== null)) return 'mfaRole';
  if (!chain.ok) return chain.hops.length > 0 ? 'role' : 'incomplete';
  const { kind, profile } = chain.root;
  const isOwnRoot = chain.hops.at(-1)?.profile === profile;
  if (chain.hops.length === 0 || (kind === 'credentialSource' && isOwnRoot)) return kind;
  return 'role';
}

/** The account in which the profile ends up, where the files name it. */
function accountOf(chain: Chain): string | null {
  const role = chain.hops.at(-1)?.roleArn ?? (chain.ok ? webIdentityRole(chain) : undefined);
  if (role !== undefined) return /^arn:[\w-]+:iam::(\d{12}):/.exec(role)?.[1] ?? null;
  if (!chain.ok) return null;
  const { section } = chain.root;
  return section.sso_account_id ?? section.aws_account_id ?? null;
}

function webIdentityRole(chain: Chain & { ok: true }): string | undefined {
  return chain.root.kind === 'webIdentity' ? chain.root.section.role_arn : undefined;
}
