/** The command that signs a profile in, ready to be pasted into a shell. */
export function ssoLoginCommand(profile: string): string {
  const word = /^[\w@%+=:,./-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", `'\\''`)}'`;
  return `aws sso login --profile ${word}`;
}
