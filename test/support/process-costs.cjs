// Loaded before a command whose costs are counted: tells, through a pipe of its own, which parts of Node.js and which
// files of armlock a run has loaded, and what asked for the data of languages, which are loaded with the first such call.
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
/** @type {Set<string>} */
const languages = new Set();
for (const type of [Number, String, Date, Array, BigInt]) {
  for (const name of Object.getOwnPropertyNames(type.prototype)) {
    if (/locale|normalize/i.test(name)) watch(type.prototype, name);
  }
}
for (const name of ['Collator', 'NumberFormat', 'DateTimeFormat', 'Segmenter', 'PluralRules', 'ListFormat']) {
  watch(Intl, name);
}

/**
 * @param {object} holder
 * @param {string} name
 */
function watch(holder, name) {
  const real = Reflect.get(holder, name);
  const watched = new Proxy(real, {
    apply: (target, self, args) => {
      languages.add(name);
      return Reflect.apply(target, self, args);
    },
    construct: (target, args) => {
      languages.add(name);
      return Reflect.construct(target, args);
    },
  });
  Reflect.set(holder, name, watched);
}

process.on('exit', () => {
  const parts = loaded().filter((one) => one.startsWith('NativeModule ') && !before.has(one));
  fs.writeSync(3, JSON.stringify({ parts, read: [...read], languages: [...languages] }));
});
