/** A profile's name as a shell takes it. */
function word(profile: string): string {
  return /^[\w@%+=:,./-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", `'\\''`)}'`;
}

/** The command that signs an SSO profile in, ready to be pasted into a shell. */
export function loginCommand(profile: string): string {
  return `keyledger login --profile ${word(profile)}`;
}

/** An MFA session lives in the process that asked for its code: the scan itself asks. */
export function scanCommand(profile: string): string {
  return `keyledger scan --profile ${word(profile)}`;
}

/** What signs an SSO profile in: ours, or the AWS CLI's, which keeps its token in the same place. */
export function ssoSignInAction(profile: string): string {
  return `Run: ${loginCommand(profile)} (or aws sso login --profile ${word(profile)})`;
}

/** Only the AWS CLI signs in a console session. */
export function awsLoginCommand(profile: string): string {
  return `aws login --profile ${word(profile)}`;
}
