import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { LANGUAGES } from '@/config/languages';
import { ApiError, CLIENT_ERROR_CODES } from '@/lib/api-error';
import { withPage } from '@/test/with-page';
import { ErrorState } from './error-state';
import { FormError } from './form-error';

const api = JSON.parse(readFileSync(`${__dirname}/../../../docs/api/openapi.json`, 'utf8')) as {
  components: { schemas: { ErrorCode: { enum: string[] } } };
};
const codes = [...api.components.schemas.ErrorCode.enum, ...CLIENT_ERROR_CODES];

it.each(LANGUAGES)('each code of the closed list has its own sentence in %s', (language) => {
  const unknown = sentence('NO_SUCH_CODE', language);
  for (const code of codes) {
    if (code !== 'CANCELLED') expect([code, sentence(code, language) === unknown]).toEqual([code, false]);
  }
});

function sentence(code: string, language: (typeof LANGUAGES)[number]): string {
  const { container, unmount } = render(
    withPage(<FormError error={new ApiError({ code, message: '', status: 400 })} />, language),
  );
  const text = container.textContent;
  unmount();
  return text;
}

it('offers to try again and names the request where the failure is ours', async () => {
  const retry = jest.fn();
  const error = new ApiError({ code: 'INTERNAL', message: '', status: 500, requestId: 'req-7' });
  render(withPage(<ErrorState error={error} onRetry={retry} />));
  expect(screen.getByRole('alert')).toHaveTextContent('Something went wrong on our side');
  expect(screen.getByText(/req-7/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledTimes(1);
});

it('leaves nothing in doubt where only something was to be read, and promises nothing of a step', () => {
  const error = new ApiError({ code: 'TIMEOUT', message: '' });
  render(withPage(<ErrorState error={error} />));
  expect(screen.getByRole('alert')).toHaveTextContent('no money moved');
  render(withPage(<FormError error={error} />));
  expect(screen.getAllByRole('alert')[1]).toHaveTextContent('Look whether it went through');
});

it('says nothing of a call that was cancelled', () => {
  const { container } = render(
    withPage(<FormError error={new ApiError({ code: 'CANCELLED', message: '' })} />),
  );
  expect(container).toBeEmptyDOMElement();
});
