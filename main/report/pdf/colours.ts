/** The light theme of the design, as print has it: on white. */
export const INK = '#161D1A';
export const INK2 = '#46514B';
export const INK3 = '#626D67';
export const RULE = '#828C86';
export const HAIRLINE = '#DCE1DD';
export const KMS = '#2A5C9A';
export const REPLICA = '#6592CA';
export const HSM = '#B06B00';
export const EXTERNAL = '#B0437E';
export const AWS_MANAGED = '#868F8A';
export const ALERT = '#A8261C';
