import { pino } from 'pino';
import type { Logger } from '../../deps.ts';

/** Fields that never belong in a log line, whoever puts them there. */
const secrets = ['password', 'token', 'choiceToken', 'authorization', 'cookie', 'bsn', 'iban', 'question'];

/**
 * JSON lines on stdout.
 * @param level pino's level: 'info', 'warn', 'error' or 'silent'
 * @param destination where the lines go; stdout unless given
 */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[weg]' },
  };
  const log = destination ? pino(options, destination) : pino(options);
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  };
}

/** An error without what people typed: a database error carries its parameters in its message. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const hasParameters = 'params' in error || 'query' in error;
  return {
    type: error.name,
    code: 'code' in error ? error.code : undefined,
    message: hasParameters ? '[query]' : error.message,
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
