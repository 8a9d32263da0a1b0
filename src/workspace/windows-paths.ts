/** Names that mean a device in every folder, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i;

/**
 * Why Windows would read something else under a path than a file of that name: a device, another stream of a file, the
 * file of another name. Undefined if it would not. Git can store all of these names.
 */
export function windowsRefusal(file: string): string | undefined {
  if (/^[\\/]{2}/.test(file)) return 'Windows takes its name for a place in the network';
  if (file.includes('\\')) return 'its name has a backslash, which separates folders on Windows';
  const refusals = file.split('/').map(segmentRefusal);
  return refusals.find((refusal) => refusal !== undefined);
}

function segmentRefusal(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return undefined;
  if (name.includes(':')) return 'its name has a colon, which means a drive or a stream on Windows';
  if (/[. ]$/.test(name)) return 'Windows drops the dots and blanks at the end of its name';
  const [stem = ''] = name.split('.');
  return devices.test(stem.trimEnd()) ? 'Windows has a device of that name' : undefined;
}
