import { type Caller, type CallerSettings, openCaller } from '../caller.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { Chain } from '../profiles/chain.ts';
import { assumeRole } from '../sts/assume-role.ts';
import { type CredentialProvider, remembered } from './credentials.ts';
import { rootCredentials } from './root.ts';

export interface CredentialSettings extends Omit<CallerSettings, 'credentials'> {
  readonly chain: Chain;
  readonly mfaCode: ((device: string) => Promise<string>) | undefined;
}

/**
 * The credentials of a profile: those of its root, then each role in turn. Not by the SDK's `fromIni`, which hands no
 * file paths to its SSO link and would read the process's environment there.
 */
export function openCredentials(settings: CredentialSettings): CredentialProvider {
  const { chain, now, homeRegion } = settings;
  return remembered(async (gate) => {
    if (!chain.ok) {
      throw new CredentialsError({
        outcome: 'badCredentials',
        code: 'BrokenProfile',
        message: chain.fault,
        action: chain.action,
      });
    }
    let current = await rootCredentials(chain.root, settings.endpoints, now);
    for (const hop of chain.hops) {
      const source = current;
      const caller: Caller = openCaller({ ...settings, credentials: async () => source });
      const sessionName = `keyledger-${now().getTime()}`;
      const mfaCode = hop.mfaSerial === null ? null : await askCode(hop.profile, hop.mfaSerial, settings);
      current = await assumeRole(caller, gate, homeRegion, hop, { sessionName, mfaCode });
    }
    return current;
  }, now);
}

async function askCode(profile: string, device: string, { mfaCode }: CredentialSettings): Promise<string> {
  if (mfaCode !== undefined) return mfaCode(device);
  throw new CredentialsError({
    outcome: 'badCredentials',
    code: 'MfaCodeNeeded',
    message: `Profile ${profile} needs a code from MFA device ${device}`,
    action: `Use a profile without MFA, or temporary keys: aws sts get-session-token --serial-number ${device} --token-code CODE`,
  });
}
