import { sql } from 'kysely'

/** Another text after each change of a credential that what sends with it has to take up. `credential` is in the query. */
export const credentialRevision = sql<string>`credential.updated_at::text || ' ' || coalesce(credential.check_team ->> 'id', '')`
