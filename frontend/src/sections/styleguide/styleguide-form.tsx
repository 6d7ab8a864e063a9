'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { uploadFileAction } from '@/actions/files';
import { Button } from '@/components/button';
import { FileDrop, type UploadedFile } from '@/components/file-drop';
import {
  AmountField,
  amountSchema,
  CheckboxField,
  PasswordField,
  SelectField,
  TextField,
} from '@/components/form';
import { useToast } from '@/hooks/use-toast';

const schema = z.object({
  title: z.string().min(1, 'field.required').min(4, 'field.tooShort|count=4'),
  price: amountSchema(2),
  kind: z.string().min(1, 'field.required'),
  password: z.string(),
  agree: z.boolean(),
  live: z.boolean(),
});

/** Every kind of field. */
export function StyleguideForm() {
  const toast = useToast();
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { title: '', price: '', kind: '', password: '', agree: false, live: true },
  });
  const submit = form.handleSubmit((values) => {
    toast.success(JSON.stringify(values));
  });
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ display: 'grid', gap: 5, width: '100%', maxWidth: 520 }}
    >
      <TextField control={form.control} name="title" label="Title" help="A few words" />
      <AmountField control={form.control} name="price" label="Price" prefix="$" />
      <SelectField
        control={form.control}
        name="kind"
        label="Category"
        placeholder="Choose"
        options={[
          { value: 'design', label: 'Design' },
          { value: 'software', label: 'Software' },
        ]}
      />
      <PasswordField
        control={form.control}
        name="password"
        label="Password"
        autoComplete="new-password"
        optional
      />
      <CheckboxField control={form.control} name="agree" label="I have looked at it" />
      <CheckboxField control={form.control} name="live" label="Mails" look="switch" />
      <FileDrop
        label="Attachments"
        files={files}
        upload={uploadFileAction}
        onChange={(change) => {
          setFiles(change);
        }}
      />
      <Button type="submit" variant="contained">
        Send
      </Button>
    </Box>
  );
}
