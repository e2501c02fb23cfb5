import type { MigrationInterface, QueryRunner } from 'typeorm';

/* As migration 1795540000000-search had it. */
const letters = 'äöüßàáâãåèéêëìíîïòóôõùúûñçø';
const plain = 'aousaaaaaeeeeiiiioooouuunco';
const separators = '-_./:,;()#+';
const joined = (column: string) => `translate(lower(coalesce(${column}, '')), '${letters} ${separators}', '${plain}')`;
const words = `(translate(lower(number || ' ' || name || ' ' || coalesce(serial, '') || ' ' || coalesce(udi, '')
  || ' ' || coalesce(manufacturer, '') || ' ' || coalesce(model, '')), '${letters}${separators}', '${plain}${' '.repeat(separators.length)}')
  || ' ' || ${joined('number')} || ' ' || ${joined('serial')} || ' ' || ${joined('udi')})`;

/** The api looks for the beginnings of words in memory: the index over them only cost every change of an asset. */
export class SearchInMemory1795550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX asset_words_idx');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX asset_words_idx ON asset USING gin (to_tsvector('simple'::regconfig, ${words})) WHERE retired_at IS NULL`,
    );
  }
}
