// SPDX-License-Identifier: GPL-3.0-or-later
const ready = tinymce.init({
  selector: '#editor', license_key: 'gpl', height: 420, promotion: false, branding: false,
  plugins: 'image link', menubar: false,
}).then(() => watchDrags(tinymce.activeEditor.getDoc()));
window.target = {
  ready,
  get element() { return tinymce.activeEditor.iframeElement; },
  read: () => ({...describe(tinymce.activeEditor.getContent()), ...describeShown(tinymce.activeEditor.getBody())}),
};
