/**
 * Milliseconds after which work that should take some tens of them counts as hanging. It is no measure of speed, which
 * `npm run bench` takes: machines that run tests are busy, and what is quadratic takes minutes for these inputs.
 */
export const hangAfter = 60_000;
