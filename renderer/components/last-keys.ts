let last: string | null = null;

/** The address of the list of keys that was shown last, so that a key leads back to where it was opened from. */
export function lastKeys(): string | null {
  return last;
}

export function rememberKeys(address: string): void {
  last = address;
}
