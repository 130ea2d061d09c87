import { MalformedAnswer } from '../answer.ts';
import { AwsCallError } from '../error.ts';
import type { Operation } from '../reader.ts';
import { grantAction, isServiceControlPolicy } from './action.ts';
import { networkFault, serviceFault } from './codes.ts';
import { CredentialsError } from './credentials.ts';

/** The call that failed, and what is known of its caller. */
export interface CallSite {
  readonly operation: Operation;
  readonly region: string;
  readonly host: string;
  readonly profile: string;
  /** The caller's ARN, once AWS has named it. */
  readonly principal: string | null;
  /** Its credentials are known to work elsewhere: if they do not here, the region is off. */
  readonly worksElsewhere: boolean;
  /** What renews this profile's credentials. */
  readonly renew: string;
  /** Texts that must not leave in a message: the secret key and the session token. */
  readonly secrets: readonly string[];
}

type Verdict = Pick<ConstructorParameters<typeof AwsCallError>[0], 'outcome' | 'retry' | 'action'>;

/** An error that AWS answered, as the AwsCallError to throw. */
export function answeredError(
  answer: { status: number; code: string; message: string; cause?: unknown },
  site: CallSite,
): AwsCallError {
  return failure(site, serviceVerdict(answer, site), answer.code, answer.message, answer.cause);
}

/** Anything thrown on the way, as the AwsCallError to throw: by the SDK's clients, the wire, or the credentials. */
export function thrownError(error: unknown, site: CallSite, signal: AbortSignal): AwsCallError {
  if (error instanceof AwsCallError) return error;
  if (signal.aborted) {
    const verdict: Verdict = { outcome: 'cancelled', retry: 'no', action: 'Start the scan again' };
    return failure(site, verdict, 'Cancelled', 'cancelled before it was answered', undefined);
  }
  if (error instanceof CredentialsError) return failure(site, error, error.code, error.message, error.cause);
  const { name, message, code, status } = traits(error);
  if (error instanceof MalformedAnswer) return malformed(site, `${message} is not as AWS documents it`);
  if (UNREADABLE.has(name) || UNREADABLE_BY_SDK.test(message)) {
    return malformed(site, 'not what the client can read');
  }
  const network = networkFault(code);
  if (network === 'garbled') return malformed(site, message);
  if (network !== null) return failure(site, networkVerdict(network, code, site), code, message, error);
  if (name === 'TimeoutError') {
    return failure(site, networkVerdict('cutShort', code, site), name, message, error);
  }
  return answeredError({ status, code: name, message, cause: error }, site);
}

/** The answer did not have the shape that AWS documents. `what`: which part of it. */
function malformed(site: CallSite, what: string): AwsCallError {
  const verdict: Verdict = {
    outcome: 'malformed',
    retry: 'no',
    action: `Check what answers at ${site.host}: a proxy, or an endpoint that is not AWS`,
  };
  return failure(site, verdict, 'MalformedAnswer', `answer not understood: ${what}`, undefined);
}

/** What JSON.parse and the SDK's own readers throw over an answer; their texts quote it. */
const UNREADABLE = new Set(['SyntaxError', 'TypeError', 'RangeError']);

/** The SDK's XML reader throws a plain Error, with the whole answer, credentials included, in a hidden field. */
const UNREADABLE_BY_SDK = /XML parse error|Deserialization error/;

function traits(error: unknown): { name: string; message: string; code: string; status: number } {
  if (!(error instanceof Error)) return { name: 'Unknown', message: String(error), code: '', status: 0 };
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  return {
    name: error.name,
    message: error.message,
    code: typeof code === 'string' ? code : error.message === 'socket hang up' ? 'ECONNRESET' : '',
    status: $metadata?.httpStatusCode ?? 0,
  };
}

function serviceVerdict(answer: { status: number; code: string; message: string }, site: CallSite): Verdict {
  const { operation, region, profile } = site;
  switch (serviceFault(answer.code, answer.status)) {
    case 'throttled':
      return {
        outcome: 'throttledOut',
        retry: 'throttle',
        action: `Scan again at a quieter time, or with a smaller --quota-share: others use the quota of ${operation} too`,
      };
    case 'denied':
      return {
        outcome: isServiceControlPolicy(answer.message) ? 'scp' : 'denied',
        retry: 'no',
        action: grantAction({ ...site, message: answer.message }),
      };
    case 'unknownClient':
      return site.worksElsewhere
        ? regionOff(region)
        : { outcome: 'badCredentials', retry: 'no', action: `Replace the access key of profile ${profile}` };
    case 'regionOff':
      return regionOff(region);
    case 'expired':
      return { outcome: 'expired', retry: 'no', action: site.renew };
    case 'unsigned':
      return {
        outcome: 'badCredentials',
        retry: 'no',
        action: /expired|not yet current|skew/i.test(answer.message)
          ? "Set this computer's clock"
          : `Check the secret access key of profile ${profile}, and this computer's clock`,
      };
    case 'passing':
      return {
        outcome: 'failed',
        retry: 'transient',
        action: 'Scan again later: AWS had a fault of its own',
      };
    case 'other':
      return { outcome: 'failed', retry: 'no', action: otherAction(answer.code) };
  }
}

function regionOff(region: string): Verdict {
  const action = `Enable ${region} for this account, or leave it out with --regions`;
  return { outcome: 'regionOff', retry: 'no', action };
}

function otherAction(code: string): string {
  switch (code) {
    case 'NotFoundException':
      return 'Scan again: it was deleted while the scan ran';
    case 'KMSInvalidStateException':
      return 'Nothing to do: in its present state the key does not answer this';
    case 'UnsupportedOperationException':
      return 'Nothing to do: this kind of key does not have it';
    case 'AWSOrganizationsNotInUseException':
      return 'Nothing to do: the account belongs to no organisation';
    default:
      return `Look up ${code} in the AWS documentation of this call`;
  }
}

function networkVerdict(fault: 'noWay' | 'cutShort' | 'tls', code: string, site: CallSite): Verdict {
  switch (fault) {
    case 'noWay':
      // A name that is not found, while AWS has answered elsewhere, is not the network's fault.
      if (code === 'ENOTFOUND' && site.principal !== null) {
        return {
          outcome: 'noEndpoint',
          retry: 'no',
          action: `Nothing to do where the service is not offered in ${site.region}; else leave the region out with --regions, or set an endpoint for it: ${site.host} does not exist`,
        };
      }
      return {
        outcome: 'unreachable',
        retry: 'no',
        action:
          code === 'ENOTFOUND'
            ? `Check the network, and that ${site.region} exists: no address was found for ${site.host}`
            : `Check the network and the firewall: nothing answers at ${site.host}`,
      };
    case 'cutShort':
      return {
        outcome: 'unreachable',
        retry: 'transient',
        action: `Check the network: the connection to ${site.host} does not hold`,
      };
    case 'tls':
      return {
        outcome: 'unreachable',
        retry: 'no',
        action: `Trust the certificate of your proxy: set NODE_EXTRA_CA_CERTS to its file (${code})`,
      };
  }
}

const MAX_MESSAGE = 400;

function failure(
  site: CallSite,
  verdict: Verdict,
  code: string,
  message: string,
  cause: unknown,
): AwsCallError {
  const clean = withoutSecrets(message, site.secrets);
  const line = clean.replace(/\s+/g, ' ').trim().slice(0, MAX_MESSAGE);
  const { outcome, retry, action } = verdict;
  return new AwsCallError({
    operation: site.operation,
    outcome,
    code,
    retry,
    action,
    message: `${site.operation} in ${site.region}: ${line}`,
    cause: clean === message ? cause : undefined,
  });
}

function withoutSecrets(message: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '…')), message);
}
