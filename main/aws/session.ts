import { listRegions } from './account/list-regions.ts';
import { type Caller, type CallerSettings, openCaller } from './caller.ts';
import { openCredentials } from './credentials/open.ts';
import { type EndpointSettings, endpointUrl, SERVICES } from './endpoint.ts';
import type { Env, Now } from './environment.ts';
import { AwsCallError } from './error.ts';
import { listAccounts } from './organizations/list-accounts.ts';
import { type Partition, partitionOfArn, partitionOfRegion } from './partition.ts';
import { getProducts } from './pricing/get-products.ts';
import { type Chain, chainOf } from './profiles/chain.ts';
import { ssoLoginCommand } from './profiles/command.ts';
import { AwsConfigError } from './profiles/error.ts';
import { readSharedConfig } from './profiles/files.ts';
import type { AwsSession } from './reader.ts';
import { getCallerIdentity, type Identity } from './sts/caller-identity.ts';
import { openUnit } from './unit.ts';
import type { Wire } from './wire/wire.ts';

export interface SessionOptions {
  readonly profile: string;
  readonly env: Env;
  readonly now: Now;
  readonly wire: Wire;
  /** Keyledger's own, for the user agent. */
  readonly version: string;
  /** Asks the user for the code that an MFA device shows. Without it, a role that needs one is refused. */
  readonly mfaCode?: (device: string) => Promise<string>;
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

  let known: Identity | null = null;
  const common: Omit<CallerSettings, 'credentials'> = {
    endpoints,
    homeRegion,
    now,
    wire,
    userAgent: `keyledger/${options.version}`,
    renew: renewal(chain, profile),
    principal: () => known?.arn ?? null,
  };
  const credentials = openCredentials({ ...common, chain, mfaCode: options.mfaCode });
  const caller: Caller = openCaller({ ...common, credentials });

  return {
    profile,
    homeRegion,
    async identity(gate) {
      known ??= await getCallerIdentity(caller, gate, homeRegion);
      return known;
    },
    listRegions: (gate) => listRegions(caller, gate, partition.globalRegion),
    listAccounts: (gate) => listAccounts(caller, gate, partition.globalRegion),
    unit: (_accountId, unitRegion, gate) => openUnit(caller, { region: unitRegion, gate }),
    getProducts: (gate, serviceCode, filters) =>
      partition.pricingRegion === null
        ? noPriceList(partition)
        : getProducts(caller, gate, partition.pricingRegion, serviceCode, filters),
  };
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
  if (kind === 'sso' || kind === 'ssoLegacy') return `Run: ${ssoLoginCommand(root)}`;
  if (kind === 'session') return `Put new temporary keys for profile ${root} into the credentials file`;
  if (kind === 'process') return `Renew what the credential_process of profile ${root} signs in with`;
  return `Scan again: the credentials of profile ${profile} are renewed on the way`;
}

// biome-ignore lint/correctness/useYield: it refuses as an iterable, so that it is caught where prices are read
async function* noPriceList(partition: Partition): AsyncIterable<readonly string[]> {
  throw new AwsCallError({
    operation: 'pricing:GetProducts',
    outcome: 'unreachable',
    code: 'NoPriceList',
    retry: 'no',
    message: `The partition ${partition.id} has no price list of its own`,
    action: `Set the prices for ${partition.id} yourself: AWS publishes none that can be read there`,
  });
}
