"""Words that a question of what lines of a drawing join may hold, English and French. Knows words only."""

from __future__ import annotations

from assistant.words import fold, word_set

LINE_WORDS = frozenset(
    fold(word)
    for word in word_set(
        """
        joins join joint connects connect connecting links link relie relient number no numero
        would could we i take taken takes service electrically electrical electrique electriquement via
        passe passent through discharge refoule refoulement aspiration
        what which where who how do does did is are be can must should have has there any all list
        show tell give me find lies lie sits sit stands stand located installed fitted placed found
        come comes coming go goes going line lines pipe pipes piping pipework tag tags item items
        component components device devices thing things element elements drawing drawings diagram
        pid p&id sheet plan according first next nearest closest immediately directly direct
        straight right just to from of on in at the a an and or by into onto with for it its this
        that side run path route way follow following connected connection joined upstream
        downstream before after between behind ahead feed feeds fed feeding supply supplies supplied
        power powers fill fills discharge discharges lead leads suction close closed closing shut
        shutting off isolate isolated isolating isolation isolates lock lockout out loto block need
        needed needs required points point order work boundary boundaries maintenance safely safe
        positively please also else everything anything something each every manual manually hand
        check control relief safety return non nrv psv valve valves breaker breakers circuit fuse
        fuses strainer strainers instrument instruments transmitter transmitters sensor sensors
        gauge gauges equipment vessel vessels tank tanks drum column pump pumps motor motors
        exchanger exchangers machine transformer transformers busbar filter cooler heater tower
        basin header quoi que qu qui quel quelle quels quelles est sont ce il elle y t se trouve
        trouvent trouver faut doit dois doivent je liste lister montre donne moi dis schema schemas
        dessin folio feuille ligne lignes tuyau tuyaux tuyauterie conduite conduites repere reperes
        appareil appareils chose choses juste directement premier premiere prochain prochaine
        immediatement de du des le la les l d un une et ou par vers sur dans au aux pour entre amont
        aval avant apres derriere alimente alimentent alimentee alimentation remplit vient viennent
        provient arrive va part chemin trajet parcours bypass bypasses bypassed bypassing contourne
        contournement contourner derivation parallel parallele mounted around montes montees
        installes autour instrumentation fermer fermes ferme fermee fermees isoler isole isolee
        isolement consigner consignation consigne organes organe bornes vanne vannes robinet
        robinets clapet clapets anti retour soupape soupapes regulation reglage manuelle manuelles
        sectionnement disjoncteur disjoncteurs crepine capteur capteurs transmetteur pompe pompes
        cuve ballon bac reservoir echangeur moteur moteurs equipement equipements transformateur
        comment procedure existe tout toutes tous suivant
        side cote aspi controller controllers controls controlled regulateur regulateurs regulator acts
        act acting
        agit drives driven actuated operated positions positioned pilote pilotee regule regulee reglante
        reglantes commande commandee asservie loop boucle signal mesure measurement circuit
        regulate regulates used sert lequel laquelle
        c'est c relies reliees branches montee right appear appears figure figurent
        """
    )
)
"""Folded. A question with another word asks for something else: a reading, a date, a price."""
