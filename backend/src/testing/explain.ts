import { database } from '../platform/mongo.ts';

interface Stage {
  readonly stage: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
}

const stagesOf = (stage: Stage): string[] => [
  stage.stage,
  ...[...(stage.inputStage ? [stage.inputStage] : []), ...(stage.inputStages ?? [])].flatMap(stagesOf),
];

/** How MongoDB answers a query: the stages of its plan, and what it looked at. */
export async function planOf(
  name: string,
  condition: Record<string, unknown>,
  sort: Record<string, 1 | -1>,
  limit = 21,
) {
  const plan = (await database()
    .collection(name)
    .find(condition)
    .sort(sort)
    .limit(limit)
    .explain('executionStats')) as {
    queryPlanner: { winningPlan: Stage & { queryPlan?: Stage } };
    executionStats: { totalDocsExamined: number; nReturned: number };
  };
  const { winningPlan } = plan.queryPlanner;
  return { stages: stagesOf(winningPlan.queryPlan ?? winningPlan), stats: plan.executionStats };
}
