/** Names to which every object of JavaScript answers, so that a table that is asked carelessly seems to have them. */
export const objectNames = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'toLocaleString',
  '__proto__',
  '__defineGetter__',
] as const;
