import { defineConfig } from 'drizzle-kit';

/** Used once to draw up SQL for a new migration: `npx drizzle-kit generate`, then copy the text into src/store/migrations-*.ts. */
// biome-ignore lint/style/noDefaultExport: drizzle-kit reads the default export
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/store/employer-schema.ts',
  out: './node_modules/.cache/drizzle',
});
