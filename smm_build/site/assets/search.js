// Search over every post. The texts come as scripts, one a month, when somebody starts to type: scripts are the only
// thing a page opened from a folder may load. All words have to be there; accents and capitals do not matter.
(() => {
  const SHOWN = 50
  const AT_ONCE = 8
  const posts = []
  let waiting = null

  const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()

  function load(src) {
    return new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), { src, async: false, onload: done, onerror: failed }))
    })
  }

  function everything(base) {
    return waiting ??= fetched(base)
  }

  async function fetched(base) {
    let names = []
    window.smmSearch = {
      parts: found => { names = found },
      add: rows => {
        for (const [href, title, when, state, channels, text] of rows.reverse())
          posts.push({ href, title, when, state, channels, head: plain(title), all: plain([title, text, channels, state, when].join(" ")) })
      },
    }
    await load(`${base}search/parts.js`)
    await Promise.all(names.map(name => load(`${base}search/${name}.js`)))
  }

  // A word in the title weighs most, then the beginning of a word; what is left is newest first.
  function weight(post, words) {
    let sum = 0
    for (const word of words) {
      if (!post.all.includes(word)) return 0
      sum += post.head.includes(word) ? 4 : (` ${post.all}`).includes(` ${word}`) ? 2 : 1
    }
    return sum
  }

  function find(query) {
    const words = plain(query).split(/\s+/).filter(Boolean)
    if (!words.length) return []
    const hits = []
    for (const post of posts) {
      const sum = weight(post, words)
      if (sum) hits.push([sum, post])
    }
    return hits.sort((one, other) => other[0] - one[0]).map(([, post]) => post)
  }

  function entry(base, post) {
    const link = Object.assign(document.createElement("a"), { href: base + post.href, textContent: post.title })
    const about = Object.assign(document.createElement("span"), { textContent: [post.when, post.state, post.channels].filter(Boolean).join(" · ") })
    const item = document.createElement("li")
    item.append(link, about)
    return item
  }

  function show(list, base, hits, count) {
    list.replaceChildren(...hits.slice(0, count).map(post => entry(base, post)))
    list.hidden = !hits.length
  }

  function searchPage(form, input) {
    const list = document.getElementById("smm-found")
    const status = document.getElementById("smm-found-count")
    const words = form.dataset
    const run = async () => {
      await everything(words.base)
      const hits = find(input.value)
      show(list, words.base, hits, SHOWN)
      const count = hits.length === 1 ? words.one : hits.length ? words.many.replace("{}", hits.length) : words.none
      status.textContent = input.value.trim() ? count + (hits.length > SHOWN ? `. ${words.more.replace("{}", SHOWN)}` : "") : ""
      history.replaceState(null, "", input.value ? `?q=${encodeURIComponent(input.value)}` : location.pathname)
    }
    input.value = new URLSearchParams(location.search).get("q") ?? ""
    input.addEventListener("input", run)
    form.addEventListener("submit", event => { event.preventDefault(); run() })
    if (input.value) run()
  }

  function inHeader(form, input) {
    const base = form.dataset.base
    const list = Object.assign(document.createElement("ol"), { className: "smm-found", hidden: true })
    form.append(list)
    const run = async () => {
      await everything(base)
      show(list, base, find(input.value), AT_ONCE)
    }
    input.addEventListener("focus", () => everything(base), { once: true })
    input.addEventListener("input", run)
    form.addEventListener("keydown", event => {
      const links = [...list.querySelectorAll("a")]
      const at = links.indexOf(document.activeElement)
      if (event.key === "Escape") { list.hidden = true; input.focus() }
      else if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus()
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus()
      else return
      event.preventDefault()
    })
    form.addEventListener("focusout", event => { if (!form.contains(event.relatedTarget)) list.hidden = true })
  }

  for (const form of document.querySelectorAll("form.smm-search")) {
    const input = form.querySelector("input")
    if (form.classList.contains("smm-search-wide")) searchPage(form, input)
    else inHeader(form, input)
  }
})()
