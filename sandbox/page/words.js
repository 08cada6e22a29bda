// Every word of the page's own, in English and in French, side by side so that none is forgotten.

export const WORDS = {
  sandbox: ["sandbox", "bac à sable"],
  views: ["Views", "Vues"],
  desk: ["World", "Monde"],
  page_language: ["Language of this page", "Langue de cette page"],
  bot_here: ["The bot is connected", "Le bot est connecté"],
  bot_away: ["No bot is connected", "Aucun bot n’est connecté"],
  unreachable_sandbox: ["The sandbox does not answer. It is tried again by itself.", "Le bac à sable ne répond pas. Nouvel essai automatique."],
  failed_with: ["That failed (status {status}).", "Échec (statut {status})."],

  welcome_title: ["Be anyone, on both apps", "Soyez n’importe qui, sur les deux applis"],
  welcome_1: [
    "This is a Telegram and a Discord that never leave this machine, with the Jalon bot in both.",
    "Voici un Telegram et un Discord qui ne quittent pas cette machine, avec le bot Jalon dans les deux.",
  ],
  welcome_2: [
    "Add people, write and press as any of them, and move the clock to see what time does.",
    "Ajoutez des personnes, écrivez et appuyez à leur place, et avancez l’horloge pour voir ce que fait le temps.",
  ],
  welcome_pair: ["Ana (français, Telegram) & Ben (English, Discord)", "Ana (français, Telegram) et Ben (English, Discord)"],
  welcome_pair_does: ["Creates both and sends /start for Ana.", "Crée les deux et envoie /start pour Ana."],
  welcome_alone: ["Or add people yourself", "Ou ajoutez les personnes vous-même"],
  welcome_no_bot: ["No bot is connected yet. Start it with this in its environment:", "Aucun bot n’est connecté. Lancez-le avec ceci dans son environnement :"],

  people_on: ["People on {app}", "Personnes sur {app}"],
  add_person: ["Add a person", "Ajouter une personne"],
  nobody: ["Nobody is here yet", "Personne ici pour l’instant"],
  nobody_hint: ["Add someone to see {app} through their eyes.", "Ajoutez quelqu’un pour voir {app} par ses yeux."],
  name: ["Name", "Nom"],
  language: ["Language", "Langue"],
  french: ["Français", "Français"],
  english: ["English", "English"],
  add: ["Add", "Ajouter"],
  cancel: ["Cancel", "Annuler"],
  create: ["Create", "Créer"],
  about_person: ["About {name}", "À propos de {name}"],
  blocked_telegram: ["Has blocked the bot", "A bloqué le bot"],
  blocked_discord: ["Has closed their DMs", "A fermé ses MP"],
  blocked_mark: ["unreachable", "injoignable"],
  number: ["Id", "Id"],

  chats_of: ["Chats of {name}", "Discussions de {name}"],
  private_chat: ["Jalon (private)", "Jalon (privé)"],
  main_chat: ["Main", "Principal"],
  rooms_telegram: ["Topics of {name}", "Sujets de {name}"],
  rooms_discord: ["Threads of {name}", "Fils de {name}"],
  shut_closed: ["closed", "fermé"],
  shut_archived: ["archived", "archivé"],
  shut_locked: ["locked", "verrouillé"],
  leave_telegram: ["Delete the topic", "Supprimer le sujet"],
  leave_telegram_hint: ["All its messages go with it. The bot is not told.", "Tous ses messages disparaissent avec lui. Le bot n’en est pas averti."],
  leave_discord: ["Leave the thread", "Quitter le fil"],
  leave_discord_hint: ["What is written in it later, you no longer see.", "Vous ne verrez plus ce qui s’y écrira."],
  new_group: ["New group", "Nouveau groupe"],
  new_server: ["New server", "Nouveau serveur"],
  members: ["Members", "Membres"],
  owner_is: ["{name} owns it; the bot is in it.", "{name} en est propriétaire ; le bot en fait partie."],
  no_others: ["Nobody else is on {app} yet.", "Personne d’autre n’est encore sur {app}."],
  unread: ["{n} unread", "{n} non lus"],

  messages: ["Messages", "Messages"],
  quiet_telegram: ["No messages yet. Send /start to meet the bot.", "Pas encore de message. Envoyez /start pour rencontrer le bot."],
  quiet_discord: ["No messages yet. Type / to see what the bot can do.", "Pas encore de message. Tapez / pour voir ce que sait faire le bot."],
  newest: ["Go to the newest message", "Aller au dernier message"],
  edited: ["edited", "modifié"],
  open_picture: ["Open the picture", "Ouvrir l’image"],
  far_picture: ["A picture out on the web, not fetched: {url}", "Une image du web, non chargée : {url}"],
  picture: ["Picture", "Image"],
  close: ["Close", "Fermer"],
  download: ["Download {name}", "Télécharger {name}"],
  forwarded: ["Forwarded", "Transféré"],
  share_where: ["Share in which chat?", "Partager dans quelle discussion ?"],
  via: ["via {name}", "via {name}"],
  invoice: ["Invoice", "Facture"],
  copied: ["Copied", "Copié"],
  not_copied: ["The browser does not let this page copy.", "Le navigateur ne laisse pas cette page copier."],
  no_web_address: ["This link does not lead to the web.", "Ce lien ne mène pas au web."],
  only_you: ["Only you can see this", "Vous seul pouvez voir ceci"],
  dismiss: ["Dismiss message", "Rejeter le message"],
  thinking: ["{name} is thinking…", "{name} réfléchit…"],
  reply_gone: ["A message that is gone", "Un message disparu"],
  reply: ["Reply to this message", "Répondre à ce message"],
  no_reply: ["Reply to nothing", "Ne répondre à aucun message"],
  open_thread: ["Open the thread", "Ouvrir le fil"],
  pinned: ["pinned", "épinglé"],
  app_mark: ["APP", "APP"],
  no_answer: ["The bot has not picked this up.", "Le bot n’a pas relevé ceci."],
  ok: ["OK", "OK"],

  write: ["Message", "Message"],
  write_telegram: ["Message, /command or @jalon search", "Message, /commande ou @jalon recherche"],
  write_discord: ["Message, or / for commands", "Message, ou / pour les commandes"],
  send: ["Send", "Envoyer"],
  attach: ["Attach files", "Joindre des fichiers"],
  remove_file: ["Remove {name}", "Retirer {name}"],
  drop_here: ["Drop the files to attach them", "Déposez les fichiers pour les joindre"],
  commands: ["Commands", "Commandes"],
  no_command: ["No such command", "Commande inconnue"],
  no_commands: ["The bot has not told its commands yet.", "Le bot n’a pas encore donné ses commandes."],
  no_results: ["Nothing found", "Aucun résultat"],
  searching: ["Searching…", "Recherche…"],
  required: ["required", "obligatoire"],
  optional: ["optional", "facultatif"],
  run_command: ["Use the command", "Utiliser la commande"],
  yes: ["Yes", "Oui"],
  no: ["No", "Non"],
  choose: ["Choose…", "Choisir…"],
  choose_between: ["Choose {min} to {max}", "Choisir de {min} à {max}"],
  choose_up_to: ["Choose up to {max}", "Choisir jusqu’à {max}"],
  confirm_choice: ["Confirm", "Valider"],
  up_to_files: ["up to {max}", "jusqu’à {max}"],
  submit: ["Submit", "Envoyer"],

  clock: ["Clock", "Horloge"],
  real_time: ["the real time", "l’heure réelle"],
  ahead: ["{time} ahead", "{time} d’avance"],
  move_clock: ["Move the clock on", "Avancer l’horloge"],
  hour_1: ["+1 h", "+1 h"],
  day_1: ["+1 d", "+1 j"],
  day_2: ["+2 d", "+2 j"],
  amount_of_time: ["How much", "Combien"],
  unit: ["Unit", "Unité"],
  minutes: ["minutes", "minutes"],
  hours: ["hours", "heures"],
  days: ["days", "jours"],
  weeks: ["weeks", "semaines"],
  move: ["Move", "Avancer"],
  moving: ["Time passes…", "Le temps passe…"],

  books: ["Books", "Livres de comptes"],
  books_balanced: ["Balanced", "Équilibrés"],
  books_unbalanced: ["Not balanced!", "Déséquilibrés !"],
  books_no_bot: ["The bot keeps the books, and no bot is connected.", "C’est le bot qui tient les comptes, et aucun bot n’est connecté."],
  books_empty: ["Nothing is written in them yet.", "Rien n’y est encore écrit."],
  refresh: ["Refresh", "Actualiser"],

  faults: ["Faults", "Pannes"],
  faults_hint: ["The bot’s next calls fail as you say.", "Les prochains appels du bot échouent comme vous le dites."],
  app: ["App", "Appli"],
  fault: ["Fault", "Panne"],
  fault_429: ["429 limit", "429 limite"],
  fault_500: ["500 error", "500 erreur"],
  fault_403: ["403 refused", "403 refus"],
  fault_drop: ["line cut", "coupure"],
  times: ["Times", "Fois"],
  plant: ["Plant", "Poser"],
  faults_none: ["None waiting", "Aucune en attente"],
  faults_clear: ["Clear all", "Tout effacer"],
  times_left: ["{n} left", "reste {n}"],

  calls: ["Calls of the bot", "Appels du bot"],
  calls_none: ["The bot has not called yet.", "Le bot n’a encore rien appelé."],
  calls_older: ["{n} older calls are not shown.", "{n} appels plus anciens ne sont pas montrés."],
  sent: ["Sent", "Envoyé"],
  answered: ["Answered", "Répondu"],
};

/** The apps have one name in every language. */
export const APP = { telegram: "Telegram", discord: "Discord" };

const KEPT = "jalon.page.language";
const COLUMN = { en: 0, fr: 1 };
const USUAL = { en: "en-GB", fr: "fr-FR" };
let now = first();

function first() {
  const kept = read();
  if (kept in COLUMN) return kept;
  return navigator.language?.toLowerCase().startsWith("fr") ? "fr" : "en";
}

function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** The page's language: "en" or "fr". */
export const language = () => now;

/** For dates and figures: the viewer's own locale where it speaks the page's language. */
export function locale() {
  return navigator.languages?.find((one) => one.toLowerCase().startsWith(now)) ?? USUAL[now];
}

export function setLanguage(chosen) {
  now = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

/** The words for `key`, its blanks filled. */
export function t(key, blanks = {}) {
  const words = WORDS[key][COLUMN[now]];
  return words.replace(/\{(\w+)\}/g, (_blank, name) => String(blanks[name] ?? ""));
}
