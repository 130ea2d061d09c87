import { MalformedAnswer } from '../answer.ts';
import { networkFault, serviceFault } from '../errors/codes.ts';
import { CredentialsError } from '../errors/credentials.ts';
import { ssoSignInAction } from '../profiles/command.ts';
import { OidcRefusal } from './oidc.ts';

/** The user has to sign in, for this reason. */
export function signInNeeded(profile: string, message: string): CredentialsError {
  return new CredentialsError({
    outcome: 'expired',
    code: 'SsoSession',
    message,
    action: ssoSignInAction(profile),
  });
}

export function signInCancelled(profile: string): CredentialsError {
  return new CredentialsError({
    outcome: 'cancelled',
    code: 'Cancelled',
    message: `The sign-in of profile ${profile} was cancelled`,
    action: ssoSignInAction(profile),
  });
}

/** Nothing that AWS would answer came back: the network, a proxy, a passing fault of AWS. Quotes no answer. */
export function noAnswer(profile: string, error: unknown): CredentialsError {
  if (error instanceof CredentialsError) return error;
  const code = codeOf(error);
  const network = networkFault(code);
  if (error instanceof MalformedAnswer || error instanceof SyntaxError || network === 'garbled') {
    return new CredentialsError({
      outcome: 'malformed',
      code: 'MalformedAnswer',
      message: `The sign-in service of profile ${profile} answered in a way that AWS does not document`,
      action: 'Check what answers there: a proxy, or an endpoint that is not AWS',
    });
  }
  if (network !== null) {
    return new CredentialsError({
      outcome: 'unreachable',
      retry: network === 'cutShort' ? 'transient' : 'no',
      code,
      message: `The sign-in service of profile ${profile} does not answer (${code})`,
      action: `Check the network, and sso_region of profile ${profile}`,
    });
  }
  const passing = isPassing(error);
  return new CredentialsError({
    outcome: 'failed',
    retry: passing ? 'transient' : 'no',
    code: code || 'Unknown',
    message: `The sign-in service of profile ${profile} did not take the request (${code || 'unknown'})`,
    action: passing ? 'Try again later' : `Check sso_start_url and sso_region of profile ${profile}`,
  });
}

/** May be asked again: a connection that broke, a throttled call, a fault of AWS's own. */
export function isPassing(error: unknown): boolean {
  if (error instanceof OidcRefusal) {
    const fault = serviceFault(error.error, error.status);
    return fault === 'throttled' || fault === 'passing';
  }
  return networkFault(codeOf(error)) === 'cutShort';
}

function codeOf(error: unknown): string {
  if (error instanceof OidcRefusal) return error.error;
  if (!(error instanceof Error)) return '';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
