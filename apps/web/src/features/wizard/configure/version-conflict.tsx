import { Button, Modal } from '@mantine/core'
import { DialogFoot } from '../../../components/dialog-foot.tsx'
import type { Editing } from './editing-notice.tsx'
import type { Done } from './use-done.ts'

/** Two people edited the same destination: theirs, or mine over it. */
export function VersionConflict({ done, editing }: { done: Done; editing: Editing }) {
  return (
    <Modal
      opened={done.isConflict}
      onClose={done.endConflict}
      title={`${editing.destination.name} was changed meanwhile`}
    >
      <div>
        Someone saved another version while you were editing. You can load theirs, which gives up your changes, or save
        yours over it. Both versions stay in the destination’s history.
      </div>
      <DialogFoot touches="Sends nothing by itself">
        <Button variant="default" onClick={done.endConflict} data-autofocus>
          Go on editing
        </Button>
        <Button
          variant="default"
          onClick={() => {
            done.endConflict()
            editing.onDiscard()
          }}
        >
          Load theirs
        </Button>
        <Button loading={done.isSaving} onClick={() => void done.overwrite()}>
          Save mine
        </Button>
      </DialogFoot>
    </Modal>
  )
}
