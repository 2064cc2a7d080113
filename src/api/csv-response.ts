import type { Context } from 'hono';
import type { AppEnv } from './env.ts';

/** Rows as a file to keep. @param name of the file, plain letters, without ending */
export function csvResponse(c: Context<AppEnv>, name: string, csv: string) {
  return c.body(csv, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });
}
