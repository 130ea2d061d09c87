import { execFileSync } from 'node:child_process';

/** The pages of a PDF as a reader sees them, by poppler's pdftotext. */
export function pdfPages(bytes: Uint8Array): string[] {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
    input: bytes,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return text.split('\f').slice(0, -1);
}
