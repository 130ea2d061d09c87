import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, object, optionalNumber, text } from '../answer.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { exchange } from '../credentials/exchange.ts';
import type { CredentialShelf } from '../credentials/shelf.ts';
import { type EndpointSettings, endpointUrl } from '../endpoint.ts';
import type { Now } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import { type SsoSettings, ssoSettings } from '../profiles/sso.ts';
import { isPassing, noAnswer, signInNeeded } from './faults.ts';
import { OidcRefusal } from './oidc.ts';
import { currentToken } from './renew.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 250;

/** The settings of an SSO root, whole. Throws CredentialsError. */
export function wholeSettings(root: ChainRoot, { config }: EndpointSettings): SsoSettings {
  const settings = ssoSettings(config, root);
  if (!('missing' in settings)) return settings;
  throw new CredentialsError({
    outcome: 'badCredentials',
    code: 'IncompleteProfile',
    message: `SSO profile ${root.profile} lacks ${settings.missing}`,
    action: `Add ${settings.missing} to ${config.paths.config}, or run aws configure sso`,
  });
}

/** The role credentials behind an SSO session (sso:GetRoleCredentials). Throws CredentialsError. */
export async function ssoCredentials(
  root: ChainRoot,
  endpoints: EndpointSettings,
  now: Now,
  shelf: CredentialShelf,
): Promise<Credentials> {
  const settings = wholeSettings(root, endpoints);
  // Profiles of one SSO session would renew its token at the same time, and each renewal ends the one before.
  const { accessToken } = await shelf.once(`sso ${settings.tokenId}`, () =>
    currentToken(root, settings, endpoints, now),
  );
  const url = new URL('/federation/credentials', endpointUrl(endpoints, 'sso', settings.region));
  url.searchParams.set('account_id', settings.accountId);
  url.searchParams.set('role_name', settings.roleName);
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await exchange({
        url,
        method: 'GET',
        headers: { 'x-amz-sso_bearer_token': accessToken },
      });
      if (answer.status === 200) return credentialsIn(object(JSON.parse(answer.text), 'the answer'));
      throw new OidcRefusal(answer.errorType ?? 'nothing', answer.status);
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(error)) throw refused(root, error);
      await sleep(PAUSE_MS * attempt);
    }
  }
}

function credentialsIn(answer: Json): Credentials {
  const role = object(answer.roleCredentials, 'roleCredentials');
  const ends = optionalNumber(role, 'expiration');
  return {
    accessKeyId: text(role, 'accessKeyId'),
    secretAccessKey: text(role, 'secretAccessKey'),
    sessionToken: text(role, 'sessionToken'),
    expiration: ends === null ? undefined : new Date(ends),
  };
}

function refused({ profile }: ChainRoot, error: unknown): CredentialsError {
  if (!(error instanceof OidcRefusal) || isPassing(error)) return noAnswer(profile, error);
  if (error.error === 'UnauthorizedException' || error.status === 401) {
    return signInNeeded(profile, `The SSO session of profile ${profile} has ended or was revoked`);
  }
  return new CredentialsError({
    outcome: 'denied',
    code: error.error,
    message: `The SSO session of profile ${profile} does not open its role (${error.error})`,
    action: `Check sso_account_id and sso_role_name of profile ${profile}: aws sso list-account-roles shows yours`,
  });
}
