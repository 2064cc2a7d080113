import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type * as directorySchema from './directory-schema.ts';
import type * as employerSchema from './employer-schema.ts';

/** Drizzle in its synchronous form: better-sqlite3 on Node, Durable Object storage on Cloudflare. */
export type EmployerDb = BaseSQLiteDatabase<'sync', unknown, typeof employerSchema>;
export type DirectoryDb = BaseSQLiteDatabase<'sync', unknown, typeof directorySchema>;

/** Any of our databases: for what does not care which tables there are. */
export type SyncDb<Schema extends Record<string, unknown>> = BaseSQLiteDatabase<'sync', unknown, Schema>;
