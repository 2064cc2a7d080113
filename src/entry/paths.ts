import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository: where documents/, models/ and node_modules/ stand. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The demo employers' source documents, with demo.json beside them. */
export const demoFolder = join(projectRoot, 'documents');
