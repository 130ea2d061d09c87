/** CI demands everything: what cannot run there is a failure, not a skip. */
export const demandAll = process.env.KEYLEDGER_DEMAND_ALL === '1';
