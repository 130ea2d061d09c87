/** One of AWS's separate worlds: credentials, ARNs and host names of one mean nothing in another. */
export interface Partition {
  readonly id: string;
  readonly suffix: string;
  /** Where the partition's global services (Account, Organizations) are signed for and answer. */
  readonly globalRegion: string;
  /** Where the Price List answers, each with the same list; none where the partition has no list that can be read. */
  readonly pricingRegions: readonly string[];
}

/** From the AWS SDK's own partition table and endpoint rules. */
const PARTITIONS: readonly (Partition & { readonly regions: RegExp })[] = [
  {
    id: 'aws-cn',
    suffix: 'amazonaws.com.cn',
    globalRegion: 'cn-northwest-1',
    pricingRegions: ['cn-northwest-1'],
    regions: /^cn-/,
  },
  {
    id: 'aws-us-gov',
    suffix: 'amazonaws.com',
    globalRegion: 'us-gov-west-1',
    pricingRegions: [],
    regions: /^us-gov-/,
  },
  {
    id: 'aws-eusc',
    suffix: 'amazonaws.eu',
    globalRegion: 'eusc-de-east-1',
    pricingRegions: [],
    regions: /^eusc-/,
  },
];

const COMMERCIAL: Partition = {
  id: 'aws',
  suffix: 'amazonaws.com',
  globalRegion: 'us-east-1',
  pricingRegions: ['us-east-1', 'eu-central-1', 'ap-south-1'],
};

export function partitionOfRegion(region: string): Partition {
  return PARTITIONS.find((one) => one.regions.test(region)) ?? COMMERCIAL;
}

/** The partition that an ARN names; undefined for one that we do not know. */
export function partitionOfArn(arn: string): Partition | undefined {
  const id = arn.split(':')[1];
  return [...PARTITIONS, COMMERCIAL].find((one) => one.id === id);
}
