import { execFileSync } from 'node:child_process';

/** The text of a PDF as another program reads it, page by page. */
export function pdfPages(path: string): readonly string[] {
  const text = execFileSync('pdftotext', ['-layout', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return text.split('\f').slice(0, -1);
}
