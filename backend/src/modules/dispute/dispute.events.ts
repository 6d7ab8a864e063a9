import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

const dispute = z.strictObject({ disputeId: idSchema, requestId: idSchema });

export const disputeEvents = [
  defineEvent('dispute:opened', 'A dispute was opened; the other party has 72 hours to answer', dispute),
  defineEvent('dispute:responded', 'The other party has answered; both negotiate', dispute),
  defineEvent('dispute:mediation-started', 'A mediator takes the dispute up', dispute),
  defineEvent('dispute:queued', 'A case waits for a mediator; to the desk', dispute),
  defineEvent('dispute:evidence-added', 'A statement or a piece of evidence was added', dispute),
  defineEvent('dispute:split-offered', 'A party offers a split', dispute),
  defineEvent('dispute:split-declined', 'An offered split was declined or taken back', dispute),
  defineEvent('dispute:split-sealed', 'A party has entered a sealed split; says nothing of the sum', dispute),
  defineEvent('dispute:split-unsealed', 'A party has taken its sealed split back', dispute),
  defineEvent('dispute:settled', 'The parties have settled', dispute),
  defineEvent('dispute:assigned', 'A mediator was assigned', dispute),
  defineEvent(
    'dispute:response-ending',
    'The time to answer ends soon; to whoever has not answered',
    dispute,
  ),
  defineEvent(
    'dispute:negotiation-ending',
    'The time to negotiate ends soon; then a mediator decides',
    dispute,
  ),
  defineEvent(
    'dispute:proposal-ending',
    'The time to answer the proposal ends soon; silence makes it the ruling',
    dispute,
  ),
  defineEvent(
    'dispute:ruling-due',
    'A party has declined; to the mediator, before the proposal is the ruling',
    dispute,
  ),
  defineEvent('dispute:appeal-ending', 'The time to appeal ends soon; then the ruling is final', dispute),
  defineEvent('dispute:mediator-reminded', 'The mediator is late; to the mediator or the desk', dispute),
  defineEvent('dispute:escalated', 'The mediator was silent for too long; to the desk', dispute),
  defineEvent('dispute:proposed', 'The mediator proposes a split', dispute),
  defineEvent('dispute:proposal-accepted', "A party accepts the mediator's proposal", dispute),
  defineEvent('dispute:proposal-declined', "A party declines the mediator's proposal", dispute),
  defineEvent('dispute:ruled', 'The mediator has ruled; each party may appeal for 72 hours', dispute),
  defineEvent('dispute:appealed', 'A party has appealed; another mediator decides', dispute),
  defineEvent('dispute:appeal-waived', 'A party does without an appeal', dispute),
  defineEvent('dispute:final', 'The decision is final and the money is paid out', dispute),
  defineEvent('dispute:withdrawal-offered', 'The opener wants to withdraw the dispute', dispute),
  defineEvent('dispute:withdrawal-declined', 'A withdrawal was declined or taken back', dispute),
  defineEvent('dispute:deadlines-extended', 'Deadlines were put off by a downtime of the server', dispute),
  defineEvent('dispute:withdrawn', 'The dispute was withdrawn; the deal goes on', dispute),
] as const;
