// Runs before the form editor: it speaks the language of the page, and waits until it knows our files.
(() => {
  const prefs = "sveltia-cms.prefs";
  const { locale } = document.currentScript.dataset;
  let known = {};
  try {
    known = JSON.parse(localStorage.getItem(prefs)) ?? {};
  } catch {
    // What cannot be read is written anew.
  }
  localStorage.setItem(prefs, JSON.stringify({ ...known, locale }));
  window.CMS_MANUAL_INIT = true;
})();
