import fc from 'fast-check';

/**
 * Property tests try the same inputs in every run, so that a change that breaks nothing fails nothing.
 * `ARMLOCK_SEED=random npx vitest run test/laws` tries others; a failing run prints the seed to ask for again.
 */
const asked = process.env['ARMLOCK_SEED'];
const seed = asked === 'random' ? {} : { seed: Number(asked ?? 20_261) };
fc.configureGlobal({ ...fc.readConfigureGlobal(), ...seed });
