import { listRegions } from './account/list-regions.ts';
import { type Caller, type CallerSettings, openCaller } from './caller.ts';
import { type CredentialProvider, remembered } from './credentials/credentials.ts';
import { AwsCallError } from './error.ts';
import { listAccounts } from './organizations/list-accounts.ts';
import { listAccountsOf, listUnitsOf } from './organizations/list-children.ts';
import type { Partition } from './partition.ts';
import { getProducts } from './pricing/get-products.ts';
import type { AwsSession, CallGate, RoleRequest } from './reader.ts';
import { assumeRole } from './sts/assume-role.ts';
import { getCallerIdentity, type Identity } from './sts/caller-identity.ts';
import { openUnit } from './unit.ts';

type Common = Omit<CallerSettings, 'credentials'>;

/** What a profile's own session and those of the roles assumed with it have in common. */
export interface Ground {
  readonly profile: string;
  readonly homeRegion: string;
  readonly partition: Partition;
  readonly settings: Omit<Common, 'principal' | 'signedInAt'>;
}

/** A session over credentials, those of the profile or of a role. Sends nothing before its first call. */
export function sessionOver(
  ground: Ground,
  credentialsOf: (common: Common) => CredentialProvider,
): AwsSession {
  const { profile, homeRegion, partition } = ground;
  let known: { readonly identity: Identity; readonly region: string } | null = null;
  const common: Common = {
    ...ground.settings,
    principal: () => known?.identity.arn ?? null,
    signedInAt: () => known?.region ?? null,
  };
  const caller = openCaller({ ...common, credentials: credentialsOf(common) });

  return {
    profile,
    homeRegion,
    async identity(gate) {
      known ??= await signIn(caller, gate, ground);
      return known.identity;
    },
    listRegions: (gate) => listRegions(caller, gate, partition.globalRegion),
    listAccounts: (gate) => listAccounts(caller, gate, partition.globalRegion),
    listAccountsOf: (gate, parentId) => listAccountsOf(caller, gate, partition.globalRegion, parentId),
    listUnitsOf: (gate, parentId) => listUnitsOf(caller, gate, partition.globalRegion, parentId),
    async probe(gate, region) {
      await getCallerIdentity(caller, gate, region);
    },
    assumeRole: (role) =>
      sessionOver(ground, () => roleOf(caller, role, known?.region ?? homeRegion, ground.settings)),
    unit: (_accountId, unitRegion, gate) => openUnit(caller, { region: unitRegion, gate }),
    getProducts: (gate, serviceCode, filters) => getProducts(caller, gate, partition, serviceCode, filters),
  };
}

/**
 * Who the credentials are. A region that is off refuses them just as it refuses wrong ones, so where the profile's own
 * region does, the partition's, which is always on, is asked before they are called wrong (facts section 6).
 */
async function signIn(caller: Caller, gate: CallGate, { homeRegion, partition }: Ground) {
  try {
    return { identity: await getCallerIdentity(caller, gate, homeRegion), region: homeRegion };
  } catch (error) {
    const region = partition.globalRegion;
    const inDoubt = error instanceof AwsCallError && error.code === 'InvalidClientTokenId';
    if (!inDoubt || region === homeRegion) throw error;
    const identity = await getCallerIdentity(caller, gate, region).catch((again: unknown) => {
      const wrong = again instanceof AwsCallError && again.outcome === 'badCredentials';
      throw wrong ? error : again;
    });
    return { identity, region };
  }
}

function roleOf(
  caller: Caller,
  role: RoleRequest,
  region: string,
  { now, endpoints }: Pick<CallerSettings, 'now' | 'endpoints'>,
): CredentialProvider {
  const hop = {
    profile: endpoints.profile,
    roleArn: role.roleArn,
    externalId: role.externalId,
    sessionName: role.sessionName,
    // What AWS allows at most to a role that is itself assumed by a role.
    durationSeconds: 3600,
    mfaSerial: null,
  };
  return remembered(
    (gate) => {
      const sessionName = `keyledger-${now().getTime()}`;
      return assumeRole(caller, gate, region, hop, { sessionName, mfaCode: null, tags: role.tags });
    },
    now,
    { kept: null, running: null, forgottenAt: null },
  );
}
