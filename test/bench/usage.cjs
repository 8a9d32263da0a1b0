// Loaded before a program that is measured: tells, through a pipe of its own, what the process took.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ kib: maxRSS, cpu: (userCPUTime + systemCPUTime) / 1000 }));
});
