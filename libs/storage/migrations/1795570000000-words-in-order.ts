import type { MigrationInterface, QueryRunner } from 'typeorm';

/* As `wordsOfAsset` in asset-words.ts had it when this was written. */
const letters = 'äöüßàáâãåèéêëìíîïòóôõùúûñçø';
const plain = 'aousaaaaaeeeeiiiioooouuunco';
const separators = '-_./:,;()#+';
const columns = ['number', 'name', 'serial', 'udi', 'manufacturer', 'model'];
const text = columns.map((column) => `coalesce(NEW.${column}, '')`).join(` || ' ' || `);
const joined = (column: string) =>
  `translate(lower(coalesce(NEW.${column}, '')), '${letters} ${separators}', '${plain}')`;
const words = `' ' || translate(lower(${text}), '${letters}${separators}', '${plain}${' '.repeat(separators.length)}')
  || ' ' || ${joined('number')} || ' ' || ${joined('serial')} || ' ' || ${joined('udi')}`;
const oldText = text.replaceAll('NEW.', '');
const oldWords = `(translate(lower(${oldText.replace(`coalesce(number, '')`, 'number').replace(`coalesce(name, '')`, 'name')}),
  '${letters}${separators}', '${plain}${' '.repeat(separators.length)}')
  || ' ' || ${[joined('number'), joined('serial'), joined('udi')].join(` || ' ' || `).replaceAll('NEW.', '')})`;

const changes = [
  // As people order words: without regard to capitals and signs, "P-2" before "P-10".
  `CREATE COLLATION wardmap_words (provider = icu, locale = 'und-u-kn-true')`,
  'DROP INDEX asset_list_number_idx, asset_list_name_idx, asset_list_department_idx',
  'CREATE INDEX asset_list_number_idx ON asset (number COLLATE wardmap_words, id) WHERE retired_at IS NULL',
  'CREATE INDEX asset_list_name_idx ON asset (name COLLATE wardmap_words, id) WHERE retired_at IS NULL',
  `CREATE INDEX asset_list_department_idx ON asset (coalesce(department, '') COLLATE wardmap_words, id) WHERE retired_at IS NULL`,
  // The words by which an asset is found, kept beside it: making them anew for every row of a list takes too long.
  `ALTER TABLE asset ADD COLUMN words text NOT NULL DEFAULT ''`,
  `CREATE FUNCTION asset_words() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN NEW.words := ${words}; RETURN NEW; END $$`,
  `CREATE TRIGGER asset_words BEFORE INSERT OR UPDATE OF ${columns.join(', ')}, words ON asset
   FOR EACH ROW EXECUTE FUNCTION asset_words()`,
  'UPDATE asset SET words = default',
  'DROP INDEX asset_trigrams_idx',
  'CREATE INDEX asset_trigrams_idx ON asset USING gin (words gin_trgm_ops) WHERE retired_at IS NULL',
];

/** Orders lists as people do, and keeps the words by which an asset is found. */
export class WordsInOrder1795570000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changes) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX asset_trigrams_idx');
    await runner.query(
      `CREATE INDEX asset_trigrams_idx ON asset USING gin (${oldWords} gin_trgm_ops) WHERE retired_at IS NULL`,
    );
    await runner.query('DROP TRIGGER asset_words ON asset');
    await runner.query('DROP FUNCTION asset_words()');
    await runner.query('ALTER TABLE asset DROP COLUMN words');
    await runner.query('DROP INDEX asset_list_department_idx, asset_list_name_idx, asset_list_number_idx');
    await runner.query('DROP COLLATION wardmap_words');
    for (const [name, column] of [
      ['number', 'number'],
      ['name', 'name'],
      ['department', `coalesce(department, '')`],
    ])
      await runner.query(`CREATE INDEX asset_list_${name}_idx ON asset (${column}, id) WHERE retired_at IS NULL`);
  }
}
