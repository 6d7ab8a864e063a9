import { zodResolver } from '@hookform/resolvers/zod';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ApiError } from '@/lib/api-error';
import { withPage } from '@/test/with-page';
import { AmountField, amountSchema, applyApiError, TextField } from '.';

const schema = z.object({ title: z.string().min(4, 'field.tooShort|count=4'), price: amountSchema(2) });

function Form({ onValid, refuse }: { onValid: (values: unknown) => void; refuse?: unknown }) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { title: '', price: '' } });
  const submit = form.handleSubmit((values) => {
    onValid(values);
    if (refuse) applyApiError(form, refuse);
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <TextField control={form.control} name="title" label="Title" help="A few words" />
      <AmountField control={form.control} name="price" label="Price" prefix="$" />
      <button type="submit">Send</button>
    </form>
  );
}

it('says in the page’s language what is wrong, beside the field, and gives the rest as base units', async () => {
  const user = userEvent.setup();
  const onValid = jest.fn();
  render(withPage(<Form onValid={onValid} />));
  expect(screen.getByLabelText('Title')).toHaveAccessibleDescription('A few words');
  await user.type(screen.getByLabelText('Title'), 'abc');
  await user.type(screen.getByLabelText('Price'), '12.345');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('Write at least 4 characters.')).toBeInTheDocument();
  expect(screen.getByLabelText('Title')).toBeInvalid();
  expect(screen.getByText('Use at most 2 digits after the point.')).toBeInTheDocument();
  expect(onValid).not.toHaveBeenCalled();

  await user.type(screen.getByLabelText('Title'), 'd');
  await user.clear(screen.getByLabelText('Price'));
  await user.type(screen.getByLabelText('Price'), '۱۲٫۵');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(onValid).toHaveBeenCalledWith({ title: 'abcd', price: '1250' });
});

it('puts what the API refused beside its field', async () => {
  const user = userEvent.setup();
  const refusal = new ApiError({
    code: 'VALIDATION_FAILED',
    message: '',
    status: 400,
    details: [{ path: 'price.amount', message: 'must be at most 10,000,000.00 USD' }],
  });
  render(withPage(<Form onValid={jest.fn()} refuse={refusal} />, 'fr'));
  await user.type(screen.getByLabelText('Title'), 'abcd');
  await user.type(screen.getByLabelText('Price'), '5');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(
    await screen.findByText('Cette valeur n’a pas été acceptée. Vérifiez-la et réessayez.'),
  ).toBeInTheDocument();
});
