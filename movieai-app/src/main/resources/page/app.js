import { ask, ServiceError, similar } from './service.js';
import { TEXTS } from './texts.js';

const page = (id) => document.getElementById(id);
const state = {
  language: localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  theme: localStorage.getItem('theme'),
  conversation: null,
  running: null,
};

const texts = () => TEXTS[state.language];

/** Makes an element. Text is always set as text, so what people and films say never becomes markup. */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function button(className, text, onClick) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

function say(text) {
  page('status').textContent = text;
}

function showLanguage() {
  document.documentElement.lang = state.language;
  for (const node of document.querySelectorAll('[data-text]')) {
    node.textContent = texts()[node.dataset.text];
  }
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', texts()[node.dataset.label]);
    node.title = texts()[node.dataset.label];
  }
  const other = state.language === 'zh' ? ['en', 'English', 'Switch to English'] : ['zh', '中文', '切换到中文'];
  const toggle = page('language');
  toggle.lang = other[0];
  toggle.textContent = other[1];
  toggle.setAttribute('aria-label', other[2]);
  page('query').placeholder = state.conversation ? texts().followUp : texts().placeholder;
  page('examples').replaceChildren(...texts().examples.map((example) => {
    const item = element('li');
    item.append(button('quiet', example, () => submit(example)));
    return item;
  }));
}

function showTheme() {
  if (state.theme) {
    document.documentElement.dataset.theme = state.theme;
  }
}

function isDark() {
  return state.theme ? state.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function filmTitle(film) {
  return state.language === 'zh' ? film.title_zh ?? film.title : film.title;
}

function card(film, turn) {
  const item = element('li', 'film');
  const title = filmTitle(film);
  const heading = element('h3', '', title);
  item.append(heading);
  const other = title === film.title ? film.title_zh : film.title;
  if (other) {
    item.append(element('p', 'original', other));
  }
  const facts = [
    film.year,
    (state.language === 'zh' ? film.genres_zh : film.genres).join(texts().separator),
    film.rating === undefined ? null : texts().rating(film.rating.toFixed(1), film.rating_count),
  ].filter(Boolean);
  item.append(element('p', 'facts', facts.join(' · ')));
  if (film.reason) {
    item.append(element('p', 'reason', film.reason));
  }
  item.append(...score(film));
  item.append(button('quiet', texts().similar, () => showSimilar(film, turn)));
  return item;
}

/** The parts of a film's score as one bar, and what they are. */
function score(film) {
  const parts = film.score?.parts?.filter((part) => part.contribution > 0) ?? [];
  const total = parts.reduce((sum, part) => sum + part.contribution, 0);
  if (total <= 0) {
    return [];
  }
  const bar = element('div', 'score');
  const legend = element('p', 'parts');
  const spoken = [];
  for (const part of parts) {
    const share = Math.round(100 * part.contribution / total);
    const name = texts().sources[part.source] ?? part.source;
    const stretch = element('span', part.source);
    stretch.style.width = `${share}%`;
    bar.append(stretch);
    const entry = element('span');
    entry.append(element('i', part.source), `${name} ${share}%`);
    legend.append(entry);
    spoken.push(`${name} ${share}%`);
  }
  bar.setAttribute('role', 'img');
  bar.setAttribute('aria-label', texts().score(spoken.join(texts().separator)));
  return [bar, legend];
}

async function showSimilar(film, turn) {
  const section = element('section', 'similar');
  section.tabIndex = -1;
  section.append(element('h3', '', texts().similarTo(filmTitle(film))));
  turn.querySelector('.similar')?.remove();
  turn.append(section);
  try {
    const films = await similar(film.movie_id);
    if (films.length === 0) {
      section.append(element('p', 'fine', texts().noSimilar));
    } else {
      section.append(filmList(films, turn));
    }
    say(texts().found(films.length));
  } catch (error) {
    section.append(element('p', 'notice bad', explain(error)));
  }
  section.focus();
}

function filmList(films, turn) {
  const list = element('ul', 'films');
  list.append(...films.map((film) => card(film, turn)));
  return list;
}

/** What was understood, each part a button that takes it back. */
function chips(data, request) {
  if (!data.understood?.length) {
    return [];
  }
  const list = element('ul', 'chips');
  list.append(element('li', '', texts().understood));
  for (const part of data.understood) {
    const label = part.label;
    const chip = button(part.excluded ? 'quiet chip excluded' : 'quiet chip', label, () =>
      send({ ...request, without: [...(request.without ?? []), part.key] }));
    chip.setAttribute('aria-label', texts().remove(label));
    const item = element('li');
    item.append(chip);
    list.append(item);
  }
  return [list];
}

function explain(error) {
  if (!(error instanceof ServiceError)) {
    return texts().failed(String(error.message ?? error));
  }
  if (error.code === 'unreachable' || error.code === 'broken') {
    return texts()[error.code];
  }
  return error.code === 'busy' || error.code === 'http_503' ? texts().busy : texts().failed(error.message);
}

function notices(summary) {
  const made = [];
  if (summary.relaxed?.length) {
    made.push(element('p', 'notice', texts().relaxed(summary.relaxed.join(texts().separator))));
  }
  for (const { fallback } of summary.degraded ?? []) {
    made.push(element('p', 'notice', texts().degraded[fallback] ?? texts().degradedOther));
  }
  return made;
}

function setRunning(controller) {
  state.running = controller;
  page('send').hidden = controller !== null;
  page('stop').hidden = controller === null;
}

function submit(query) {
  const text = query.trim();
  if (text && !state.running) {
    page('query').value = '';
    resize();
    send({ query: text });
  }
}

/** Sends one request and shows its turn as it comes. */
async function send(request) {
  if (state.running) {
    return;
  }
  page('welcome').hidden = true;
  const turn = element('li', 'turn');
  const answer = element('p', 'answer waiting');
  const understood = element('div');
  const notes = element('div');
  const films = element('div');
  turn.append(element('h2', '', request.query), understood, notes, answer, films);
  page('turns').append(turn);
  turn.scrollIntoView({ block: 'start', behavior: 'smooth' });
  say(texts().waiting);
  const controller = new AbortController();
  setRunning(controller);
  try {
    const summary = await ask(
      state.conversation ? { ...request, conversation_id: state.conversation } : request,
      {
        signal: controller.signal,
        onFilms: (data) => {
          understood.replaceChildren(...chips(data, request));
          films.replaceChildren(filmList(data.films, turn));
          say(texts().found(data.films.length));
        },
        onText: (piece) => answer.append(piece),
      });
    state.conversation = summary.conversation_id ?? state.conversation;
    answer.textContent = summary.recommendations;
    understood.replaceChildren(...chips(summary, request));
    notes.replaceChildren(...notices(summary));
    films.replaceChildren(...(summary.films.length ? [filmList(summary.films, turn)] : []));
    turn.classList.toggle('refused', summary.refused);
    say(summary.refused ? texts().refused : texts().done);
  } catch (error) {
    if (error.name === 'AbortError') {
      notes.append(element('p', 'notice', texts().stopped));
      say(texts().stopped);
    } else {
      if (error.code === 'conversation_not_found') {
        state.conversation = null;
      }
      const notice = element('p', 'notice bad', explain(error));
      notice.append(button('quiet', texts().retry, () => {
        turn.remove();
        send(request);
      }));
      notes.append(notice);
      say(explain(error));
    }
  } finally {
    answer.classList.remove('waiting');
    answer.hidden = answer.textContent === '';
    setRunning(null);
    page('restart').hidden = false;
    page('query').placeholder = state.conversation ? texts().followUp : texts().placeholder;
    page('query').focus({ preventScroll: true });
  }
}

function resize() {
  const field = page('query');
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}

page('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  submit(page('query').value);
});
page('query').addEventListener('input', resize);
page('query').addEventListener('keydown', (event) => {
  // While an input method composes Chinese, Enter chooses a word.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(page('query').value);
  }
});
page('stop').addEventListener('click', () => state.running?.abort());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    state.running?.abort();
  }
});
page('restart').addEventListener('click', () => {
  state.running?.abort();
  state.conversation = null;
  page('turns').replaceChildren();
  page('welcome').hidden = false;
  page('restart').hidden = true;
  showLanguage();
  page('query').focus();
});
page('language').addEventListener('click', () => {
  state.language = state.language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('language', state.language);
  showLanguage();
});
page('theme').addEventListener('click', () => {
  state.theme = isDark() ? 'light' : 'dark';
  localStorage.setItem('theme', state.theme);
  showTheme();
});

showTheme();
showLanguage();
page('query').focus();
