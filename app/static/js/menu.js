// Closes an open menu by Escape, or by pressing or going elsewhere. Opening is the details element's own.

export function bind(menus) {
  for (const menu of menus) {
    const close = (returning) => {
      menu.open = false;
      if (returning) menu.querySelector('summary').focus();
    };
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && menu.open) close(menu.contains(document.activeElement));
    });
    document.addEventListener('pointerdown', (event) => {
      if (menu.open && !menu.contains(event.target)) close(false);
    });
    menu.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(false);
    });
  }
}
