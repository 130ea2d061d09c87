import type { CredentialProvider, Credentials } from './credentials/credentials.ts';
import { type MfaCode, openCredentials } from './credentials/open.ts';
import { type CredentialShelf, openShelf } from './credentials/shelf.ts';
import { type EndpointSettings, endpointUrl, SERVICES } from './endpoint.ts';
import type { Env, Now } from './environment.ts';
import { CredentialsError } from './errors/credentials.ts';
import { type Partition, partitionOfArn, partitionOfRegion } from './partition.ts';
import { type Chain, chainOf } from './profiles/chain.ts';
import { awsLoginCommand, scanCommand, ssoSignInAction } from './profiles/command.ts';
import { AwsConfigError } from './profiles/error.ts';
import { readSharedConfig } from './profiles/files.ts';
import type { AwsSession } from './reader.ts';
import { type Ground, sessionOver } from './session-over.ts';
import type { Wire } from './wire/wire.ts';

export interface SessionOptions {
  readonly profile: string;
  readonly env: Env;
  readonly now: Now;
  readonly wire: Wire;
  /** Keyledger's own, for the user agent. */
  readonly version: string;
  /** Asks the user for the code that an MFA device shows. Without it, a role that needs one is refused. */
  readonly mfaCode?: MfaCode;
  /** What sessions have signed in before; of this session alone where it is left out. */
  readonly shelf?: CredentialShelf;
  /** Ends a sign-in that waits: for a command, for a user. */
  readonly signal?: AbortSignal;
  /** 60,000 unless given. */
  readonly processTimeoutMs?: number;
}

/**
 * Opens a profile for reading. Sends nothing yet: the first call signs in, and what keeps a profile from signing in
 * is the AwsCallError of that call. Throws AwsConfigError where the files cannot be read, or name no such profile.
 */
export async function openSession(options: SessionOptions): Promise<AwsSession> {
  const { profile, env, now, wire } = options;
  const config = await readSharedConfig(env);
  const section = config.profiles.get(profile);
  const chain = chainOf(config, profile);
  if (section === undefined) {
    const { path, action } = {
      path: config.paths.config,
      action: 'keyledger profiles shows those that exist',
    };
    throw new AwsConfigError(path, `There is no profile ${profile} in the AWS configuration`, action);
  }
  const region = section.region || env.AWS_REGION || env.AWS_DEFAULT_REGION;
  const partition = region === undefined ? partitionOf(chain) : partitionOfRegion(region);
  const homeRegion = region ?? partition.globalRegion;
  const endpoints: EndpointSettings = { env, config, profile };
  for (const service of SERVICES) endpointUrl(endpoints, service, homeRegion);

  const settings: Ground['settings'] = {
    endpoints,
    homeRegion,
    now,
    wire,
    userAgent: `keyledger/${options.version}`,
    renew: renewal(chain, profile),
  };
  const { mfaCode, shelf = openShelf(now), signal, processTimeoutMs = PROCESS_TIMEOUT_MS } = options;
  return sessionOver({ profile, homeRegion, partition, settings }, (common) => {
    const provide = openCredentials({ ...common, chain, mfaCode, shelf, processTimeoutMs });
    return signal === undefined ? provide : ending(provide, signal, profile);
  });
}

/** A command that hands out credentials may wait for its user, but not for ever. */
const PROCESS_TIMEOUT_MS = 60_000;

/** What waits for a sign-in stops waiting when the signal aborts; the sign-in itself may serve another session yet. */
function ending(provide: CredentialProvider, signal: AbortSignal, profile: string): CredentialProvider {
  const cancelled = () =>
    new CredentialsError({
      outcome: 'cancelled',
      code: 'Cancelled',
      message: `The sign-in of profile ${profile} was cancelled`,
      action: 'Start the scan again',
    });
  const until: CredentialProvider = (gate) =>
    new Promise<Credentials>((resolve, reject) => {
      if (signal.aborted) return reject(cancelled());
      const stop = () => reject(cancelled());
      signal.addEventListener('abort', stop, { once: true });
      provide(gate)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  return Object.assign(until, provide.forget === undefined ? {} : { forget: provide.forget });
}

/** The partition of a profile that names no region: that of the role it assumes, else the commercial one. */
function partitionOf(chain: Chain): Partition {
  const role = chain.hops.at(-1)?.roleArn;
  return (role === undefined ? undefined : partitionOfArn(role)) ?? partitionOfRegion('');
}

/** What renews the credentials of a profile once AWS says that they have ended. */
function renewal(chain: Chain, profile: string): string {
  if (!chain.ok) return chain.action;
  const { kind, profile: root } = chain.root;
  if (kind === 'sso' || kind === 'ssoLegacy') return ssoSignInAction(root);
  if (kind === 'login') return `Run: ${awsLoginCommand(root)}`;
  if (chain.hops.some((hop) => hop.mfaSerial !== null)) {
    return `Enter a new MFA code in the window, or run in a terminal: ${scanCommand(profile)}`;
  }
  if (kind === 'session') return `Put new temporary keys for profile ${root} into the credentials file`;
  if (kind === 'process') return `Renew what the credential_process of profile ${root} signs in with`;
  return `Scan again: the credentials of profile ${profile} are renewed on the way`;
}
