'use client';

import Box from '@mui/material/Box';
import { Globe, MailPlus } from 'lucide-react';
import { useController, useWatch, type Control, type UseFormReturn } from 'react-hook-form';
import { CATEGORY_IDS } from '@/actions/request-form';
import { uploadFileAction } from '@/actions/files';
import { FileDrop } from '@/components/file-drop';
import { AmountField, CheckboxField, MomentField, SelectField, TextField } from '@/components/form';
import { LANGUAGES, languageInfo } from '@/config/languages';
import { useTranslation } from '@/locales/i18n-provider';
import { ChoiceField } from './choice-field';
import { PeopleField, type InvitedPerson } from './people-field';
import { MAX_FILES, type Values } from './schema';
import { Section } from './section';

type FormControl = Control<Values>;
type Form = UseFormReturn<Values>;

const pairSx = { display: 'grid', gap: 5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } } as const;

/** What is wanted, in words. */
export function WhatSection({ control }: { control: FormControl }) {
  const { t } = useTranslation('requestForm');
  const { t: market } = useTranslation('marketplace');
  return (
    <Section title={t('what.title')}>
      <TextField control={control} name="title" label={t('what.name')} help={t('what.nameHelp')} />
      <TextField
        control={control}
        name="description"
        label={t('what.description')}
        help={t('what.descriptionHelp')}
        multiline
        minRows={6}
        maxRows={20}
      />
      <Box sx={pairSx}>
        <SelectField
          control={control}
          name="categoryId"
          label={t('category.label')}
          placeholder={t('category.placeholder')}
          options={CATEGORY_IDS.map((value) => ({ value, label: market(`category.${value}`) }))}
        />
        <SelectField
          control={control}
          name="language"
          label={t('what.language')}
          help={t('what.languageHelp')}
          options={LANGUAGES.map((value) => ({ value, label: languageInfo[value].name }))}
        />
      </Box>
    </Section>
  );
}

/** For how much, and by when. */
export function TermsSection({ control }: { control: FormControl }) {
  const { t } = useTranslation('requestForm');
  return (
    <Section title={t('terms.title')} lead={t('terms.lead')}>
      <Box sx={pairSx}>
        <AmountField control={control} name="budgetMin" label={t('budget.min')} prefix="$" optional />
        <AmountField
          control={control}
          name="budgetMax"
          label={t('budget.max')}
          help={t('budget.help')}
          prefix="$"
          optional
        />
      </Box>
      <Box sx={pairSx}>
        <TextField
          control={control}
          name="deliveryDays"
          label={t('terms.days')}
          help={t('terms.daysHelp')}
          inputProps={{ inputMode: 'numeric' }}
        />
      </Box>
    </Section>
  );
}

interface FilesProps {
  form: Form;
  /** Told when uploads begin and when all have ended. */
  onBusy: (busy: boolean) => void;
}

/** Files that everybody who sees the request may open. */
export function FilesSection({ form, onBusy }: FilesProps) {
  const { t } = useTranslation('requestForm');
  const { field } = useController({ control: form.control, name: 'attachments' });
  return (
    <Section title={t('files.title')} lead={t('files.lead')}>
      <FileDrop
        label={t('files.label')}
        files={field.value}
        maxFiles={MAX_FILES}
        upload={uploadFileAction}
        onBusy={onBusy}
        onChange={(change) => {
          field.onChange([...change(form.getValues('attachments'))]);
        }}
      />
    </Section>
  );
}

interface OffersSectionProps {
  form: Form;
  invited: readonly InvitedPerson[];
  /** The product's time, ms. */
  now: number;
}

/** Who may offer, and how. */
export function OffersSection({ form, invited, now }: OffersSectionProps) {
  const { t } = useTranslation('requestForm');
  const { control } = form;
  const sealed = useWatch({ control, name: 'sealed' });
  const visibility = useWatch({ control, name: 'visibility' });
  return (
    <Section title={t('offers.title')}>
      <ChoiceField
        control={control}
        name="visibility"
        legend={t('offers.who')}
        choices={[
          { value: 'public', icon: Globe, label: t('offers.public'), help: t('offers.publicHelp') },
          { value: 'invited', icon: MailPlus, label: t('offers.invited'), help: t('offers.invitedHelp') },
        ]}
      />
      <PeopleField control={control} invited={invited} needed={visibility === 'invited'} />
      <Box sx={{ display: 'grid', gap: 4 }}>
        <CheckboxField control={control} name="sealed" label={t('sealed.label')} help={t('sealed.help')} />
        {sealed && (
          <Box sx={pairSx}>
            <MomentField
              control={control}
              name="bidDeadlineAt"
              label={t('sealed.until')}
              help={t('sealed.untilHelp')}
              min={new Date(now)}
            />
          </Box>
        )}
      </Box>
    </Section>
  );
}

/** What only the chosen seller gets to see. */
export function PrivateSection({ form, onBusy }: FilesProps) {
  const { t } = useTranslation('requestForm');
  const { control } = form;
  const { field } = useController({ control, name: 'privatePart.attachments' });
  return (
    <Section title={t('private.title')} lead={t('private.lead')}>
      <TextField
        control={control}
        name="privatePart.deliveryAddress"
        label={t('private.address')}
        help={t('private.addressHelp')}
        optional
        multiline
        minRows={2}
      />
      <TextField control={control} name="privatePart.contact" label={t('private.contact')} optional />
      <TextField
        control={control}
        name="privatePart.note"
        label={t('private.note')}
        help={t('private.noteHelp')}
        optional
        multiline
        minRows={3}
      />
      <FileDrop
        label={t('private.files')}
        files={field.value}
        maxFiles={MAX_FILES}
        upload={uploadFileAction}
        onBusy={onBusy}
        onChange={(change) => {
          field.onChange([...change(form.getValues('privatePart.attachments'))]);
        }}
      />
    </Section>
  );
}
