import type { Env } from './environment.ts';
import { partitionOfRegion } from './partition.ts';
import { AwsConfigError } from './profiles/error.ts';
import type { Section, SharedConfig } from './profiles/files.ts';

export const SERVICES = [
  'kms',
  'cloudhsm',
  'cloudtrail',
  'tagging',
  'sts',
  'account',
  'organizations',
  'pricing',
  'sso',
  'sso-oauth',
] as const;
/** By AWS's signing names. */
export type Service = (typeof SERVICES)[number];

/** The service id that the AWS configuration knows a service by, and the host it answers at. */
const NAMES: Readonly<Record<Service, { readonly id: string; readonly host: string }>> = {
  kms: { id: 'kms', host: 'kms' },
  cloudhsm: { id: 'cloudhsm_v2', host: 'cloudhsmv2' },
  cloudtrail: { id: 'cloudtrail', host: 'cloudtrail' },
  tagging: { id: 'resource_groups_tagging_api', host: 'tagging' },
  sts: { id: 'sts', host: 'sts' },
  account: { id: 'account', host: 'account' },
  organizations: { id: 'organizations', host: 'organizations' },
  pricing: { id: 'pricing', host: 'api.pricing' },
  sso: { id: 'sso', host: 'portal.sso' },
  'sso-oauth': { id: 'sso_oidc', host: 'oidc' },
};

/** The part of the configuration that endpoints depend on. */
export interface EndpointSettings {
  readonly env: Env;
  readonly config: SharedConfig;
  readonly profile: string;
}

/**
 * The endpoint that the user has set for a service, or null: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the
 * profile's `services` section, the profile's `endpoint_url`, unless AWS_IGNORE_CONFIGURED_ENDPOINT_URLS (or the
 * profile's ignore_configured_endpoint_urls) turns them off. We resolve it for every service ourselves: the SDK reads
 * only the default profile's, and the old CloudHSM client none (facts section 8). Throws AwsConfigError.
 */
export function configuredEndpoint(settings: EndpointSettings, service: Service): string | null {
  const { env, config } = settings;
  const section = config.profiles.get(settings.profile) ?? {};
  const ignore =
    env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? section.ignore_configured_endpoint_urls ?? 'false';
  if (ignore.toLowerCase() === 'true') return null;
  const { id } = NAMES[service];
  return (
    env[`AWS_ENDPOINT_URL_${id.toUpperCase()}`] ||
    env.AWS_ENDPOINT_URL ||
    fromServices(config, section, id) ||
    section.endpoint_url ||
    null
  );
}

/** Where a service of a region answers: the endpoint set by the user, else the partition's own. */
export function endpointUrl(settings: EndpointSettings, service: Service, region: string): URL {
  const set = configuredEndpoint(settings, service);
  const { host } = NAMES[service];
  const url = set ?? `https://${host}.${region}.${partitionOfRegion(region).suffix}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new AwsConfigError(
      settings.config.paths.config,
      `The endpoint set for ${NAMES[service].id} is not an http or https address`,
      `Correct AWS_ENDPOINT_URL, or endpoint_url of profile ${settings.profile}`,
    );
  }
  return new URL(url);
}

function fromServices(config: SharedConfig, section: Section, id: string): string | undefined {
  if (section.services === undefined) return undefined;
  const services = config.services.get(section.services);
  if (services === undefined) {
    throw new AwsConfigError(
      config.paths.config,
      `The services section "${section.services}" specified in the profile is not present in the shared configuration file.`,
      `Add [services ${section.services}] to ${config.paths.config}`,
    );
  }
  return services[`${id}.endpoint_url`];
}
