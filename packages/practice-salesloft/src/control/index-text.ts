import { practiceApiKey } from '../practice-api-key.ts'

/** What `/` says. */
export const indexText = `Practice Salesloft

A stand-in for the Salesloft API, for trying things out. It sends nothing to Salesloft or to anyone.

  API key      ${practiceApiKey}
  Try          curl -H "Authorization: Bearer <API key>" <this address>/v2/me

Looking behind it (from this machine, without a key):

  GET    /practice/health
  GET    /practice/requests          ?after= &limit= &method= &path= &status= &format=ndjson
  GET    /practice/requests/count    ?after= &method= &path= &status=
  DELETE /practice/requests
  GET    /practice/records           ?table=accounts &after= &limit=
  GET    /practice/faults            POST sets one, DELETE clears all or ?id=
  GET    /practice/settings          PATCH changes some
  POST   /practice/keys              {"scopes": ["accounts:read"]}
  POST   /practice/reset             back to the sample data
`
