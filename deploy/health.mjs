// Exits with 0 while the server of this container answers: a health check for images without curl. It asks what the process
// serves: the API's /healthz, or, where only the background work runs, that of HEALTH_PORT, which fails while a loop hangs.
import http from 'node:http';
import https from 'node:https';

const TIMEOUT_MS = 4_000;
const { PORT = '8080', ROLE = 'all', HEALTH_PORT, TLS_CERT_FILE } = process.env;
const isWorker = ROLE.trim() === 'worker';
const port = isWorker ? HEALTH_PORT : PORT;
if (!port) {
  console.error('A worker without HEALTH_PORT has nothing to ask for: set it.');
  process.exit(1);
}

const isTls = !isWorker && Boolean(TLS_CERT_FILE);
const url = `${isTls ? 'https' : 'http'}://127.0.0.1:${port}/healthz`;
// The certificate names the shop, not this address, and nobody else listens here.
const options = { timeout: TIMEOUT_MS, rejectUnauthorized: false };
const request = (isTls ? https : http).get(url, options, ({ statusCode = 500 }) => {
  if (statusCode !== 200) console.error(`${url}: ${statusCode}`);
  process.exit(statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
request.on('error', (error) => {
  console.error(`${url}: ${error.message}`);
  process.exit(1);
});
