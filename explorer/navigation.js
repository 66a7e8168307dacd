// Links of the site open inside the running page: the address changes first, then Streamlit follows it, so the
// back button, reload and sharing work. Without this script they are plain links.
function mlgQuote(tries) {
  // The passage that the address names comes after this script: wait for it, and leave one of another address alone.
  const asked = new URLSearchParams(location.search);
  const place = asked.get("start") || asked.get("extrait");
  if (!place || window.mlgQuoted === location.href) return;
  const quoted = document.getElementById("cite");
  if (quoted && quoted.dataset.place === place) {
    window.mlgQuoted = location.href;
    setTimeout(() => quoted.isConnected && quoted.scrollIntoView({ block: "center" }), 150);
  } else if (tries) setTimeout(() => mlgQuote(tries - 1), 100);
}
function mlgGo(address) {
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
function mlgPage(language, skip, said) {
  document.documentElement.lang = language;
  window.mlgSuggest(language, said);
  const skipping = document.querySelector('[data-testid="stSkipToContent"]');
  if (skipping) skipping.textContent = skip;
  mlgQuote(50);
  if (window.mlgReady) return;
  window.mlgReady = true;
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const copy = event.target.closest("button.copy");
    if (copy) {
      const code = copy.parentElement.querySelector("code");
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(() => (copy.textContent = copy.dataset.done));
      else getSelection().selectAllChildren(code);
      return;
    }
    const calendar = event.target.closest("a.webcal");
    if (calendar) {
      // Streamlit takes addresses of other kinds out of the page: the program that keeps calendars is asked from here.
      event.preventDefault();
      location.assign(calendar.href.replace(/^https?:/, "webcal:"));
      return;
    }
    const anchor = event.target.closest("a.in");
    if (!anchor) return;
    event.preventDefault();
    mlgGo(anchor.getAttribute("href"));
    const main = document.querySelector('[data-testid="stMain"]');
    if (main && !anchor.closest(".stay")) main.scrollTo(0, 0);
  });
}
