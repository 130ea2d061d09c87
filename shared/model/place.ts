export interface Account {
  readonly id: string;
  /** From AWS Organizations; else the profile that reached it. */
  readonly name: string;
  readonly partition: string;
  /** The profile whose credentials read this account. */
  readonly profile: string;
}

/** One account in one region: what is planned, read, and covered. */
export interface Unit {
  readonly accountId: string;
  readonly region: string;
}

export function unitId(unit: Unit): string {
  return `${unit.accountId}/${unit.region}`;
}
