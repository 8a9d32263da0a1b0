import { existsSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

/** Node has this from version 22.1 on. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * Has Node keep the compiled code of this program, which saves later runs a part of their start. It is kept among the
 * user's own files: a user who can write there can run programs as that user anyway. Nothing depends on it, so that Node
 * does without it if the folder is not available.
 */
export function keepCompiledCode(env: NodeJS.ProcessEnv): void {
  const { enableCompileCache } = module as typeof module & CompileCache;
  const folder = enableCompileCache ? ownFolder(env) : undefined;
  if (folder !== undefined) enableCompileCache?.(folder);
}

/** Made here, because Node tries for ever in places that are no real folders, such as those of Linux's `/proc`. */
function ownFolder(env: NodeJS.ProcessEnv): string | undefined {
  try {
    const folder = path.join(cacheFolder(env), 'armlock');
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch {
    return undefined;
  }
}

/** Where programs of a user keep what they can make again. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
  if (named !== undefined && path.isAbsolute(named)) return named;
  return path.join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
