/** The AWS SDK's own list of codes that mean "slower" (facts section 5). */
const THROTTLING = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'CloudHsmAccessDeniedException',
  'UnauthorizedOperation',
]);
const UNKNOWN_CLIENT = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidClientTokenIdException',
]);
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException']);
const UNSIGNED = new Set([
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);
const REGION_OFF = new Set(['OptInRequired', 'RegionDisabledException']);
const PASSING = new Set([
  'CloudHsmInternalFailureException',
  'DependencyTimeoutException',
  'InternalErrorException',
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  'KMSInternalException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
]);

export type ServiceFault =
  | 'throttled'
  | 'denied'
  | 'unknownClient'
  | 'expired'
  | 'unsigned'
  | 'regionOff'
  | 'passing'
  | 'other';

/** What AWS's error code means, whichever service it comes from. By name: KMS models neither denial nor throttling. */
export function serviceFault(code: string, status: number): ServiceFault {
  if (THROTTLING.has(code) || status === 429) return 'throttled';
  if (DENIED.has(code)) return 'denied';
  if (UNKNOWN_CLIENT.has(code)) return 'unknownClient';
  if (EXPIRED.has(code)) return 'expired';
  if (UNSIGNED.has(code)) return 'unsigned';
  if (REGION_OFF.has(code)) return 'regionOff';
  return PASSING.has(code) || status >= 500 ? 'passing' : 'other';
}

const NO_WAY = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);
const CUT_SHORT = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

export type NetworkFault = 'noWay' | 'cutShort' | 'tls' | 'garbled';

/** What a system or HTTP client error code means; null for any other error. */
export function networkFault(code: string): NetworkFault | null {
  if (NO_WAY.has(code)) return 'noWay';
  if (CUT_SHORT.has(code)) return 'cutShort';
  if (/^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code)) return 'tls';
  return /^(HPE_|TOO_LARGE$|UND_ERR_RES_)/.test(code) ? 'garbled' : null;
}
