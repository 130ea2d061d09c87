import type { Fault } from '../faults.ts';
import { AwsRefusal, type Caller, type Service, unrecognised } from './call.ts';

interface Asked {
  readonly service: Service;
  readonly operation: string;
  readonly resource: string;
  readonly caller: Caller;
}

function denied({ service, operation, resource, caller }: Asked, kind: 'denied' | 'scp'): AwsRefusal {
  const start = `User: ${caller.arn} is not authorized to perform: ${operation} on resource: ${resource}`;
  const policy = `because no resource-based policy allows the ${operation} action`;
  const message =
    kind === 'scp' ? `${start} with an explicit deny in a service control policy` : `${start} ${policy}`;
  if (service === 'sts') return new AwsRefusal('AccessDenied', message, 403);
  if (service === 'cloudhsm' && kind === 'denied')
    return new AwsRefusal('CloudHsmAccessDeniedException', message);
  return new AwsRefusal('AccessDeniedException', message, service === 'account' ? 403 : 400);
}

/** How each service says that it is asked too often (facts, section 5). */
export function throttled(service: Service): AwsRefusal {
  switch (service) {
    case 'kms':
      return new AwsRefusal(
        'ThrottlingException',
        'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
      );
    case 'account':
      return new AwsRefusal('TooManyRequestsException', 'Too many requests.', 429);
    case 'organizations':
      return new AwsRefusal(
        'TooManyRequestsException',
        'AWS Organizations is currently throttling your requests.',
      );
    case 'sts':
      return new AwsRefusal('Throttling', 'Rate exceeded');
    default:
      return new AwsRefusal('ThrottlingException', 'Rate exceeded');
  }
}

export function expired(service: Service): AwsRefusal {
  const message = 'The security token included in the request is expired';
  return service === 'sts'
    ? new AwsRefusal('ExpiredToken', message, 403)
    : new AwsRefusal('ExpiredTokenException', message);
}

function broken(service: Service): AwsRefusal {
  return service === 'kms'
    ? new AwsRefusal(
        'KMSInternalException',
        'The request was rejected because an internal exception occurred.',
        500,
      )
    : new AwsRefusal(
        'InternalFailure',
        'The request processing has failed because of an unknown error.',
        500,
      );
}

/** What a fault makes AWS say; undefined for the faults that are not an answer but happen to one. */
export function refusalOf(kind: Fault['kind'], asked: Asked): AwsRefusal | undefined {
  switch (kind) {
    case 'denied':
    case 'scp':
      return denied(asked, kind);
    case 'throttled':
      return throttled(asked.service);
    case 'expired':
      return expired(asked.service);
    case 'regionOff':
      return unrecognised(asked.service);
    case 'serverError':
      return broken(asked.service);
    case 'reset':
    case 'slow':
    case 'malformed':
      return undefined;
    default: {
      const never: never = kind;
      return never;
    }
  }
}
