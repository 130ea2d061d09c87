/**
 * The regions that every account of a partition has without asking: the commercial ones are those launched before
 * 2019-03-20 (facts section 11). The other partitions have no regions to opt into.
 */
const DEFAULT_REGIONS: Readonly<Record<string, readonly string[]>> = {
  aws: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'sa-east-1',
    'eu-central-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'eu-north-1',
    'ap-south-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-southeast-1',
    'ap-southeast-2',
  ],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

/** What to read where the account's own regions could not be asked for: at least its home region. */
export function defaultRegions(partition: string, homeRegion: string): readonly string[] {
  return DEFAULT_REGIONS[partition] ?? [homeRegion];
}
