/**
 * Text from an account as it may stand on a page: line ends and tabs become a space; control, format (bidirectional
 * marks, zero-width, tags), private and broken characters go, so that no name can reorder or hide what is printed.
 */
export function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[\t\n\r\u0085\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]|[\uFE00-\uFE0F]/gu, '')
    .replace(/\p{Zs}/gu, ' ');
}
