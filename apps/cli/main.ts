import { Command } from 'commander';
import { registerAccuracy } from './commands/accuracy.js';
import { registerAudit } from './commands/audit.js';
import { registerCalibrate } from './commands/calibrate.js';
import { registerReplay } from './commands/replay.js';
import { registerDemo } from './commands/demo.js';
import { registerDoctor } from './commands/doctor.js';
import { registerImport } from './commands/import.js';
import { registerKey } from './commands/key.js';
import { registerMigrate } from './commands/migrate.js';
import { registerSimulate } from './commands/simulate.js';
import { registerStart } from './commands/start.js';
import { registerUser } from './commands/user.js';

const program = new Command('wardmap').description('Open-source real-time location system for hospitals');
registerAccuracy(program);
registerAudit(program);
registerDemo(program);
registerDoctor(program);
registerImport(program);
registerKey(program);
registerMigrate(program);
registerStart(program);
registerUser(program);
registerCalibrate(program);
registerReplay(program);
registerSimulate(program);

try {
  await program.parseAsync();
} catch (error) {
  // A person reads this: the sentence, and the stack only for whoever looks for a fault of ours.
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(process.env.WARDMAP_LOG_LEVEL === 'debug' ? stack : message);
  process.exitCode = 1;
}
