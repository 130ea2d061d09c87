import { type Caller, type CallerSettings, openCaller } from '../caller.ts';
import { AwsCallError } from '../error.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { Chain, RoleHop } from '../profiles/chain.ts';
import { scanCommand } from '../profiles/command.ts';
import type { CallGate } from '../reader.ts';
import { assumeRole } from '../sts/assume-role.ts';
import { type CredentialProvider, type Credentials, remembered } from './credentials.ts';
import { rootCredentials } from './root.ts';
import type { CredentialShelf } from './shelf.ts';

/** A question for the code that an MFA device shows now. */
export interface MfaAsk {
  readonly profile: string;
  /** The device's serial number or ARN, as the profile names it. */
  readonly device: string;
  /** 1 at first; more where AWS did not take the code before. */
  readonly attempt: number;
}

/** Asks the user. Rejects with a CredentialsError where the user does not want to. */
export type MfaCode = (ask: MfaAsk) => Promise<string>;

export interface CredentialSettings extends Omit<CallerSettings, 'credentials'> {
  readonly chain: Chain;
  readonly shelf: CredentialShelf;
  readonly mfaCode: MfaCode | undefined;
  /** How long a credential_process may take. */
  readonly processTimeoutMs: number;
}

const MFA_TRIES = 3;

/**
 * The credentials of a profile: those of its root, then each role in turn, each link remembered by itself. Not by the
 * SDK's `fromIni`, which hands no file paths to its SSO link and would read the process's environment there.
 */
export function openCredentials(settings: CredentialSettings): CredentialProvider {
  const { chain, now, shelf } = settings;
  if (!chain.ok) {
    const broken = new CredentialsError({
      outcome: 'badCredentials',
      code: 'BrokenProfile',
      message: chain.fault,
      action: chain.action,
    });
    return () => Promise.reject(broken);
  }
  const root = remembered((gate) => rootCredentials(chain.root, settings, gate), now, shelf.cell(chain, 0));
  return chain.hops.reduce<CredentialProvider>((source, hop, index) => {
    const caller: Caller = openCaller({ ...settings, credentials: source });
    return remembered(
      (gate) => hopCredentials(caller, gate, hop, settings),
      now,
      shelf.cell(chain, index + 1),
    );
  }, root);
}

async function hopCredentials(
  caller: Caller,
  gate: CallGate,
  hop: RoleHop,
  settings: CredentialSettings,
): Promise<Credentials> {
  const sessionName = `keyledger-${settings.now().getTime()}`;
  const assume = (mfaCode: string | null) =>
    assumeRole(caller, gate, settings.homeRegion, hop, { sessionName, mfaCode });
  if (hop.mfaSerial === null) return assume(null);
  for (let attempt = 1; attempt <= MFA_TRIES; attempt++) {
    const code = await askCode({ profile: hop.profile, device: hop.mfaSerial, attempt }, settings);
    // AWS takes six digits only; anything else would cost a request to be told so.
    if (!/^\d{6}$/.test(code)) continue;
    try {
      return await assume(code);
    } catch (error) {
      if (!isWrongCode(error)) throw error;
    }
  }
  throw new CredentialsError({
    outcome: 'badCredentials',
    code: 'MfaCodeRefused',
    message: `AWS took none of ${MFA_TRIES} codes from MFA device ${hop.mfaSerial} for profile ${hop.profile}`,
    action: `Wait for the device's next code, check that it is the right device, then run: ${scanCommand(hop.profile)}`,
  });
}

/** STS has no error code of its own for it. */
function isWrongCode(error: unknown): boolean {
  return error instanceof AwsCallError && /invalid MFA one time pass code/i.test(error.message);
}

async function askCode(ask: MfaAsk, { mfaCode }: CredentialSettings): Promise<string> {
  if (mfaCode !== undefined) return (await mfaCode(ask)).trim();
  throw new CredentialsError({
    outcome: 'badCredentials',
    code: 'MfaCodeNeeded',
    message: `Profile ${ask.profile} needs a code from MFA device ${ask.device}`,
    action: `Enter the code in the window, or run in a terminal: ${scanCommand(ask.profile)}; for a schedule use temporary keys: aws sts get-session-token --serial-number ${ask.device} --token-code CODE`,
  });
}
