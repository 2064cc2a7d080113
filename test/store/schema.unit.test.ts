import { getTableColumns, getTableName, is, sql, Table } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createMemoryStores, openMemoryDirectory } from '../../src/adapters/node/sqlite.ts';
import * as contractSchema from '../../src/store/contract-schema.ts';
import * as curatedSchema from '../../src/store/curated-schema.ts';
import * as declarationSchema from '../../src/store/declaration-schema.ts';
import * as directorySchema from '../../src/store/directory-schema.ts';
import * as draftSchema from '../../src/store/draft-schema.ts';
import * as employerSchema from '../../src/store/employer-schema.ts';
import * as helpSchema from '../../src/store/help-schema.ts';
import * as mutationSchema from '../../src/store/mutation-schema.ts';
import * as outboxSchema from '../../src/store/outbox-schema.ts';
import * as ownWordSchema from '../../src/store/own-word-schema.ts';
import * as paySchema from '../../src/store/pay-schema.ts';
import * as personnelSchema from '../../src/store/personnel-schema.ts';
import * as runSchema from '../../src/store/run-schema.ts';
import * as settledSchema from '../../src/store/settled-conflict-schema.ts';
import * as workflowSchema from '../../src/store/workflow-schema.ts';

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}

const tablesOf = (schema: Record<string, unknown>) =>
  Object.values(schema).filter((value): value is Table => is(value, Table));

/** The columns as the schema in code has them, in the words of PRAGMA table_info. */
function declared(table: Table): Record<string, string> {
  return Object.fromEntries(
    Object.values(getTableColumns(table)).map((c) => [
      c.name,
      `${c.getSQLType()} ${c.notNull ? 'NOT NULL' : ''}`,
    ]),
  );
}

function migrated(columns: readonly Column[]): Record<string, string> {
  return Object.fromEntries(
    columns.map((c) => [c.name, `${c.type.toLowerCase()} ${c.notnull ? 'NOT NULL' : ''}`]),
  );
}

const info = (table: Table) => sql.raw(`PRAGMA table_info(${getTableName(table)})`);

describe('the migrations make what the schema in code says', () => {
  it.each(
    tablesOf({
      ...employerSchema,
      ...contractSchema,
      ...curatedSchema,
      ...declarationSchema,
      ...draftSchema,
      ...mutationSchema,
      ...helpSchema,
      ...outboxSchema,
      ...ownWordSchema,
      ...paySchema,
      ...personnelSchema,
      ...runSchema,
      ...settledSchema,
      ...workflowSchema,
    }).map((table) => [getTableName(table), table] as const),
  )('of an employer: %s', (_name, table) => {
    const stores = createMemoryStores();
    expect(migrated(stores.create('acme').all<Column>(info(table)))).toEqual(declared(table));
    stores.close();
  });

  it.each(tablesOf(directorySchema).map((table) => [getTableName(table), table] as const))(
    'of the directory: %s',
    (_name, table) => {
      const directory = openMemoryDirectory();
      expect(migrated(directory.db.all<Column>(info(table)))).toEqual(declared(table));
      directory.close();
    },
  );
});
