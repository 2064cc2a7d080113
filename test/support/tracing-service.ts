import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tracing service on a loopback port that takes whatever it is sent, and the settings that make LangChain tell it. */
export async function startTracingService() {
  const told: string[] = [];
  const server = createServer((request, response) => {
    told.push(request.url ?? '');
    request.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    told,
    env: {
      LANGSMITH_TRACING: 'true',
      LANGSMITH_ENDPOINT: url,
      LANGSMITH_API_KEY: 'key',
      LANGCHAIN_TRACING_V2: 'true',
      LANGCHAIN_ENDPOINT: url,
      LANGCHAIN_VERBOSE: 'true',
      LANGCHAIN_CALLBACKS_BACKGROUND: 'false',
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
