import type { CredentialShelf } from '../credentials/shelf.ts';
import type { EndpointSettings } from '../endpoint.ts';
import { AwsCallError } from '../error.ts';
import { CredentialsError } from '../errors/credentials.ts';
import { chainOf } from '../profiles/chain.ts';
import { readSharedConfig } from '../profiles/files.ts';
import type { CallGate } from '../reader.ts';
import { openSession, type SessionOptions } from '../session.ts';
import type { Identity } from '../sts/caller-identity.ts';
import { type DeviceSignIn, signInDevice } from './device.ts';
import { currentToken } from './renew.ts';
import { wholeSettings } from './role.ts';

export interface SignInOptions extends Omit<SessionOptions, 'signal'> {
  readonly shelf: CredentialShelf;
  readonly signal: AbortSignal;
  readonly sleep: DeviceSignIn['sleep'];
  readonly gate: CallGate;
  readonly onVerify: DeviceSignIn['onVerify'];
}

/**
 * Signs a profile in whatever it needs, and shows that it can be read: the device flow where its SSO session has
 * ended, its MFA code, then who it is. What comes of it stays in the token cache and on the shelf. Throws
 * AwsConfigError, CredentialsError and AwsCallError.
 */
export async function signInProfile(options: SignInOptions): Promise<Identity> {
  const { profile, env, now, gate } = options;
  const config = await readSharedConfig(env);
  const chain = chainOf(config, profile);
  const root = chain.ok ? chain.root : null;
  const identify = async () => (await openSession(options)).identity(gate);
  if (root?.kind !== 'sso' && root?.kind !== 'ssoLegacy') return identify();

  const endpoints: EndpointSettings = { env, config, profile };
  const settings = wholeSettings(root, endpoints);
  const device = () => signInDevice({ ...options, profile: root.profile, settings, endpoints });
  try {
    await options.shelf.once(`sso ${settings.tokenId}`, () => currentToken(root, settings, endpoints, now));
  } catch (error) {
    if (!isSignInNeeded(error)) throw error;
    await device();
    return identify();
  }
  try {
    return await identify();
  } catch (error) {
    // The token had not ended by its own date and was refused all the same: it was revoked.
    if (!isSignInNeeded(error)) throw error;
    await device();
    return identify();
  }
}

function isSignInNeeded(error: unknown): boolean {
  const isOurs = error instanceof CredentialsError || error instanceof AwsCallError;
  return isOurs && error.code === 'SsoSession';
}
