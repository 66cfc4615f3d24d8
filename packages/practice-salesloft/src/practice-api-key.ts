/** The API key that every Practice Salesloft knows from the start. It opens nothing else, so it is no secret. */
export const practiceApiKey = 'ak_5a1e10f75a1e10f75a1e10f75a1e10f75a1e10f75a1e10f75a1e10f75a1e10f7'
