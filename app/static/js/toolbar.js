// Shows the Markdown buttons once the element that works them is there. Blocked or missing, they stay hidden and the field is enough.

export async function bind(toolbars, addresses) {
  await import(addresses.markdownJs);
  for (const toolbar of toolbars) {
    toolbar.setAttribute('role', 'toolbar');
    toolbar.hidden = false;
  }
}
