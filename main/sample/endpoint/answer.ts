import type { IncomingMessage } from 'node:http';
import { type Fault, FaultBox, standingFaults } from '../faults.ts';
import type { SampleOrganisation } from '../organisation.ts';
import { type Answered, shortened } from './answered.ts';
import { AwsRefusal, type Call, type Caller, type Input, type Service, text, unrecognised } from './call.ts';
import { CLOUDTRAIL } from './cloudtrail.ts';
import { CredentialBook, SSO_TOKEN } from './credentials.ts';
import { DeviceDesk, oidcBody, type SignInManners } from './device-desk.ts';
import { KMS } from './kms.ts';
import { keyIdIn } from './kms-key.ts';
import { ORGANIZATIONS } from './organizations.ts';
import { ACCOUNT, CLOUDHSM, TAGGING } from './other-services.ts';
import { PRICING } from './pricing.ts';
import { QuotaBook } from './quota.ts';
import { expired, refusalOf, throttled } from './refusal.ts';
import { type Asked, askedOf } from './request.ts';
import { answerSts, roleCredentials } from './sign-in.ts';
import { SignatureCheck, signatureOf } from './signature.ts';
import { Tally } from './tally.ts';

type Handlers = Readonly<Record<string, (call: Call) => object>>;

const SERVICES: Readonly<Record<Exclude<Service, 'sts' | 'sso' | 'sso-oauth'>, Handlers>> = {
  kms: KMS,
  cloudhsm: CLOUDHSM,
  cloudtrail: CLOUDTRAIL,
  pricing: PRICING,
  account: ACCOUNT,
  organizations: ORGANIZATIONS,
  tag: TAGGING,
};

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** `x-amzn-errortype`; null where nothing was refused. */
  readonly error: string | null;
  /** The connection breaks instead of an answer. */
  readonly reset: boolean;
  /** On top of the endpoint's own latency. */
  readonly delayMs: number;
}

function typeOf(service: Service | undefined): string {
  if (service === 'sts') return 'text/xml';
  const isPlain = service === 'account' || service === 'sso' || service === 'sso-oauth';
  return isPlain ? 'application/json' : 'application/x-amz-json-1.1';
}

function answer(
  service: Service | undefined,
  body: string,
  status = 200,
  error: string | null = null,
): Answer {
  return { status, type: typeOf(service), body, error, reset: false, delayMs: 0 };
}

function refused(service: Service | undefined, refusal: AwsRefusal): Answer {
  const { code, message, status } = refusal;
  if (service === 'sso-oauth') return answer(service, oidcBody(refusal), status, code);
  if (service !== 'sts') return answer(service, JSON.stringify({ __type: code, message }), status, code);
  const words = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body =
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">' +
    `<Error><Type>Sender</Type><Code>${code}</Code><Message>${words}</Message></Error>` +
    '<RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>';
  return answer(service, body, status, code);
}

/** The account of the role that is to be assumed: its trust policy is what refuses. */
function roleAccount(operation: string, input: Input): string | undefined {
  return operation === 'sts:AssumeRole' ? text(input, 'RoleArn')?.split(':')[4] : undefined;
}

function resourceOf(service: Service, region: string, caller: Caller, input: Input): string {
  if (service === 'sts') return text(input, 'RoleArn') ?? '*';
  const keyId = text(input, 'KeyId');
  return service === 'kms' && keyId !== undefined
    ? `arn:aws:kms:${region}:${caller.accountId}:key/${keyIdIn(keyId)}`
    : '*';
}

/** How strictly an endpoint answers. `faults: undefined`: the standing gaps of whatever organisation it answers for. */
export interface Manners {
  readonly quotas: boolean;
  readonly checkSignatures: boolean;
  readonly faults: readonly Fault[] | undefined;
  /** Told of every signed request and how it was answered. */
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
  /** Items that a page of a listing holds at most, below AWS's own limits. */
  readonly pageLimit?: number | undefined;
  readonly signIn?: SignInManners | undefined;
}

/** What is asked before there are credentials to sign with. */
function isUnsigned(service: Service, name: string): boolean {
  return service === 'sso' || service === 'sso-oauth' || name === 'AssumeRoleWithWebIdentity';
}

/** Understands a request and finds what AWS would say; knows nothing of sockets or of time passing. */
export class Answerer {
  readonly tally = new Tally();
  readonly #credentials = new CredentialBook();
  readonly #quotas: QuotaBook | null;
  readonly #signatures: SignatureCheck | null;
  readonly #faults: readonly Fault[] | undefined;
  readonly #onAnswer: (answered: Answered) => void;
  readonly #pageLimit: number | undefined;
  readonly #mfaCode: string;
  readonly #desk: DeviceDesk;
  #organisation: SampleOrganisation;
  #box: FaultBox;

  constructor(organisation: SampleOrganisation, manners: Manners) {
    this.#organisation = organisation;
    this.#quotas = manners.quotas ? new QuotaBook() : null;
    this.#signatures = manners.checkSignatures ? new SignatureCheck() : null;
    this.#faults = manners.faults;
    this.#onAnswer = manners.onAnswer ?? (() => undefined);
    this.#pageLimit = manners.pageLimit;
    this.#mfaCode = manners.signIn?.mfaCode ?? '123456';
    this.#desk = new DeviceDesk(manners.signIn ?? {});
    this.#box = new FaultBox(manners.faults ?? standingFaults(organisation));
  }

  get organisation(): SampleOrganisation {
    return this.#organisation;
  }

  set organisation(organisation: SampleOrganisation) {
    this.#organisation = organisation;
    if (this.#faults === undefined) this.#box = new FaultBox(standingFaults(organisation));
  }

  /** `now` is the wall clock in ms. A mistake of the endpoint itself is a 500 that says what it was. */
  answer(request: IncomingMessage, body: string, now: number): Answer {
    let service: Service | undefined;
    try {
      const asked = askedOf(request, body);
      service = asked.service;
      this.tally.count(asked);
      return this.#answer(asked, request, body, now);
    } catch (error) {
      const refusal =
        error instanceof AwsRefusal ? error : new AwsRefusal('InternalFailure', String(error), 500);
      return refused(service, refusal);
    }
  }

  #answer({ service, name, input }: Asked, request: IncomingMessage, body: string, now: number): Answer {
    const operation = `${service}:${name}`;
    const { region, caller } = this.#signed({ service, name }, request, body, now);
    const { accountId } = caller;
    const keyId = text(input, 'KeyId');
    const fault = this.#box.meet({
      accountId: roleAccount(operation, input) ?? accountId,
      region,
      operation,
      keyId: keyId === undefined ? null : keyIdIn(keyId),
    });
    const resource = resourceOf(service, region, caller, input);
    const refusal = fault && refusalOf(fault.kind, { service, operation, resource, caller });
    const over = this.#quotas?.take(accountId, region, operation, now) === false;
    if (over || fault?.kind === 'throttled') this.tally.throttle(operation);
    const call: Call = {
      service,
      name,
      region,
      caller,
      input: shortened(input, operation, this.#pageLimit),
      organisation: this.#organisation,
    };
    const answered = { accountId, region, operation, input, fault: fault?.kind ?? null };
    try {
      if (over) throw throttled(service);
      if (refusal) throw refusal;
      this.tally.inspect(call);
      const good = answer(service, this.#result(call, request, now));
      const whole = fault?.kind !== 'reset' && fault?.kind !== 'malformed';
      this.#onAnswer({ ...answered, refusal: null, body: whole ? good.body : null });
      if (fault?.kind === 'reset') return { ...good, reset: true };
      if (fault?.kind === 'slow') return { ...good, delayMs: fault.ms ?? 5000 };
      return fault?.kind === 'malformed' ? { ...good, body: good.body.slice(0, good.body.length / 2) } : good;
    } catch (error) {
      if (error instanceof AwsRefusal) this.#onAnswer({ ...answered, refusal: error.code, body: null });
      throw error;
    }
  }

  #signed(
    { service, name }: Pick<Asked, 'service' | 'name'>,
    request: IncomingMessage,
    body: string,
    now: number,
  ): { region: string; caller: Caller } {
    if (isUnsigned(service, name)) return { region: 'us-east-1', caller: { accountId: '', arn: service } };
    const given = signatureOf(request.headers.authorization);
    const holder = this.#credentials.holderOf(given.accessKeyId, this.#organisation.management.id);
    const token = request.headers['x-amz-security-token'] ?? null;
    const member = this.#organisation.accounts.some((one) => one.id === holder?.caller.accountId);
    if (!holder || !member || token !== holder.sessionToken) throw unrecognised(service);
    this.#signatures?.check(request, body, given, holder.secretAccessKey, service);
    if (now >= holder.expiration) throw expired(service);
    return { region: given.region, caller: holder.caller };
  }

  #result(call: Call, request: IncomingMessage, now: number): string {
    const { service, name } = call;
    if (service === 'sts') return answerSts(call, { book: this.#credentials, mfaCode: this.#mfaCode, now });
    if (service === 'sso-oauth') return JSON.stringify(this.#desk.answer(name, call.input, now));
    if (service === 'sso') {
      const token = request.headers['x-amz-sso_bearer_token'];
      const bearer = typeof token === 'string' ? token : undefined;
      const known = bearer === SSO_TOKEN || (bearer !== undefined && this.#desk.isToken(bearer, now));
      return JSON.stringify(roleCredentials(call, known, this.#credentials, now));
    }
    const handler = SERVICES[service][name];
    if (!handler)
      throw new AwsRefusal('UnknownOperationException', `${service}:${name} is not part of the sample.`);
    return JSON.stringify(handler(call));
  }
}
