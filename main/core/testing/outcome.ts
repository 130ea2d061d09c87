import type { Outcome } from '../../../shared/model/outcome.ts';
import type { Answered } from '../../sample/endpoint/answered.ts';

/** The region that every profile of the sample names, where credentials that AWS does not know are bad ones. */
export const HOME = 'us-east-1';

/** What a call comes to whose last request ended so (facts, sections 5 and 6), worked out from the fault alone. */
export function outcomeOf({ fault, refusal, region }: Answered): Outcome {
  const unknownClient = region === HOME ? 'badCredentials' : 'regionOff';
  // Only a good answer can be broken off or cut; the endpoint's own refusal stands.
  const stands = refusal !== null && (fault === 'reset' || fault === 'malformed');
  switch (stands ? null : fault) {
    case 'denied':
      return 'denied';
    case 'scp':
      return 'scp';
    case 'expired':
      return 'expired';
    case 'malformed':
      return 'malformed';
    case 'throttled':
      return 'throttledOut';
    case 'regionOff':
      return unknownClient;
    case 'reset':
      return 'unreachable';
    case 'serverError':
      return 'failed';
    case 'slow':
    case null:
      return ownOutcome(refusal, unknownClient);
  }
}

/** Of what the endpoint answers without any fault. */
function ownOutcome(refusal: string | null, unknownClient: Outcome): Outcome {
  switch (refusal) {
    case null:
      return 'read';
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
      return unknownClient;
    case 'AccessDeniedException':
      return 'denied';
    default:
      throw new Error(`The endpoint refused by itself: ${refusal}`);
  }
}
