// SPDX-License-Identifier: GPL-3.0-or-later
// Does what the test asks for, in whatever browser: see web.py.

// What a text in HTML has of what we have given.
function describe(html) {
  const root = new DOMParser().parseFromString(html, 'text/html').body;
  return {
    images: [...root.querySelectorAll('img')].map(i => [i.getAttribute('src'), i.getAttribute('alt')]),
    links: [...root.querySelectorAll('a')].map(a => [a.getAttribute('href'), a.textContent]),
    text: root.textContent,
  };
}

// What a browser has loaded of each picture in an editor: it chooses among its sources for the width of the window.
function describeShown(root) {
  const view = root.ownerDocument.defaultView;
  const pictures = [...root.querySelectorAll('img')];
  pictures.find(i => !i.complete || !i.currentSrc)?.scrollIntoView();  // what is loaded when it is seen
  return {
    width: view.innerWidth * view.devicePixelRatio,
    shown: pictures.map(i => ({
      source: i.complete && i.naturalWidth > 0 ? i.currentSrc : '',
      alt: i.getAttribute('alt'),
      types: [...i.closest('picture')?.querySelectorAll('source') ?? []].map(s => s.type),
    })),
  };
}

async function describeFiles(files) {
  const found = [];
  for (const file of files) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    const hex = [...new Uint8Array(digest)].map(b => b.toString(16).padStart(2, '0')).join('');
    const picture = file.type.startsWith("image/") ? await createImageBitmap(file) : null;
    found.push({name: file.name, type: file.type, size: file.size, sha256: hex,
                pixels: picture && [picture.width, picture.height]});
  }
  return {files: found};
}

// A point of an element on the screen. Firefox says where the page begins, Chromium what is around it.
function placeOf(element) {
  const r = element.getBoundingClientRect();
  const left = window.mozInnerScreenX ?? screenX + (outerWidth - innerWidth) / 2;
  const top = window.mozInnerScreenY ?? screenY + outerHeight - innerHeight;
  return [Math.round(left + r.left + r.width / 2), Math.round(top + r.top + r.height / 2)];
}

// How often the page has seen that something is dragged over it.
let overs = 0;
function watchDrags(where) {
  where.addEventListener('dragover', () => { overs++; }, true);
}
watchDrags(document);

// target: {element, ready (a promise), read() (what it has)}; each page sets it.
(async () => {
  await new Promise(resolve => { addEventListener('load', resolve); });
  for (;;) {
    try {
      const page = location.pathname + location.search;
      const answer = await fetch('/ask?' + new URLSearchParams({page}), {cache: 'no-store'});
      if (answer.status !== 200)
        continue;
      const {id, code} = await answer.json();
      let value, error;
      try {
        value = await (0, eval)(`(async () => { ${code} })()`);
      } catch (e) {
        error = String(e);
      }
      await fetch('/tell', {method: 'POST', body: JSON.stringify({id, value, error})});
    } catch (e) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
})();
