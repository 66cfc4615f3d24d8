/** Every table, as Kysely sees it; each area describes its own under `store/tables`. */
export interface Database {
  sluice_migration: { name: string; checksum: string; applied_at: Date }
}
