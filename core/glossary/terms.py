"""Every word the market uses in a way of its own."""

from dataclasses import dataclass

from core.kit.text import Text, _


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A word and what it means here.

    `name` is what people see, `french` what the catalogue makes of it. `also` are its other
    names in both languages: plurals, feminines, what people coming from elsewhere would say.
    """

    id: str
    name: Text
    french: str
    also: tuple[str, ...]
    says: Text
    related: tuple[str, ...]


TERMS = (
    Term(
        "buyer",
        _("Buyer"),
        "Client",
        ("buyers", "customer", "customers", "clients", "cliente", "clientes", "acheteur",
         "acheteuse", "acheteurs"),
        _(
            "Anyone who orders work. You become a buyer with your first message here; there is "
            "nothing to fill in. The same account can also sell."
        ),
        ("seller", "order", "gig"),
    ),
    Term(
        "seller",
        _("Seller"),
        "Prestataire",
        ("sellers", "freelancer", "freelancers", "freelance", "freelances", "prestataires",
         "vendeur", "vendeuse", "vendeurs", "start selling", "commencer à vendre"),
        _(
            "Someone who offers their work here. Choose “Start selling”, give the name people "
            "will see, the languages you work in and one line about yourself, then create your "
            "first gig. It is still the same account, so you can go on buying."
        ),
        ("buyer", "gig", "level", "earnings"),
    ),
    Term(
        "byob",
        _("BYOB"),
        "BYOB",
        ("bring your own business", "bring your own buyer", "invitation", "invitation link",
         "lien d'invitation", "parrainage"),
        _(
            "Short for “bring your own business”. A seller invites a client of their own with a "
            "personal link, and the orders between these two stay free of commission for life. "
            "It counts only if they had never talked or ordered here before the link was opened, "
            "and the first link opened wins. Clients who came this way do not count as unique "
            "buyers for levels."
        ),
        ("seller", "level", "anywhere"),
    ),
    Term(
        "custom_offer",
        _("Custom offer"),
        "Offre personnalisée",
        ("custom offers", "personal offer", "offer", "offers", "quote", "proposal",
         "offres personnalisées", "offre sur mesure", "devis", "offre", "offres"),
        _(
            "An offer made for one person, once the two of you have talked. It says what will be "
            "done, for how much and in how many days, at once or milestone by milestone. After "
            "it is sent nothing in it moves: a change is a new version, and the buyer may accept "
            "it, decline it or answer with a counter-offer."
        ),
        ("milestone", "gig", "order"),
    ),
    Term(
        "dashboard",
        _("Dashboard"),
        "Tableau de bord",
        ("dashboards", "statistics", "stats", "to-do", "figures", "tableaux de bord",
         "statistiques", "chiffres", "à faire"),
        _(
            "One message that shows where you stand, and keeps itself up to date. What waits for "
            "you comes first, the most urgent on top, with a button for each. Your figures for "
            "30 days, for 90 days and since the beginning come below. Buyers have one too."
        ),
        ("earnings", "level", "order"),
    ),
    Term(
        "earnings",
        _("Earnings"),
        "Revenus",
        ("earning", "income", "balance", "payout", "withdrawal", "revenu", "gains", "solde",
         "retrait", "paiement", "paiements", "virement"),
        _(
            "The money your sales bring you. It is first kept in escrow while the work goes on, "
            "then it clears for {clearance} after the order is completed; from then on it is "
            "available, until you withdraw it. Every line leads to its order."
        ),
        ("order", "revenue_card", "dashboard", "level"),
    ),
    Term(
        "anywhere",
        _("Anywhere"),
        "Anywhere",
        ("share", "sharing", "embed", "widget", "qr code", "partage", "partager", "partout"),
        _(
            "A card for one of your gigs or offers that you can take anywhere: another chat, a "
            "server, your website, a printed QR code. You may give it a price of its own, an end "
            "date and a number of uses, and withdraw it at any moment. It always tells whether "
            "you can be ordered from right now."
        ),
        ("gig", "custom_offer", "byob"),
    ),
    Term(
        "pro",
        _("Pro"),
        "Pro",
        ("pros", "professional", "pro seller", "expert", "experts", "professionnel",
         "professionnelle", "prestataire pro"),
        _(
            "A badge for experts chosen by hand. They apply, and people decide, whatever the "
            "level. Pro sellers have their own search filter, can send larger offers, wait only "
            "7 days for their earnings and have an account manager to turn to."
        ),
        ("level", "top_rated", "earnings"),
    ),
    Term(
        "revenue_card",
        _("Revenue Card"),
        "Carte Revenus",
        ("revenue cards", "card", "cards", "debit card", "bank card", "cartes revenus", "carte",
         "carte de revenus", "carte bancaire"),
        _(
            "A card you load with your available earnings, then spend from. You can freeze it, "
            "unfreeze it and read its statement here whenever you want. Its number never appears "
            "in a chat."
        ),
        ("earnings",),
    ),
    Term(
        "gig",
        _("Gig"),
        "Service",
        ("gigs", "services", "prestation", "prestations", "annonce", "annonces", "microservice"),
        _(
            "A piece of work ready to be ordered: what is done, in how many days and at what "
            "price. A gig has a title, a category, one package or three, and extras if the "
            "seller likes. One press on its card is enough to order it."
        ),
        ("package", "extra", "metadata", "tag", "multiple"),
    ),
    Term(
        "extra",
        _("Gig extras"),
        "Services supplémentaires",
        ("gig extra", "extra", "extras", "add-on", "add-ons", "option", "options",
         "service supplémentaire", "supplément", "suppléments", "express delivery",
         "extra-fast delivery", "livraison express"),
        _(
            "What a seller can add to a gig, each extra with its price and, if it takes longer, "
            "its days. You choose extras when you order, or later while the work is under way. "
            "Extra-fast delivery is a special one: it replaces the delivery time."
        ),
        ("gig", "package", "resolution_center"),
    ),
    Term(
        "metadata",
        _("Gig metadata"),
        "Métadonnées du service",
        ("metadata", "attributes", "attribute", "métadonnées", "métadonnée", "attribut",
         "attributs", "caractéristiques"),
        _(
            "Precise facts about a gig, which depend on its category: a file format, a style, a "
            "language to work in. Sellers pick them from a list. Buyers can search and filter by "
            "them, whichever language each of them reads."
        ),
        ("gig", "tag"),
    ),
    Term(
        "level",
        _("Level"),
        "Niveau",
        ("levels", "new", "level 1", "level 2", "rank", "niveaux", "niveau 1", "niveau 2",
         "nouveau", "rang", "statut"),
        _(
            "How far a seller has come: New, Level 1, Level 2 or Top Rated. It is worked out "
            "every day from orders, buyers, ratings, reply rate and punctuality, all of which "
            "you can look up. Going up happens at once; going down is announced 30 days before, "
            "with the figure that fell short."
        ),
        ("top_rated", "response_rate", "warning", "pro"),
    ),
    Term(
        "milestone",
        _("Milestone"),
        "Jalon",
        ("milestones", "stage", "stages", "jalons", "étape", "étapes", "tranche"),
        _(
            "One stage of a larger project, with its own result, price and number of days. A "
            "custom offer can hold 2 to 6 of them, or 10 from a Top Rated Seller. Each is funded "
            "before its work begins and released once the buyer accepts it; money that was "
            "released is never taken back by a later stage."
        ),
        ("custom_offer", "order", "revision"),
    ),
    Term(
        "multiple",
        _("Gig multiples"),
        "Multiples",
        ("multiple", "multiples", "quantity", "quantities", "quantité", "quantités",
         "plusieurs", "gig multiple"),
        _(
            "Taking the same gig several times in one order. The price is multiplied by how many "
            "you take, and each further one adds the package's days to the due date. You see "
            "both before you pay."
        ),
        ("gig", "package", "level"),
    ),
    Term(
        "mutual_cancellation",
        _("Mutual cancellation"),
        "Annulation mutuelle",
        ("mutual cancellations", "cancellation", "cancel", "annulation", "annulations", "annuler",
         "annulations mutuelles"),
        _(
            "How a buyer and a seller end an order that is still open. One of them asks and gives "
            "a reason; the other agrees, declines, or stays silent, and two days of silence "
            "cancel the order. A bar on the order shows the time that is left. If the request is "
            "declined or withdrawn, the order goes on just where it stood."
        ),
        ("order", "resolution_center"),
    ),
    Term(
        "order",
        _("Order"),
        "Commande",
        ("orders", "purchase", "commandes", "achat", "achats", "commander"),
        _(
            "What begins the moment you buy: you and the seller each get a card that follows the "
            "work from payment to the end. It shows what is done, how long is left and what you "
            "can do next. The money stays in escrow until the work is accepted."
        ),
        ("revision", "mutual_cancellation", "resolution_center", "earnings"),
    ),
    Term(
        "out_of_office",
        _("Out of office"),
        "Mode Absent",
        ("away", "absence", "absent", "absente", "vacation", "holiday", "holidays", "vacances",
         "congé", "congés", "mode absente", "en pause"),
        _(
            "For sellers who need some time off. You choose the first and the last day, a message, "
            "and whether people may write to you. Meanwhile your gigs stay visible with the day "
            "you return but cannot be ordered, and they open again by themselves. Orders already "
            "under way keep their due dates."
        ),
        ("seller", "gig", "order"),
    ),
    Term(
        "package",
        _("Packages"),
        "Forfaits (Offres)",
        ("package", "basic", "essential", "standard", "premium", "forfait", "forfaits", "formule",
         "formules", "essentiel", "offre", "offres", "offer", "offers"),
        _(
            "Ways to buy the same gig: just one, or three from the simplest to the most complete, "
            "called Essential, Standard and Premium. Each has its price, its days, its revisions "
            "and what is included. An order keeps the package as it was when you bought it."
        ),
        ("gig", "extra", "revision", "multiple"),
    ),
    Term(
        "priority_support",
        _("Priority support"),
        "Assistance prioritaire",
        ("support", "help desk", "customer service", "ticket", "assistance", "aide",
         "service client", "ticket d'assistance"),
        _(
            "Support that answers some people sooner: Pro sellers, Level 2 and Top Rated Sellers. "
            "Anyone can open a ticket and sees its place in the queue with the time it should "
            "take. Nobody is forgotten: a ticket that has waited a day passes in front."
        ),
        ("level", "pro", "resolution_center"),
    ),
    Term(
        "resolution_center",
        _("Resolution Center"),
        "Gestionnaire de litiges",
        ("resolution centre", "dispute", "disputes", "refund", "litige", "litiges",
         "centre de résolution", "remboursement", "réclamation"),
        _(
            "Where the two sides of an order put right what went wrong: more time, a change, a "
            "partial refund, a cancellation. When they cannot agree, either may open a dispute; "
            "all deadlines then stop, and in the last resort a moderator who has no part in the "
            "order decides and gives the reasons in writing."
        ),
        ("mutual_cancellation", "order", "priority_support"),
    ),
    Term(
        "response_rate",
        _("Response rate"),
        "Taux de réponse",
        ("reply rate", "response time", "réponse", "réponses", "taux de réponses",
         "délai de réponse", "temps de réponse"),
        _(
            "How many of the people who wrote to a seller for the first time, over the last "
            "90 days, heard back within 24 hours. The usual delay is shown next to it. Below "
            "5 first messages it reads “new”; spam and automatic replies are left out."
        ),
        ("level", "out_of_office"),
    ),
    Term(
        "revision",
        _("Revisions"),
        "Révisions",
        ("revision", "changes", "modification", "modifications", "révision", "retouche",
         "retouches"),
        _(
            "After a delivery, the buyer may ask for changes and say which. The package or the "
            "milestone tells how often: not at all, up to 9 times, or without limit. Each "
            "revision gives the seller half of the original days, and never less than 24 hours."
        ),
        ("package", "order", "milestone"),
    ),
    Term(
        "tag",
        _("Tags"),
        "Balises",
        ("tag", "keyword", "keywords", "hashtag", "balise", "mot-clé", "mots-clés", "mot clé",
         "étiquette"),
        _(
            "Short words that help a gig to be found: 1 to 5 of them, 20 characters each at most. "
            "Capitals and accents make no difference, so nobody has to type them right."
        ),
        ("gig", "metadata"),
    ),
    Term(
        "top_rated",
        _("Top Rated Seller"),
        "Top Prestataire (TRS)",
        ("trs", "top rated", "top rated sellers", "top prestataire", "top prestataires",
         "top seller"),
        _(
            "The highest level, given by people and not by figures alone. Whoever meets every "
            "figure becomes a candidate, and two moderators must both say yes; a no comes with "
            "its reason. It brings earlier payouts, larger offers and support that answers first."
        ),
        ("level", "pro", "priority_support"),
    ),
    Term(
        "warning",
        _("Warning"),
        "Avertissement",
        ("warnings", "strike", "suspension", "avertissements", "sanction", "sanctions"),
        _(
            "Given by a moderator when a rule of the market is broken; it names the rule and what "
            "happened. It ends after 90 days, and in the first 14 you can ask another moderator "
            "to look again. Several warnings can stop you from selling for a while, but never "
            "from finishing your orders or withdrawing what is yours."
        ),
        ("level", "resolution_center", "order"),
    ),
)  # fmt: skip
