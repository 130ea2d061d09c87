import type { IncomingMessage } from 'node:http';
import { AwsRefusal, type Input, type Service } from './call.ts';

/** What a request asks for, before anybody has looked at who asks. */
export interface Asked {
  readonly service: Service;
  readonly name: string;
  readonly input: Input;
}

/** Paths of SSO OIDC. */
const OIDC: Readonly<Record<string, string>> = {
  '/client/register': 'RegisterClient',
  '/device_authorization': 'StartDeviceAuthorization',
  '/token': 'CreateToken',
};

/** Prefixes of X-Amz-Target. */
const TARGETS: Readonly<Record<string, Service>> = {
  TrentService: 'kms',
  BaldrApiService: 'cloudhsm',
  CloudTrail_20131101: 'cloudtrail',
  AWSPriceListService: 'pricing',
  AWSOrganizationsV20161128: 'organizations',
  ResourceGroupsTaggingAPI_20170126: 'tag',
};

function json(body: string): Input {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Input;
  } catch {
    throw new AwsRefusal('SerializationException', 'The request body is not valid JSON.');
  }
  throw new AwsRefusal('SerializationException', 'The request body is not a JSON object.');
}

/** By target header (JSON services), by path (REST services) or by the Action of a form (STS). */
export function askedOf(request: IncomingMessage, body: string): Asked {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    // CloudTrail's has dots of its own.
    const { prefix = '', name = '' } =
      /^(?:.*\.)?(?<prefix>[^.]+)\.(?<name>[^.]+)$/.exec(target)?.groups ?? {};
    const service = TARGETS[prefix];
    if (service) return { service, name, input: json(body) };
  }
  const url = new URL(request.url ?? '/', 'http://endpoint');
  if (url.pathname === '/listRegions') return { service: 'account', name: 'ListRegions', input: json(body) };
  if (url.pathname === '/federation/credentials') {
    return { service: 'sso', name: 'GetRoleCredentials', input: Object.fromEntries(url.searchParams) };
  }
  const oidc = OIDC[url.pathname];
  if (oidc !== undefined) return { service: 'sso-oauth', name: oidc, input: json(body) };
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form.Action) return { service: 'sts', name: form.Action, input: form };
  throw new AwsRefusal(
    'UnknownOperationException',
    `This endpoint does not know ${request.method} ${request.url}.`,
    404,
  );
}
