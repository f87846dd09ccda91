"""What the chat's copy buttons give: the words as they are read. Knows Gradio's way to copy, no component.

Gradio copies a message's Markdown, in which every hyphen of a tag is escaped: ``P\\-101A`` would find nothing
in another system.
"""

from __future__ import annotations

SCRIPT = r"""<script>
{
  let chosen = 0;
  document.addEventListener('click', (event) => {
    if (event.target.closest('#chat button')) { chosen = Date.now(); }
  }, true);
  const isOfChat = () => Date.now() - chosen < 1000;
  const read = (markdown) => {
    const page = new DOMParser().parseFromString(
      markdown.replace(/<sub>[^]*?<\/sub>/g, '').replace(/\*\*(\\\[\d+\\\])\*\*/g, '$1')
        .replace(/  \n\n/g, '  \n').replace(/^- /gm, '• ')
        .replace(/\\([\\`*_{}\[\]()#+!|~$^-])/g, '$1').replace(/  \n/g, '\n'), 'text/html');
    return page.body.textContent.replace(/\u00a0/g, ' ').trim();
  };
  if (navigator.clipboard) {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => write(isOfChat() ? read(text) : text);
  }
  document.addEventListener('copy', (event) => {  // of a page that is not served securely
    const field = document.activeElement;
    if (isOfChat() && field instanceof HTMLTextAreaElement && field.style.left === '-999999px') {
      event.clipboardData.setData('text/plain', read(field.value));
      event.preventDefault();
    }
  }, true);
}
</script>"""
