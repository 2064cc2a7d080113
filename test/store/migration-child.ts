import { createSqliteStores } from '../../src/adapters/node/sqlite.ts';

/**
 * Opens every employer's database, which brings it up to date, and tells each: 'open <id>' or 'refused <id>'. Then 'done'.
 *
 * Arguments: data folder, ids parted by commas.
 */
const [dataDir = '', ids = ''] = process.argv.slice(2);
const stores = createSqliteStores(dataDir);
for (const id of ids.split(',')) {
  try {
    stores.open(id);
    console.log(`open ${id}`);
  } catch {
    console.log(`refused ${id}`);
  }
}
stores.close();
console.log('done');
