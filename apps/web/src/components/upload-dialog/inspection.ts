import { type FileOptions, inspectFile } from '@sluice/schema'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api-client.ts'

const mostBytes = 1_048_576

/** What a look at the file's first part finds under these options. Nothing of it is kept. */
export const inspectionQuery = (file: File, options: FileOptions) =>
  queryOptions({
    queryKey: ['inspection', file.name, file.size, file.lastModified, options],
    queryFn: ({ signal }) => {
      const form = new FormData()
      form.set('options', JSON.stringify(options))
      form.set('size', String(file.size))
      form.set('file', file.slice(0, mostBytes), file.name)
      return call(inspectFile, { form }, signal)
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
