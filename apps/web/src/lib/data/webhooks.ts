import { createWebhook, deleteWebhook, listWebhooks, rotateWebhook } from '@sluice/schema'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api-client.ts'
import { nexsetKeys } from './nexsets.ts'

const webhookKeys = { of: (nexsetId: string) => [...nexsetKeys.detail(nexsetId), 'webhooks'] as const }

/** Webhook sources of a Nexset. */
export const webhooksQuery = (nexsetId: string) =>
  queryOptions({
    queryKey: webhookKeys.of(nexsetId),
    queryFn: ({ signal }) => call(listWebhooks, { query: { nexsetId } }, signal),
  })

/** Makes a webhook for a Nexset that is there, or with a new one of this name. Its URL is told this once. */
export function useCreateWebhook() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { nexsetId: string } | { name: string }) => call(createWebhook, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: nexsetKeys.all }),
  })
}

/** Gives a webhook a new key; the old one stops working at once. */
export function useRotateWebhook() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(rotateWebhook, { params: { id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: nexsetKeys.all }),
  })
}

export function useDeleteWebhook() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteWebhook, { params: { id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: nexsetKeys.all }),
  })
}
