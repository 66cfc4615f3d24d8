import { appendFile, createNexsetFromFile, type FileOptions } from '@sluice/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { nexsetKeys } from '../../lib/data/nexsets.ts'
import { upload } from '../../lib/upload.ts'
import type { UploadDialogProps, UploadTarget } from './upload-dialog.tsx'

type Job = {
  file: File
  name: string
  options: FileOptions /** Also when the same file was added before. */
  again: boolean
}
type Given = { target: UploadTarget; onDone: UploadDialogProps['onDone']; onUploading: (isUploading: boolean) => void }

/** One upload: its progress in bytes, what refused it, and the way to stop it. Leaving the dialog stops it too. */
export function useUpload({ target, onDone, onUploading }: Given) {
  const queryClient = useQueryClient()
  const [running, setRunning] = useState<{ sentBytes: number; startedAt: number } | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const stop = useRef<AbortController>(null)
  useEffect(() => () => stop.current?.abort(), [])

  const start = async (job: Job) => {
    const controller = new AbortController()
    stop.current = controller
    setError(null)
    setRunning({ sentBytes: 0, startedAt: performance.now() })
    onUploading(true)
    try {
      const onProgress = (sentBytes: number) => setRunning((now) => now && { ...now, sentBytes })
      const result = await send(target, job, { onProgress, signal: controller.signal })
      await queryClient.invalidateQueries({ queryKey: nexsetKeys.all })
      onDone(result.id)
    } catch (reason) {
      if (!controller.signal.aborted) setError(reason instanceof Error ? reason : new Error(String(reason)))
    } finally {
      setRunning(null)
      onUploading(false)
    }
  }
  return {
    start,
    cancel: () => stop.current?.abort(),
    isRunning: running !== null,
    sentBytes: running?.sentBytes ?? 0,
    startedAt: running?.startedAt ?? 0,
    error,
  }
}

function send(target: UploadTarget, { file, name, options, again }: Job, handlers: Parameters<typeof upload>[2]) {
  const form = new FormData()
  if (target.kind === 'new') form.set('name', name)
  form.set('options', JSON.stringify(options))
  form.set('file', file, file.name)
  if (target.kind === 'new') return upload(createNexsetFromFile, { form }, handlers)
  return upload(appendFile, { params: { id: target.id }, query: again ? { again: 'true' } : {}, form }, handlers)
}
