// Loaded into every child before its program (node --import): a supervisor that is killed outright can no
// longer end its children, so they end when their channel to it breaks.
const patienceMs = 8000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), patienceMs).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Listening would keep a program alive that has nothing more to do.
process.channel?.unref();
