import type { Progress } from '../library/options.ts';

/** Runs that end sooner show nothing. */
const quiet = 2000;

/** A terminal cannot show more, and people cannot read more. */
const interval = 100;

/** A line at a terminal that shows the progress of a run. */
export interface ProgressLine {
  readonly onProgress: (progress: Progress) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/**
 * @param write writes to the terminal as it is
 * @param now the time in milliseconds
 */
export function progressLine(write: (text: string) => void, now: () => number = Date.now): ProgressLine {
  const start = now();
  let shown: number | undefined;
  return {
    onProgress: ({ done, targets }) => {
      const time = now();
      if (time - start < quiet || (shown !== undefined && time - shown < interval)) return;
      shown = time;
      write(`\r\u001b[2K${done} of ${targets} targets`);
    },
    end: () => {
      if (shown !== undefined) write('\r\u001b[2K');
    },
  };
}

/**
 * Runs something that reports its progress, with a line for it if there is a terminal.
 *
 * @param besideTargets is called before each target and after the last one
 */
export async function withProgress<T>(
  write: ((text: string) => void) | undefined,
  run: (options: Pick<ProgressLine, 'onProgress'>) => Promise<T>,
  besideTargets: () => void = () => {},
): Promise<T> {
  const line = write && progressLine(write);
  try {
    return await run({
      onProgress: (progress) => {
        line?.onProgress(progress);
        besideTargets();
      },
    });
  } finally {
    line?.end();
  }
}
