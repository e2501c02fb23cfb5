import type { MigrationInterface, QueryRunner } from 'typeorm';

/* As `assetWords` in asset-words.ts had it when this was written; a table's own index names no table. */
const letters = 'äöüßàáâãåèéêëìíîïòóôõùúûñçø';
const plain = 'aousaaaaaeeeeiiiioooouuunco';
const separators = '-_./:,;()#+';
const joined = (column: string) => `translate(lower(coalesce(${column}, '')), '${letters} ${separators}', '${plain}')`;
const words = `(translate(lower(number || ' ' || name || ' ' || coalesce(serial, '') || ' ' || coalesce(udi, '')
  || ' ' || coalesce(manufacturer, '') || ' ' || coalesce(model, '')), '${letters}${separators}', '${plain}${' '.repeat(separators.length)}')
  || ' ' || ${joined('number')} || ' ' || ${joined('serial')} || ' ' || ${joined('udi')})`;

/** Finds assets by the beginnings of their words, by pieces of them, and in spite of typing errors. */
export class Search1795540000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX asset_words_idx ON asset USING gin (to_tsvector('simple'::regconfig, ${words})) WHERE retired_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX asset_trigrams_idx ON asset USING gin (${words} gin_trgm_ops) WHERE retired_at IS NULL`,
    );
    await runner.query('CREATE INDEX reservation_expires_idx ON reservation (expires_at) WHERE ended_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX reservation_expires_idx');
    await runner.query('DROP INDEX asset_trigrams_idx');
    await runner.query('DROP INDEX asset_words_idx');
  }
}
