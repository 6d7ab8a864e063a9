'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import { noteAction, writeToPartiesAction, type DeskCase } from '@/actions/mediation';
import { Button } from '@/components/button';
import { TextArea } from '@/components/dispute/text-area';
import { KeyHint } from '@/components/key-hint';
import { Panel } from '@/components/panel';
import { SegmentedRadio } from '@/components/segmented';
import { RelativeTime } from '@/components/time-left';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

type Readers = 'desk' | 'parties';

/** Internal notes; and, for whoever has the case, a message to both parties, which becomes evidence. */
export function NotesPanel({ found: { dispute, notes } }: { found: DeskCase }) {
  const { t } = useTranslation('adminDisputes');
  const toast = useToast();
  const add = useMutation(noteAction);
  const write = useMutation(writeToPartiesAction);
  const [text, setText] = useState('');
  const [readers, setReaders] = useState<Readers>('desk');
  const { abilities, id: disputeId } = dispute;
  const canNote = abilities.includes('addNote');
  const canWrite = abilities.includes('addEvidence');
  const to: Readers = canWrite ? readers : 'desk';
  const { mutate, isPending } = to === 'desk' ? add : write;
  const submit = () => {
    const body = { text: text.trim() };
    mutate(
      { disputeId, body },
      {
        onSuccess: () => {
          toast.success(t(`notes.${to}Done`));
          setText('');
        },
        onError: toast.error,
      },
    );
  };
  return (
    <Panel title={t('notes.heading')} icon={StickyNote} action={canNote && <KeyHint>n</KeyHint>}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {notes.length === 0 && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('notes.empty')}
          </Typography>
        )}
        {notes.map((note) => (
          <Box key={note.id} sx={{ p: 3, borderRadius: 1.5, bgcolor: 'surface.sunken' }}>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              <bdi>{note.author.name}</bdi> · <RelativeTime at={note.at} />
            </Typography>
            <Typography variant="body2" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {note.text}
            </Typography>
          </Box>
        ))}
        {canNote && (
          <Box
            component="form"
            onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => {
              event.preventDefault();
              if (text.trim() !== '') submit();
            }}
            sx={{ display: 'grid', gap: 3 }}
          >
            {canWrite && (
              <Box>
                <SegmentedRadio
                  label={t('notes.readers')}
                  value={readers}
                  choices={(['desk', 'parties'] as const).map((value) => ({
                    value,
                    label: t(`notes.${value}`),
                  }))}
                  onChange={setReaders}
                />
              </Box>
            )}
            <TextArea
              label={t(`notes.${to}Label`)}
              help={t(`notes.${to}Help`)}
              rows={3}
              maxLength={4000}
              value={text}
              onChange={setText}
            />
            <Box>
              <Button type="submit" size="small" disabled={text.trim() === ''} loading={isPending}>
                {t(`notes.${to}Submit`)}
              </Button>
            </Box>
          </Box>
        )}
      </Box>
    </Panel>
  );
}
