import { lazy, Suspense } from 'react'

/** A new Nexset from the file, or more records for one that is there. */
export type UploadTarget = { kind: 'new' } | { kind: 'append'; id: string; name: string }

export type UploadDialogProps = {
  target: UploadTarget
  onClose: () => void
  /** Called with the Nexset's id once all of the file is kept. */
  onDone: (nexsetId: string) => void
}

const UploadModal = lazy(() => import('./upload-modal.tsx').then((module) => ({ default: module.UploadModal })))

/** Uploads a file: what was guessed, its first rows, then progress. Loaded when first opened. */
export function UploadDialog(props: UploadDialogProps & { isOpen: boolean }) {
  const { isOpen, ...rest } = props
  return <Suspense>{isOpen && <UploadModal {...rest} />}</Suspense>
}
