import { homedir } from 'node:os';
import { join } from 'node:path';
import { fromSSO } from '@aws-sdk/credential-providers';
import { externalDataInterceptor } from '@smithy/shared-ini-file-loader';
import { configuredEndpoint, type EndpointSettings } from '../endpoint.ts';
import type { Now } from '../environment.ts';
import { networkFault, serviceFault } from '../errors/codes.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import { ssoLoginCommand } from '../profiles/command.ts';
import { type CachedToken, isRenewable, readSsoToken, ssoSettings, tokenLeftMs } from '../profiles/sso.ts';
import type { Credentials } from './credentials.ts';

/**
 * The role credentials behind a cached SSO token. The SDK renews the token of an sso-session by itself and writes it
 * back to the cache. Throws CredentialsError.
 */
export async function ssoCredentials(
  root: ChainRoot,
  endpoints: EndpointSettings,
  now: Now,
): Promise<Credentials> {
  const { config } = endpoints;
  const settings = ssoSettings(config, root);
  if ('missing' in settings) {
    throw new CredentialsError({
      outcome: 'badCredentials',
      code: 'IncompleteProfile',
      message: `SSO profile ${root.profile} lacks ${settings.missing}`,
      action: `Add ${settings.missing} to ${config.paths.config}, or run aws configure sso`,
    });
  }
  const token = await readSsoToken(config.paths.ssoCache, settings.tokenId);
  if (token === null) throw signIn(root, `There is no SSO session for profile ${root.profile} yet`);
  const left = tokenLeftMs(token, now());
  if ((left === null || left <= 0) && !isRenewable(root, token, now())) {
    throw signIn(root, `The SSO session of profile ${root.profile} has ended`);
  }
  lend(settings.tokenId, token, config.paths.ssoCache);
  const endpoint = configuredEndpoint(endpoints, 'sso');
  try {
    return await fromSSO({
      profile: root.profile,
      configFilepath: config.paths.config,
      filepath: config.paths.credentials,
      ignoreCache: true,
      clientConfig: { region: settings.region, maxAttempts: 3, ...(endpoint === null ? {} : { endpoint }) },
    })();
  } catch (error) {
    throw refused(root, error);
  }
}

/** The SDK looks for tokens in the home folder of the process only. Where ours is another, the token is handed over. */
function lend(tokenId: string, token: CachedToken, ssoCache: string): void {
  const handedOver = externalDataInterceptor.getTokenRecord();
  if (ssoCache === join(homedir(), '.aws', 'sso', 'cache')) delete handedOver[tokenId];
  else handedOver[tokenId] = { accessToken: token.accessToken, expiresAt: token.expiresAt };
}

function signIn(root: ChainRoot, message: string): CredentialsError {
  const action = `Run: ${ssoLoginCommand(root.profile)}`;
  return new CredentialsError({ outcome: 'expired', code: 'SsoSession', message, action });
}

/** The SDK wraps whatever went wrong, network faults included, in one error with a text. */
function refused(root: ChainRoot, error: unknown): CredentialsError {
  const { name, message, code } = traits(error);
  if (/aws sso login|Token is expired/.test(message) || name === 'UnauthorizedException') {
    return signIn(root, `The SSO session of profile ${root.profile} has ended or was revoked`);
  }
  if (networkFault(code) !== null) {
    return new CredentialsError({
      outcome: 'unreachable',
      retry: networkFault(code) === 'cutShort' ? 'transient' : 'no',
      code,
      message: `The SSO service of profile ${root.profile} does not answer (${code})`,
      action: `Check the network, and sso_region of profile ${root.profile}`,
    });
  }
  if (serviceFault(name, 0) === 'throttled' || serviceFault(name, 0) === 'passing') {
    return new CredentialsError({
      outcome: 'failed',
      retry: 'transient',
      code: name,
      message: `The SSO service had no answer for profile ${root.profile} (${name})`,
      action: 'Scan again later',
    });
  }
  return new CredentialsError({
    outcome: 'denied',
    code: name,
    message: `The SSO session of profile ${root.profile} does not open its role (${name})`,
    action: `Check sso_account_id and sso_role_name of profile ${root.profile}: aws sso list-account-roles shows yours`,
  });
}

/** The SDK's error has the original's name and code in its text only: "UnauthorizedException: Session token …". */
function traits(error: unknown): { name: string; message: string; code: string } {
  const message = String(error instanceof Error ? error.message : error);
  const code = /socket hang up/.test(message) ? 'ECONNRESET' : /\bE[A-Z_]{4,}\b/.exec(message)?.[0];
  return { name: /^(\w+): /.exec(message)?.[1] ?? 'Unknown', message, code: code ?? '' };
}
