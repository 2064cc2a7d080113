import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with the next requests. A function answers well, with the text it returns for the request body. */
export type LlmMode =
  | 'reset'
  | 'status-401'
  | 'status-429'
  | 'status-500'
  | 'status-529'
  | 'silence'
  | 'one-piece-then-silence'
  | 'cut'
  | 'invalid-json'
  | 'not-a-stream'
  | 'empty'
  | 'endless'
  | 'huge'
  | 'tool-call'
  | 'binary'
  | ((body: LlmRequest) => string);

export interface LlmRequest {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  temperature?: number;
}

const chunk = (delta: unknown, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'test', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** An OpenAI-compatible server on a loopback port that misbehaves on demand. */
export async function startMisbehavingLlm() {
  let mode: LlmMode = () => 'ok';
  const requests: LlmRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => {
      body += data.toString();
    });
    request.on('end', () => {
      const parsed = JSON.parse(body) as LlmRequest;
      requests.push(parsed);
      if (mode === 'reset') request.socket.resetAndDestroy();
      else respond(mode, parsed, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    mode(next: LlmMode) {
      mode = next;
      requests.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function respond(mode: Exclude<LlmMode, 'reset'>, body: LlmRequest, response: ServerResponse): void {
  if (typeof mode === 'string' && mode.startsWith('status-')) {
    response.writeHead(Number(mode.slice(7)), { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'no' } }));
    return;
  }
  if (mode === 'silence') return;
  if (mode === 'not-a-stream') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>welkom</html>');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (typeof mode === 'function') {
    for (const piece of mode(body).match(/[\s\S]{1,12}/g) ?? []) response.write(chunk({ content: piece }));
    response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    return;
  }
  misbehave(mode, response);
}

function misbehave(mode: string, response: ServerResponse): void {
  switch (mode) {
    case 'one-piece-then-silence':
      response.write(chunk({ content: 'Je krijgt' }));
      return;
    case 'cut':
      response.write(chunk({ content: 'Je krijgt' }));
      setImmediate(() => response.destroy());
      return;
    case 'invalid-json':
      response.end('data: {"choices": [oeps\n\n');
      return;
    case 'empty':
      response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
      return;
    case 'tool-call':
      response.end(
        `${chunk({ tool_calls: [{ index: 0, id: 'c', type: 'function', function: { name: 'approve', arguments: '{}' } }] })}data: [DONE]\n\n`,
      );
      return;
    case 'huge':
      response.end(`${chunk({ content: 'x'.repeat(5_000_000) })}data: [DONE]\n\n`);
      return;
    case 'binary':
      response.write(
        Buffer.concat([Buffer.from('data: '), Buffer.from([0xff, 0xfe, 0x00, 0x80]), Buffer.from('\n\n')]),
      );
      response.end();
      return;
    case 'endless': {
      const more = () => {
        while (!response.destroyed && response.write(chunk({ content: 'en verder en verder ' })));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    }
  }
}
