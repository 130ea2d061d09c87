/** Sections whose name every JavaScript object already has: the AWS SDK's parser would write into the language itself. */
function isReserved(section: string): boolean {
  const name = section.replace(/^(profile|sso-session|services)\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
  return name in {};
}

/**
 * What keeps a configuration file from being understood, in words, or null. The AWS SDK's parser skips such lines
 * in silence, and the user would wonder where the profile went. Quotes line numbers, never their text: a stray line
 * may well be a secret.
 */
export function iniFault(text: string): string | null {
  let inSection = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const at = `line ${index + 1}`;
    const plain = (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
    if (plain === '') continue;
    if (plain.startsWith('[')) {
      if (!plain.endsWith(']')) return `${at} opens a section with [ but does not close it`;
      if (isReserved(plain.slice(1, -1).trim())) return `${at} gives a section a name that cannot be used`;
      inSection = true;
    } else if (!inSection) {
      return `${at} stands before the first [section]`;
    } else if (!/[=:]/.test(plain) && !/^\s/.test(line)) {
      return `${at} is neither a [section] nor a "name = value"`;
    }
  }
  return null;
}
