import { route } from '../../shared/define-route.ts';
import { periodOf } from '../ledger/index.ts';
import { sendStatement } from './statement/send-statement.ts';
import * as statement from './statement/statement.contract.ts';

export const booksRoutes = [
  route(statement.exportStatement, async ({ input, actor, res }) => {
    await sendStatement(res, actor.id, { period: periodOf(input), language: input.language });
    return '';
  }),
];
