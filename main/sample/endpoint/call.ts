import type { SampleUnit } from '../generate/unit.ts';
import type { SampleOrganisation } from '../organisation.ts';

export type Service =
  | 'kms'
  | 'cloudhsm'
  | 'cloudtrail'
  | 'pricing'
  | 'sts'
  | 'account'
  | 'organizations'
  | 'tag'
  | 'sso'
  | 'sso-oauth';
export type Input = Readonly<Record<string, unknown>>;

/** Who signed a request. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

/** One request, understood. */
export interface Call {
  readonly service: Service;
  /** Without the service: `DescribeKey`. */
  readonly name: string;
  readonly region: string;
  readonly caller: Caller;
  readonly input: Input;
  readonly organisation: SampleOrganisation;
}

/** What AWS answers instead of a result; `status` is the HTTP status. */
export class AwsRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function text(input: Input, field: string): string | undefined {
  const value = input[field];
  return typeof value === 'string' ? value : undefined;
}

export function number(input: Input, field: string): number | undefined {
  const value = input[field];
  return typeof value === 'number' ? value : undefined;
}

export function list(input: Input, field: string): readonly unknown[] {
  const value = input[field];
  return Array.isArray(value) ? value : [];
}

/** The values of one of CloudHSM's Filters. */
export function filterOf(input: Input, name: string): readonly unknown[] | undefined {
  const filters = input.Filters;
  const values = typeof filters === 'object' && filters !== null ? (filters as Input)[name] : undefined;
  return Array.isArray(values) ? values : undefined;
}

/** The unit that a call is about. A region that is not on answers as if the credentials were unknown. */
export function unitOf(call: Call): SampleUnit {
  const unit = call.organisation.unit(call.caller.accountId, call.region);
  if (!unit) throw unrecognised(call.service);
  return unit;
}

export function unrecognised(service: Service): AwsRefusal {
  const message = 'The security token included in the request is invalid.';
  return service === 'sts'
    ? new AwsRefusal('InvalidClientTokenId', message, 403)
    : new AwsRefusal('UnrecognizedClientException', message, service === 'account' ? 403 : 400);
}
