import { Command } from 'commander';

const program = new Command('wardmap').description('Open-source real-time location system for hospitals');

await program.parseAsync();
