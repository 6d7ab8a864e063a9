import { render, screen } from '@testing-library/react';
import { withPage } from '@/test/with-page';
import { Money, Price } from './money';

const usdt = { code: 'ETH-USDT', symbol: 'USDT', network: 'Ethereum', decimals: 6 };

describe('Money', () => {
  it('shows every digit, the coin, the network and the price', () => {
    render(
      withPage(
        <Money
          amountBase="500000001"
          asset={usdt}
          price={{ amount: '50000', currency: 'USD' }}
          size="large"
        />,
      ),
    );
    expect(screen.getByText('500.000001')).toBeInTheDocument();
    expect(screen.getByText('USDT')).toBeInTheDocument();
    expect(screen.getByText(/on Ethereum/)).toBeInTheDocument();
    expect(screen.getByText('$500')).toBeInTheDocument();
  });

  it('stays left to right in a right-to-left page', () => {
    render(withPage(<Money amountBase="12500000" asset={usdt} />, 'fa'));
    const amount = screen.getByText('۱۲٫۵ USDT');
    expect(amount).toHaveAttribute('dir', 'ltr');
  });
});

describe('Price', () => {
  it('is exact and left to right', () => {
    render(withPage(<Price price={{ amount: '12345', currency: 'USD' }} />));
    expect(screen.getByText('$123.45')).toHaveAttribute('dir', 'ltr');
  });
});
