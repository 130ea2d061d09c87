import type { Credentials } from './credentials/credentials.ts';

/** Everything that an SDK client would otherwise look for in the process's environment and files. */
export interface SdkConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  readonly customUserAgent: string;
  readonly maxAttempts: 1;
  readonly useFipsEndpoint: false;
  readonly useDualstackEndpoint: false;
}

export function sdkConfig(region: string, url: URL, credentials: Credentials, userAgent: string): SdkConfig {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    region,
    endpoint: url.href,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    customUserAgent: userAgent,
    maxAttempts: 1,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
}

/** A client for one call: the clients of the SDK hold sockets, which end with it. */
export async function using<C extends { destroy(): void }, T>(
  client: C,
  run: (client: C) => Promise<T>,
): Promise<T> {
  try {
    return await run(client);
  } finally {
    client.destroy();
  }
}
