// Names that complete what is being typed in the search box: a list box over Streamlit's text box (WAI-ARIA combobox
// with a list). All is listened to on the document, so that it survives when Streamlit draws the box again. A name that is
// chosen opens its page; Enter without a choice is left to Streamlit, which searches.
window.mlgSuggest ||= (() => {
  const BOX = '.st-key-q input[type="search"]';
  const PAUSE = 120; // milliseconds without a key before asking
  let said = {};
  let language = "fr";
  let list, told; // the list box, and what is told to those who listen
  let found = [];
  let active = -1;
  let timer, asked;
  const box = () => document.activeElement?.matches?.(BOX) ? document.activeElement : document.querySelector(BOX);
  const shown = () => Boolean(list && !list.hidden);

  function make(tag, css, text) {
    const made = document.createElement(tag);
    made.className = css;
    if (text) made.textContent = text;
    return made;
  }
  function prepare() {
    if (list) return;
    list = make("div", "suggestions");
    list.id = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    told = make("div", "unseen");
    told.setAttribute("role", "status");
    document.body.append(list, told);
    // The box keeps the focus: a click is a choice, not a way out.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) choose(Number(option.dataset.at));
    });
  }
  function dress(input) {
    const held = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": "suggestions", autocomplete: "off" };
    for (const [name, value] of Object.entries(held)) if (input.getAttribute(name) !== value) input.setAttribute(name, value);
    input.setAttribute("aria-expanded", String(shown()));
    if (active >= 0) input.setAttribute("aria-activedescendant", `suggestion-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }
  function place(input) {
    const at = (input.closest(".st-key-q") || input).getBoundingClientRect();
    const narrow = innerWidth < 640; // the button stands beside the box: the list takes the whole width
    const [left, width] = narrow ? [16, innerWidth - 32] : [at.left, at.width];
    Object.assign(list.style, { left: `${left}px`, top: `${at.bottom + 4}px`, width: `${width}px`, maxHeight: `${Math.max(innerHeight - at.bottom - 16, 160)}px` });
  }
  function close() {
    clearTimeout(timer);
    asked?.abort();
    active = -1;
    if (list) list.hidden = true;
    if (told) told.textContent = "";
    const input = box();
    if (input && input.getAttribute("role") === "combobox") dress(input);
  }
  function draw(input) {
    active = -1;
    list.setAttribute("aria-label", said.list);
    list.replaceChildren();
    let group, kind;
    found.forEach((one, at) => {
      if (one.kind !== kind) {
        kind = one.kind;
        group = make("div", "group");
        group.setAttribute("role", "group");
        const head = make("div", "head", one.kind_label);
        head.id = `suggestions-${kind}`;
        group.setAttribute("aria-labelledby", head.id);
        group.append(head);
        list.append(group);
      }
      const option = make("div", "option");
      option.id = `suggestion-${at}`;
      option.dataset.at = at;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      if (one.matched) option.append(make("span", "alias", one.matched), make("span", "arrow", " → "));
      option.append(make("span", "name", one.label));
      if (one.detail) option.append(make("span", "detail", ` ${one.detail}`));
      group.append(option);
    });
    list.hidden = !found.length;
    told.textContent = found.length > 1 ? said.many.replace("{count}", found.length) : found.length ? said.one : said.none;
    if (found.length) place(input);
    dress(input);
  }
  async function ask(input) {
    const typed = input.value.trim();
    asked?.abort();
    if (typed.length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`suggest?${new URLSearchParams({ q: typed, lang: language })}`, { signal: asked.signal });
      if (!answer.ok) return close();
      const given = await answer.json();
      if (document.activeElement !== input || input.value.trim() !== typed) return;
      found = given;
      draw(input);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }
  function move(input, step) {
    active = (active + step + found.length + 1) % (found.length + 1);
    if (active === found.length) active = -1; // past an end: back in the box
    list.querySelectorAll('[role="option"]').forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    dress(input);
  }
  function choose(at) {
    const one = found[at];
    const input = box();
    close();
    if (!one) return;
    if (input) {
      // What was typed is not a search: the box forgets it, or Streamlit would ask it on the next page.
      const held = new URLSearchParams(location.search).get("q") || "";
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, held);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      clearTimeout(timer);
      input.blur();
    }
    mlgGo(one.address);
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  function listen() {
    const of = (event) => (event.target.matches?.(BOX) ? event.target : null);
    document.addEventListener("focusin", (event) => of(event) && (prepare(), dress(of(event))));
    document.addEventListener("focusout", (event) => of(event) && close());
    document.addEventListener("input", (event) => {
      const input = of(event);
      if (!input) return;
      prepare();
      clearTimeout(timer);
      if (document.activeElement === input) timer = setTimeout(() => ask(input), PAUSE);
    });
    document.addEventListener("keydown", (event) => {
      const input = of(event);
      if (!input || event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!shown()) return;
        event.preventDefault();
        move(input, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        if (shown() && active >= 0) {
          event.preventDefault();
          event.stopPropagation();
          choose(active);
        } else close();
      } else if (event.key === "Escape" && shown()) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    }, true);
    addEventListener("resize", () => shown() && place(box()));
    document.addEventListener("scroll", (event) => shown() && event.target !== list && box() && place(box()), true);
    addEventListener("popstate", close);
  }
  listen();
  return (spoken, words) => {
    language = spoken;
    said = words;
  };
})();
