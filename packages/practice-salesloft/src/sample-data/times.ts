/** The day on which the sample team was set up: the same in every copy, so that tests can rely on it. */
export const setUpAt = '2025-03-03T09:00:00.000Z'

export const stamps = { created_at: setUpAt, updated_at: setUpAt }
