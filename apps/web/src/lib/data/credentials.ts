import {
  type CredentialChange,
  changeCredential,
  checkCredential,
  createCredential,
  deleteCredential,
  getCredential,
  listCredentials,
  type NewCredential,
} from '@sluice/schema'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api-client.ts'

const credentialKeys = {
  all: ['credentials'] as const,
  list: (connector?: string) => [...credentialKeys.all, 'list', connector ?? 'any'] as const,
  detail: (id: string) => [...credentialKeys.all, id] as const,
}

/** All credentials, or those of one connector. */
export const credentialsQuery = (connector?: string) =>
  queryOptions({
    queryKey: credentialKeys.list(connector),
    queryFn: async ({ signal }) => (await call(listCredentials, { query: { connector } }, signal)).items,
  })

export const credentialQuery = (id: string) =>
  queryOptions({
    queryKey: credentialKeys.detail(id),
    queryFn: ({ signal }) => call(getCredential, { params: { id } }, signal),
  })

/** Saves a credential; saving checks it, and one whose check failed is saved all the same. */
export function useCreateCredential() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewCredential) => call(createCredential, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: credentialKeys.all }),
  })
}

export function useChangeCredential(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: CredentialChange) => call(changeCredential, { params: { id }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: credentialKeys.all }),
  })
}

/** Asks Salesloft who the credential is. */
export function useCheckCredential() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(checkCredential, { params: { id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: credentialKeys.all }),
  })
}

export function useDeleteCredential() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteCredential, { params: { id } }),
    onSuccess: (_answer, id) => {
      queryClient.removeQueries({ queryKey: credentialKeys.detail(id) })
      return queryClient.invalidateQueries({ queryKey: credentialKeys.all })
    },
  })
}
