import type { MailTexts } from './mail-text-types.ts';
import { frReminders } from './reminders.fr.ts';

export const fr: MailTexts = {
  hello: 'Bonjour {name},',
  factTitle: 'Demande',
  factOther: 'Autre partie',
  factAmount: 'Montant',
  factUntil: 'Au plus tard le',
  openDeal: 'Voir l’affaire',
  openDispute: 'Voir le litige',
  openCase: 'Voir le dossier',
  openRequest: 'Voir la demande',
  openBalance: 'Voir mon solde',
  openDesk: 'Ouvrir l’administration',
  openStop: 'L’arrêter avec l’ancien portefeuille',
  openSettings: 'Ouvrir les réglages',
  because: 'Vous recevez cet e-mail parce que vous êtes partie à des affaires sur Amn.',
  changeSettings: 'Choisir les e-mails que je reçois',
  alwaysSent: 'Cet e-mail concerne la sécurité de votre compte : il est toujours envoyé.',
  verification: {
    subject: '{code} est votre code Amn',
    body: 'Saisissez ce code pour confirmer votre adresse e-mail :',
    action: 'Confirmer en un clic',
    valid: 'Le code est valable 30 minutes.',
    ignore: 'Si vous ne vous êtes pas inscrit sur Amn, ignorez simplement cet e-mail.',
  },
  kinds: {
    ...frReminders,
    'request:invited': {
      subject: 'Vous êtes invité : « {title} »',
      body: '{other} vous invite à faire une offre sur « {title} ». Lisez la demande, puis indiquez votre prix et votre délai.',
    },
    'request:expired': {
      subject: 'Votre demande a expiré : « {title} »',
      body: 'Aucune offre sur « {title} » n’a été acceptée à temps ; la demande et ses offres sont closes. Vous pouvez la republier quand vous voulez.',
    },
    'offer:submitted': {
      subject: 'Nouvelle offre sur « {title} »',
      body: '{other} a fait une offre sur « {title} ». Comparez-la aux autres, proposez d’autres conditions ou acceptez-la.',
    },
    'offer:revised': {
      subject: 'Offre modifiée sur « {title} »',
      body: '{other} a modifié son offre sur « {title} ». Lisez les nouvelles conditions avant de décider.',
    },
    'offer:countered': {
      subject: 'Réponse à votre offre sur « {title} »',
      body: '{other} a répondu à votre offre sur « {title} » par d’autres conditions. Vous pouvez les accepter, faire une nouvelle offre ou vous retirer.',
    },
    'offer:accepted': {
      subject: 'Votre offre est acceptée : « {title} »',
      body: '{other} a accepté votre offre sur « {title} ». Ne commencez pas encore : nous vous écrirons dès que l’argent sera sous séquestre.',
    },
    'offer:rejected': {
      subject: 'Votre offre n’a pas été retenue : « {title} »',
      body: '{other} n’a pas retenu votre offre sur « {title} ».',
    },
    'offer:reopened': {
      subject: 'Non payé à temps : « {title} »',
      body: '{other} n’a pas payé à temps, l’affaire n’est donc pas conclue. Votre offre est de nouveau valable et peut encore être acceptée. Vous n’avez rien à faire.',
    },
    'question:asked': {
      subject: 'Une question sur « {title} »',
      body: '{other} a posé une question sur « {title} ». Une réponse rapide aide les vendeurs à faire une bonne offre ; tous ceux qui voient la demande pourront la lire.',
    },
    'question:answered': {
      subject: 'Réponse à votre question : « {title} »',
      body: '{other} a répondu à votre question sur « {title} ».',
    },
    'payment:detected': {
      subject: 'Nous voyons votre paiement pour « {title} »',
      body: 'Votre paiement est arrivé sur la blockchain et attend d’être confirmé, ce qui prend en général quelques minutes. Vous n’avez rien à faire.',
    },
    'payment:underpaid': {
      subject: 'Il manque une partie du paiement : « {title} »',
      body: 'Nous avons reçu moins que prévu. Envoyez le reste à la même adresse ; la page de paiement indique combien. Ce que vous avez envoyé est en sécurité.',
    },
    'payment:held': {
      subject: 'Nous vérifions votre paiement pour « {title} »',
      body: 'Votre paiement n’est pas arrivé comme prévu ; nous l’examinons. L’argent est en sécurité et vous n’avez rien à faire pour l’instant.',
    },
    'payment:refund-due': {
      subject: 'Votre paiement est remboursé : « {title} »',
      body: 'Quand votre paiement est arrivé, l’affaire ne l’attendait plus. Le montant est sur votre solde ; vous pouvez le retirer vers une adresse à vous.',
    },
    'payment:less-proposed': {
      subject: 'Pour moins ? « {title} »',
      body: '{other} propose de réaliser « {title} » pour ce qui est arrivé jusqu’ici. Acceptez ou refusez : le prix reste alors et le reste peut encore être payé.',
    },
    'payment:less-agreed': {
      subject: 'Accord pour moins : « {title} »',
      body: '{other} accepte de réaliser « {title} » pour ce qui est arrivé. Les conditions sont modifiées et l’argent est sous séquestre.',
    },
    'payment:less-declined': {
      subject: 'Le prix reste : « {title} »',
      body: 'La proposition de réaliser « {title} » pour moins est close. Le prix reste et le reste peut encore être payé.',
    },
    'payment:revalued': {
      subject: 'Votre paiement compte à un nouveau cours : « {title} »',
      body: 'Votre argent pour « {title} » est arrivé après la fin du prix fixé ; le cours de ce moment compte. Voyez s’il manque quelque chose ; vous pouvez aussi le reprendre.',
    },
    'payment:credit-added': {
      subject: 'Vous avez un avoir : « {title} »',
      body: 'Ce qui a été payé en trop pour « {title} », ou réservé sans être utilisé, est votre avoir. Payez-en une autre transaction ou retirez-le.',
    },
    'payment:deposit-resolved': {
      subject: 'Votre transfert a été examiné : « {title} »',
      body: 'Une personne a examiné le transfert pour « {title} » qui ne pouvait pas compter de lui-même. Voyez ce qu’il en est.',
    },
    'request:frozen': {
      subject: 'Suspendue : « {title} »',
      body: 'Le réseau a annulé le paiement de « {title} ». On ne peut rien faire d’un argent qui n’est pas là : l’affaire est suspendue et aucun délai ne court. Elle reprend d’elle-même dès son retour.',
    },
    'request:thawed': {
      subject: 'Elle reprend : « {title} »',
      body: 'L’argent de « {title} » est de retour et l’affaire reprend où elle en était.',
    },
    'request:unfunded': {
      subject: 'Terminée : « {title} »',
      body: 'L’argent de « {title} » n’est pas revenu à temps : l’affaire est terminée. Ce qui restait est allé sur le solde de l’acheteur.',
    },
    'payment:deposit-quarantined': {
      subject: 'Un dépôt à examiner : « {title} »',
      body: 'Un dépôt pour « {title} » est en quarantaine : autre monnaie, ou sources en désaccord. Examinez-le et décidez.',
    },
    'payment:resolution-proposed': {
      subject: 'Il faut un second admin : « {title} »',
      body: 'Un admin a dit ce qu’est un dépôt important pour « {title} ». Un autre doit dire la même chose avant que l’argent bouge.',
    },
    'payment:loss-raised': {
      subject: 'De l’argent a été perdu : « {title} »',
      body: 'Le réseau a annulé un dépôt pour « {title} » déjà reversé. La perte est comptabilisée. Examinez-la maintenant.',
    },
    'request:payment-timed-out': {
      subject: 'Le délai de paiement est passé : « {title} »',
      body: 'Le paiement complet n’est pas arrivé à temps ; la demande est de nouveau ouverte. Ce que vous avez pu envoyer est sur votre solde. Vous pouvez accepter une offre à tout moment.',
    },
    'request:funded': {
      buyer: {
        subject: 'Payé : l’argent de « {title} » est sous séquestre',
        body: 'Votre paiement est arrivé en entier. Amn garde l’argent jusqu’à ce que vous ayez approuvé la livraison. {other} peut commencer.',
      },
      seller: {
        subject: 'Vous pouvez commencer : « {title} » est payé',
        body: '{other} a payé et l’argent est en sécurité sous séquestre. Commencez dans les trois jours et livrez à la date convenue. L’argent est à vous dès que la livraison est approuvée.',
      },
    },
    'request:declined': {
      buyer: {
        subject: 'Vous êtes remboursé : « {title} »',
        body: 'L’affaire avec {other} n’aura pas lieu. La totalité, nos frais compris, est sur votre solde ; vous pouvez la retirer.',
      },
      seller: {
        subject: 'Affaire annulée : « {title} »',
        body: 'Vous n’avez pas commencé dans les trois jours ; l’affaire avec {other} est annulée et l’acheteur est remboursé.',
      },
    },
    'request:delivered': {
      subject: 'Livré : « {title} »',
      body: '{other} a livré. Examinez soigneusement la livraison, puis approuvez-la ou demandez des modifications. Sans réponse de votre part avant la fin de l’examen, elle est réputée approuvée et l’argent revient au vendeur.',
    },
    'request:inspection-ending': {
      subject: 'À vous de décider : « {title} »',
      body: 'Le délai d’examen de ce que {other} a livré touche à sa fin. Examinez la livraison, puis approuvez-la ou demandez des modifications. Sans réponse de votre part à temps, elle est réputée approuvée et l’argent revient au vendeur.',
    },
    'request:extension-proposed': {
      subject: 'Plus de temps pour « {title} » ?',
      body: '{other} demande une date de livraison plus tardive. Vous pouvez accepter ou refuser ; d’ici là, la date actuelle reste valable.',
    },
    'request:missed': {
      buyer: {
        subject: 'Non livré : vous êtes remboursé pour « {title} »',
        body: '{other} n’a pas livré dans les 72 heures suivant la date convenue. La totalité, nos frais compris, est sur votre solde ; vous pouvez la retirer.',
      },
      seller: {
        subject: 'Date de livraison manquée : « {title} »',
        body: 'Rien n’a été livré dans les 72 heures suivant la date convenue ; l’affaire est terminée et {other} est remboursé.',
      },
    },
    'request:changes-requested': {
      subject: 'Modifications demandées : « {title} »',
      body: '{other} demande des modifications à votre livraison. Ouvrez l’affaire pour voir lesquelles et pour quand.',
    },
    'request:disputed': {
      subject: 'Litige : « {title} »',
      body: 'L’affaire avec {other} fait l’objet d’un litige. La partie qui ne l’a pas ouvert a 72 heures pour répondre. L’argent reste sous séquestre jusqu’à ce qu’il soit réglé. Ouvrez l’affaire pour voir la suite.',
    },
    'request:completed': {
      buyer: {
        subject: 'Affaire conclue : « {title} »',
        body: 'La livraison est approuvée et l’argent a été versé à {other}. Merci d’avoir fait affaire sur Amn.',
      },
      seller: {
        subject: 'Vous êtes payé pour « {title} »',
        body: 'La livraison à {other} est approuvée et l’argent est à vous. Il est sur votre solde ; vous pouvez le retirer.',
      },
    },
    'request:milestone-released': {
      buyer: {
        subject: 'Une partie est versée : « {title} »',
        body: 'Vous avez versé cette partie de l’affaire à {other}. Le reste de l’argent demeure sous séquestre jusqu’à la livraison.',
      },
      seller: {
        subject: 'Vous êtes payé pour une partie : « {title} »',
        body: 'Cette partie de votre travail pour {other} est approuvée et son montant est à vous. Il est sur votre solde ; vous pouvez le retirer. L’affaire continue avec les autres parties.',
      },
    },
    'request:milestone-missed': {
      buyer: {
        subject: 'Une partie n’a pas été livrée : vous êtes remboursé pour « {title} »',
        body: '{other} n’a pas livré cette partie dans les 72 heures suivant la date convenue. Son montant, nos frais compris, est sur votre solde. L’affaire continue avec les autres parties.',
      },
      seller: {
        subject: 'Date manquée pour une partie : « {title} »',
        body: 'Cette partie n’a pas été livrée dans les 72 heures suivant la date convenue ; {other} en est remboursé. L’affaire continue avec les autres parties.',
      },
    },
    'request:milestone-cancellation-proposed': {
      subject: 'Annuler une partie : « {title} » ?',
      body: '{other} propose d’annuler cette partie de l’affaire. Si vous acceptez, l’acheteur en est remboursé et l’affaire continue avec les autres parties. Si vous refusez, tout continue comme avant.',
    },
    'request:milestone-refunded': {
      buyer: {
        subject: 'Une partie est annulée : vous êtes remboursé pour « {title} »',
        body: 'Cette partie de l’affaire avec {other} est annulée. Son montant, nos frais compris, est sur votre solde ; vous pouvez le retirer.',
      },
      seller: {
        subject: 'Une partie est annulée : « {title} »',
        body: 'Cette partie de l’affaire avec {other} est annulée et l’acheteur en est remboursé.',
      },
    },
    'request:cancellation-proposed': {
      subject: 'Annuler « {title} » ?',
      body: '{other} propose d’annuler l’affaire. Si vous acceptez, l’acheteur est remboursé. Si vous refusez, l’affaire continue comme avant.',
    },
    'request:refunded': {
      buyer: {
        subject: 'Annulé : vous êtes remboursé pour « {title} »',
        body: 'Vous et {other} avez convenu d’annuler. La totalité, nos frais compris, est sur votre solde ; vous pouvez la retirer.',
      },
      seller: {
        subject: 'Annulé : « {title} »',
        body: 'Vous et {other} avez convenu d’annuler. L’acheteur est remboursé et il n’y a plus rien à faire.',
      },
    },
    'request:settled': {
      subject: 'Litige réglé : « {title} »',
      body: 'Le litige avec {other} est réglé. Ouvrez l’affaire pour voir qui reçoit quoi.',
    },
    'request:resumed': {
      subject: 'L’affaire reprend : « {title} »',
      body: 'Le litige avec {other} a été retiré d’un commun accord. L’affaire reprend où elle en était, et chaque délai compte encore au moins 24 heures.',
    },
    'dispute:responded': {
      subject: 'Réponse à votre litige : « {title} »',
      body: '{other} a répondu. Vous avez maintenant sept jours pour vous entendre ; ensuite, un médiateur prend le relais.',
    },
    'dispute:mediation-started': {
      subject: 'Un médiateur prend le relais : « {title} »',
      body: 'Un médiateur examine désormais le litige avec {other}. Vous pouvez encore ajouter des pièces et convenir vous-mêmes d’un partage. L’argent reste sous séquestre.',
    },
    'dispute:split-offered': {
      subject: 'Un partage vous est proposé : « {title} »',
      body: '{other} propose de partager l’argent et de clore le litige. Si vous acceptez, chaque part est versée aussitôt.',
    },
    'dispute:proposed': {
      subject: 'La proposition du médiateur : « {title} »',
      body: 'Le médiateur propose un partage. Répondez sous 72 heures : si vous ne l’acceptez pas tous les deux, la proposition devient la décision, sauf si le médiateur décide autrement.',
    },
    'dispute:ruled': {
      subject: 'Le médiateur a décidé : « {title} »',
      body: 'Lisez la décision et ses motifs. Pendant 72 heures, chacun de vous peut faire appel, une seule fois ; ensuite la décision est définitive et l’argent est versé.',
    },
    'dispute:appealed': {
      subject: 'Appel : « {title} »',
      body: '{other} a fait appel de la décision. Un autre médiateur tranchera ; d’ici là, l’argent reste sous séquestre.',
    },
    'dispute:withdrawal-offered': {
      subject: 'Retirer le litige « {title} » ?',
      body: '{other} souhaite retirer le litige et poursuivre l’affaire. Si vous acceptez, elle reprend où elle s’était arrêtée, et chaque délai compte encore au moins 24 heures.',
    },
    'dispute:queued': {
      subject: 'Un litige attend un médiateur : « {title} »',
      body: 'Personne n’a encore pris ce dossier. Vous le trouverez dans la liste des dossiers.',
    },
    'dispute:assigned': {
      subject: 'Ce dossier est le vôtre : « {title} »',
      body: 'Vous êtes le médiateur de ce litige. Lisez les deux parties et proposez un partage sous sept jours.',
    },
    'dispute:mediator-reminded': {
      subject: 'Sept jours de silence : « {title} »',
      body: 'Les parties à ce litige attendent un médiateur depuis sept jours. Au bout de quatorze, le dossier passe à quelqu’un d’autre.',
    },
    'dispute:escalated': {
      subject: 'Dossier signalé : « {title} »',
      body: 'Depuis quatorze jours, aucun médiateur n’a rien fait pour ce litige. Le dossier passe à quelqu’un d’autre et demande un suivi.',
    },
    'payout:confirmed': {
      subject: 'Votre retrait est arrivé',
      body: 'La blockchain a confirmé votre retrait. La transaction figure à côté de votre solde.',
    },
    'payout:failed': {
      subject: 'Votre retrait n’a pas abouti',
      body: 'Aucun argent n’est sorti : le montant est de retour sur votre solde. Vous pouvez réessayer, y compris vers une autre adresse.',
    },
    'payout:cancelled': {
      subject: 'Votre retrait n’a pas été envoyé',
      body: 'Amn ne l’a pas validé, ou vous avez signé une autre adresse de retrait depuis. Aucun argent n’est sorti : le montant est de retour sur votre solde.',
    },
    'payout:address-updated': {
      subject: 'Vos adresses de retrait ont changé',
      body: 'Une adresse de retrait a été ajoutée à votre compte ou en a été retirée. Si c’était vous, tout va bien. Sinon, changez tout de suite votre mot de passe : cela bloque aussi toutes les adresses de retrait. Répondez ensuite à cet e-mail.',
    },
    'wallet:replacement-updated': {
      subject: 'Changement de votre adresse de retrait signée',
      body: 'Le remplacement de l’adresse de retrait que vous avez signée a été demandé, ou cette demande a avancé. Pendant au moins sept jours, l’argent continue d’aller à l’ancienne adresse, et un administrateur doit donner son accord. Si ce n’était pas vous, arrêtez la demande dans les réglages, avec votre mot de passe ou la signature de l’ancien portefeuille, et changez tout de suite votre mot de passe. Si vous ne pouvez plus vous connecter, le bouton ci-dessous permet à l’ancien portefeuille de l’arrêter à lui seul.',
    },
    'payout:platform-address-updated': {
      subject: 'Une adresse propre à Amn a changé',
      body: 'Une adresse vers laquelle l’argent d’Amn peut être versé a été ajoutée ou retirée. Tous les administrateurs reçoivent cet e-mail. Si aucun de vous ne l’a fait, considérez cela comme une intrusion.',
    },
    'payout:refund-waiting': {
      subject: 'Votre remboursement attend une adresse',
      body: 'Un remboursement attend que vous indiquiez où l’envoyer. Donnez une adresse qui vous appartient et il part aussitôt. Il reste à vous aussi longtemps que vous le voulez.',
    },
    'auth:password-changed': {
      subject: 'Votre mot de passe a été changé',
      body: 'Tous les autres appareils ont été déconnectés et vos adresses de retrait sont bloquées quelque temps. Si ce n’était pas vous, répondez tout de suite à cet e-mail.',
    },
  },
};
