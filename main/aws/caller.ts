import { type Json, object } from './answer.ts';
import type { CredentialProvider, Credentials } from './credentials/credentials.ts';
import { Deadlines, withDeadline } from './deadline.ts';
import { type EndpointSettings, endpointUrl, type Service } from './endpoint.ts';
import type { Now } from './environment.ts';
import { AwsCallError } from './error.ts';
import { answeredError, type CallSite, thrownError } from './errors/classify.ts';
import type { CallGate, Operation } from './reader.ts';
import { type SdkConfig, sdkConfig } from './sdk.ts';
import type { Wire } from './wire/wire.ts';

/** One AWS operation, to one place. */
export interface Call {
  readonly operation: Operation;
  readonly service: Service;
  readonly region: string;
  /** Texts of the request that must not come back in a message, beside the credentials. */
  readonly secrets?: readonly string[];
}

/** Sends the calls of one profile: credentials, gate, endpoint, and every failure as an AwsCallError. */
export interface Caller {
  /** One AWS JSON 1.1 request an attempt, over the wire. `read` maps the answer; what it throws is `malformed`. */
  json<T>(
    gate: CallGate,
    call: Call & { readonly target: string; readonly body: Json },
    read: (answer: Json) => T,
  ): Promise<T>;
  /** One request an attempt, by a client of the AWS SDK. */
  sdk<T>(
    gate: CallGate,
    call: Call,
    attempt: (config: SdkConfig, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

export interface CallerSettings {
  readonly endpoints: EndpointSettings;
  readonly credentials: CredentialProvider;
  readonly now: Now;
  readonly wire: Wire;
  readonly userAgent: string;
  /** Where roles are assumed. */
  readonly homeRegion: string;
  /** What renews this profile's credentials. */
  readonly renew: string;
  /** The caller's ARN, once AWS has named it. */
  principal(): string | null;
  /** A region that has taken the credentials; null before one has. */
  signedInAt(): string | null;
}

export function openCaller(settings: CallerSettings): Caller {
  const { endpoints, credentials, now, wire, userAgent } = settings;
  const deadlines = new Deadlines();
  const urls = new Map<string, URL>();

  const urlOf = ({ service, region }: Call): URL => {
    const name = `${service}/${region}`;
    const known = urls.get(name);
    if (known) return known;
    const url = endpointUrl(endpoints, service, region);
    urls.set(name, url);
    return url;
  };

  const run = async <T>(
    gate: CallGate,
    call: Call,
    attempt: (url: URL, current: Credentials, signal: AbortSignal, site: () => CallSite) => Promise<T>,
  ): Promise<T> => {
    const url = urlOf(call);
    const siteFor = (secrets: readonly string[]): CallSite => ({
      operation: call.operation,
      region: call.region,
      host: url.host,
      profile: endpoints.profile,
      principal: settings.principal(),
      worksElsewhere: (settings.signedInAt() ?? call.region) !== call.region,
      renew: settings.renew,
      secrets: [...secrets, ...(call.secrets ?? [])],
    });
    // Before the gate, not inside: an attempt that held a place in the queue while it waits for another would jam it.
    const signIn = () =>
      credentials(gate).catch((error: unknown) => {
        throw thrownError(error, siteFor([]), NEVER_ABORTED);
      });
    const send = (current: Credentials) =>
      gate.run(call.operation, async (signal) => {
        // Described only where it failed: it takes a dozen fields, and nearly every call succeeds.
        const site = () => siteFor(secretsOf(current));
        try {
          return await attempt(url, current, signal, site);
        } catch (error) {
          throw thrownError(error, site(), signal);
        }
      });
    const first = await signIn();
    try {
      return await send(first);
    } catch (error) {
      // Ended sooner than they said: revoked, or by a clock that is wrong here. Others are asked for, once.
      const isExpired = error instanceof AwsCallError && error.outcome === 'expired';
      if (!isExpired || credentials.forget?.(first) !== true) throw error;
      const second = await signIn();
      if (second.accessKeyId === first.accessKeyId && second.sessionToken === first.sessionToken) throw error;
      return await send(second);
    }
  };

  return {
    json: (gate, call, read) => {
      const body = JSON.stringify(call.body);
      return run(gate, call, async (url, current, signal, site) => {
        const answer = await wire.send({
          url,
          scope: { region: call.region, service: call.service },
          target: call.target,
          body,
          credentials: current,
          userAgent,
          now: now(),
          signal,
        });
        if (answer.status !== 200) throw answeredError(errorIn(answer), site());
        return read(object(JSON.parse(answer.body), 'the answer'));
      });
    },
    sdk: (gate, call, attempt) =>
      run(gate, call, (url, current, signal) => {
        const ending = new AbortController();
        const stop = () => ending.abort();
        return withDeadline(deadlines, signal, stop, () =>
          attempt(sdkConfig(call.region, url, current, userAgent), ending.signal),
        );
      }),
  };
}

const NEVER_ABORTED = new AbortController().signal;

function secretsOf({ secretAccessKey, sessionToken }: Credentials): string[] {
  return sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken];
}

/** Code and message of an AWS JSON error: in the body, or the code in a header; lengthened by some with a namespace. */
function errorIn(answer: { status: number; errorType: string | null; body: string }): {
  status: number;
  code: string;
  message: string;
} {
  const body = leniently(answer.body);
  const named = [body.__type, answer.errorType, body.code].find((name) => typeof name === 'string');
  const code = String(named ?? `HTTP ${answer.status}`)
    .replace(/^.*#/, '')
    .replace(/:.*$/, '');
  const said = body.message ?? body.Message;
  const message = typeof said === 'string' && said !== '' ? said : code;
  return { status: answer.status, code, message };
}

/** The body of an error need not be JSON: a proxy's is a page. */
function leniently(body: string): Json {
  try {
    return object(JSON.parse(body), 'the answer');
  } catch {
    return {};
  }
}
