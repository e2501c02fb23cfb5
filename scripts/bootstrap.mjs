#!/usr/bin/env node
// `npm run demo|start|test|check|bench|accuracy|screenshots`, straight after `git clone`: brings everything a command needs, then
// runs it. Plain Node without packages, because packages are what it may have to install.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Wardmap needs Node 20.19 or newer, this is ${process.versions.node} (${process.execPath}): install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

// Loaded only now: an old Node would stumble over these files before it could say why.
const { runCommand } = await import('./commands.mjs');
try {
  await runCommand(process.argv[2], process.argv.slice(3));
} catch (error) {
  console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
}
