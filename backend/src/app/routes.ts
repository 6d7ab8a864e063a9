import { aiRoutes } from '../modules/ai/ai.routes.ts';
import { authRoutes } from '../modules/auth/auth.routes.ts';
import { booksRoutes } from '../modules/books/books.routes.ts';
import { demoRoutes } from '../modules/demo/demo.routes.ts';
import { disputeRoutes } from '../modules/dispute/dispute.routes.ts';
import { escrowRoutes } from '../modules/escrow/escrow.routes.ts';
import { fileRoutes } from '../modules/file/file.routes.ts';
import { ledgerRoutes } from '../modules/ledger/ledger.routes.ts';
import { marketplaceRoutes } from '../modules/marketplace/marketplace.routes.ts';
import { notificationRoutes } from '../modules/notification/notification.routes.ts';
import { paymentRoutes } from '../modules/payment/payment.routes.ts';
import { deskRoutes as payoutDeskRoutes } from '../modules/payout/desk.routes.ts';
import { payoutRoutes } from '../modules/payout/payout.routes.ts';
import { userRoutes } from '../modules/user/user.routes.ts';
import { walletRoutes } from '../modules/wallet/wallet.routes.ts';
import type { RouteDefinition } from '../shared/define-route.ts';

/** Every route of the API: one line a module. */
export const routes = (): readonly RouteDefinition[] => [
  ...authRoutes,
  ...userRoutes,
  ...marketplaceRoutes,
  ...escrowRoutes,
  ...disputeRoutes,
  ...paymentRoutes,
  ...payoutRoutes,
  ...walletRoutes,
  ...payoutDeskRoutes,
  ...ledgerRoutes,
  ...booksRoutes,
  ...notificationRoutes,
  ...fileRoutes,
  ...aiRoutes,
  ...demoRoutes,
];
