// What a page of plain HTML cannot do by itself: filters kept in the address, times that stay true, arrow keys in a
// month. Without this file everything is still there to be read.
(() => {
  const content = document.getElementById("smm-content")
  if (!content) return
  const zone = content.dataset.zone
  const language = content.dataset.lang

  // --- Filters ------------------------------------------------------------------------------------------------------

  const form = document.getElementById("smm-filters")
  const items = [...content.querySelectorAll("[data-f]")]

  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  function wanted() {
    const said = new FormData(form)
    const tokens = [...form.querySelectorAll("select")].filter(list => list.value).map(list => `${list.dataset.kind}:${list.value}`)
    return { tokens, words: plain(String(said.get("q") || "")).split(/\s+/).filter(Boolean) }
  }

  const isActive = ({ tokens, words }) => tokens.length + words.length > 0

  // Whoever looks for "39" means a word of the post, not one that goes out at 10:39.
  function wordsOf(item) {
    const copy = item.cloneNode(true)
    for (const hour of copy.querySelectorAll("time, .smm-utc, .smm-chip-clock")) hour.remove()
    return copy.textContent
  }

  function fits(item, { tokens, words }) {
    const own = item.dataset.f.split(" ")
    if (!tokens.every(token => own.includes(token))) return false
    if (!words.length) return true
    item.words ??= plain(item.said ?? wordsOf(item))
    return words.every(word => item.words.includes(word))
  }

  // --- A list on several pages: what the filters find on each -------------------------------------------------------

  const leaves = content.querySelector(".smm-leaves[data-rows]")
  let others = null
  let foundHere = ""

  // Scripts are the only thing a page opened from a folder may load.
  function everyRow() {
    return others ??= new Promise((done, failed) => {
      window.smmRows = ({ kinds, leaves: listed }) => done(Object.entries(listed).map(([key, rows]) =>
        [key, rows.map(([title, kind]) => ({ dataset: { f: kinds[kind][0] }, said: `${title} ${kinds[kind][1]}` }))]))
      document.head.append(Object.assign(document.createElement("script"), { src: leaves.dataset.rows, onerror: failed }))
    })
  }

  async function countEverywhere() {
    if (!others && !isActive(wanted())) return
    const rows = new Map(await everyRow())
    const want = wanted() // somebody may have gone on typing
    const active = isActive(want)
    let all = 0
    for (const link of leaves.querySelectorAll("[data-leaf]")) {
      const found = rows.get(link.dataset.leaf).filter(row => !active || fits(row, want)).length
      link.querySelector(".smm-count").textContent = found
      link.classList.toggle("smm-none", !found)
      all += found
    }
    if (!active) return
    document.getElementById("smm-filtered").textContent = `${foundHere} · ${all} ${leaves.dataset.everywhere}`
    form.classList.toggle("smm-found-none", !all)
  }

  function narrow() {
    const want = wanted()
    const active = isActive(want)
    let shown = 0
    for (const item of items) {
      item.hidden = active && !fits(item, want)
      shown += item.hidden ? 0 : 1
    }
    for (const group of content.querySelectorAll("[data-group]")) {
      const inside = [...group.querySelectorAll("[data-f]")]
      group.classList.toggle("smm-emptied", active && inside.length > 0 && inside.every(item => item.hidden))
    }
    for (const fold of content.querySelectorAll("details.smm-fold")) {
      const found = [...fold.querySelectorAll("[data-f]")].some(item => !item.hidden)
      if (active && found && !fold.open) { fold.open = true; fold.dataset.opened = "" }
      if (!active && "opened" in fold.dataset) { fold.open = false; delete fold.dataset.opened }
    }
    const said = document.getElementById("smm-filtered")
    foundHere = active ? (shown ? `${shown} ${shown === 1 ? said.dataset.one : said.dataset.some}` : said.dataset.none) : ""
    said.textContent = foundHere
    form.classList.toggle("smm-active", active)
    form.classList.toggle("smm-found-none", active && !shown)
    if (leaves) countEverywhere().catch(() => { /* without the script the rows of this page are still narrowed */ })
  }

  function remember() {
    const query = new URLSearchParams()
    for (const [key, value] of new FormData(form)) if (value) query.set(key, value)
    const search = query.size ? `?${query}` : ""
    try { history.replaceState(null, "", location.pathname + search + location.hash) } catch { /* from a folder, some browsers refuse */ }
    carry(search)
  }

  // Another view opens with the same filters.
  function carry(search) {
    for (const link of content.querySelectorAll(".smm-views a, .smm-steps a, .smm-keep")) {
      const [path, hash] = link.getAttribute("href").split("#")
      link.setAttribute("href", path.split("?")[0] + search + (hash ? `#${hash}` : ""))
    }
  }

  if (form && (items.length || leaves)) {
    const asked = new URLSearchParams(location.search)
    for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name)
    form.addEventListener("input", () => { narrow(); remember() })
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("reset", () => setTimeout(() => { narrow(); remember() }))
    narrow()
    carry(location.search)
  }

  // On a phone the filters are folded away until somebody wants them.
  const unfold = form?.querySelector(".smm-unfold")
  unfold?.addEventListener("click", () => {
    unfold.setAttribute("aria-expanded", String(form.classList.toggle("smm-open")))
  })

  // On a phone the view or the month one is on may be beyond the edge.
  for (const here of content.querySelectorAll(".smm-views [aria-current], .smm-leaf-year [aria-current]"))
    here.closest(".smm-views, .smm-leaf-year").scrollLeft = here.offsetLeft - here.offsetWidth

  // --- Times ----------------------------------------------------------------------------------------------------------

  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
  const steps = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]]

  // Nobody reads a page before it was built: a clock that says so is wrong, or the site was built for a day to come.
  const now = () => Math.max(Date.now(), Date.parse(window.smmBuilt) || 0)

  function tell() {
    for (const place of content.querySelectorAll("[data-at]")) {
      const seconds = (Date.parse(place.dataset.at) - now()) / 1000
      const [unit, length] = steps.find(step => Math.abs(seconds) >= step[1]) || ["minute", 60]
      place.textContent = relative.format(Math.round(seconds / length), unit)
    }
  }

  // The page may be older than the day it is read on.
  function markToday() {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now())
    for (const cell of content.querySelectorAll("[data-day]")) {
      const is = cell.dataset.day === today
      if (is === cell.classList.contains("smm-is-today")) continue
      cell.classList.toggle("smm-is-today", is)
      if (is) cell.setAttribute("aria-current", "date"); else cell.removeAttribute("aria-current")
      const badge = cell.querySelector(".smm-badge")
      if (badge) badge.hidden = !is
    }
  }

  tell()
  markToday()
  setInterval(() => { tell(); markToday() }, 60000)

  // --- A month by arrow keys: https://www.w3.org/WAI/ARIA/apg/patterns/grid/ --------------------------------------------

  const grid = content.querySelector("table.smm-grid")
  if (!grid) return
  const cells = [...grid.querySelectorAll("td[data-day]")]
  const wide = matchMedia("(min-width: 45em)")

  function enter(cell) {
    for (const other of cells) other.tabIndex = other === cell ? 0 : -1
  }

  // On a phone the month is a list, and a list needs no arrow keys.
  function arrange() {
    if (wide.matches) {
      grid.setAttribute("role", "grid")
      enter(grid.querySelector("td.smm-is-today") || cells[0])
    } else {
      grid.removeAttribute("role")
      for (const cell of cells) cell.removeAttribute("tabindex")
    }
  }

  const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

  grid.addEventListener("keydown", event => {
    if (!wide.matches || event.altKey || event.ctrlKey || event.metaKey) return
    const cell = event.target.closest("td[data-day]")
    const at = cells.indexOf(cell)
    if (at < 0) return
    const row = cells.filter(other => other.parentElement === cell.parentElement)
    let next = null
    if (event.key in moves) next = cells[at + moves[event.key]]
    else if (event.key === "Home") next = event.ctrlKey ? cells[0] : row[0]
    else if (event.key === "End") next = row[row.length - 1]
    else if (event.key === "PageUp") return content.querySelector(".smm-steps a[rel=prev]")?.click()
    else if (event.key === "PageDown") return content.querySelector(".smm-steps a[rel=next]")?.click()
    else if (event.key === "Enter" && event.target === cell) next = cell.querySelector("a")
    else if (event.key === "Escape" && event.target !== cell) next = cell
    if (!next) return
    event.preventDefault()
    if (next.matches("td")) enter(next)
    next.focus()
  })

  // The way past the filters leads to the day one would look for.
  content.querySelector(".smm-skip-within").addEventListener("click", event => {
    const cell = grid.querySelector("td[tabindex='0']")
    if (!cell) return
    event.preventDefault()
    cell.focus()
  })

  wide.addEventListener("change", arrange)
  arrange()
})()
