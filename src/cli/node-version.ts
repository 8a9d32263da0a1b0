/** What `engines` of the package says: major and minor version. */
const needed = [20, 19] as const;

/**
 * Why this program cannot run on a version of Node.js, or undefined if it can. This file imports nothing: where a module
 * asks Node.js for what it does not have yet, nothing of that module runs, and a check in it would come too late.
 */
export function refusalOfNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough = major > needed[0] || (major === needed[0] && minor >= needed[1]);
  return isNewEnough ? undefined : `armlock needs Node.js ${needed.join('.')} or newer; this is ${version}.`;
}
