import type { ReminderTexts } from './mail-text-types.ts';

/** What is said before something happens by itself, and what admins are told of. */
export const frReminders: ReminderTexts = {
  'request:expiring': {
    subject: 'Votre demande expire bientôt : « {title} »',
    body: 'Personne n’a encore été choisi pour « {title} ». Si vous n’acceptez aucune offre à temps, la demande et toutes ses offres sont closes. Aucun argent n’est en jeu, et vous pouvez la republier.',
  },
  'request:payment-ending': {
    subject: 'À vous de payer : « {title} »',
    body: 'Vous avez accepté l’offre de {other}, mais la totalité n’est pas encore arrivée. Si elle n’arrive pas à temps, l’affaire ne se fait pas : la demande est de nouveau ouverte, et ce que vous avez pu envoyer va sur votre solde.',
  },
  'request:start-ending': {
    subject: 'À vous de commencer : « {title} »',
    body: '{other} a payé, et l’argent est sous séquestre. Si vous ne commencez pas à temps, l’affaire prend fin et {other} récupère tout.',
  },
  'request:delivery-ending': {
    subject: 'À vous de livrer : « {title} »',
    body: '{other} attend ce qui a été convenu. L’heure ci-dessous se situe 72 heures après la date convenue : si rien n’est livré d’ici là, {other} récupère l’argent. S’il vous faut plus de temps, proposez dès maintenant une date plus tardive.',
  },
  'request:redelivery-ending': {
    subject: 'À vous de livrer les modifications : « {title} »',
    body: '{other} a demandé des modifications. L’heure ci-dessous se situe 72 heures après la date convenue : si rien n’est livré d’ici là, un litige est ouvert pour {other}, et l’argent reste sous séquestre jusqu’à la décision.',
  },
  'request:answer-awaited': {
    subject: 'On attend votre réponse : « {title} »',
    body: '{other} a fait une proposition et attend votre réponse. Sans elle, l’affaire continue telle quelle, et sa prochaine échéance tombe à l’heure ci-dessous. Ouvrez l’affaire pour voir ce qui se passe alors.',
  },
  'offer:ending': {
    subject: 'Une offre expire bientôt : « {title} »',
    body: '{other} attend votre réponse au sujet de « {title} ». Si vous ne répondez pas à temps, l’offre expire. Aucun argent ne bouge.',
  },
  'dispute:response-ending': {
    subject: 'À vous de répondre au litige : « {title} »',
    body: 'Le litige avec {other} attend votre réponse. Si vous ne répondez pas à temps, un médiateur prend le relais sans vous avoir entendu. Vous ne perdez rien pour cette seule raison, et l’argent reste sous séquestre.',
  },
  'dispute:negotiation-ending': {
    subject: 'Le temps de négocier touche à sa fin : « {title} »',
    body: 'Vous et {other} pouvez encore convenir vous-mêmes d’un partage. Sans accord à temps, un médiateur prend le relais. L’argent reste sous séquestre.',
  },
  'dispute:proposal-ending': {
    subject: 'À vous de répondre au médiateur : « {title} »',
    body: 'Vous n’avez pas encore répondu à la proposition du médiateur. Si rien d’autre n’est décidé à temps, elle devient la décision ; vous pourrez encore faire appel.',
  },
  'dispute:appeal-ending': {
    subject: 'Le délai d’appel touche à sa fin : « {title} »',
    body: 'Le médiateur a décidé. Si personne ne fait appel à temps, la décision est définitive et l’argent est versé en conséquence. On ne peut plus revenir en arrière.',
  },
  'dispute:ruling-due': {
    subject: 'Votre décision est attendue : « {title} »',
    body: 'Une partie a refusé votre proposition. Si vous ne décidez pas à temps, la proposition devient la décision telle quelle.',
  },
  'payout:approval-needed': {
    subject: 'Un retrait attend une approbation',
    body: 'Un retrait attend un administrateur. D’ici là, son argent reste réservé et ne part nulle part. Voyez qui le demande, pourquoi il est retenu et où il irait, puis laissez-le partir ou refusez-le.',
  },
  'payout:stuck': {
    subject: 'Un retrait n’avance plus',
    body: 'Un retrait est depuis trop longtemps dans le même état : il attend une approbation, ou l’on ne sait pas s’il est parti. Rien n’est renvoyé automatiquement. Examinez-le et décidez.',
  },
  'books:difference-raised': {
    subject: 'Les comptes et les fonds détenus diffèrent',
    body: 'Le grand livre et ce que montre la passerelle ou la chaîne diffèrent depuis un moment, du montant ci-dessous. Consultez le rapprochement et cherchez pourquoi.',
  },
  'wallet:replacement-requested': {
    subject: 'Une adresse de retrait doit être remplacée',
    body: '{other} demande à être payé à une autre adresse, sans la signature de l’adresse actuelle. L’argent va à l’ancienne adresse pendant au moins sept jours, et cela ne change ensuite que si un administrateur est d’accord. Assurez-vous, par un autre moyen que ce compte, que c’est bien son titulaire qui le demande.',
  },
};
