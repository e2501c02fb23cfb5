// What the image's command means. The program runs in this very process, so that it gets the signals of
// `docker stop` itself.
const programs = { api: 'api', worker: 'worker', wardmap: 'cli' };
const [role, ...args] = process.argv.slice(2);
const program = programs[role];

if (!program) {
  console.error(`The command must be one of ${Object.keys(programs).join(', ')}, not ${role}: as in "wardmap doctor".`);
  process.exit(64);
}
const main = new URL(`../dist/apps/${program}/main.js`, import.meta.url);
process.argv = [process.execPath, main.pathname, ...args];
await import(main);
