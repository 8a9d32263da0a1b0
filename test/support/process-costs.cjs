// Loaded before a command whose costs are counted: tells, through a pipe of its own, which parts of Node.js and which
// files of armlock a run has loaded.
const fs = require('node:fs');
const path = require('node:path');

const own = path.join(__dirname, '../..');
const loaded = () => /** @type {readonly string[]} */ (Reflect.get(process, 'moduleLoadList'));
const before = new Set(loaded());
/** @type {Set<string>} */
const read = new Set();
for (const name of ['readFileSync', 'openSync']) {
  const real = Reflect.get(fs, name);
  Reflect.set(fs, name, (/** @type {unknown} */ file, /** @type {readonly unknown[]} */ ...rest) => {
    const text = file instanceof URL ? file.pathname : String(file);
    if (text.startsWith(own)) read.add(path.relative(own, text));
    return real(file, ...rest);
  });
}
process.on('exit', () => {
  const parts = loaded().filter((one) => one.startsWith('NativeModule ') && !before.has(one));
  fs.writeSync(3, JSON.stringify({ parts, read: [...read] }));
});
