import { type Footprint, FREE_REQUESTS } from '../cost/footprint.ts';
import type { MonthBill } from '../model/snapshot.ts';
import { monthYear } from './date.ts';
import { count, range, usd } from './money.ts';
import { plural } from './words.ts';

/** "November 2026, by the hour: $4,212 so far, $5,498 expected". */
export function billLine({ month, soFar, expected }: MonthBill): string {
  return `${monthYear(`${month}-01`)}, by the hour: ${range(soFar, 'whole')} so far, ${range(expected, 'whole')} expected`;
}

const LEAST_SHOWN = 5000;

/** "This scan sent 7,524 requests, about $0.02 for those to KMS where its free tier of 20,000 a month is used up". */
export function footprintLine({ requests, kmsRequests, cost }: Footprint): string {
  const sent = `This scan sent ${plural(requests, 'request')}`;
  if (kmsRequests === 0) return `${sent}, which cost nothing`;
  if (cost.highMicroUsd === null)
    return `${sent}, ${count(kmsRequests)} of them to KMS, whose request price is not known`;
  const about = cost.highMicroUsd < LEAST_SHOWN ? 'less than $0.01' : `about ${usd(cost.highMicroUsd)}`;
  const free = `nothing where KMS's free tier of ${count(FREE_REQUESTS)} a month still covers them`;
  return cost.lowMicroUsd === 0 ? `${sent}, ${about}; ${free}` : `${sent}, ${about} at most`;
}
