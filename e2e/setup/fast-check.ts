import fc from 'fast-check';

/** One seed for every property test, so that the same commit passes or fails each time; KEYLEDGER_SEED looks further. */
fc.configureGlobal({ seed: Number(process.env.KEYLEDGER_SEED ?? 20_261_124) });
