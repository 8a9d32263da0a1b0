// Loaded before a command whose costs are counted: tells, through a pipe of its own, which parts of Node.js and which
// files of armlock a run has loaded.
const fs = require('node:fs');
const path = require('node:path');

const own = path.join(__dirname, '../..');
const before = new Set(process.moduleLoadList);
const read = [];
for (const name of ['readFileSync', 'openSync']) {
  const real = fs[name];
  fs[name] = (file, ...rest) => {
    const text = file instanceof URL ? file.pathname : String(file);
    if (text.startsWith(own)) read.push(path.relative(own, text));
    return real(file, ...rest);
  };
}
process.on('exit', () => {
  const parts = process.moduleLoadList.filter((one) => one.startsWith('NativeModule ') && !before.has(one));
  fs.writeSync(3, JSON.stringify({ parts, read: [...new Set(read)] }));
});
