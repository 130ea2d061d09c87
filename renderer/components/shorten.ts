/** "5227bf7d-…-802d" → "5227bf7d…802d": the first `keep` characters and the last four. */
export function shorten(id: string, keep = 8): string {
  return id.length <= keep + 5 ? id : `${id.slice(0, keep)}…${id.slice(-4)}`;
}
