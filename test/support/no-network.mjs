// Loaded before everything else (NODE_OPTIONS=--import) in each thread of a child process: whoever asks for anything outside
// is written down in the file that NETWORK_LOG names, and gets nothing.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import { isMainThread } from 'node:worker_threads';

const note = (line) => appendFileSync(process.env.NETWORK_LOG, `${line}\n`);
note(isMainThread ? 'watching main' : 'watching thread');

const refuse = (what) =>
  function refused(...args) {
    note(`asked ${what} ${JSON.stringify(args[0])?.slice(0, 200)}`);
    throw new Error('no network in this test');
  };
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectLocally(...args) {
  // Pipes between our own processes (the compiler of the test) are no network.
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (options?.path !== undefined || typeof options === 'string') return connect.apply(this, args);
  return refuse('connect').call(this, options);
};
dns.lookup = refuse('lookup');
dgram.Socket.prototype.send = refuse('send');
globalThis.fetch = async (...args) => refuse('fetch')(...args);
