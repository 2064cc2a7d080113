import { sql } from 'drizzle-orm';
import { createSqliteStores } from '../../src/adapters/node/sqlite.ts';
import { writeSetting } from '../../src/store/settings.ts';

/** Makes so many commits one after the other. Arguments: data folder, number, 'NORMAL' to lower what a commit promises. */
const [dataDir = '', commits = '0', level = 'FULL'] = process.argv.slice(2);
const stores = createSqliteStores(dataDir);
const db = stores.create('acme');
if (level === 'NORMAL') db.run(sql`PRAGMA synchronous = NORMAL`);
for (let i = 0; i < Number(commits); i++) writeSetting(db, 'count', String(i));
stores.close();
