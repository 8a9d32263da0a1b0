import { diff } from '../library/diff.ts';
import { render, reportFormats } from '../library/render.ts';
import { commandList } from './main.ts';
import { start } from './program.ts';
import { runSoon } from './soon.ts';

/**
 * Loads everything and lets it run, before the build of the executable takes its snapshot: code that ran is compiled, and
 * the snapshot keeps that.
 *
 * @param pairs templates or folders to compare, base first
 */
export async function warmUp(pairs: readonly (readonly [string, string])[]): Promise<void> {
  await commandList();
  for (const [base, head] of pairs) {
    const result = await diff({ files: { base, head } });
    for (const format of reportFormats) render(result, format);
  }
}

/** Runs the command line of the executable. */
export function run(): void {
  void runSoon(() => ({ start }));
}
