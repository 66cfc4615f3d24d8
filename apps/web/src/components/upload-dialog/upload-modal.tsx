import { Modal } from '@mantine/core'
import { useState } from 'react'
import { FileDrop } from './file-drop.tsx'
import type { UploadDialogProps } from './upload-dialog.tsx'
import { UploadForm } from './upload-form.tsx'

/** The dialog itself: a file is chosen, then looked at and kept. A running upload isn't closed by a stray click. */
export function UploadModal({ target, onClose, onDone }: UploadDialogProps) {
  const [file, setFile] = useState<File | null>(null)
  const [isUploading, setUploading] = useState(false)
  const title = target.kind === 'new' ? 'Upload a file' : `Add records to ${target.name}`
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={920}
      closeOnClickOutside={!isUploading}
      closeOnEscape={!isUploading}
      withCloseButton={!isUploading}
    >
      {file ? (
        <UploadForm
          key={`${file.name}-${file.lastModified}-${file.size}`}
          file={file}
          target={target}
          onChooseAnother={() => setFile(null)}
          onUploading={setUploading}
          onClose={onClose}
          onDone={onDone}
        />
      ) : (
        <FileDrop onFile={setFile} />
      )}
    </Modal>
  )
}
