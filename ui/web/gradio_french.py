"""Gradio's own words in French where its translation has none, or one that misleads. Knows no component.

What Gradio looks up is given to its own translation; a few titles are written into its components, and are
replaced where they appear.
"""

from __future__ import annotations

import json

LOOKED_UP = {
    "upload_text.drop_file": "Déposez vos fichiers ici",
    "upload_text.click_to_upload": "Cliquez pour les choisir",
    "upload_text.drop_image": "Déposez l'image ici",
    "file.uploading": "Envoi …",
}
"""Gradio says "télécharger", which is what a reader does the other way round."""

_WRITTEN = {
    "Filter...": "Filtrer …",
    "Enter text to filter the table": "Texte à chercher dans le tableau",
    "Copy message": "Copier le message",
    "Copied message": "Message copié",
    "Copy table data": "Copier le tableau",
    "Copy": "Copier",
    "Copied": "Copié",
    "Fullscreen": "Plein écran",
    "Exit fullscreen mode": "Quitter le plein écran",
    "Download": "Télécharger",
    "More tabs": "Autres onglets",
    "chatbot conversation": "conversation",
    "Table actions": "Actions sur le tableau",
    "Open cell menu": "Menu de la cellule",
    "Reset to default value": "Valeur par défaut",
    "Click to upload or drop files": "Cliquez pour choisir des fichiers, ou déposez-les",
    "File upload": "Choix de fichiers",
    "Download plot as a PNG": "Télécharger l'image (PNG)",
    "Zoom in": "Zoom avant",
    "Zoom out": "Zoom arrière",
    "Pan": "Déplacer",
    "Autoscale": "Échelle automatique",
    "Reset axes": "Axes d'origine",
}
_BEGINNINGS = {
    "Select example ": "Exemple ",
    "number input for ": "valeur : ",
    "range slider for ": "curseur : ",
    "user's message: ": "question : ",
    "bot's message: ": "réponse : ",
}

_SCRIPT = """<script>
document.documentElement.lang = navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
if (document.documentElement.lang === 'fr') {
  const whole = WHOLE, beginnings = Object.entries(BEGINNINGS);
  const named = ['title', 'aria-label', 'placeholder', 'data-title'];
  const french = (said) => {
    if (Object.hasOwn(whole, said)) { return whole[said]; }
    const found = beginnings.find(([english]) => said.startsWith(english));
    return found && found[1] + said.slice(found[0].length);
  };
  let waits = false;
  const all = () => {
    waits = false;
    for (const name of named) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        const said = french(one.getAttribute(name));
        if (said) { one.setAttribute(name, said); }
      }
    }
  };
  new MutationObserver(() => { if (!waits) { waits = true; setTimeout(all, 200); } })
    .observe(document.documentElement, {childList: true, subtree: true, attributeFilter: named});
}
</script>"""
SCRIPT = _SCRIPT.replace("WHOLE", json.dumps(_WRITTEN)).replace("BEGINNINGS", json.dumps(_BEGINNINGS))
"""Says which language the page speaks, since Gradio says English to all, and translates what it writes."""
