import { z } from 'zod';

/** The ways in which a run can be told to lie, so that one sees its comparison fail. */
export const PLANTS = ['journal', 'transfer', 'payout'] as const;

const settingsSchema = z.object({
  minutes: z.number().positive(),
  clients: z.number().int().min(2).max(200),
  seed: z.string(),
  plant: z.enum(PLANTS).nullable(),
  /** Where journals, notes between the two programs, and the report go. */
  folder: z.string(),
  admins: z.array(z.object({ email: z.string(), password: z.string() })).length(2),
  /** What a caller of the gateway's payouts proves itself with; used by a planted fault only. */
  payoutUsername: z.string(),
  payoutPassword: z.string(),
});
export type ChaosSettings = z.infer<typeof settingsSchema>;

/** @throws Error where whoever started this said nothing or something else */
export function readSettings(): ChaosSettings {
  return settingsSchema.parse(JSON.parse(process.env.CHAOS_SETTINGS ?? 'null'));
}

/** Notes between the people and who brings the stack down around them: files in the run's folder. */
export const notes = {
  /** Written by the people: they have signed up and begin to deal. */
  began: 'began',
  /** Written when everything is up again and no fault is switched on. */
  calm: 'calm',
  /** What it all came to. */
  report: 'report.json',
} as const;
