import { Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** The radio on an asset, under its normalised key. */
@Entity('tag')
@Unique(['key'])
export class Tag {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  key!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  /** Up to then a person carried it, of whom nothing may be known. */
  @Column('timestamptz', { nullable: true })
  forgottenAt!: Date | null;
}

@Entity('asset_type')
@Unique(['key'])
export class AssetType {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;
}

/** The thing people look for. A retired one keeps its row for the sake of history, but no tag. */
@Entity('asset')
@Unique(['number'])
@Unique(['tagId'])
export class Asset {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  number!: string;

  @Column('text')
  name!: string;

  @ForeignKey(() => AssetType)
  @Column('integer')
  assetTypeId!: number;

  @ForeignKey(() => Tag)
  @Column('integer', { nullable: true })
  tagId!: number | null;

  /** Whose it is; null for equipment of the whole house. */
  @Column('text', { nullable: true })
  department!: string | null;

  /** A person carries the tag. */
  @Column('boolean', { default: false })
  person!: boolean;

  @Column('timestamptz', { nullable: true })
  retiredAt!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  /** Since when it carries its tag. */
  @Column('timestamptz', { default: () => 'now()' })
  tagSince!: Date;
}

/** A key that was heard but belongs to nothing registered. */
@Entity('unassigned_sighting')
export class UnassignedSighting {
  @PrimaryColumn('text')
  kind!: 'tag' | 'reader';

  @PrimaryColumn('text')
  key!: string;

  @Column('bigint')
  count!: string;

  @Column('timestamptz')
  firstSeenAt!: Date;

  @Column('timestamptz')
  lastSeenAt!: Date;

  @Column('text')
  heardWith!: string;

  /** Null where no level was heard: the place came from another engine, or a distance was measured. */
  @Column('real', { nullable: true })
  rssiDbm!: number | null;
}
