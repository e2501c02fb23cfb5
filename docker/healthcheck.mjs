// Asks the process of this container whether it can do its work; an api answers at one port, a worker at
// another, and only one of them is there. Exit code 0: ready.
const { WARDMAP_PORT = '8080', WARDMAP_WORKER_PORT = '8081', WARDMAP_TLS_CERT } = process.env;
// The certificate names the hospital's server, not 127.0.0.1; this connection never leaves the container.
if (WARDMAP_TLS_CERT) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
const places = [
  `${WARDMAP_TLS_CERT ? 'https' : 'http'}://127.0.0.1:${WARDMAP_PORT}/api/v1/health/ready`,
  `http://127.0.0.1:${WARDMAP_WORKER_PORT}/health/ready`,
];

for (const place of places) {
  try {
    const answer = await fetch(place, { signal: AbortSignal.timeout(5000) });
    console.log(`${place}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    process.exit(answer.ok ? 0 : 1);
  } catch (error) {
    console.log(`${place}: ${error.cause?.code ?? error.message}`);
  }
}
process.exit(1);
