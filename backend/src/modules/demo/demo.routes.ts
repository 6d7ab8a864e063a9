import { route } from '../../shared/define-route.ts';
import * as contract from './demo.contract.ts';
import { describeDemo, moveClock, payInDemo } from './demo.service.ts';

/** Everywhere but in a demo they answer 404. */
export const demoRoutes = [
  route(contract.getDemo, () => describeDemo()),
  route(contract.payInDemo, ({ input, actor }) => payInDemo(input, actor)),
  route(contract.moveClock, ({ input }) => moveClock(input)),
];
