import { Button, Stack, TextInput } from '@mantine/core'
import type { FileOptions } from '@sluice/schema'
import { IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { formatCount } from '../../lib/format.ts'
import { DialogFoot } from '../dialog-foot.tsx'
import { ErrorState } from '../error-state.tsx'
import { LoadingRows } from '../loading-rows.tsx'
import { FileHead } from './file-head.tsx'
import { FileOptionsFields } from './file-options-fields.tsx'
import { FirstRows } from './first-rows.tsx'
import { inspectionQuery } from './inspection.ts'
import { LineProblems } from './line-problems.tsx'
import { nameOfFile } from './name-of-file.ts'
import { SameFile } from './same-file.tsx'
import type { UploadDialogProps } from './upload-dialog.tsx'
import { UploadProgress } from './upload-progress.tsx'
import { UploadRefusal } from './upload-refusal.tsx'
import { useUpload } from './use-upload.ts'

type Props = UploadDialogProps & {
  file: File
  onChooseAnother: () => void
  onUploading: (isUploading: boolean) => void
}

/** What was guessed of a file, its first rows, and the button that keeps it. */
export function UploadForm({ file, target, onChooseAnother, onUploading, onClose, onDone }: Props) {
  const [name, setName] = useState(nameOfFile(file.name))
  const [options, setOptions] = useState<FileOptions>({})
  const inspection = useQuery(inspectionQuery(file, options))
  const upload = useUpload({ target, onDone, onUploading })
  const nameInput = useRef<HTMLInputElement>(null)
  useEffect(() => nameInput.current?.focus(), [])
  const found = inspection.data
  const isNameMissing = target.kind === 'new' && name.trim() === ''
  const start = (again: boolean) => upload.start({ file, name, options, again })
  return (
    <Stack gap="lg">
      <FileHead
        file={file}
        isGzipped={found?.isGzipped ?? false}
        onChooseAnother={onChooseAnother}
        isLocked={upload.isRunning}
      />
      {target.kind === 'new' && (
        <TextInput
          label="Name of the Nexset"
          required
          value={name}
          maxLength={120}
          ref={nameInput}
          disabled={upload.isRunning}
          error={isNameMissing && 'A Nexset needs a name'}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {found && (
        <FileOptionsFields inspection={found} options={options} onChange={setOptions} isLocked={upload.isRunning} />
      )}
      {inspection.isPending && <LoadingRows rows={6} height={32} label="Looking at the file" />}
      {inspection.error && (
        <ErrorState title="The file can’t be read like this" error={inspection.error} onRetry={inspection.refetch}>
          Nothing was kept.
        </ErrorState>
      )}
      {found && upload.error === null && <SameFile sameAs={found.sameAs} />}
      {found && <FirstRows inspection={found} />}
      {found && found.problems.length > 0 && <LineProblems problems={found.problems} isWhole={found.isWhole} />}
      {upload.isRunning && (
        <UploadProgress sentBytes={upload.sentBytes} totalBytes={file.size} startedAt={upload.startedAt} />
      )}
      {upload.error !== null && <UploadRefusal error={upload.error} onAgain={() => start(true)} />}
      <DialogFoot touches="Kept on this server. Sends nothing.">
        <Button variant="default" onClick={upload.isRunning ? upload.cancel : onClose}>
          {upload.isRunning ? 'Cancel the upload' : 'Cancel'}
        </Button>
        <Button
          leftSection={<IconUpload size={16} />}
          disabled={!found || isNameMissing}
          loading={upload.isRunning}
          onClick={() => start(false)}
        >
          {target.kind === 'new'
            ? 'Create Nexset'
            : `Add ${found?.isWhole ? formatCount(found.recordsSeen, 'record') : 'records'}`}
        </Button>
      </DialogFoot>
    </Stack>
  )
}
