import { route } from '../../shared/define-route.ts';
import * as contract from './ai.contract.ts';
import { suggestRequest } from './ai.service.ts';

export const aiRoutes = [route(contract.suggestRequest, ({ input, actor }) => suggestRequest(input, actor))];
